/** The review of this map's events: which decision holds for each, from the file and from this browser. */
import { Amended } from "./amended";
import type { Ground } from "./amended-place";
import type { Dataset, Row } from "./dataset";
import { type Decision, type Entry, ReviewLog, type Values, browserKeeper } from "./review-log";
import { seen, sound } from "./review-values";
import type { Facet, Store } from "./store";

/** In the order of the filter. */
export const REVIEWED = [null, "accepted", "corrected", "rejected"] as const;
const CODES: Record<Decision, number> = { accept: 1, correct: 2, reject: 3 };
const REJECTED = CODES.reject;

export interface Made {
  from?: Values;
  to?: Values;
  note?: string;
}

/** The review, or null where the events have no ids to decide about. */
export function reviewOf(data: Dataset, store: Store, ground: Ground): Review | null {
  const { data: id, n } = data.head;
  return id && n > 0 ? new Review(data, store, id, new Amended(data, ground)) : null;
}

export class Review {
  readonly facet: Facet;
  readonly log: ReviewLog;
  private readonly codes: Uint8Array;
  /** What the file itself says. */
  private readonly before: Uint8Array;
  /** The events decided here, by id. */
  private readonly events = new Map<string, number>();
  /** What the file says of the events that are drawn as corrected. */
  private readonly originals = new Map<number, Values>();
  private readonly listeners = new Set<(amended: number | null) => void>();

  constructor(
    readonly data: Dataset,
    private readonly store: Store,
    private readonly map: string,
    private readonly amended: Amended,
  ) {
    this.before = codesOf(data);
    this.codes = this.before.slice();
    this.facet = store.addFacet("review", [...REVIEWED], { codes: this.codes });
    // What a reviewer rejected is on the map only on demand.
    this.facet.allowed[REJECTED] = this.facet.initial[REJECTED] = 0;
    this.log = new ReviewLog(browserKeeper(`geomap.review.${map}`));
    addEventListener("storage", (event) => {
      if (event.key !== `geomap.review.${map}`) return;
      this.log.load();
      void this.restore();
    });
  }

  /** Tells of every decision, with the event when it is drawn as another by it. */
  subscribe(listener: (amended: number | null) => void): void {
    this.listeners.add(listener);
  }

  /** Finds the events that this browser has decisions about. */
  async restore(): Promise<void> {
    const wanted = new Set(this.log.standing().map((entry) => entry.event_id));
    if (wanted.size === 0 && this.events.size === 0) return;
    const { texts } = this.data;
    const key = texts.keys.indexOf("event_id");
    for (let block = 0; block < texts.blocks && wanted.size > 0; block++) {
      const ids = (await texts.block(block))[key];
      ids.forEach((id, row) => {
        if (wanted.delete(String(id))) this.events.set(String(id), block * texts.rowsInBlock + row);
      });
    }
    for (const id of this.events.keys()) this.mark(id);
    this.changed(null);
  }

  /** What the file says of an event that is drawn as corrected; null where it is drawn as the file says. */
  original(event: number): Values | null {
    return this.originals.get(event) ?? null;
  }

  /** What is worked out of the event as the file has it. */
  asBefore<T>(event: number, work: () => T): T {
    const to = this.amendment(event);
    if (to) this.amended.restore(event);
    const made = work();
    if (to) this.amended.apply(event, to);
    return made;
  }

  codeOf({ decision }: Entry): number {
    return CODES[decision];
  }

  get reviewed(): number {
    return this.data.n - this.facet.totals[0];
  }

  /** The decision about an event that was made in this browser. */
  entry(row: Row): Entry | null {
    return this.log.of(String(row.event_id));
  }

  /** "accepted", "corrected", "rejected", or null. */
  status(event: number): string | null {
    return REVIEWED[this.codes[event]];
  }

  decide(event: number, row: Row, decision: Decision, { from, to, note }: Made = {}): void {
    const id = String(row.event_id);
    this.log.decide({ event_id: id, decision, map: this.map, ...(note && { note }), ...(to && { from, to }) });
    this.events.set(id, event);
    this.changed(this.mark(id));
  }

  /** Takes back the last decision about an event, or the last of all. */
  undo(id?: string): void {
    const gone = this.log.undo(id);
    if (gone) this.changed(this.mark(gone.event_id));
  }

  /** The events decided in this browser, the last one first. */
  decided(): { event: number; entry: Entry }[] {
    const found = this.log.standing().map((entry) => ({ event: this.events.get(entry.event_id) ?? -1, entry }));
    return found.filter(({ event }) => event >= 0).reverse();
  }

  /** The next visible event after one that nobody has reviewed; null when there is none. */
  next(after: number): number | null {
    const { n } = this.data;
    for (let step = 1; step < n; step++) {
      const event = (after + step) % n;
      if (this.codes[event] === 0 && this.store.mask[event]) return event;
    }
    return null;
  }

  /** Draws an event as its decision says; the event, when it is drawn as another by that. */
  private mark(id: string): number | null {
    const event = this.events.get(id);
    if (event === undefined) return null;
    const entry = this.log.of(id);
    this.codes[event] = entry ? CODES[entry.decision] : this.before[event];
    const to = this.amendment(event, entry);
    if (!to) {
      this.amended.restore(event);
      return this.originals.delete(event) ? event : null;
    }
    if (!this.originals.has(event)) this.originals.set(event, seen({ data: this.data }, event));
    this.amended.apply(event, to);
    return event;
  }

  private amendment(event: number, entry: Entry | null = this.entryAt(event)): Values | null {
    return entry?.decision === "correct" ? sound(entry.to) : null;
  }

  private entryAt(event: number): Entry | null {
    if (!this.originals.has(event)) return null;
    const [id] = [...this.events].find(([, at]) => at === event) ?? [];
    return id === undefined ? null : this.log.of(id);
  }

  private changed(amended: number | null): void {
    this.store.recount();
    this.store.changed();
    for (const listener of this.listeners) listener(amended);
  }
}

function codesOf(data: Dataset): Uint8Array {
  const codes = new Uint8Array(data.n);
  const coded = data.coded("review_status");
  if (!coded) return codes;
  const known = coded.words.map((word) => Math.max(0, (REVIEWED as readonly (string | null)[]).indexOf(word)));
  for (let i = 0; i < data.n; i++) codes[i] = known[coded.codes[i]];
  return codes;
}
