/** The bundled outline of the world, as scripts/basemap.mjs packs it. */
import { fromBase85, gunzip } from "./bytes";
import { mercatorX, mercatorY } from "./mercator";
import { ArcOutline, type Arcs, FAR, Land } from "./outlines";

export class Country extends Land {
  constructor(
    readonly id: string,
    readonly name: string,
    readonly disputed: boolean,
    override readonly polygons: readonly ArcOutline[],
  ) {
    super(polygons);
  }
}

export const LINES = ["coast", "border", "disputed"] as const;
export type LineKind = (typeof LINES)[number];

export interface Label {
  name: string;
  x: number;
  y: number;
  zoom: number;
}

interface PackedCountry {
  id: string;
  name: string;
  disputed?: boolean;
  contested?: boolean;
}

interface PackedHead {
  /** What a step of the grid is in the unit square, across and down. */
  scale: [number, number];
  arcs: number;
  countries: PackedCountry[];
  /** A name a line. */
  cities: string;
  seas: [string, number, number, number][];
}

export interface BaseMap {
  arcs: Arcs;
  /** 1 for an arc of several countries. */
  shared: Uint8Array;
  /** Numbers of the arcs of each kind. */
  lines: Record<LineKind, number[]>;
  countries: Country[];
  byId: Map<string, Country[]>;
  readonly cities: Label[];
  seas: Label[];
}

export async function readBaseMap(text: string): Promise<BaseMap> {
  const bytes = await gunzip(fromBase85(text));
  const end = bytes.indexOf(10);
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end))) as PackedHead;
  return unpackBaseMap(head, bytes.subarray(end + 1));
}

export function unpackBaseMap(head: PackedHead, bytes: Uint8Array): BaseMap {
  const next = varints(bytes);
  const lengths = Array.from({ length: head.arcs }, () => next.number());
  const parts = head.countries.map(ringReader(next.number));
  const cities = cityReader(head.cities ? head.cities.split("\n") : [], next.number);
  const arcs = readArcs(lengths, head.scale, bytes.subarray(next.read()));
  const countries = head.countries.map(({ id, name, disputed = false }, index) => {
    return new Country(id, name, disputed, parts[index].map((part) => new ArcOutline(arcs, part)));
  });
  const byId = new Map<string, Country[]>();
  for (const country of countries) byId.set(country.id, [...(byId.get(country.id) ?? []), country]);
  // The proper country comes before a disputed part that carries its number.
  for (const parts of byId.values()) parts.sort((a, b) => Number(a.disputed) - Number(b.disputed));
  const { lines, shared } = linesOf(head.countries, parts, head.arcs);
  let named: Label[] | null = null;
  return {
    arcs, shared, lines, countries, byId, seas: head.seas.map(label),
    // Placed only when they are named, which the first picture does without.
    get cities() {
      return (named ??= cities());
    },
  };
}

/** Zigzag variable-length integers one by one, and how many bytes have been read. */
function varints(bytes: Uint8Array): { number: () => number; read: () => number } {
  let at = 0;
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      value |= (byte & 127) << shift;
      if (byte < 128) return (value >>> 1) ^ -(value & 1);
    }
  };
  return { number, read: () => at };
}

/** Reads the rings of one country after the other: of each polygon, of each ring, numbers of arcs, `~number` for backwards. */
function ringReader(next: () => number): () => number[][][] {
  let last = 0;
  const list = <T>(read: () => T) => {
    const made: T[] = [];
    for (let left = next(); left > 0; left--) made.push(read());
    return made;
  };
  const arc = () => {
    last += next();
    return last & 1 ? ~(last >> 1) : last >> 1;
  };
  return () => list(() => list(() => list(arc)));
}

function cityReader(names: string[], next: () => number): () => Label[] {
  const [lats, lons, zooms] = [0, 1, 2].map(() => names.map(() => next()));
  return () => names.map((name, index) => label([name, lats[index] / 100, lons[index] / 100, zooms[index]]));
}

/** An arc of one country is coast, of two a border, dashed where a disputed or contested part is one of them. */
function linesOf(countries: PackedCountry[], parts: number[][][][], count: number): Pick<BaseMap, "lines" | "shared"> {
  const users = new Uint8Array(count);
  const disputed = new Uint8Array(count);
  const last = new Int32Array(count).fill(-1);
  countries.forEach((country, number) => {
    for (const ring of parts[number].flat()) {
      for (const index of ring) {
        const arc = index < 0 ? ~index : index;
        if (last[arc] !== number) users[arc]++;
        last[arc] = number;
        if (country.disputed || country.contested) disputed[arc] = 1;
      }
    }
  });
  const lines: Record<LineKind, number[]> = { coast: [], border: [], disputed: [] };
  users.forEach((by, arc) => by && lines[by === 1 ? "coast" : disputed[arc] ? "disputed" : "border"].push(arc));
  return { lines, shared: users.map((by) => (by > 1 ? 1 : 0)) };
}

function label([name, lat, lon, zoom]: [string, number, number, number]): Label {
  return { name, x: mercatorX(lon), y: mercatorY(lat), zoom };
}

/** The arcs, from the steps of all their x and then of all their y as zigzag variable-length integers. */
function readArcs(lengths: readonly number[], scale: readonly [number, number], bytes: Uint8Array): Arcs {
  const starts = new Uint32Array(lengths.length + 1);
  lengths.forEach((length, arc) => (starts[arc + 1] = starts[arc] + 2 * length));
  const points = new Int32Array(starts[lengths.length]);
  const boxes = new Int32Array(4 * lengths.length);
  let at = 0;
  for (let axis = 0; axis < 2; axis++) {
    for (let arc = 0; arc < lengths.length; arc++) {
      let value = 0;
      let least = FAR;
      let most = -FAR;
      for (let i = starts[arc] + axis, stop = starts[arc + 1]; i < stop; i += 2) {
        let byte = bytes[at++];
        let zigzag = byte & 127;
        for (let shift = 7; byte > 127; shift += 7) {
          byte = bytes[at++];
          zigzag |= (byte & 127) << shift;
        }
        value += (zigzag >>> 1) ^ -(zigzag & 1);
        points[i] = value;
        if (value < least) least = value;
        if (value > most) most = value;
      }
      boxes[4 * arc + axis] = least;
      boxes[4 * arc + 2 + axis] = most;
    }
  }
  return { points, scale, starts, boxes };
}
