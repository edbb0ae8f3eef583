/** The form that corrects an event: type, status, days, place, and why. */
import type { App } from "./app";
import type { Row } from "./dataset";
import { el } from "./dom";
import { named } from "./i18n";
import { PlaceField } from "./review-place-field";
import type { Made } from "./review";
import type { Values } from "./review-log";
import { difference, seen } from "./review-values";
import { STATUSES } from "./certainty";
import { visible } from "./visible";

export interface Asked {
  app: App;
  event: number;
  row: Row;
  /** The correction, or null when there is to be none. */
  done(made: Made | null): void;
}

/** `before`: what an earlier correction in this browser says. */
export function reviewForm(asked: Asked, before: Made): HTMLFormElement {
  const { app, event, row, done } = asked;
  const { strings } = app;
  // What the file says, also where a correction is drawn by now.
  const now = app.review?.original(event) ?? seen(app, event);
  const was = before.to ?? {};
  const type = choice(typeChoices(app), was.event_type ?? now.event_type);
  const status = choice(STATUSES.map((word) => [word, named(strings.statuses, word)]), was.status ?? now.status);
  const [first, last] = (["event_date", "date_end"] as const).map((name) => {
    const value = name in was ? was[name] : now[name];
    return el("input", { type: "date", value: value ?? "" });
  });
  const place = new PlaceField(app, row, was.place ?? null);
  const note = el("input", { type: "text", maxlength: 500, value: before.note ?? "" });
  const save = el("button", { type: "submit", class: "gm-button", text: strings.review_save });
  const cancel = el("button", { type: "button", class: "gm-link", text: strings.review_cancel, onclick: () => done(null) });
  const form = el(
    "form",
    { class: "gm-form", "aria-label": strings.review_correct },
    field(strings.review_type, type),
    field(strings.review_status, status),
    el("div", { class: "gm-days" }, field(strings.review_from, first), field(strings.review_to, last)),
    place.element,
    field(strings.review_note, note),
    el("p", { class: "gm-form-end" }, save, cancel),
  );
  last.min = first.value;
  first.addEventListener("change", () => {
    last.min = first.value;
    if (last.value && last.value < first.value) last.value = first.value;
  });
  form.addEventListener("submit", (submitted) => {
    submitted.preventDefault();
    const set: Values = { event_type: type.value, status: status.value, event_date: first.value || null, date_end: last.value || null };
    done({ ...difference(now, { ...set, ...(place.chosen && { place: place.chosen }) }), note: note.value.trim() });
  });
  return form;
}

function typeChoices(app: App): [string, string][] {
  const { said: { labels }, words } = app.data;
  const codes = new Set([...Object.keys(labels), ...(words.event_type ?? []).filter((code) => code !== null)]);
  const named = [...codes].map((code): [string, string] => [code, visible(labels[code] ?? code)]);
  return named.sort((a, b) => a[1].localeCompare(b[1], app.speech.lang));
}

function choice(options: [string, string][], chosen: string | null | undefined): HTMLSelectElement {
  const select = el("select");
  if (!options.some(([value]) => value === chosen)) select.append(el("option", { value: chosen ?? "", text: chosen ?? "–" }));
  for (const [value, name] of options) select.append(el("option", { value, text: name }));
  select.value = chosen ?? "";
  return select;
}

export function field(name: string, control: HTMLElement): HTMLElement {
  return el("label", { class: "gm-field" }, el("span", { text: name }), control);
}
