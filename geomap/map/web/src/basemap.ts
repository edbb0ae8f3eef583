/** The bundled outline of the world, as scripts/basemap.mjs packs it. */
import { fromBase85, gunzip } from "./bytes";
import { mercatorX, mercatorY } from "./mercator";
import { ArcOutline, type Arcs, Land } from "./outlines";

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
  arcs: number[][][];
}

interface PackedHead {
  /** What a step of the grid is in the unit square, across and down. */
  scale: [number, number];
  lengths: number[];
  countries: PackedCountry[];
  cities: [string, number, number, number][];
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
  cities: Label[];
  seas: Label[];
}

export async function readBaseMap(text: string): Promise<BaseMap> {
  const bytes = await gunzip(fromBase85(text));
  const end = bytes.indexOf(10);
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end))) as PackedHead;
  return unpackBaseMap(head, bytes.subarray(end + 1));
}

export function unpackBaseMap(head: PackedHead, bytes: Uint8Array): BaseMap {
  const arcs = readArcs(head, bytes);
  const countries = head.countries.map(({ id, name, disputed = false, arcs: polygons }) => {
    return new Country(id, name, disputed, polygons.map((parts) => new ArcOutline(arcs, parts)));
  });
  const byId = new Map<string, Country[]>();
  for (const country of countries) byId.set(country.id, [...(byId.get(country.id) ?? []), country]);
  // The proper country comes before a disputed part that carries its number.
  for (const parts of byId.values()) parts.sort((a, b) => Number(a.disputed) - Number(b.disputed));
  const { lines, shared } = linesOf(head.countries, head.lengths.length);
  return { arcs, shared, lines, countries, byId, cities: head.cities.map(label), seas: head.seas.map(label) };
}

/** An arc of one country is coast, of two a border, dashed where a disputed or contested part is one of them. */
function linesOf(countries: PackedCountry[], count: number): Pick<BaseMap, "lines" | "shared"> {
  const users = new Uint8Array(count);
  const disputed = new Uint8Array(count);
  const last = new Int32Array(count).fill(-1);
  countries.forEach((country, number) => {
    for (const ring of country.arcs.flat()) {
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
function readArcs({ lengths, scale }: PackedHead, bytes: Uint8Array): Arcs {
  const starts = new Uint32Array(lengths.length + 1);
  lengths.forEach((length, arc) => (starts[arc + 1] = starts[arc] + 2 * length));
  const points = new Float64Array(starts[lengths.length]);
  const boxes = new Float64Array(4 * lengths.length);
  let at = 0;
  for (let axis = 0; axis < 2; axis++) {
    for (let arc = 0; arc < lengths.length; arc++) {
      let [value, least, most] = [0, Infinity, -Infinity];
      for (let i = starts[arc] + axis, stop = starts[arc + 1]; i < stop; i += 2) {
        let byte = bytes[at++];
        let zigzag = byte & 127;
        for (let shift = 7; byte > 127; shift += 7) {
          byte = bytes[at++];
          zigzag |= (byte & 127) << shift;
        }
        value += (zigzag >>> 1) ^ -(zigzag & 1);
        points[i] = value * scale[axis];
        if (value < least) least = value;
        if (value > most) most = value;
      }
      boxes[4 * arc + axis] = least * scale[axis];
      boxes[4 * arc + 2 + axis] = most * scale[axis];
    }
  }
  return { points, starts, boxes };
}
