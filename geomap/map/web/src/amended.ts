/**
 * Corrected values, put into the columns of the page: what is drawn, counted, listed and downloaded reads them there, so
 * that a corrected event stands where its reviewer says from that moment on. What was there before is kept for undoing.
 */
import { type Ground, locate } from "./amended-place";
import { MISSING } from "./bytes";
import { type Dataset, missingValue, NOT_DATED } from "./dataset";
import type { Values } from "./review-log";

/** Statuses of what did not take place, so that nobody died of it (frame/tables/status.csv). */
const NEVER_WAS = new Set(["denied", "planned", "proposed", "promised", "rejected", "hypothetical"]);
const CODED = [
  "event_type", "status", "location", "country", "admin1", "geo_precision", "location_role", "time_precision", "_country", "_region",
];
const NUMBERS = ["lon", "lat", "area", "layer", "day", "day_end", "fatalities"];

export class Amended {
  /** What puts back an event as the file has it. */
  private readonly before = new Map<number, (() => void)[]>();

  constructor(
    private readonly data: Dataset,
    private readonly ground: Ground,
  ) {}

  /** Puts corrected values in the place of the file's. */
  apply(event: number, to: Values): void {
    this.restore(event);
    this.data.needLastDays();
    this.before.set(event, this.snapshot(event));
    const { data } = this;
    if (to.event_type) this.setType(event, to.event_type);
    if (to.status !== undefined) this.setStatus(event, to.status);
    if (to.event_date !== undefined || to.date_end !== undefined) this.setDays(event, to);
    if (to.place) locate(data, this.ground, event, to.place);
    data.settle(event);
  }

  /** Puts back what the file says. */
  restore(event: number): void {
    const steps = this.before.get(event);
    if (!steps) return;
    for (const step of steps) step();
    this.before.delete(event);
    this.data.settle(event);
  }

  has(event: number): boolean {
    return this.before.has(event);
  }

  private snapshot(event: number): (() => void)[] {
    const { data } = this;
    const words = CODED.map((name) => {
      const word = data.word(name, event);
      return () => data.setWord(name, event, word);
    });
    const numbers = NUMBERS.map((name) => {
      const value = data.column(name)?.[event];
      return () => value !== undefined && data.setNumber(name, event, value);
    });
    const radius = data.radius[event];
    return [...words, ...numbers, () => (data.radius[event] = radius)];
  }

  private setType(event: number, type: string): void {
    const { data } = this;
    data.setWord("event_type", event, type);
    const layer = data.said.types[type] ?? this.layerOf(type, event);
    if (layer !== undefined) data.setNumber("layer", event, layer);
  }

  /** The layer of other events of that type, where the page has no table of them. */
  private layerOf(type: string, besides: number): number | undefined {
    const { data } = this;
    for (let event = 0; event < data.n; event++) {
      if (event !== besides && data.word("event_type", event) === type) return data.layer[event];
    }
    return undefined;
  }

  private setStatus(event: number, status: string | null): void {
    const { data } = this;
    data.setWord("status", event, status);
    const deaths = data.column("fatalities");
    if (deaths && status !== null && NEVER_WAS.has(status)) data.setNumber("fatalities", event, missingValue(deaths));
  }

  private setDays(event: number, to: Values): void {
    const { data } = this;
    if (!data.column("day")) return;
    const day = (name: "event_date" | "date_end", column: string) =>
      to[name] === undefined ? (data.number(column, event) ?? MISSING) : dayOf(to[name] as string | null);
    const [first, last] = [day("event_date", "day"), day("date_end", "day_end")];
    data.setNumber("day", event, first);
    data.setNumber("day_end", event, last);
    const known = first !== MISSING || last !== MISSING;
    data.setWord("time_precision", event, !known ? NOT_DATED : first === last ? "day" : "range");
  }
}

/** Days since 1970 of "2025-03-18"; MISSING for none. */
export function dayOf(date: string | null): number {
  const at = date ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  return Number.isFinite(at) ? Math.round(at / 86_400_000) : MISSING;
}
