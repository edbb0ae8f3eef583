/** The values of an event that a reviewer sees and corrects. */
import type { App } from "./app";
import { isoDate } from "./i18n";
import type { Place, Values } from "./review-log";
import { placeOf } from "./review-places";

type Shown = Pick<App, "data">;

/** What the reviewer sees of an event, under the names of a correction. */
export function seen(app: Shown, event: number): Values {
  const { data } = app;
  const day = (name: string) => {
    const found = data.number(name, event);
    return found === null ? null : isoDate(found);
  };
  const at = placeOf(app, event);
  return {
    event_type: data.word("event_type", event) ?? "",
    status: data.word("status", event),
    event_date: day("day"),
    date_end: day("day_end"),
    place: at && { name: at.name, lat: at.lat, lon: at.lon },
  };
}

/** The values that are others than before, and what they were. */
export function difference(now: Values, set: Values): { from: Values; to: Values } {
  const names = (Object.keys(set) as (keyof Values)[]).filter((name) => (set[name] || null) !== (now[name] || null));
  const pick = (values: Values) => Object.fromEntries(names.map((name) => [name, values[name] ?? null])) as Values;
  return { from: pick(now), to: pick(set) };
}

/** What of a correction that was kept somewhere can be shown: words that are words, days that are days, places on Earth. */
export function sound(to: Values | undefined): Values {
  const made: Values = {};
  if (typeof to !== "object" || to === null) return made;
  if (isWord(to.event_type)) made.event_type = to.event_type;
  if (to.status === null || isWord(to.status)) made.status = to.status;
  for (const name of ["event_date", "date_end"] as const) {
    const day = to[name];
    if (day === null || (typeof day === "string" && /^\d{4}-\d\d-\d\d$/.test(day))) made[name] = day;
  }
  if (isPlace(to.place)) made.place = to.place;
  return made;
}

function isWord(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

function isPlace(value: unknown): value is Place {
  const { name, lat, lon } = (value ?? {}) as Partial<Place>;
  return typeof name === "string" && Math.abs(lat ?? Number.NaN) <= 90 && Math.abs(lon ?? Number.NaN) <= 180;
}
