/** Readers' words for what the data codes. */
import type { App } from "./app";
import { fill, named } from "./i18n";
import { reviewLabel } from "./review-words";
import { visible } from "./visible";
import { MISSING } from "./bytes";

export function typeLabel(app: App, event: number): string {
  const code = app.data.word("event_type", event) ?? "";
  const labels = app.data.said.labels;
  return visible(Object.hasOwn(labels, code) ? labels[code] : code || app.strings.not_stated);
}

/** The readers' name of a choice of a filter. */
export function choiceLabel(app: App, facet: string, word: string | null): string {
  const { strings } = app;
  if (facet === "review") return reviewLabel(app, word);
  if (facet === "change") return word === null ? strings.unchanged : visible(named(strings.changes, word));
  if (word === null) return strings.not_stated;
  if (facet === "status") return visible(named(strings.statuses, word));
  if (facet === "geo_precision") return visible(named(strings.precisions, word));
  if (facet === "location_role") return visible(named(strings.roles, word));
  return visible(facet === "site_tags" ? word.replaceAll("_", " ") : word);
}

export function facetTitle(app: App, facet: string): string {
  return facet === "status" ? app.strings.status : named(app.strings.facets, facet);
}

/** When it was, as precisely as is known and no more. */
export function whenText(app: App, event: number): string {
  const { data, speech, strings } = app;
  const [start, end] = [data.number("day", event), data.number("day_end", event)];
  if (start === null && end === null) return strings.date_unknown;
  if (start === null) return fill(strings.date_by, { date: speech.dates(end as number, end as number) });
  if (end === null) return fill(strings.date_from, { date: speech.dates(start, start) });
  const precision = data.word("time_precision", event);
  if (precision === "month" || precision === "year") return speech.period(start, precision);
  return speech.dates(start, Math.max(start, end));
}

/** A day for lists, short. */
export function shortWhen(app: App, event: number): string {
  const first = app.data.firstDay[event];
  if (first === MISSING) return app.strings.date_unknown;
  return app.data.number("day", event) === null ? whenText(app, event) : app.speech.date(first);
}

export function placeName(app: App, event: number): string {
  const { data, strings } = app;
  const name = data.word("location", event) ?? data.word("admin1", event) ?? data.word("country", event);
  return visible(name ?? (data.drawn[event] ? "" : strings.no_place));
}

/** "Krasnodar Krai, Russia": the larger places around an event's place, without repeating its name. */
export function around(app: App, event: number): string {
  const name = app.data.word("location", event);
  const larger = [app.data.word("admin1", event), app.data.word("country", event)];
  return larger.filter((word): word is string => word !== null && word !== name).map(visible).join(", ");
}
