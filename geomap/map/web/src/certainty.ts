/** Whether it happened: the sign of each status. Only what happened or goes on is ever solid. */
import table from "../data/signs.json";

/** In the order of the legend, the surest first. */
export const STATUSES = [
  "happened",
  "ongoing",
  "claimed",
  "alleged",
  "attempted",
  "planned",
  "promised",
  "proposed",
  "rejected",
  "denied",
  "hypothetical",
  "historical",
] as const;

export type Certainty = (typeof STATUSES)[number];

const KNOWN: ReadonlySet<string> = new Set(STATUSES);

/** A frame that says nothing of status (ACLED's, say) lists what happened; a word nobody knows is not taken for that. */
export function certaintyOf(status: string | null): Certainty {
  if (status === null) return "happened";
  return KNOWN.has(status) ? (status as Certainty) : "alleged";
}

export function isReal(certainty: Certainty): boolean {
  return certainty === "happened" || certainty === "ongoing";
}

/** What stands inside the outline of a mark. */
export type Inside = "full" | "dot" | "query" | "half" | "slash" | "cross" | "hands" | "empty";

export interface Sign {
  inside: Inside;
  /** The mark's outline: dashes in pixels, none for a whole line. */
  dashes: readonly number[];
  /** The same for the longer outline of an area. */
  area: readonly number[];
  /** How much of an area's stripe is drawn, and in how many pieces a tile. */
  stripe: readonly [share: number, pieces: number];
  /** Drawn thinner and paler: far from a report of something that happens. */
  faint?: boolean;
  /** A second outline around the first. */
  halo?: boolean;
}

/** The outline of a disputed area that would be a whole line: the dashes of the base map's disputed borders. */
export const DISPUTED = [4, 3] as const;

/** The dashes of an area's outline: those of a status say that it did not simply happen, and stay. */
export function outlineDashes(certainty: Certainty, disputed: boolean): number[] {
  const own = SIGNS[certainty].area;
  return own.length || !disputed ? [...own] : [...DISPUTED];
}

export const SIGNS = table as unknown as Record<Certainty, Sign>;
