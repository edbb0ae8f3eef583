/** The events of the page: columns in memory, texts inflated when they are needed. */
import { type Column, type ColumnTable, decodeColumns, fromBase64, gunzip, MISSING } from "./bytes";
import { type Certainty, certaintyOf, isReal } from "./certainty";
import { kilometre, mercatorX, mercatorY, UNITS_IN_DEGREE } from "./mercator";

export interface LayerInfo {
  id: string;
  title: string;
  group: string;
  color: string;
  mark: string;
  show: boolean;
  description: string;
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

export interface Head {
  version: number;
  n: number;
  title: string;
  lang: string;
  layers: LayerInfo[];
  dictionaries: Record<string, (string | null)[]>;
  labels: Record<string, string>;
  properties: string[];
  columns: ColumnTable;
  countries: string[];
  /** The area of each first-level division of the dictionary `_region`; 0 where it has no outline. */
  regions: number[];
  texts: { keys: string[]; rows: number; offsets: number[] };
  strings: unknown;
  tiles?: TileInfo | null;
  /** Identity of the data, by which a review of it is kept; null where events have no ids. */
  data?: string | null;
}

export interface Coded {
  words: (string | null)[];
  codes: Column;
}

export type Row = Record<string, unknown>;

/** How an event is drawn: not at all, as a mark, as an area, or as a circle around a place it is only near to. */
export const DRAWN = { nowhere: 0, point: 1, area: 2, ring: 3 } as const;

/** Precisions that may be a mark; everything coarser never is. Kilometres of a circle for those without a shape. */
const FINE = new Set(["site", "city"]);
const USUAL_RADIUS: Record<string, number> = {
  near_city: 20, adm2: 30, adm1: 100, area: 150, country: 300, multi_country: 600, unknown: 100,
};

export class Dataset {
  readonly n: number;
  readonly lon: Column;
  readonly lat: Column;
  /** Position in the unit square, NaN where there is none. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly layer: Column;
  readonly area: Column;
  /** Radius in kilometres, 0 where none is stated. */
  readonly radius: Float32Array;
  readonly drawn: Uint8Array;
  /** First and last day since 1970, an open end repeating the other; MISSING without a date. */
  readonly firstDay: Int32Array;
  readonly lastDay: Int32Array;
  readonly status: Coded;
  readonly certainties: Certainty[];
  /** Twice the layer's number, plus one for what did not happen: the index under which an event is tallied. */
  readonly tally: Uint16Array;
  readonly texts: Texts;
  private readonly columns: Map<string, Column>;

  constructor(
    readonly head: Head,
    numbers: Uint8Array,
    textSource: TextSource,
  ) {
    this.n = head.n;
    this.columns = decodeColumns(numbers, head.columns);
    this.lon = this.need("lon");
    this.lat = this.need("lat");
    this.layer = this.need("layer");
    this.area = this.need("area");
    const tenths = this.need("radius");
    this.radius = new Float32Array(this.n);
    for (let i = 0; i < this.n; i++) this.radius[i] = tenths[i] / 10;
    this.x = new Float64Array(this.n);
    this.y = new Float64Array(this.n);
    this.drawn = new Uint8Array(this.n);
    this.status = this.coded("status") ?? { words: [null], codes: new Uint8Array(this.n) };
    this.certainties = this.status.words.map(certaintyOf);
    this.tally = new Uint16Array(this.n);
    const unreal = this.certainties.map((certainty) => (isReal(certainty) ? 0 : 1));
    for (let i = 0; i < this.n; i++) this.tally[i] = 2 * this.layer[i] + unreal[this.status.codes[i]];
    this.texts = new Texts(head.texts, textSource);
    this.firstDay = new Int32Array(this.n).fill(MISSING);
    this.lastDay = new Int32Array(this.n).fill(MISSING);
    this.date();
    this.place();
  }

  column(name: string): Column | undefined {
    return this.columns.get(name);
  }

