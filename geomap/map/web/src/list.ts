/** The events as a list: the same events as the map's, for eyes and for screen readers, newest first. */
import type { App } from "./app";
import { MISSING } from "./bytes";
import { DRAWN } from "./dataset";
import { el } from "./dom";
import { highlighted } from "./card-parts";
import { markSwatch } from "./marks";
import { reviewLabel } from "./review-words";
import { excerpt, hits, queryWords } from "./search";
import { shortened, visible } from "./visible";
import { placeName, shortWhen, typeLabel } from "./words";
import { named } from "./i18n";

const PAGE = 60;

interface Part {
  title: string;
  box: HTMLElement;
  list: HTMLElement;
  heading: HTMLElement;
  more: HTMLButtonElement;
  limit: number;
  holds(event: number): boolean;
}

export class EventList {
  readonly element = el("div", { class: "gm-list" });
  private readonly parts: Part[];
  private order: Uint32Array | null = null;
  private revision = 0;
  private run = 0;

  constructor(private readonly app: App) {
    const { strings, data } = app;
    this.parts = [
      this.part(strings.list_on_map, (event) => data.drawn[event] !== DRAWN.nowhere && app.inView(event)),
      this.part(strings.list_elsewhere, (event) => data.drawn[event] !== DRAWN.nowhere && !app.inView(event)),
      this.part(strings.list_unlocated, (event) => data.drawn[event] === DRAWN.nowhere),
    ];
    this.element.append(...this.parts.map(({ box }) => box));
  }

  /** Brings the list of events without a place into view. */
  showUnlocated(): void {
    const { heading } = this.parts[this.parts.length - 1];
    heading.scrollIntoView({ block: "start" });
    heading.focus();
  }

  /** Gives the keyboard to the item of an event, if it is listed. */
  focus(event: number): void {
    this.element.querySelector<HTMLElement>(`[data-event="${event}"]`)?.focus();
  }

  /** Lists what is visible now; a later call overtakes one that is still at work. */
  async update(): Promise<void> {
    const run = ++this.run;
    const order = this.sorted();
    for (const part of this.parts) {
      const { shown, count } = this.choose(part, order);
      const items = await Promise.all(shown.map((event) => this.item(event)));
      if (run !== this.run) return;
      const held = (document.activeElement as HTMLElement | null)?.closest<HTMLElement>(".gm-item");
      const inside = held && part.list.contains(held);
      part.list.replaceChildren(...items);
      if (inside) this.focus(Number(held.dataset.event));
      part.heading.textContent = `${part.title} (${this.app.speech.number(count)})`;
      part.more.hidden = count <= shown.length;
      part.more.textContent = this.app.speech.plural(this.app.strings.list_more, Math.min(PAGE, count - shown.length));
      part.box.hidden = count === 0 && part !== this.parts[0];
      if (count === 0) part.list.append(el("li", { class: "gm-nothing", text: this.app.strings.list_nothing }));
    }
  }

  private part(title: string, holds: (event: number) => boolean): Part {
    const heading = el("h2", { class: "gm-caption", tabindex: -1, text: title });
    const list = el("ul");
    const more = el("button", { type: "button", class: "gm-link gm-more", hidden: true });
    const part: Part = { title, heading, list, more, holds, limit: PAGE, box: el("section", {}, heading, list, more) };
    more.addEventListener("click", () => {
      part.limit += PAGE;
      void this.update();
    });
    return part;
  }

  private choose(part: Part, order: Uint32Array): { shown: number[]; count: number } {
    const { mask } = this.app.store;
    const shown: number[] = [];
    let count = 0;
    for (const event of order) {
      if (!mask[event] || !part.holds(event)) continue;
      count++;
      if (shown.length < part.limit) shown.push(event);
    }
    return { shown, count };
  }

  /** Newest first, undated last, ties in the frame's order. */
  private sorted(): Uint32Array {
    const { lastDay, n, revision } = this.app.data;
    if (!this.order || this.revision !== revision) {
      this.revision = revision;
      const key = (event: number) => (lastDay[event] === MISSING ? -MISSING : lastDay[event]);
      this.order = Uint32Array.from({ length: n }, (_, event) => event).sort((a, b) => key(b) - key(a) || a - b);
    }
    return this.order;
  }

  private async item(event: number): Promise<HTMLElement> {
    const { app } = this;
    const row = await app.data.texts.row(event);
    const { mark, color } = app.data.head.layers[app.data.layer[event]];
    const status = app.data.word("status", event);
    const words = queryWords(app.store.query);
    const quote = shortened(excerpt(visible(row.quote ?? row.notes ?? ""), words), 180);
    const button = el(
      "button",
      { type: "button", class: "gm-item", "data-event": event },
      markSwatch({ mark, color, certainty: app.data.certainty(event) }, app.theme()),
      el(
        "span",
        { class: "gm-item-body" },
        el("span", { class: "gm-item-title", dir: "auto" }, ...highlighted(typeLabel(app, event), words)),
        el("span", { class: "gm-muted" }, ...this.line(event, status, words)),
        el("span", { class: "gm-item-quote", dir: "auto" }, ...highlighted(quote, words)),
      ),
    );
    button.addEventListener("click", () => app.open([event], { focus: true, from: button }));
    return el("li", {}, button);
  }

  /** Status, place and day, and the actors that a search found. */
  private line(event: number, status: string | null, words: string[]): HTMLElement[] {
    const { app } = this;
    const said = status !== null && status !== "happened" ? named(app.strings.statuses, status) : null;
    const place = app.data.drawn[event] === DRAWN.nowhere ? null : placeName(app, event);
    const reviewed = app.review?.status(event) ?? null;
    const actors = ["actor1", "actor2"].map((name) => shortened(visible(app.data.word(name, event)), 120));
    const found = actors.filter((actor) => hits(actor, words).length);
    const parts = [said, place, shortWhen(app, event), reviewed && reviewLabel(app, reviewed), ...found];
    return parts
      .filter((part) => part !== null && part !== "")
      .map((part, index) => el("span", {}, index > 0 && " · ", el("bdi", {}, ...highlighted(part as string, words))));
  }
}
