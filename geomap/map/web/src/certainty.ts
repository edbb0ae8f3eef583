/** Whether it happened: how each status is drawn. Only what happened is ever solid. */

export type Certainty = "real" | "said" | "tried" | "planned" | "offered" | "refused" | "apart";

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

const CERTAINTY: Record<string, Certainty> = {
  happened: "real",
  ongoing: "real",
  claimed: "said",
  alleged: "said",
  attempted: "tried",
  planned: "planned",
  promised: "offered",
  proposed: "offered",
  rejected: "refused",
  denied: "refused",
  hypothetical: "apart",
  historical: "apart",
};

export const CERTAINTIES: readonly Certainty[] = ["real", "said", "tried", "planned", "offered", "refused", "apart"];

/** A frame that says nothing of status (ACLED's, say) lists what happened; a word nobody knows is not taken for that. */
export function certaintyOf(status: string | null): Certainty {
  if (status === null) return "real";
  return Object.hasOwn(CERTAINTY, status) ? CERTAINTY[status] : "said";
}

/** The line of an outline: dashes in pixels, none for a whole line. */
export const DASHES: Record<Certainty, readonly number[]> = {
  real: [],
  said: [],
  tried: [],
  planned: [4, 2.6],
  offered: [1.2, 2.4],
  refused: [],
  apart: [],
};

/** The same for the longer outline of an area. */
export const AREA_DASHES: Record<Certainty, readonly number[]> = {
  real: [],
  said: [9, 3],
  tried: [9, 3],
  planned: [7, 5],
  offered: [1.5, 4],
  refused: [9, 3, 1.5, 3],
  apart: [2, 6],
};
