/** The details of an event: everything that lets a reader check it. Text only, never markup. */
import type { App } from "./app";
import { allColumns } from "./card-columns";
import { copyButton, emphasised, highlighted, listed, quantities, text } from "./card-parts";
import { isReal } from "./certainty";
import { reportParts } from "./card-reports";
import { DRAWN, type Row } from "./dataset";
import { el, icon, ICONS } from "./dom";
import { fill, named } from "./i18n";
import { markSwatch } from "./marks";
import { ReviewBar } from "./review-card";
import { queryWords } from "./search";
import { changeParts } from "./since";
import { shortened, visible, webLink } from "./visible";
import { around, placeName, typeLabel, whenText } from "./words";

const LONGEST = 1500;
/** Letters of context on either side of a quote. */
const CONTEXT = 160;

/** An element with the details of one of several events, and a pager when there are more. */
export class Card {
  readonly element = el("article", { class: "gm-card" });
  private at = 0;
  private bar: ReviewBar | null = null;

  constructor(
    private readonly app: App,
    private readonly events: number[],
    private readonly shown: (event: number) => void,
  ) {
    // What is clicked here may be gone when the click reaches the map, which would then take it for its own.
    this.element.addEventListener("click", (event) => event.stopPropagation());
    this.element.addEventListener("keydown", (event) => this.bar?.key(event));
  }

  get event(): number {
    return this.events[this.at];
  }

  /** The details of the same event, which is another by now. */
  again(): Promise<void> {
    return this.show(this.at);
  }

  async show(position = 0): Promise<void> {
    this.at = (position + this.events.length) % this.events.length;
    const event = this.event;
    const row = await this.app.data.texts.row(event);
    const { review } = this.app;
    this.bar = review && text(row.event_id) !== null ? new ReviewBar(this.app, review, event, row) : null;
    this.element.replaceChildren(
      this.header(event, row),
      ...this.quote(row),
      this.facts(event, row),
      ...reportParts(this.app, row),
      ...this.alternatives(row),
      this.actions(event, row),
      allColumns(this.app, event, row),
      ...(this.bar ? [this.bar.element] : []),
      ...(this.events.length > 1 ? [this.pager()] : []),
    );
    this.element.scrollTop = 0;
    this.shown(event);
  }

  private header(event: number, row: Row): HTMLElement {
    const { app } = this;
    const { mark, color } = app.data.head.layers[app.data.layer[event]];
    const certainty = app.data.certainty(event);
    const status = app.data.word("status", event);
    const { label, list } = changeParts(app, event, row);
    return el(
      "header",
      { class: "gm-card-head" },
      markSwatch({ mark, color, certainty }, app.theme(), 24),
      el(
        "div",
        { class: "gm-headline" },
        el("h3", { tabindex: -1, dir: "auto" }, ...this.marked(typeLabel(app, event))),
        status !== null && el("span", { class: `gm-status gm-status-${isReal(certainty) ? "real" : certainty}`, text: named(app.strings.statuses, status) }),
        label,
        this.app.review?.original(event) ? el("span", { class: "gm-change", text: this.app.strings.review_corrected }) : null,
      ),
      el("p", { class: "gm-when", text: whenText(app, event) }),
      el("p", { class: "gm-where" }, ...this.place(event)),
      list,
    );
  }

  private quote(row: Row): HTMLElement[] {
    const text = row.quote ?? row.notes;
    if (typeof text !== "string" || !text) return [];
    const [before, after] = [row._before, row._after].map((part) => (typeof part === "string" ? part : ""));
    const cut = before.length > CONTEXT ? `…${before.slice(before.indexOf(" ", before.length - CONTEXT))}` : before;
    const mark = el("mark", {}, ...emphasised(shortened(visible(text), LONGEST), row.trigger, this.words()));
    return [
      el(
        "blockquote",
        { class: "gm-quote", dir: "auto" },
        cut && el("span", { class: "gm-context", text: cut }),
        mark,
        after && el("span", { class: "gm-context", text: shortened(after, CONTEXT) }),
      ),
    ];
  }

