/**
 * What is shown: filters that combine, and what each choice would show under all the others.
 *
 * One pass over the columns a filter uses sets a bit per event and filter it fails. An event is visible when no bit is
 * set; it counts for a choice of a filter when no bit but that filter's is.
 */
import { type Column, MISSING } from "./bytes";
import { type Dataset, missingValue } from "./dataset";

export interface Facet {
  key: string;
  words: (string | null)[];
  /** 1 for a choice that is on. */
  allowed: Uint8Array;
  /** The same as the map opens: a few choices are off until they are asked for. */
  initial: Uint8Array;
  /** Events that each choice would show under all other filters. */
  counts: Uint32Array;
  /** Events of each choice in all. */
  totals: Uint32Array;
  values: Values;
}

/** One code an event, or several: those of event i are ids[starts[i]] up to ids[starts[i + 1]]. */
export type Values = { codes: Column } | { starts: Uint32Array; ids: Uint32Array };

export interface TimeRange {
  from: number;
  to: number;
  undated: boolean;
}

const TIME = 1;
const CONFIDENCE = 2;
const SEARCH = 4;
const FATALITIES = 8;
const FIRST_FACET = 16;

export class Store {
  readonly facets = new Map<string, Facet>();
  readonly mask: Uint8Array;
  visible = 0;
  /** null: all time. */
  time: TimeRange | null = null;
  /** Least confidence in 1/10,000. */
  confidence = 0;
  /** Least number of deaths. */
  fatalities = 0;
  /** 1 for each event that the search found; null without a search. */
  found: Uint8Array | null = null;
  query = "";
  private readonly fails: Uint16Array;
  private readonly listeners = new Set<() => void>();
  private frame = 0;

  constructor(readonly data: Dataset) {
    this.mask = new Uint8Array(data.n).fill(1);
    this.fails = new Uint16Array(data.n);
    this.visible = data.total;
  }

  addFacet(key: string, words: (string | null)[], values: Values): Facet {
    const facet: Facet = {
      key,
      words,
      values,
      allowed: new Uint8Array(words.length).fill(1),
      initial: new Uint8Array(words.length).fill(1),
      counts: new Uint32Array(words.length),
      totals: new Uint32Array(words.length),
    };
    count(facet, this.fails, 0, { each: this.data.counts, all: true });
    facet.totals.set(facet.counts);
    this.facets.set(key, facet);
    return facet;
  }

  /** After events were changed: the choices that are new, and the events that each choice has in all. */
  recount(): void {
    for (const facet of this.facets.values()) {
      const codes = facet.key === "layer" ? this.data.layer : this.data.coded(facet.key)?.codes;
      if (codes && "codes" in facet.values) facet.values = { codes };
      grow(facet);
      count(facet, this.fails, 0, { each: this.data.counts, all: true });
      facet.totals.set(facet.counts);
    }
  }

  subscribe(listener: () => void): void {
    this.listeners.add(listener);
  }

  /** Filter anew with the next frame and tell everyone. */
  changed(): void {
    if (this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.update();
    });
  }

  /** Filter anew and tell everyone now. */
  update(): void {
    this.filter();
    for (const listener of this.listeners) listener();
  }

  filter(): void {
    const { fails, mask } = this;
    fails.fill(0);
    this.failByTime();
    this.failBelow("confidence", this.confidence, CONFIDENCE);
    this.failBelow("fatalities", this.fatalities, FATALITIES);
    if (this.found) for (let i = 0; i < fails.length; i++) if (!this.found[i]) fails[i] |= SEARCH;
    let bit = FIRST_FACET;
    for (const facet of this.facets.values()) {
      if (facet.allowed.some((on, index) => !on && facet.totals[index] > 0)) fail(facet, fails, bit);
      bit <<= 1;
    }
    const { counts } = this.data;
    let visible = 0;
    for (let i = 0; i < fails.length; i++) {
      mask[i] = fails[i] === 0 ? 1 : 0;
      if (mask[i]) visible += counts[i];
    }
    this.visible = visible;
    bit = FIRST_FACET;
    for (const facet of this.facets.values()) {
      count(facet, fails, bit, { each: counts });
      bit <<= 1;
    }
  }

  /** Whether the event would be visible if all time were shown. */
  visibleAtAnyTime(event: number): boolean {
    return (this.fails[event] & ~TIME) === 0;
  }

  /** Whether a filter other than the switches of the layers is on. */
  get filtered(): boolean {
    if (this.time || this.confidence || this.fatalities || this.found) return true;
    return [...this.facets.values()].some((facet) => facet.key !== "layer" && isSet(facet));
  }

  /** All filters off; the switches of the layers stay. */
  reset(): void {
    this.time = null;
    this.confidence = 0;
    this.fatalities = 0;
    this.found = null;
    this.query = "";
    for (const facet of this.facets.values()) if (facet.key !== "layer") facet.allowed.set(facet.initial);
    this.changed();
  }

  private failByTime(): void {
    const { time, data, fails } = this;
    if (!time) return;
    const { firstDay, lastDay } = data;
    for (let i = 0; i < fails.length; i++) {
      const first = firstDay[i];
      if (first === MISSING ? !time.undated : lastDay[i] < time.from || first > time.to) fails[i] |= TIME;
    }
  }

  /** Fails what is less than `least`, and where deaths are counted also what says nothing of them. */
  private failBelow(name: string, least: number, bit: number): void {
    const column = this.data.column(name);
    if (!least || !column) return;
    const missing = name === "fatalities" ? missingValue(column) : Infinity;
    for (let i = 0; i < column.length; i++) if (column[i] < least || column[i] === missing) this.fails[i] |= bit;
  }
}

