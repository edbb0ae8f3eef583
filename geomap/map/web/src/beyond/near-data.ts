/** Single events as the page's own kind of data, made from what tiles tell. */
import { type ColumnTable, type Kind, MISSING } from "../bytes";
import { Dataset, type Head } from "../dataset";
import { UNITS_IN_DEGREE } from "../mercator";
import { type Row, Texts } from "../texts";

const CODED = [
  "event_type", "status", "geo_precision", "time_precision", "location_role", "actor1", "actor2", "country", "admin1", "location", "source",
] as const;

const DAY = 86_400_000;

/** Rows as they are: nothing of them is packed. */
class Rows extends Texts {
  constructor(private readonly all: readonly Row[]) {
    const keys = [...new Set(all.flatMap((row) => Object.keys(row)))];
    super({ keys, rows: Math.max(1, all.length), offsets: [0, 0] }, () => "");
  }

  override row(event: number): Promise<Row> {
    return Promise.resolve(this.all[event]);
  }

  override block(): Promise<unknown[][]> {
    return Promise.resolve(this.keys.map((key) => this.all.map((row) => row[key])));
  }
}

/** A dataset of the rows, in their order; `head` is the page's. */
export function nearData(rows: readonly Row[], head: Head): Dataset {
  const table: [string, Kind, number][] = [];
  const parts: Uint8Array[] = [];
  const add = (name: string, kind: Kind, values: number[]) => {
    table.push([name, kind, rows.length]);
    parts.push(encoded(kind, values));
  };
  const degrees = (name: string) => rows.map((row) => Math.round(Number(row[name]) * UNITS_IN_DEGREE));
  const numbers = (name: string, factor: number, missing: number) =>
    rows.map((row) => (typeof row[name] === "number" ? Math.min(missing - 1, Math.round(row[name] * factor)) : missing));
  add("lon", "delta", degrees("longitude"));
  add("lat", "delta", degrees("latitude"));
  add("area", "u8", rows.map(() => 0));
  add("radius", "u16", rows.map(() => 0));
  add("layer", "u16", rows.map((row) => layerOf(row, head)));
  add("day", "delta", rows.map((row) => dayOf(row.event_date)));
  add("day_end", "delta", rows.map((row) => dayOf(row.date_end)));
  add("confidence", "u16", numbers("confidence", 10_000, 65_535));
  add("fatalities", "u32", numbers("fatalities", 1, 2 ** 32 - 1));
  add("reports", "u16", numbers("reports", 1, 65_535));
  const words: Record<string, (string | null)[]> = {};
  for (const name of CODED) {
    const cells = rows.map((row) => (typeof row[name] === "string" ? (row[name] as string) : null));
    words[name] = [null, ...[...new Set(cells.filter((cell) => cell !== null))].sort()];
    const codes = new Map(words[name].map((word, code) => [word, code]));
    add(name, "u32", cells.map((cell) => codes.get(cell) ?? 0));
  }
  const own: Head = { ...head, n: rows.length, countries: [], regions: [], data: null };
  return new Dataset(own, { words, columns: table as ColumnTable, bytes: joined(parts) }, new Rows(rows));
}

function layerOf(row: Row, { layers }: Head): number {
  const by = (key: "id" | "title", word: unknown) => layers.findIndex((layer) => layer[key] === word);
  const found = [by("id", row.layer), by("title", row.event_type)].find((index) => index >= 0);
  return found ?? layers.length - 1;
}

function dayOf(text: unknown): number {
  const time = typeof text === "string" ? Date.parse(text.slice(0, 10)) : Number.NaN;
  return Number.isNaN(time) ? MISSING : Math.round(time / DAY);
}

/** What `decodeColumn` reads. */
function encoded(kind: Kind, values: readonly number[]): Uint8Array {
  const width = { u8: 1, u16: 2, u32: 4, delta: 4 }[kind];
  const bytes = new Uint8Array(width * values.length);
  let before = 0;
  values.forEach((value, i) => {
    const step = value - before;
    const raw = kind === "delta" ? (step << 1) ^ (step >> 31) : value;
    before = value;
    for (let plane = 0; plane < width; plane++) bytes[plane * values.length + i] = raw >>> (8 * plane);
  });
  return bytes;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