  private facts(event: number, row: Row): HTMLElement {
    const { app } = this;
    const { strings, data } = app;
    const list = el("dl", { class: "gm-facts" });
    const add = (name: string, ...values: (Node | string | null | false)[]) => {
      if (values.some(Boolean)) list.append(el("dt", { text: name }), el("dd", { dir: "auto" }, ...values));
    };
    add(strings.actors, this.actors(event));
    add(strings.according, ...this.marked(text(row.attribution)));
    const deaths = data.number("fatalities", event);
    add(strings.fatalities, deaths !== null && app.speech.number(deaths));
    add(strings.quantities, quantities(row.quantities));
    add(strings.site_tags, listed(row.site_tags));
    add(strings.weapons, listed(row.weapons));
    add(strings.civilians, row.civilian_targeting === true && "✓");
    add(strings.confidence, this.confidence(event));
    const reports = data.number("reports", event);
    add(strings.reports, reports !== null && reports > 1 && app.speech.number(reports));
    add(strings.source, ...this.source(event, row));
    add(strings.document, !webLink(row.url) && shortened(visible(text(row.doc_id) ?? ""), 200));
    return list;
  }

  private place(event: number): (Node | null)[] {
    const { app } = this;
    const { strings, data } = app;
    const precision = data.word("geo_precision", event);
    const role = data.word("location_role", event);
    const nowhere = data.drawn[event] === DRAWN.nowhere;
    const larger = around(app, event);
    const near = data.drawn[event] === DRAWN.ring && data.radius[event] > 0;
    const coarse = data.drawn[event] === DRAWN.area;
    const notes = [
      precision !== null && !(nowhere && precision === "unknown") && named(strings.precisions, precision),
      near && fill(strings.near, { n: app.speech.number(Math.round(data.radius[event])) }),
      coarse && strings.approximate,
    ].filter((note): note is string => Boolean(note));
    return [
      el("strong", { dir: "auto" }, ...this.marked(nowhere && !data.word("location", event) ? strings.no_place : placeName(app, event))),
      ...(larger ? [el("span", { text: ", " }), el("bdi", {}, ...this.marked(larger))] : []),
      notes.length ? el("span", { class: "gm-note", text: notes.join(" · ") }) : null,
      role !== null && role !== "event" && !(nowhere && role === "none")
        ? el("span", { class: "gm-note gm-role", text: named(strings.roles, role) })
        : null,
    ];
  }

  private actors(event: number): HTMLElement | null {
    const [first, second] = ["actor1", "actor2"].map((name) => this.app.data.word(name, event));
    if (!first && !second) return null;
    const box = el("span");
    if (first) box.append(el("bdi", {}, ...this.marked(shortened(first, 300))));
    if (second) {
      const arrow = el("span", { class: "gm-arrow", text: " → ", "aria-label": ` ${this.app.strings.towards} `, role: "img" });
      box.append(arrow, el("bdi", {}, ...this.marked(shortened(second, 300))));
    }
    return box;
  }

  private confidence(event: number): HTMLElement | null {
    const value = this.app.data.number("confidence", event);
    if (value === null) return null;
    const share = Math.round(value / 100);
    return el(
      "span",
      { class: "gm-confidence" },
      el("meter", { min: 0, max: 100, low: 50, high: 75, optimum: 100, value: share, "aria-label": this.app.strings.confidence }),
      `${share} %`,
    );
  }

  private source(event: number, row: Row): (Node | null)[] {
    const name = this.app.data.word("source", event);
    const link = webLink(row.url);
    const title = text(row.title);
    const shownLink = link ?? "";
    const label = name ?? (link ? new URL(link).hostname : text(row.url));
    return [
      link
        ? el("a", { href: shownLink, target: "_blank", rel: "noopener noreferrer nofollow" }, ...this.marked(shortened(label ?? shownLink, 200)))
        : label
          ? el("span", {}, ...this.marked(shortened(label, 300)))
          : null,
      title ? el("span", { class: "gm-note", dir: "auto" }, ...this.marked(shortened(title, 300))) : null,
    ];
  }

