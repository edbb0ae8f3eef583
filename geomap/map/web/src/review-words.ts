/** What a review says, in readers' words. */
import type { App } from "./app";
import { el } from "./dom";
import { named } from "./i18n";
import type { Place, Values } from "./review-log";
import { shortened, visible } from "./visible";

export function reviewLabel(app: App, status: string | null): string {
  const { strings } = app;
  if (status === "accepted") return strings.review_accepted;
  if (status === "rejected") return strings.review_rejected;
  return status === "corrected" ? strings.review_corrected : strings.not_reviewed;
}

/** A line a value: what it is called, what it was, what it is now. */
export function changeLines(app: App, from: Values, to: Values): HTMLElement[] {
  return (Object.keys(to) as (keyof Values)[]).map((name) => changeLine(app, name, from[name], to[name]));
}

export function changeLine(app: App, name: string, before: unknown, after: unknown): HTMLElement {
  return el(
    "li",
    {},
    el("span", { class: "gm-muted", text: `${columnLabel(app, name)}: ` }),
    el("s", { dir: "auto", text: valueLabel(app, name, before) }),
    el("span", { "aria-hidden": "true", text: " → " }),
    el("bdi", { text: valueLabel(app, name, after) }),
  );
}

function columnLabel(app: App, name: string): string {
  const { strings } = app;
  const own: Record<string, string> = {
    event_date: strings.review_from, date_end: strings.review_to, place: strings.review_place, fatalities: strings.fatalities,
    actor1: strings.actors, actor2: strings.actors, quantities: strings.quantities, reports: strings.reports,
  };
  return Object.hasOwn(own, name) ? own[name] : named(strings.columns, name);
}

function valueLabel(app: App, name: string, value: unknown): string {
  const { strings, data } = app;
  if (value === null || value === undefined || value === "") return "–";
  if (typeof value === "object") {
    const place = value as Partial<Place>;
    return shortened(visible(place.name ?? JSON.stringify(value)), 120);
  }
  const word = String(value);
  if (name === "status") return visible(named(strings.statuses, word));
  if (name === "geo_precision") return visible(named(strings.precisions, word));
  if (name === "event_type" && Object.hasOwn(data.said.labels, word)) return visible(data.said.labels[word]);
  return shortened(visible(word), 120);
}
