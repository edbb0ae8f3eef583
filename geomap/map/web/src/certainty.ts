/** Whether it happened: the sign of each status. Only what happened or goes on is ever solid. */

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

export const SIGNS: Record<Certainty, Sign> = {
  happened: { inside: "full", dashes: [], area: [], stripe: [1, 1] },
  ongoing: { inside: "full", dashes: [], area: [], stripe: [1, 1], halo: true },
  claimed: { inside: "dot", dashes: [], area: [10, 3], stripe: [0.75, 1] },
  alleged: { inside: "query", dashes: [], area: [10, 3, 3, 3], stripe: [0.6, 1] },
  attempted: { inside: "half", dashes: [], area: [16, 4], stripe: [0.85, 1] },
  planned: { inside: "empty", dashes: [4, 2.6], area: [7, 5], stripe: [0.5, 1] },
  promised: { inside: "dot", dashes: [1.2, 2.4], area: [1.5, 4, 6, 4], stripe: [0.5, 2] },
  proposed: { inside: "empty", dashes: [1.2, 2.4], area: [1.5, 4], stripe: [0.3, 2] },
  rejected: { inside: "slash", dashes: [], area: [9, 3, 1.5, 3], stripe: [0.24, 1] },
  denied: { inside: "cross", dashes: [], area: [9, 3, 1.5, 3, 1.5, 3], stripe: [0.14, 1] },
  hypothetical: { inside: "empty", dashes: [], area: [2, 6], stripe: [0.2, 1], faint: true },
  historical: { inside: "hands", dashes: [], area: [14, 3], stripe: [0.2, 2], faint: true },
};
