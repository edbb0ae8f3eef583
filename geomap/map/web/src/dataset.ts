/** The events of the page: columns in memory, texts inflated when they are needed (texts.ts). */
import type { AcledRules } from "./acled";
import { type Column, type ColumnTable, decodeColumns, MISSING } from "./bytes";
import { type Certainty, certaintyOf, isReal } from "./certainty";
import type { Strings } from "./i18n";
import { Texts, type TextSource, type TextTable } from "./texts";
import { kilometre, mercatorX, mercatorY, tabulatedY, UNITS_IN_DEGREE } from "./mercator";

export interface LayerInfo {
  id: string;
  title: string;
  color: string;
  mark: string;
  show: boolean;
}

/** Raster tiles to fetch, with zooms and address as Leaflet has them. */
export interface TileInfo {
  name: string;
  url: string;
  attribution: string;
  host: string;
  subdomains: string;
  least: number;
  most: number;
}

/** A PMTiles file beside the page, and the zoom at which its tiles tell events singly. */
export interface BeyondInfo {
  file: string;
  zoom: number;
  /** Texts of this kind of page alone. */
  strings: Record<string, string>;
}

/** What a page says besides its events; it is packed with the first of their columns. */
export interface Said {
  strings: Strings;
  /** The readers' names of event types. */
  labels: Record<string, string>;
  /** The layer of each event type that has one. */
  types: Record<string, number>;
  /** Of each layer its group and its description. */
  tree: [group: string, description: string][];
}

export interface Head {
  version: number;
  n: number;
  title: string;
  lang: string;
  layers: LayerInfo[];
  properties: string[];
  /** The first and the last day of all. */
  days?: [number, number] | null;
  countries: string[];
  /** The area of each first-level division of the dictionary `_region`; 0 where it has no outline. */
  regions: number[];
  /** The areas that are disputed. */
  disputed?: number[];
  texts: TextTable;
  /** What is said before anything is unpacked. */
  first: Pick<Strings, "attribution" | "failed">;
  tiles?: TileInfo | null;
  /** Where single events are, of a page that only counts them. */
  beyond?: BeyondInfo | null;
  /** Identity of the data, by which a review of it is kept; null where events have no ids. */
  data?: string | null;
}

/** What a block of columns holds: words, a table, and the bytes that it describes (geomap/map/columns.py). */
export interface Packed extends Partial<Said> {
  words: Record<string, (string | null)[]>;
  columns: ColumnTable;
  bytes: Uint8Array;
  /** With the columns that come after the first picture. */
  acled?: AcledRules;
}

export interface Coded {
  words: (string | null)[];
  codes: Column;
}

export type { Row, TextSource } from "./texts";

/** How an event is drawn: not at all, as a mark, as an area, or as a circle around a place it is only near to. */
export const DRAWN = { nowhere: 0, point: 1, area: 2, ring: 3 } as const;

/** Precisions that may be a mark; everything coarser never is. Kilometres of a circle for those without a shape. */
export const FINE: ReadonlySet<string> = new Set(["site", "city"]);
const USUAL_RADIUS: Record<string, number> = {
  near_city: 20, adm2: 30, adm1: 100, area: 150, country: 300, multi_country: 600, unknown: 100,
};

/** Events from which on their positions are read off a table. */
const MANY = 50_000;
/** The precision of a time that is not known. */
export const NOT_DATED = "unknown";

const NO_DAYS = new Int32Array(0);

