/** The tab of events: the single events in view, or how to come to see some. */
import type { Dataset } from "../dataset";
import { el } from "../dom";
import { EventList } from "../list";
import type { Listed } from "../parts";
import type { Near } from "./near";

export class NearList implements Listed {
  readonly element = el("div");
  private list: EventList | null = null;
  private of: Dataset | null = null;

  /** `near` is there once the page is; `told` says why nothing is listed. */
  constructor(
    private readonly near: () => Near | null,
    private readonly told: () => string,
  ) {}

  async update(): Promise<void> {
    const near = this.near();
    if (!near?.shows) {
      this.element.replaceChildren(el("p", { class: "gm-nothing", text: this.told() }));
      return;
    }
    if (near.data !== this.of || !this.list) {
      this.of = near.data;
      this.list = new EventList(near.app);
    }
    if (this.element.firstChild !== this.list.element) this.element.replaceChildren(this.list.element);
    await this.list.update();
  }

  /** Events without a place are in no tile: they are only counted. */
  showUnlocated(): void {
    this.element.prepend(el("p", { class: "gm-nothing", text: this.told() }));
  }
}
