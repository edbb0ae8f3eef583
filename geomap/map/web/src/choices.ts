/** The choices of one filter: a box, a word and a live count each. */
import type { App } from "./app";
import { certaintyOf, STATUSES } from "./certainty";
import { el } from "./dom";
import { fill } from "./i18n";
import { neutral } from "./legend";
import { markSwatch } from "./marks";
import { changeSwatch } from "./since";
import type { Facet } from "./store";
import { choiceLabel, facetTitle } from "./words";

const AT_FIRST = 8;
const AT_MOST = 200;
const PRECISIONS = ["site", "city", "near_city", "adm2", "adm1", "area", "country", "multi_country", "unknown"];

/** How a precision is pictured; what is not named here is an area. */
const EXTENTS: Record<string, string> = { site: "site", city: "point", near_city: "ring", unknown: "none" };

interface ChoiceRow {
  index: number;
  row: HTMLElement;
  input: HTMLInputElement;
  count: HTMLElement;
  swatch: HTMLElement | null;
}

export class Choices {
  readonly element = el("section", { class: "gm-section" });
  private rows: ChoiceRow[] = [];
  private revision = 0;

  constructor(
    private readonly app: App,
    private readonly facet: Facet,
  ) {
    this.element.dataset.facet = facet.key;
    this.build();
  }

  private build(): void {
    const { app, facet } = this;
    this.revision = app.data.revision;
    this.rows = [];
    const title = facetTitle(app, facet.key);
    const list = el("div", { class: "gm-choices", role: "group", "aria-label": title });
    const indices = ordered(facet).slice(0, AT_MOST);
    for (const index of indices) list.append(this.row(index));
    this.element.replaceChildren(el("div", { class: "gm-bar" }, el("h2", { class: "gm-caption", text: title }), this.everything()), list);
    // A filter with one choice is none.
    this.element.hidden = facet.key !== "review" && facet.totals.filter((total) => total > 0).length < 2;
    if (indices.length > AT_FIRST + 2) this.element.append(this.fold(list, indices.length - AT_FIRST));
  }

  update(): void {
    if (this.revision !== this.app.data.revision) this.build();
    for (const { index, row, input, count } of this.rows) {
      input.checked = this.facet.allowed[index] === 1;
      row.classList.toggle("gm-off", !input.checked);
      count.textContent = this.app.speech.number(this.facet.counts[index]);
    }
  }

  repaint(): void {
    for (const row of this.rows) {
      if (!row.swatch) continue;
      const fresh = this.swatch(row.index) as HTMLElement;
      row.swatch.replaceWith(fresh);
      row.swatch = fresh;
    }
  }

  private everything(): HTMLElement {
    return el("button", {
      type: "button",
      class: "gm-link",
      text: this.app.strings.all,
      onclick: () => this.set(() => true),
    });
  }

  private set(on: (index: number) => boolean): void {
    this.facet.allowed.forEach((_, index) => (this.facet.allowed[index] = on(index) ? 1 : 0));
    this.app.store.changed();
  }

  private row(index: number): HTMLElement {
    const { app, facet } = this;
    const name = choiceLabel(app, facet.key, facet.words[index]);
    const input = el("input", { type: "checkbox", "data-choice": facet.words[index] ?? "" });
    const count = el("span", { class: "gm-count" });
    input.addEventListener("change", () => {
      facet.allowed[index] = input.checked ? 1 : 0;
      app.store.changed();
    });
    const only = el("button", {
      type: "button",
      class: "gm-link gm-only",
      text: app.strings.only,
      "aria-label": fill(app.strings.only_this, { name }),
      onclick: () => this.set((other) => other === index),
    });
    const swatch = this.swatch(index);
    const label = el("label", { class: "gm-row" }, input, swatch, el("span", { class: "gm-name", text: name, dir: "auto" }), count);
    const row = el("div", { class: "gm-line" }, label, only);
    this.rows.push({ index, row, input, count, swatch });
    return row;
  }

  private swatch(index: number): HTMLElement | null {
    const word = this.facet.words[index];
    if (this.facet.key === "status") {
      const theme = this.app.theme();
      return markSwatch({ mark: "circle", color: neutral(theme), certainty: certaintyOf(word) }, theme);
    }
    if (this.facet.key === "change" || word === "corrected") return changeSwatch(word, this.app.theme());
    if (this.facet.key !== "geo_precision") return null;
    return el("span", { class: `gm-extent gm-extent-${EXTENTS[word ?? "unknown"] ?? "area"}`, "aria-hidden": "true" });
  }

  private fold(list: HTMLElement, more: number): HTMLElement {
    const { speech, strings } = this.app;
    list.classList.add("gm-folded");
    const button = el("button", { type: "button", class: "gm-link gm-more", "aria-expanded": "false" });
    const label = () => {
      const folded = list.classList.contains("gm-folded");
      button.textContent = folded ? speech.plural(strings.more_choices, more) : strings.fewer_choices;
      button.setAttribute("aria-expanded", String(!folded));
    };
    button.addEventListener("click", () => {
      list.classList.toggle("gm-folded");
      label();
    });
    label();
    return button;
  }
}

/** Choices that occur: statuses and precisions in their own order, the rest by how often they occur. */
function ordered(facet: Facet): number[] {
  const scale: readonly string[] | null =
    facet.key === "status" ? STATUSES : facet.key === "geo_precision" ? PRECISIONS : null;
  const rank = (index: number) => {
    const at = scale?.indexOf(facet.words[index] ?? "") ?? -1;
    return at < 0 ? 99 : at;
  };
  if (facet.key === "review") return [...facet.words.keys()];
  return [...facet.words.keys()]
    .filter((index) => facet.totals[index] > 0)
    .sort((a, b) => (scale ? rank(a) - rank(b) : facet.totals[b] - facet.totals[a]) || a - b);
}