  coded(name: string): Coded | undefined {
    const [words, codes] = [this.head.dictionaries[name], this.columns.get(name)];
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

  /** Radius of the circle in the unit square. */
  ringRadius(event: number): number {
    const precision = this.word("geo_precision", event) ?? "unknown";
    const km = this.radius[event] || USUAL_RADIUS[precision] || USUAL_RADIUS.unknown;
    return km * kilometre(this.lat[event] / UNITS_IN_DEGREE);
  }

  private date(): void {
    const [start, end] = [this.column("day"), this.column("day_end")];
    if (!start || !end) return;
    for (let i = 0; i < this.n; i++) {
      const first = start[i] === MISSING ? end[i] : start[i];
      this.firstDay[i] = first;
      this.lastDay[i] = end[i] === MISSING ? first : Math.max(end[i], first);
    }
  }

  private place(): void {
    const precision = this.coded("geo_precision");
    const fine = precision ? precision.words.map((word) => word === null || FINE.has(word)) : [];
    for (let i = 0; i < this.n; i++) {
      if (this.lat[i] === MISSING) {
        this.x[i] = this.y[i] = Number.NaN;
        continue;
      }
      this.x[i] = mercatorX(this.lon[i] / UNITS_IN_DEGREE);
      this.y[i] = mercatorY(this.lat[i] / UNITS_IN_DEGREE);
      const exact = !precision || fine[precision.codes[i]];
      this.drawn[i] = this.area[i] > 0 ? DRAWN.area : exact ? DRAWN.point : DRAWN.ring;
    }
  }

  private need(name: string): Column {
    const column = this.columns.get(name);
    if (!column) throw new Error(`the data of this page lacks the column '${name}'`);
    return column;
  }
}

/** The number that stands for none in a column. */
export function missingValue(column: Column): number {
  if (column instanceof Int32Array) return MISSING;
  if (column instanceof Uint32Array) return 2 ** 32 - 1;
  return column instanceof Uint16Array ? 65535 : 255;
}

/** Gives a stretch of the base64 text of all blocks. */
export type TextSource = (start: number, length: number) => string;

/** The rows' other values, in gzipped blocks of rows of which the last few used are kept. */
export class Texts {
  private readonly kept = new Map<number, Promise<unknown[][]>>();

  constructor(
    private readonly table: Head["texts"],
    private readonly source: TextSource,
    private readonly most = 40,
  ) {}

  async row(event: number): Promise<Row> {
    const columns = await this.block(Math.floor(event / this.table.rows));
    const at = event % this.table.rows;
    return Object.fromEntries(this.table.keys.map((key, index) => [key, columns[index][at]]));
  }

  get blocks(): number {
    return this.table.offsets.length - 1;
  }

  get rowsInBlock(): number {
    return this.table.rows;
  }

  get keys(): readonly string[] {
    return this.table.keys;
  }

  /** The columns of a block of rows, in the order of the keys. */
  block(number: number): Promise<unknown[][]> {
    let found = this.kept.get(number);
    if (!found) {
      found = this.inflate(number);
      this.kept.set(number, found);
      const oldest = this.kept.keys().next().value;
      if (this.kept.size > this.most && oldest !== undefined) this.kept.delete(oldest);
    }
    return found;
  }

  private async inflate(number: number): Promise<unknown[][]> {
    const [start, stop] = [this.table.offsets[number], this.table.offsets[number + 1]];
    const bytes = await gunzip(fromBase64(this.source(start, stop - start)));
    return JSON.parse(new TextDecoder().decode(bytes)) as unknown[][];
  }
}

/** Reads the page's blocks. */
export async function readDataset(page: Document, head: Head): Promise<Dataset> {
  const numbers = await gunzip(fromBase64(blockText(page, "geomap-numbers")));
  const texts = page.getElementById("geomap-texts")?.firstChild as Text | null;
  return new Dataset(head, numbers, (start, length) => texts?.substringData(start, length) ?? "");
}

export function blockText(page: Document, id: string): string {
  return page.getElementById(id)?.textContent?.trim() ?? "";
}