export class Dataset {
  readonly n: number;
  lon: Column;
  lat: Column;
  /** Position in the unit square, NaN where there is none. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  layer: Column;
  area: Column;
  /** How many events each row stands for: one, unless the page only counts its events. */
  readonly counts: Column;
  /** Events of all rows. */
  readonly total: number;
  /** Radius in kilometres, 0 where none is stated. */
  readonly radius: Float32Array;
  readonly drawn: Uint8Array;
  /** First and last day since 1970, an open end repeating the other; MISSING without a date. */
  firstDay: Column = NO_DAYS;
  lastDay: Column = NO_DAYS;
  status: Coded;
  certainties: Certainty[];
  /** Twice the layer's number, plus one for what did not happen: the index under which an event is tallied. */
  readonly tally: Uint16Array;
  readonly texts: Texts;
  /** Done when all columns are there. */
  readonly whole: Promise<void>;
  readonly said: Said;
  /** How ACLED has the events; not on a page without any. */
  acled?: AcledRules | undefined;
  /** The dictionaries of the coded columns. */
  readonly words: Record<string, (string | null)[]>;
  /** Grows whenever an event is no longer what it was: what was worked out of all events must be worked out anew. */
  revision = 0;
  private completed = (): void => undefined;
  private readonly columns: Map<string, Column>;

  constructor(
    readonly head: Head,
    { words, columns, bytes, strings = {} as Strings, labels = {}, types = {}, tree = [] }: Packed,
    texts: TextSource | Texts,
    { whole = true } = {},
  ) {
    this.n = head.n;
    this.whole = whole ? Promise.resolve() : new Promise((done) => (this.completed = done));
    this.said = { strings, labels, types, tree };
    this.words = { ...words };
    this.columns = decodeColumns(bytes, columns);
    this.lon = this.need("lon");
    this.lat = this.need("lat");
    this.layer = this.need("layer");
    this.area = this.need("area");
    this.counts = this.columns.get("events") ?? new Uint8Array(this.n).fill(1);
    this.total = head.beyond ? (this.counts as Uint32Array).reduce((sum, count) => sum + count, 0) : this.n;
    const tenths = this.need("radius");
    this.radius = new Float32Array(this.n);
    for (let i = 0, { n, radius } = this; i < n; i++) if (tenths[i]) radius[i] = tenths[i] / 10;
    this.x = new Float64Array(this.n);
    this.y = new Float64Array(this.n);
    this.drawn = new Uint8Array(this.n);
    this.status = this.coded("status") ?? { words: [null], codes: new Uint8Array(this.n) };
    this.certainties = this.status.words.map(certaintyOf);
    this.tally = new Uint16Array(this.n);
    const unreal = Uint8Array.from(this.certainties, (certainty) => (isReal(certainty) ? 0 : 1));
    const { n, tally, layer } = this;
    const { codes } = this.status;
    for (let i = 0; i < n; i++) tally[i] = 2 * layer[i] + unreal[codes[i]];
    this.texts = texts instanceof Texts ? texts : new Texts(head.texts, texts);
    this.date();
    this.place();
  }

  /** The columns that come after the first picture. */
  add({ words, columns, bytes, acled }: Packed): void {
    this.acled = acled;
    Object.assign(this.words, words);
    for (const [name, column] of decodeColumns(bytes, columns)) this.columns.set(name, column);
    this.date();
    this.completed();
  }

  column(name: string): Column | undefined {
    return this.columns.get(name);
  }

  coded(name: string): Coded | undefined {
    const [words, codes] = [this.words[name], this.columns.get(name)];
    return words && codes ? { words, codes } : undefined;
  }

  /** The word of a coded column, null where the frame has none. */
  word(name: string, event: number): string | null {
    const coded = this.coded(name);
    return coded ? coded.words[coded.codes[event]] : null;
  }

  certainty(event: number): Certainty {
    return this.certainties[this.status.codes[event]];
  }

  /** A number of a column, null where it is missing. */
  number(name: string, event: number): number | null {
    const column = this.columns.get(name);
    if (!column) return null;
    const value = column[event];
    return value === missingValue(column) ? null : value;
  }

  /** The last days in a column of their own, also where no event has more than one. */
  needLastDays(): void {
    const first = this.column("day");
    if (first && this.column("day_end") === first) this.columns.set("day_end", Int32Array.from(first));
  }

  /** Puts a word in the place of an event's, in a dictionary that takes it up where it is new to it. */
  setWord(name: string, event: number, word: string | null): void {
    const words = (this.words[name] ??= [null]);
    let code = words.indexOf(word);
    if (code < 0) code = words.push(word) - 1;
    if (!this.columns.has(name)) this.columns.set(name, new Uint8Array(this.n));
    this.setNumber(name, event, code);
    if (name === "status") this.status = this.coded("status") as Coded;
  }

