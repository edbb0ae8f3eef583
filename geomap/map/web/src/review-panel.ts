/** The panel's section of the review: how far it is, what was decided, and its download. */
import type { App } from "./app";
import { Choices } from "./choices";
import { el, icon, ICONS } from "./dom";
import { download } from "./export";
import { fill } from "./i18n";
import type { Review } from "./review";
import type { Entry } from "./review-log";
import { reviewLabel } from "./review-words";
import { placeName, typeLabel } from "./words";

const MOST = 200;
const STATUS: Record<Entry["decision"], string> = { accept: "accepted", reject: "rejected", correct: "corrected" };

export class ReviewPanel {
  readonly elements: HTMLElement[];
  private readonly count = el("p", { class: "gm-review-count", role: "status" });
  private readonly warning = el("p", { class: "gm-review-warning", role: "alert", hidden: true });
  private readonly list = el("ul", { class: "gm-review-list" });
  private readonly save: HTMLButtonElement;
  private readonly undo: HTMLButtonElement;
  private readonly choices: Choices;

  constructor(
    private readonly app: App,
    private readonly review: Review,
  ) {
    const { strings } = app;
    this.choices = new Choices(app, review.facet);
    const by = el("input", { type: "text", maxlength: 80, autocomplete: "name", value: review.log.by });
    by.addEventListener("change", () => {
      review.log.setBy(by.value.trim());
      this.update();
    });
    this.save = el("button", { type: "button", class: "gm-button", onclick: () => this.download() }, icon(ICONS.download), strings.review_download);
    this.undo = el("button", { type: "button", class: "gm-link", text: strings.review_last, onclick: () => review.undo() });
    this.elements = [
      el(
        "section",
        { class: "gm-section gm-review-head" },
        this.count,
        this.warning,
        el("label", { class: "gm-field" }, el("span", { text: strings.review_by }), by),
        el("p", { class: "gm-form-end" }, this.save, this.undo),
        el("p", { class: "gm-note", text: strings.review_none }),
      ),
      this.choices.element,
      el("section", { class: "gm-section" }, this.list),
    ];
    review.subscribe(() => this.update());
    this.update();
  }

  update(): void {
    const { app, review } = this;
    const { speech, strings } = app;
    this.choices.update();
    const open = speech.plural(strings.review_open, app.data.n - review.reviewed);
    this.count.textContent = `${speech.plural(strings.reviewed, review.reviewed)} · ${open}`;
    const decided = review.decided();
    this.warning.hidden = review.log.kept;
    this.warning.textContent = review.log.kept ? "" : strings.review_unsaved;
    this.save.disabled = this.undo.disabled = decided.length === 0;
    this.list.replaceChildren(...decided.slice(0, MOST).map(({ event, entry }) => this.item(event, entry)));
  }

  private item(event: number, entry: Entry): HTMLElement {
    const { app, review } = this;
    const name = typeLabel(app, event);
    const open = el(
      "button",
      { type: "button", class: "gm-item", "data-event": event },
      el(
        "span",
        { class: "gm-item-body" },
        el("span", { class: "gm-item-title", dir: "auto", text: name }),
        el("span", { class: "gm-muted" }, reviewLabel(app, STATUS[entry.decision]), " · ", el("bdi", { text: placeName(app, event) })),
      ),
    );
    open.addEventListener("click", () => app.open([event], { focus: true, from: open }));
    const undo = el("button", {
      type: "button", class: "gm-round", "aria-label": fill(app.strings.review_undo_one, { name }), title: app.strings.review_undo,
      onclick: () => review.undo(entry.event_id),
    }, icon(ICONS.reset));
    return el("li", {}, open, undo);
  }

  private download(): void {
    download("corrections.jsonl", "application/jsonl", this.review.log.lines());
  }
}