/** Whether a filter is other than the map opens with. */
export function isSet({ allowed, initial }: Facet): boolean {
  return allowed.some((on, index) => on !== initial[index]);
}

function fail({ values, allowed }: Facet, fails: Uint16Array, bit: number): void {
  if ("codes" in values) {
    const { codes } = values;
    for (let i = 0; i < fails.length; i++) if (!allowed[codes[i]]) fails[i] |= bit;
    return;
  }
  const { starts, ids } = values;
  for (let i = 0; i < fails.length; i++) {
    let any = false;
    for (let at = starts[i]; at < starts[i + 1]; at++) if (allowed[ids[at]]) any = true;
    if (!any) fails[i] |= bit;
  }
}

/** Room for words that have come in: shown, unless the filter is set to some of those before. */
function grow(facet: Facet): void {
  const { words, allowed, initial } = facet;
  if (words.length === allowed.length) return;
  const on = isSet(facet) ? 0 : 1;
  const wider = (kept: Uint8Array, value: number) => Uint8Array.from(words, (_, index) => kept[index] ?? value);
  Object.assign(facet, {
    allowed: wider(allowed, on), initial: wider(initial, 1), counts: new Uint32Array(words.length), totals: new Uint32Array(words.length),
  });
}

/** `each` says how many events a row stands for, `all` takes also those that other filters hide. */
function count({ values, counts }: Facet, fails: Uint16Array, bit: number, { each, all = false }: { each: Column; all?: boolean }): void {
  counts.fill(0);
  const others = all ? 0 : ~bit;
  if ("codes" in values) {
    const { codes } = values;
    for (let i = 0; i < fails.length; i++) if ((fails[i] & others) === 0) counts[codes[i]] += each[i];
    return;
  }
  const { starts, ids } = values;
  for (let i = 0; i < fails.length; i++) {
    if ((fails[i] & others) !== 0) continue;
    for (let at = starts[i]; at < starts[i + 1]; at++) counts[ids[at]] += each[i];
  }
}

/** Several coded columns as one choice: an event has every word of any of them, parts between "; " counting apart. */
export function joinedValues(columns: { words: (string | null)[]; codes: Column }[], n: number): {
  words: (string | null)[];
  values: Values;
} {
  const split = columns.map(({ words }) => words.map((word) => (word === null ? [] : word.split("; "))));
  const words: (string | null)[] = [null, ...[...new Set(split.flat(2))].sort()];
  const ids = new Map(words.map((word, index) => [word, index]));
  const numbers = split.map((column) => column.map((parts) => parts.map((part) => ids.get(part) as number)));
  const own = combinations(columns.map(({ codes }, column) => ({ codes, size: split[column].length, ids: numbers[column] })), n);
  const starts = new Uint32Array(n + 1);
  for (let i = 0; i < n; i++) starts[i + 1] = starts[i] + own.sets[own.of[i]].length;
  const joined = new Uint32Array(starts[n]);
  for (let i = 0, at = 0; i < n; i++) for (const id of own.sets[own.of[i]]) joined[at++] = id;
  return { words, values: { starts, ids: joined } };
}

/** The sets of ids that occur, each once, and which of them each event has. */
function combinations(columns: { codes: Column; size: number; ids: number[][] }[], n: number): { sets: number[][]; of: Uint32Array } {
  const found = new Map<number, number>();
  const sets: number[][] = [];
  const of = new Uint32Array(n);
  for (let i = 0; i < n; i++) {
    let key = 0;
    for (const { codes, size } of columns) key = key * size + codes[i];
    let at = found.get(key);
    if (at === undefined) {
      at = sets.length;
      found.set(key, at);
      const ids = new Set(columns.flatMap((column) => column.ids[column.codes[i]]));
      sets.push(ids.size ? [...ids] : [0]);
    }
    of[i] = at;
  }
  return { sets, of };
}