  /** Puts a number in the place of an event's, in a wider column where it does not fit. */
  setNumber(name: string, event: number, value: number): void {
    let column = this.need(name);
    if (value > largest(column)) {
      column = Uint32Array.from(column);
      this.columns.set(name, column);
    }
    column[event] = value;
    if (name === "lon" || name === "lat" || name === "layer" || name === "area") this[name] = column;
  }

  /** Works out anew what follows from an event's columns: where and how it is drawn, how it is tallied, its days. */
  settle(event: number): void {
    this.certainties = this.status.words.map(certaintyOf);
    this.tally[event] = 2 * this.layer[event] + (isReal(this.certainty(event)) ? 0 : 1);
    const { lon, lat } = this;
    const precision = this.word("geo_precision", event);
    const there = lat[event] !== MISSING;
    this.x[event] = there ? mercatorX(lon[event] / UNITS_IN_DEGREE) : Number.NaN;
    this.y[event] = there ? mercatorY(lat[event] / UNITS_IN_DEGREE) : Number.NaN;
    this.drawn[event] = there ? drawnAs(this.area[event], precision === null || FINE.has(precision)) : DRAWN.nowhere;
    this.date();
    this.revision++;
  }

  /** Radius of the circle in the unit square. */
  ringRadius(event: number): number {
    const precision = this.word("geo_precision", event) ?? "unknown";
    const km = this.radius[event] || USUAL_RADIUS[precision] || USUAL_RADIUS.unknown;
    return km * kilometre(this.lat[event] / UNITS_IN_DEGREE);
  }

  private date(): void {
    const start = this.column("day");
    if (!start) return;
    // Without a column of their own the last days are the first.
    const end = this.column("day_end") ?? start;
    this.columns.set("day_end", end);
    this.firstDay = this.lastDay = start;
    if (end === start) return;
    this.firstDay = new Int32Array(this.n);
    this.lastDay = new Int32Array(this.n);
    for (let i = 0; i < this.n; i++) {
      const first = start[i] === MISSING ? end[i] : start[i];
      this.firstDay[i] = first;
      this.lastDay[i] = end[i] === MISSING ? first : Math.max(end[i], first);
    }
  }

  private place(): void {
    const precision = this.coded("geo_precision");
    const fine = precision ? precision.words.map((word) => word === null || FINE.has(word)) : [];
    const { n, lon, lat, x, y, area, drawn } = this;
    const northing = n > MANY ? tabulatedY() : mercatorY;
    for (let i = 0; i < n; i++) {
      if (lat[i] === MISSING) {
        x[i] = y[i] = Number.NaN;
        continue;
      }
      // Many rows are ordered by place, and places recur.
      if (i && lat[i] === lat[i - 1] && lon[i] === lon[i - 1]) {
        x[i] = x[i - 1];
        y[i] = y[i - 1];
      } else {
        x[i] = mercatorX(lon[i] / UNITS_IN_DEGREE);
        y[i] = northing(lat[i] / UNITS_IN_DEGREE);
      }
      const exact = !precision || fine[precision.codes[i]];
      drawn[i] = drawnAs(area[i], exact);
    }
  }

  private need(name: string): Column {
    const column = this.columns.get(name);
    if (!column) throw new Error(`the data of this page lacks the column '${name}'`);
    return column;
  }
}

function drawnAs(area: number, exact: boolean): number {
  return area > 0 ? DRAWN.area : exact ? DRAWN.point : DRAWN.ring;
}

/** The largest number that a column holds. */
function largest(column: Column): number {
  if (column instanceof Int32Array) return MISSING;
  return 2 ** (8 * column.BYTES_PER_ELEMENT) - 1;
}

/** The number that stands for none in a column. */
export function missingValue(column: Column): number {
  if (column instanceof Int32Array) return MISSING;
  if (column instanceof Uint32Array) return 2 ** 32 - 1;
  return column instanceof Uint16Array ? 65535 : 255;
}
