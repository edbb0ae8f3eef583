/** The part of an event's details that reviews it. */
import type { App } from "./app";
import { text } from "./card-parts";
import type { Row } from "./dataset";
import { el } from "./dom";
import type { Made, Review } from "./review";
import { reviewForm } from "./review-form";
import type { Decision, Entry } from "./review-log";
import { seen } from "./review-values";
import { changeLine, changeLines, reviewLabel } from "./review-words";
import { shortened, visible } from "./visible";

const KEYS: Record<string, Decision> = { a: "accept", r: "reject", e: "correct" };

export class ReviewBar {
  readonly element: HTMLElement;
  private readonly state = el("p", { class: "gm-review-state", role: "status" });
  private readonly facts = el("ul", { class: "gm-review-facts" });
  private readonly buttons = new Map<Decision, HTMLButtonElement>();
  private readonly choices = el("p", { class: "gm-review-choices" });
  private readonly undo: HTMLButtonElement;
  private readonly onward: HTMLButtonElement;
  private form: HTMLFormElement | null = null;

  constructor(
    private readonly app: App,
    private readonly review: Review,
    private readonly event: number,
    private readonly row: Row,
  ) {
    const { strings } = app;
    const names: Record<Decision, string> = { accept: strings.review_accept, reject: strings.review_reject, correct: strings.review_correct };
    for (const [key, decision] of Object.entries(KEYS)) {
      const name = names[decision];
      const button = el("button", {
        type: "button", class: `gm-decide gm-decide-${decision}`, text: name, title: `${name} (${key.toUpperCase()})`, "aria-keyshortcuts": key,
        onclick: () => this.decide(decision),
      });
      this.buttons.set(decision, button);
      this.choices.append(button);
    }
    this.undo = el("button", { type: "button", class: "gm-link", text: strings.review_undo, onclick: () => this.takeBack() });
    this.onward = el("button", {
      type: "button", class: "gm-link", text: strings.review_next, title: `${strings.review_next} (N)`, "aria-keyshortcuts": "n",
      onclick: () => this.next(),
    });
    this.choices.append(this.undo, this.onward);
    this.element = el("section", { class: "gm-review", "aria-label": strings.review }, this.state, this.facts, this.choices);
    this.update();
  }

  /** A key pressed anywhere in the details but in a field. */
  key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || (event.target as HTMLElement).closest("input, select, textarea")) return;
    // On keyboards of other scripts the key counts by its place.
    const letter = /^[a-z]$/i.test(event.key) ? event.key.toLowerCase() : event.code.replace("Key", "").toLowerCase();
    if (letter !== "n" && !Object.hasOwn(KEYS, letter)) return;
    event.preventDefault();
    if (letter === "n") this.next();
    else this.decide(KEYS[letter]);
  }

  private decide(decision: Decision): void {
    if (decision === "correct") {
      this.openForm();
      return;
    }
    this.closeForm();
    this.review.decide(this.event, this.row, decision);
    this.update();
    this.buttons.get(decision)?.focus();
  }

  private next(): void {
    const event = this.review.next(this.event);
    if (event !== null) this.app.open([event], { focus: true });
  }

  private takeBack(): void {
    this.review.undo(String(this.row.event_id));
    this.update();
    this.buttons.get("accept")?.focus();
  }

  private openForm(): void {
    if (this.form) return;
    const entry = this.review.entry(this.row);
    const done = (made: Made | null) => {
      if (made?.to) this.review.decide(this.event, this.row, Object.keys(made.to).length ? "correct" : "accept", trimmed(made));
      this.closeForm();
      this.update();
      this.buttons.get("correct")?.focus();
    };
    const { app, event, row } = this;
    this.form = reviewForm({ app, event, row, done }, entry ?? {});
    this.choices.hidden = true;
    this.element.append(this.form);
    this.form.querySelector("select")?.focus();
    this.form.scrollIntoView({ block: "nearest" });
  }

  private closeForm(): void {
    if (this.form) this.app.pointAway();
    this.form?.remove();
    this.form = null;
    this.choices.hidden = false;
  }

  private update(): void {
    const { app, review, row } = this;
    const entry = review.entry(row);
    const status = review.status(this.event);
    for (const [decision, button] of this.buttons) {
      button.setAttribute("aria-pressed", String(entry?.decision === decision));
    }
    this.undo.hidden = entry === null;
    this.onward.hidden = status === null || review.next(this.event) === null;
    this.state.replaceChildren(...stateParts(app, status, entry, row));
    this.state.className = `gm-review-state gm-review-${status ?? "open"}`;
    this.facts.replaceChildren(...(entry?.to ? changeLines(app, entry.from ?? {}, entry.to) : kept(app, this.event, row)));
  }
}

/** A correction that changes nothing is an acceptance. */
function trimmed(made: Made): Made {
  return made.to && Object.keys(made.to).length ? made : { ...(made.note && { note: made.note }) };
}

function stateParts(app: App, status: string | null, entry: Entry | null, row: Row): (HTMLElement | string)[] {
  if (status === null) return [app.strings.review];
  const said = entry ?? { by: text(row.reviewed_by), at: text(row.reviewed_at), note: text(row.review_note) };
  const day = said.at ? Math.floor(Date.parse(said.at) / 86_400_000) : Number.NaN;
  const parts = [said.by, Number.isFinite(day) && app.speech.date(day), said.note].filter(Boolean) as string[];
  return [
    el("strong", { text: reviewLabel(app, status) }),
    ...parts.map((part) => el("span", {}, " · ", el("bdi", { text: shortened(visible(part), 200) }))),
  ];
}

/** What corrections that were applied before replaced. */
function kept(app: App, event: number, row: Row): HTMLElement[] {
  const before = row.review_original;
  if (typeof before !== "object" || before === null) return [];
  const { place, ...rest } = seen(app, event);
  const now = Object.entries({ ...rest, location: place?.name }).filter(([name]) => name in before);
  return now.map(([name, value]) => changeLine(app, name, (before as Row)[name], value));
}
