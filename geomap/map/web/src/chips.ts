/** The filters that are on, each with a cross to take it off. */
import type { App } from "./app";
import { el, icon, ICONS } from "./dom";
import { fill } from "./i18n";
import { isSet } from "./store";
import { choiceLabel, facetTitle } from "./words";
import { shortened } from "./visible";

interface Chip {
  text: string;
  remove(): void;
}

export class Chips {
  readonly element: HTMLElement;

  constructor(private readonly app: App) {
    this.element = el("div", { class: "gm-chips", role: "group", "aria-label": app.strings.filters_active });
  }

  update(): void {
    const chips = this.chips();
    this.element.hidden = chips.length === 0;
    this.element.replaceChildren(...chips.map((chip) => this.button(chip)), ...(chips.length > 1 ? [this.reset()] : []));
  }

  private button({ text, remove }: Chip): HTMLElement {
    const name = fill(this.app.strings.remove_filter, { name: text });
    const button = el("button", { type: "button", class: "gm-chip", "aria-label": name, onclick: remove }, shortened(text, 44));
    button.append(icon(ICONS.close));
    return button;
  }

  private reset(): HTMLElement {
    const { strings, store } = this.app;
    return el("button", {
      type: "button",
      class: "gm-link",
      text: strings.reset,
      onclick: () => {
        this.app.search("");
        store.reset();
      },
    });
  }

  private chips(): Chip[] {
    const { app } = this;
    const { store, speech, strings } = app;
    const chips: Chip[] = [];
    const add = (text: string, undo: () => void) => chips.push({ text, remove: () => (undo(), store.changed()) });
    if (store.query) add(`“${store.query}”`, () => app.search(""));
    if (store.time) add(speech.dates(store.time.from, store.time.to), () => (store.time = null));
    if (store.confidence) add(`${strings.confidence} ≥ ${Math.round(store.confidence / 100)} %`, () => (store.confidence = 0));
    if (store.fatalities) add(`${strings.fatalities} ≥ ${speech.number(store.fatalities)}`, () => (store.fatalities = 0));
    for (const facet of store.facets.values()) {
      if (facet.key === "layer" || !isSet(facet)) continue;
      const used = facet.words.map((_, index) => index).filter((index) => facet.totals[index] > 0);
      const on = used.filter((index) => facet.allowed[index]);
      const names = on.map((index) => choiceLabel(app, facet.key, facet.words[index]));
      const few = on.length > 0 && on.length <= 2;
      const counted = fill(strings.choices, { n: speech.number(on.length), all: speech.number(used.length) });
      add(`${facetTitle(app, facet.key)} ${few ? names.join(", ") : counted}`, () => facet.allowed.set(facet.initial));
    }
    return chips;
  }
}
