/** What a download says of the review: the columns that `geomap apply` writes, so that a correction never looks like a finding. */
import type { Dataset, Row } from "./dataset";
import { REVIEWED, type Review } from "./review";
import type { Entry } from "./review-log";

export const REVIEW_COLUMNS = ["review_status", "reviewed_by", "reviewed_at", "review_note", "review_original"] as const;

/** Columns of other schemes, which follow from type and status by tables that the page does not have. */
const CODES = ["acled_event_type", "acled_sub_event_type", "plover", "cameo"];
/** What is known of the place in the text and of the outline that was drawn of it. */
const PLACED = ["area_approximate", "area_source", "place_start", "place_end"];

/** The columns of a download: the frame's, and those of the review once there is one. */
export function columnsWith(properties: readonly string[], review: Review | null): readonly string[] {
  if (!review || review.log.standing().length === 0) return properties;
  return [...properties, ...REVIEW_COLUMNS.filter((name) => !properties.includes(name))];
}

interface Decided {
  event: number;
  entry: Entry;
  /** The properties as they are drawn, and as the file has them. */
  now: Row;
  before: Row;
}

/**
 * The properties of an event with its decision. What a correction replaced stands in `review_original`. A correction is
 * not dated: `geomap apply` takes it up, fills in what follows from it and dates it then.
 */
export function withDecision(review: Review, { event, entry, now, before }: Decided): Row {
  const made: Row = { ...now };
  for (const [name, value] of followers(review.data, event, entry)) if (name in made) made[name] = value;
  const original = Object.fromEntries(Object.entries(before).filter(([name, value]) => !same(value, made[name])));
  const earlier = (before.review_original ?? null) as Row | null;
  return {
    ...made,
    review_status: REVIEWED[review.codeOf(entry)],
    reviewed_by: entry.by ?? null,
    reviewed_at: entry.decision === "correct" ? null : entry.at,
    review_note: entry.note ?? null,
    review_original: Object.keys(original).length ? { ...original, ...earlier } : earlier,
  };
}

/** What a correction changes beside the values that it names, null where only `geomap apply` can tell. */
function followers(data: Dataset, event: number, { to = {} }: Entry): [string, unknown][] {
  const made: [string, unknown][] = [];
  if (to.event_type !== undefined) made.push(["layer", data.head.layers[data.layer[event]].id]);
  if (to.event_type !== undefined || to.status !== undefined) made.push(...CODES.map((name): [string, unknown] => [name, null]));
  if (!to.place) return made;
  const iso = data.word("_country", event);
  return [
    ...made,
    ["iso", iso === null ? null : Number(iso)],
    ["gazetteer_id", to.place.gazetteer_id ?? null],
    ["radius_km", to.place.radius_km ?? null],
    ...PLACED.map((name): [string, unknown] => [name, null]),
  ];
}

function same(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}
