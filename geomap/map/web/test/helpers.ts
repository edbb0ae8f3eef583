/** A dataset as the page has it, written by hand: no Python, no browser. */
import { gzipSync } from "node:zlib";
import { Dataset, type Head, type LayerInfo } from "../src/dataset";
import { MISSING } from "../src/bytes";

export interface Sample {
  lon?: number[];
  lat?: number[];
  area?: number[];
  radius?: number[];
  layer?: number[];
  day?: number[];
  /** null: the page has no column of them, as where no event has more than one day. */
  dayEnd?: number[] | null;
  confidence?: number[];
  status?: (string | null)[];
  precision?: (string | null)[];
  country?: (string | null)[];
  texts?: Record<string, unknown[]>;
  properties?: string[];
}

function layer(id: string): LayerInfo {
  return { id, title: id, color: "#112233", mark: "circle", show: true };
}

export function sample(n: number, values: Sample): Dataset {
  const parts: number[][] = [];
  const columns: [string, "u8" | "u16" | "delta", number][] = [];
  const add = (name: string, kind: "u8" | "u16" | "delta", column: number[]) => {
    columns.push([name, kind, n]);
    parts.push(encode(kind, column));
  };
  const all = (value: number) => Array.from({ length: n }, () => value);
  add("lon", "delta", values.lon ?? all(0));
  add("lat", "delta", values.lat ?? all(0));
  add("area", "u8", values.area ?? all(0));
  add("radius", "u16", values.radius ?? all(0));
  add("layer", "u8", values.layer ?? all(0));
  add("day", "delta", values.day ?? all(MISSING));
  if (values.dayEnd !== null) add("day_end", "delta", values.dayEnd ?? values.day ?? all(MISSING));
  if (values.confidence) add("confidence", "u16", values.confidence);
  const dictionaries: Record<string, (string | null)[]> = {};
  const code = (name: string, words: (string | null)[] | undefined) => {
    if (!words) return;
    const known = [null, ...[...new Set(words.filter((word) => word !== null))].sort()];
    dictionaries[name] = known;
    add(name, "u8", words.map((word) => known.indexOf(word)));
  };
  code("status", values.status);
  code("geo_precision", values.precision);
  code("country", values.country);
  const texts = values.texts ?? { event_id: Array.from({ length: n }, (_, i) => `e${i}`) };
  const block = gzipSync(JSON.stringify(Object.values(texts))).toString("base64");
  const head: Head = {
    version: 1,
    n,
    title: "",
    lang: "en",
    layers: [layer("one"), layer("two"), layer("three")],

    properties: values.properties ?? [],
    countries: [],
    regions: [],
    texts: { keys: Object.keys(texts), rows: 1024, offsets: [0, block.length] },
    first: { attribution: "", failed: "" },
  };
  return new Dataset(head, { words: dictionaries, columns, bytes: Uint8Array.from(parts.flat()) }, (start, length) => block.slice(start, start + length));
}

/** The reverse of the reader in src/bytes.ts. */
export function encode(kind: "u8" | "u16" | "u32" | "delta", values: number[]): number[] {
  if (kind === "u8") return values;
  let before = 0;
  const raw = values.map((value) => {
    if (kind !== "delta") return value;
    const step = (value - before) | 0;
    before = value;
    return ((step << 1) ^ (step >> 31)) >>> 0;
  });
  const planes = kind === "u16" ? 2 : 4;
  return Array.from({ length: planes }, (_, plane) => raw.map((value) => (value >>> (8 * plane)) & 255)).flat();
}