  /** A text with the words of the search marked. */
  private marked(value: string | null): Node[] {
    return value === null ? [] : highlighted(visible(value), this.words());
  }

  private words(): string[] {
    return queryWords(this.app.store.query);
  }

  private codes(event: number, row: Row): HTMLElement | null {
    const own = this.app.data.word("event_type", event);
    // The other schemes' codes are those of the type that the file says.
    const others = this.app.review?.original(event) ? [] : ["acled_sub_event_type", "plover", "cameo"];
    const codes = [own, ...others.map((name) => text(row[name]))].filter(
      (code): code is string => Boolean(code) && code !== "-",
    );
    return codes.length ? el("span", { class: "gm-codes", text: shortened(codes.join(" · "), 200) }) : null;
  }

  private alternatives(row: Row): HTMLElement[] {
    const items = Array.isArray(row.alternatives) ? row.alternatives : [];
    if (items.length === 0) return [];
    const list = el("ul");
    for (const item of items.slice(0, 30)) list.append(el("li", {}, this.alternative(item)));
    const summary = this.app.speech.plural(this.app.strings.alternatives, items.length);
    return [el("details", { class: "gm-alternatives" }, el("summary", { text: summary }), list)];
  }

  private alternative(item: unknown): HTMLElement {
    if (typeof item !== "object" || item === null) return el("span", { text: shortened(String(item), 200) });
    const one = item as Row;
    const place = (typeof one.place === "object" && one.place !== null ? one.place : one) as Row;
    const name = text(place.name) ?? "?";
    const where = [text(place.admin1), text(place.country)].filter(Boolean).join(", ");
    const score = typeof one.score === "number" ? ` ${Math.round(one.score * 100)} %` : "";
    const [lat, lon] = [Number(place.lat ?? Number.NaN), Number(place.lon ?? Number.NaN)];
    const label = [shortened(name, 80), where && `, ${shortened(where, 80)}`].join("");
    if (!Number.isFinite(lat) || !Number.isFinite(lon)) return el("span", {}, label, el("span", { class: "gm-muted", text: score }));
    return el(
      "button",
      {
        type: "button",
        class: "gm-link",
        "aria-label": fill(this.app.strings.show_alternative, { name: label }),
        onclick: () => this.app.pointAt(name, lat, lon),
      },
      label,
      el("span", { class: "gm-muted", text: score }),
    );
  }

  private actions(event: number, row: Row): HTMLElement {
    const { strings } = this.app;
    const id = text(row.event_id);
    return el(
      "p",
      { class: "gm-actions" },
      copyButton(strings.copy_citation, strings.copied, () => this.citation(event, row)),
      id !== null && copyButton(strings.copy_link, strings.copied, () => this.app.address(id)),
      this.codes(event, row),
    );
  }

  private citation(event: number, row: Row): string {
    const parts = [
      `${typeLabel(this.app, event)} (${this.app.data.word("status", event) ?? "?"})`,
      placeName(this.app, event),
      whenText(this.app, event),
      row.quote ? `“${row.quote}”` : null,
      this.app.data.word("source", event),
      text(row.title),
      webLink(row.url) ?? text(row.doc_id),
    ];
    return parts.filter(Boolean).map(visible).join(". ");
  }

  private pager(): HTMLElement {
    const { strings, speech } = this.app;
    const step = (by: number) => async () => {
      await this.show(this.at + by);
      this.element.querySelector<HTMLElement>(by < 0 ? ".gm-previous" : ".gm-next")?.focus();
    };
    const position = fill(strings.position, { n: speech.number(this.at + 1), all: speech.number(this.events.length) });
    return el(
      "nav",
      { class: "gm-pager", "aria-label": strings.detail },
      el("button", { type: "button", class: "gm-previous", "aria-label": strings.previous, onclick: step(-1) }, icon(ICONS.previous)),
      el("span", { "aria-live": "polite", text: position }),
      el("button", { type: "button", class: "gm-next", "aria-label": strings.next, onclick: step(1) }, icon(ICONS.next)),
    );
  }
}
