/** The layers: groups and layers with a switch and a live count each. */
import type { App } from "./app";
import { el } from "./dom";
import { markSwatch } from "./marks";
import { fill } from "./i18n";

interface LayerRow {
  layer: number;
  row: HTMLElement;
  input: HTMLInputElement;
  count: HTMLElement;
  swatch: HTMLElement;
}

interface GroupRow {
  input: HTMLInputElement;
  count: HTMLElement;
  layers: number[];
}

export class LayerTree {
  readonly element = el("div", { class: "gm-tree" });
  private rows: LayerRow[] = [];
  private groups: GroupRow[] = [];
  private revision = 0;

  constructor(private readonly app: App) {
    this.build();
  }

  private build(): void {
    const { app } = this;
    this.revision = app.data.revision;
    this.rows = [];
    this.groups = [];
    this.element.replaceChildren(this.tools());
    const byGroup = new Map<string, number[]>();
    app.data.said.tree.forEach(([group], index) => byGroup.set(group, [...(byGroup.get(group) ?? []), index]));
    for (const [group, layers] of byGroup) this.element.append(this.group(group, layers, byGroup.size > 1));
    this.foldEmpty();
    if (app.switches.extras.length) this.element.append(this.extras());
  }

  /** Counts and switches as they are now. */
  update(): void {
    const { app } = this;
    if (this.revision !== app.data.revision) this.build();
    const counts = app.store.facets.get("layer")?.counts;
    for (const { layer, row, input, count } of this.rows) {
      const on = app.switches.isOn(layer);
      input.checked = on;
      row.classList.toggle("gm-off", !on);
      count.textContent = app.speech.number(counts?.[layer] ?? 0);
    }
    for (const { input, count, layers } of this.groups) {
      const on = layers.filter((layer) => app.switches.isOn(layer)).length;
      input.checked = on === layers.length;
      input.indeterminate = on > 0 && on < layers.length;
      const sum = layers.reduce((total, layer) => total + (counts?.[layer] ?? 0), 0);
      count.textContent = app.speech.number(sum);
    }
  }

  /** The swatches on another theme. */
  repaint(): void {
    for (const row of this.rows) {
      const fresh = this.swatch(row.layer);
      row.swatch.replaceWith(fresh);
      row.swatch = fresh;
    }
  }

  private tools(): HTMLElement {
    const { app } = this;
    return el(
      "div",
      { class: "gm-bar" },
      el("h2", { class: "gm-caption", text: app.strings.tab_layers }),
      el("button", { type: "button", class: "gm-link", text: app.strings.all, onclick: () => app.switches.set(() => true) }),
      el("button", { type: "button", class: "gm-link", text: app.strings.none, onclick: () => app.switches.set(() => false) }),
    );
  }

  private group(title: string, layers: number[], named: boolean): HTMLElement {
    const rows = layers.map((layer) => this.layerRow(layer));
    const name = title || this.app.strings.other_layers;
    const box = el("div", { class: "gm-group", role: "group", "aria-label": name });
    if (named) box.append(this.groupRow(name, layers));
    box.append(...rows);
    return box;
  }

  private groupRow(name: string, layers: number[]): HTMLElement {
    const { app } = this;
    const input = el("input", { type: "checkbox", "aria-label": fill(app.strings.group_switch, { name }) });
    const count = el("span", { class: "gm-count" });
    input.addEventListener("change", () => {
      const on = input.checked;
      app.switches.set((layer) => (layers.includes(layer) ? on : app.switches.isOn(layer)));
    });
    // Layers without any event say nothing about whether the group is on, unless it has no others.
    const totals = app.store.facets.get("layer")?.totals;
    const used = layers.filter((layer) => totals?.[layer]);
    this.groups.push({ input, count, layers: used.length ? used : layers });
    return el("label", { class: "gm-row gm-group-row" }, input, el("span", { class: "gm-name", text: name, dir: "auto" }), count);
  }

  private layerRow(layer: number): HTMLElement {
    const { app } = this;
    const { title, id } = app.data.head.layers[layer];
    const [, description] = app.data.said.tree[layer];
    const name = title || app.strings.other_layers;
    const input = el("input", { type: "checkbox", role: "switch", "data-layer": id });
    const count = el("span", { class: "gm-count" });
    const swatch = this.swatch(layer);
    input.addEventListener("change", () => {
      const on = input.checked;
      app.switches.set((other) => (other === layer ? on : app.switches.isOn(other)));
    });
    const only = el("button", {
      type: "button",
      class: "gm-link gm-only",
      text: app.strings.only,
      "aria-label": fill(app.strings.only_this, { name }),
      onclick: () => app.switches.set((other) => other === layer),
    });
    const label = el(
      "label",
      { class: "gm-row", title: description || null },
      input,
      swatch,
      el("span", { class: "gm-name", text: name, dir: "auto" }),
      count,
    );
    const row = el("div", { class: "gm-line" }, label, only);
    this.rows.push({ layer, row, input, count, swatch });
    return row;
  }

  private swatch(layer: number): HTMLCanvasElement {
    const { mark, color } = this.app.data.head.layers[layer];
    return markSwatch({ mark, color, certainty: "happened" }, this.app.theme());
  }

  /** Layers that hold no event at all stay out of the way until they are asked for. */
  private foldEmpty(): void {
    const totals = this.app.store.facets.get("layer")?.totals;
    const empty = this.rows.filter(({ layer }) => !totals?.[layer]);
    if (empty.length === 0 || empty.length === this.rows.length) return;
    for (const { row } of empty) row.classList.add("gm-empty");
    for (const group of this.element.querySelectorAll(".gm-group")) {
      if (!group.querySelector(".gm-line:not(.gm-empty)")) group.classList.add("gm-empty");
    }
    this.element.classList.add("gm-folded");
    const button = el("button", { type: "button", class: "gm-link gm-more", "aria-expanded": "false" });
    button.textContent = this.app.speech.plural(this.app.strings.empty_layers, empty.length);
    button.addEventListener("click", () => {
      const folded = this.element.classList.toggle("gm-folded");
      button.setAttribute("aria-expanded", String(!folded));
    });
    this.element.append(button);
  }

  private extras(): HTMLElement {
    const box = el("div", { class: "gm-group", role: "group", "aria-label": this.app.strings.added_layers });
    box.append(el("p", { class: "gm-caption", text: this.app.strings.added_layers }));
    for (const extra of this.app.switches.extras) {
      const input = el("input", { type: "checkbox", role: "switch" });
      input.checked = extra.isOn();
      input.addEventListener("change", () => extra.set(input.checked));
      box.append(el("label", { class: "gm-row" }, input, el("span", { class: "gm-name", text: extra.name, dir: "auto" })));
    }
    return box;
  }
}
