/** The panel: what is shown, how much of it, and how to change that. */
import type { App } from "./app";
import { Chips } from "./chips";
import { Choices } from "./choices";
import { el, icon, ICONS } from "./dom";
import { NARROW } from "./narrow";
import { Legend } from "./legend";
import type { Listed } from "./parts";
import { Ranges } from "./ranges";
import { ReviewPanel } from "./review-panel";
import { changeSummary } from "./since";
import type { Facet } from "./store";
import { countText, unseen } from "./unseen";
import { LayerTree } from "./tree";

type Tab = "layers" | "filters" | "events" | "review";

export class Panel {
  readonly search: HTMLInputElement;
  private readonly count = el("p", { class: "gm-total", role: "status", "aria-live": "polite" });
  private readonly notes = el("p", { class: "gm-notes" });
  private readonly chips: Chips;
  private readonly tree: LayerTree;
  private readonly choices: Choices[];
  private readonly legend: Legend;
  private readonly tabs = new Map<Tab, { button: HTMLElement; pane: HTMLElement }>();
  private readonly ranges: Ranges;
  private readonly review: ReviewPanel | null;
  private open: Tab = "layers";
  /** What of it is seen at the foot of a small screen; the map must know before it is fitted. */
  measure = (): void => undefined;

  /** `element` is the frame that it fills. */
  constructor(
    private readonly app: App,
    readonly element: HTMLElement,
    private readonly list: Listed,
  ) {
    const { strings } = app;
    this.chips = new Chips(app);
    this.tree = new LayerTree(app);
    this.legend = new Legend(app);
    this.ranges = new Ranges(app);
    this.review = app.review ? new ReviewPanel(app, app.review) : null;
    this.choices = [...app.store.facets.values()]
      .filter((facet) => !["layer", "review"].includes(facet.key))
      .map((facet) => new Choices(app, facet));
    this.search = el("input", { type: "search", placeholder: strings.search, "aria-label": strings.search, maxlength: 300 });
    element.append(
      this.head(),
      app.data.head.beyond ? "" : this.searchBox(),
      this.chips.element,
      this.tabList(),
      ...this.panes(),
      this.tools(),
    );
    this.select("layers");
  }

  /** Everything as the store has it now. */
  update(): void {
    const { store } = this.app;
    this.tree.update();
    for (const choice of this.choices) choice.update();
    this.review?.update();
    this.chips.update();
    this.ranges.update();
    if (document.activeElement !== this.search) this.search.value = store.query;
    this.updateNotes();
    if (this.open === "events") void this.list.update();
  }

  /** What lies below the events, where there is a choice. */
  addBackground(element: HTMLElement): void {
    this.tabs.get("layers")?.pane.append(element);
  }

  /** What depends on the part of the map in view. */
  moved(): void {
    this.updateNotes();
    if (this.open === "events") void this.list.update();
  }

  repaint(): void {
    this.tree.repaint();
    this.legend.repaint();
    for (const choice of this.choices) choice.repaint();
    if (this.open === "events") void this.list.update();
  }

  select(tab: Tab, focus = false): void {
    this.open = tab;
    for (const [name, { button, pane }] of this.tabs) {
      const on = name === tab;
      button.setAttribute("aria-selected", String(on));
      button.tabIndex = on ? 0 : -1;
      pane.hidden = !on;
      if (on && focus) button.focus();
    }
    if (tab === "events") void this.list.update();
  }

  private head(): HTMLElement {
    const { app } = this;
    const close = el("button", {
      type: "button", class: "gm-fold", "aria-expanded": "true", "aria-controls": "gm-panel", "aria-label": app.strings.close_panel,
    });
    const fold = (closed: boolean) => {
      document.body.classList.toggle("gm-closed", closed);
      close.setAttribute("aria-expanded", String(!closed));
      close.setAttribute("aria-label", closed ? app.strings.open_panel : app.strings.close_panel);
    };
    close.addEventListener("click", () => fold(!document.body.classList.contains("gm-closed")));
    // A small screen opens on the map, with the panel's head at its foot.
    if (globalThis.innerWidth < NARROW) fold(true);
    const theme = el("button", { type: "button", class: "gm-round", "aria-label": app.strings.theme, title: app.strings.theme }, icon(ICONS.theme));
    theme.addEventListener("click", () => app.toggleTheme());
    const summary = changeSummary(app);
    const since = summary !== null && el("p", { class: "gm-since", text: summary });
    const title = el("div", { class: "gm-title" }, el("h1", { text: app.data.head.title, dir: "auto" }), this.count, since, this.notes);
    const head = el("header", { class: "gm-head" }, close, title, theme);
    this.measure = () => document.documentElement.style.setProperty("--peek", `${head.offsetHeight}px`);
    new ResizeObserver(() => this.measure()).observe(head);
    return head;
  }

