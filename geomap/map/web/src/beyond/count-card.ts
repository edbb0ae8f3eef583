/** What is counted in an area, or without a place: so many of each layer and status. */
import type { App } from "../app";
import { el } from "../dom";
import { named } from "../i18n";
import { markSwatch } from "../marks";
import type { Shown } from "../parts";
import { around, placeName } from "../words";

export class CountCard implements Shown {
  readonly element = el("article", { class: "gm-card gm-counts" });

  constructor(
    private readonly app: App,
    private readonly rows: readonly number[],
    private readonly shown: (row: number) => void,
  ) {
    this.element.addEventListener("click", (event) => event.stopPropagation());
  }

  get event(): number {
    return this.rows[0];
  }

  show(): Promise<void> {
    const { app, event } = this;
    const larger = around(app, event);
    this.element.replaceChildren(
      el("h3", { tabindex: -1, dir: "auto", text: placeName(app, event) }),
      larger ? el("p", { class: "gm-where", dir: "auto", text: larger }) : "",
      el("ul", { class: "gm-counted" }, ...this.kinds().map((kind) => this.line(kind))),
    );
    this.shown(event);
    return Promise.resolve();
  }

  /** A row of each layer and status with the sum of all, the most frequent first. */
  private kinds(): { row: number; count: number }[] {
    const { layer, status, counts } = this.app.data;
    const found = new Map<string, { row: number; count: number }>();
    for (const row of this.rows) {
      const key = `${layer[row]}/${status.codes[row]}`;
      const kind = found.get(key) ?? { row, count: 0 };
      kind.count += counts[row];
      found.set(key, kind);
    }
    return [...found.values()].sort((a, b) => b.count - a.count || a.row - b.row);
  }

  private line({ row, count }: { row: number; count: number }): HTMLElement {
    const { app } = this;
    const { mark, color, title } = app.data.head.layers[app.data.layer[row]];
    const status = app.data.word("status", row);
    return el(
      "li",
      {},
      markSwatch({ mark, color, certainty: app.data.certainty(row) }, app.theme()),
      el("span", { dir: "auto", text: title || app.strings.other_layers }),
      status !== null && el("span", { class: "gm-muted", text: named(app.strings.statuses, status) }),
      el("span", { class: "gm-count", text: app.speech.number(count) }),
    );
  }
}