  private searchBox(): HTMLElement {
    let timer = 0;
    this.search.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => this.app.search(this.search.value), 160) as unknown as number;
    });
    return el("div", { class: "gm-search", role: "search" }, icon(ICONS.search), this.search);
  }

  private tabList(): HTMLElement {
    const { strings } = this.app;
    const names: [Tab, string][] = [
      ["layers", strings.tab_layers],
      ["filters", strings.tab_filters],
      ["events", strings.tab_events],
      ...(this.review ? [["review", strings.facets.review] as [Tab, string]] : []),
    ];
    const bar = el("div", { class: "gm-tabs", role: "tablist", "aria-label": strings.panel });
    for (const [tab, name] of names) {
      const button = el("button", { type: "button", role: "tab", id: `gm-tab-${tab}`, "aria-controls": `gm-pane-${tab}`, text: name });
      button.addEventListener("click", () => this.select(tab));
      const pane = el("div", { class: "gm-pane", role: "tabpanel", id: `gm-pane-${tab}`, "aria-labelledby": `gm-tab-${tab}`, tabindex: -1 });
      this.tabs.set(tab, { button, pane });
      bar.append(button);
    }
    bar.addEventListener("keydown", (event) => {
      const order = [...this.tabs.keys()];
      const rtl = document.documentElement.dir === "rtl" ? -1 : 1;
      const step = { ArrowRight: rtl, ArrowLeft: -rtl }[event.key];
      if (!step) return;
      event.preventDefault();
      this.select(order[(order.indexOf(this.open) + step + order.length) % order.length], true);
    });
    return bar;
  }

  private panes(): HTMLElement[] {
    const { app } = this;
    const pane = (tab: Tab) => this.tabs.get(tab)?.pane as HTMLElement;
    const first = ["change", "status"];
    const status = this.choices.filter(({ element }) => first.includes(element.dataset.facet ?? ""));
    const others = this.choices.filter((choice) => !status.includes(choice));
    pane("layers").append(this.tree.element, ...status.map(({ element }) => element));
    if (app.data.coded("status")) pane("layers").append(this.legend.element);
    pane("filters").append(...this.ranges.elements, ...others.map(({ element }) => element));
    pane("events").append(this.list.element);
    if (this.review) pane("review").append(...this.review.elements);
    return [...this.tabs.values()].map(({ pane: made }) => made);
  }

  private tools(): HTMLElement {
    const { app } = this;
    const button = (text: string, path: string, act: () => void, label: string) =>
      el("button", { type: "button", "aria-label": label, title: label, onclick: act }, icon(path), text);
    const link = button(app.strings.copy_link, ICONS.link, () => void this.copyLink(link), `${app.strings.copy_link}. ${app.strings.link_view}`);
    const tables = [
      button(app.strings.geojson, ICONS.download, () => void app.download("geojson"), `${app.strings.download}: ${app.strings.geojson}`),
      button(app.strings.csv, ICONS.download, () => void app.download("csv"), `${app.strings.download}: ${app.strings.csv}`),
    ];
    return el(
      "footer",
      { class: "gm-tools" },
      ...(app.data.head.beyond ? [] : tables),
      button(app.strings.png, ICONS.picture, () => void app.download("png"), `${app.strings.download}: ${app.strings.png}. ${app.strings.png_label}`),
      link,
    );
  }

  private async copyLink(button: HTMLElement): Promise<void> {
    const address = this.app.address();
    try {
      await navigator.clipboard.writeText(address);
    } catch {
      globalThis.prompt?.(this.app.strings.link_view, address);
      return;
    }
    const last = button.lastChild as Text;
    last.data = this.app.strings.copied;
    setTimeout(() => (last.data = this.app.strings.copy_link), 1500);
  }

  private updateNotes(): void {
    const { app } = this;
    const { store, strings, speech } = app;
    const counts = unseen(app);
    this.count.textContent = countText(app);
    const note = (text: string, act: () => void) => el("button", { type: "button", class: "gm-link", text, onclick: act });
    this.notes.replaceChildren();
    if (counts.unlocated) {
      this.notes.append(note(speech.plural(strings.unlocated, counts.unlocated), () => this.showUnlocated()));
    }
    const review = store.facets.get("review");
    const rejected = review?.words.indexOf("rejected") ?? -1;
    if (review && !review.allowed[rejected] && review.counts[rejected]) {
      this.notes.append(note(speech.plural(strings.review_hidden, review.counts[rejected]), () => this.showChoice(review, rejected)));
    }
    if (counts.outside) this.notes.append(note(speech.plural(strings.outside, counts.outside), () => app.fit()));
    if (counts.hidden) {
      this.notes.append(note(speech.plural(strings.hidden_layers, counts.hidden), () => app.switches.set(() => true)));
    }
  }

  private showChoice(facet: Facet, choice: number): void {
    facet.allowed[choice] = 1;
    this.app.store.changed();
  }

  private showUnlocated(): void {
    if (document.body.classList.contains("gm-closed")) this.element.querySelector<HTMLElement>(".gm-fold")?.click();
    this.select("events");
    void this.list.update().then(() => this.list.showUnlocated());
  }
}
