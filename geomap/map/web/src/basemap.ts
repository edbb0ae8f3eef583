/** The bundled outline of the world: decoding and drawing. */
import { fromBase85, gunzip, VarintReader } from "./bytes";
import { type Box, emptyBox, extend, latitude, meets, mercatorX, mercatorY, type View, viewBox } from "./mercator";
import type { Theme } from "./theme";

/** Points of a closed line in the unit square: x, y, x, y, … */
export type Ring = Float64Array;

export interface Outline {
  rings: Ring[];
  box: Box;
}

export interface Country {
  id: string;
  name: string;
  disputed: boolean;
  polygons: Outline[];
  box: Box;
  /** Box and centre of the largest polygon, where the name goes. */
  main: Box;
  centre: [number, number];
  size: number;
}

type LineKind = "coast" | "border" | "disputed";

interface Line {
  points: Float64Array;
  box: Box;
  kind: LineKind;
}

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
  transform: { scale: [number, number]; translate: [number, number] };
  lengths: number[];
  countries: PackedCountry[];
  cities: [string, number, number, number][];
  seas: [string, number, number, number][];
}

export interface BaseMap {
  countries: Country[];
  byId: Map<string, Country[]>;
  lines: Line[];
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
  const kinds = lineKinds(head.countries, arcs.length);
  const countries = head.countries.map((country) => assemble(country, arcs));
  const byId = new Map<string, Country[]>();
  for (const country of countries) byId.set(country.id, [...(byId.get(country.id) ?? []), country]);
  // The proper country comes before a disputed part that carries its number.
  for (const parts of byId.values()) parts.sort((a, b) => Number(a.disputed) - Number(b.disputed));
  const lines = arcs.flatMap((points, index) => {
    const kind = kinds[index];
    return kind ? [{ points, box: boxOf(points), kind }] : [];
  });
  return { countries, byId, lines, cities: head.cities.map(label), seas: head.seas.map(label) };
}

/** An arc of one country is coast, of two a border, dashed where a disputed or contested part is one of them; null for none. */
function lineKinds(countries: PackedCountry[], count: number): (LineKind | null)[] {
  const users = new Uint8Array(count);
  const disputed = new Uint8Array(count);
  const last = new Int32Array(count).fill(-1);
  countries.forEach((country, number) => {
    for (const polygon of country.arcs) {
      for (const ring of polygon) {
        for (const index of ring) {
          const arc = index < 0 ? ~index : index;
          if (last[arc] !== number) users[arc]++;
          last[arc] = number;
          if (country.disputed || country.contested) disputed[arc] = 1;
        }
      }
    }
  });
  return Array.from(users, (by, arc) => (by === 0 ? null : by === 1 ? "coast" : disputed[arc] ? "disputed" : "border"));
}

function label([name, lat, lon, zoom]: [string, number, number, number]): Label {
  return { name, x: mercatorX(lon), y: mercatorY(lat), zoom };
}

function readArcs({ lengths, transform }: PackedHead, bytes: Uint8Array): Float64Array[] {
  const reader = new VarintReader(bytes);
  const arcs = lengths.map((length) => new Float64Array(2 * length));
  for (const axis of [0, 1]) {
    const project = axis === 0 ? mercatorX : mercatorY;
    for (const arc of arcs) {
      let value = 0;
      for (let i = axis; i < arc.length; i += 2) {
        value += reader.next();
        arc[i] = project(value * transform.scale[axis] + transform.translate[axis]);
      }
    }
  }
  return arcs;
}

function assemble(country: PackedCountry, arcs: Float64Array[]): Country {
  const polygons = country.arcs.map((rings) => outline(rings.map((ring) => joined(ring, arcs))));
  return describe(country.id, country.name, Boolean(country.disputed), polygons);
}

/** A country of given polygons, with its boxes and the place of its name. */
export function describe(id: string, name: string, disputed: boolean, polygons: Outline[]): Country {
  const box = emptyBox();
  let main = polygons[0];
  let best = { area: -1, centre: [0, 0] as [number, number] };
  for (const polygon of polygons) {
    extend(box, polygon.box[0], polygon.box[1]);
    extend(box, polygon.box[2], polygon.box[3]);
    const found = centroid(polygon.rings[0]);
    if (found.area > best.area) {
      best = found;
      main = polygon;
    }
  }
  return { id, name, disputed, polygons, box, main: main.box, centre: best.centre, size: best.area };
}

export function outline(rings: Ring[]): Outline {
  return { rings, box: boxOf(rings[0]) };
}

function joined(indices: number[], arcs: Float64Array[]): Ring {
  let length = 2;
  for (const index of indices) length += arcs[index < 0 ? ~index : index].length - 2;
  const points = new Float64Array(length);
  let at = 0;
  for (const index of indices) {
    const arc = arcs[index < 0 ? ~index : index];
    // The first point of an arc is the last of the one before.
    if (at > 0) at -= 2;
    if (index >= 0) points.set(arc, at);
    else for (let i = 0; i < arc.length; i += 2) {
      points[at + i] = arc[arc.length - 2 - i];
      points[at + i + 1] = arc[arc.length - 1 - i];
    }
    at += arc.length;
  }
  return points;
}

function boxOf(points: Float64Array): Box {
  const box = emptyBox();
  for (let i = 0; i < points.length; i += 2) extend(box, points[i], points[i + 1]);
  return box;
}

export function centroid(ring: Ring): { area: number; centre: [number, number] } {
  let [area, x, y] = [0, 0, 0];
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    const cross = ring[j] * ring[i + 1] - ring[i] * ring[j + 1];
    area += cross;
    x += (ring[j] + ring[i]) * cross;
    y += (ring[j + 1] + ring[i + 1]) * cross;
  }
  if (area === 0) return { area: 0, centre: [ring[0], ring[1]] };
  return { area: Math.abs(area / 2), centre: [x / (3 * area), y / (3 * area)] };
}

/** Whether a point of the unit square lies in an outline. */
export function covers({ rings, box }: Outline, x: number, y: number): boolean {
  if (x < box[0] || x > box[2] || y < box[1] || y > box[3]) return false;
  let inside = false;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
      const [ay, by] = [ring[i + 1], ring[j + 1]];
      if (ay > y !== by > y && x < ((ring[j] - ring[i]) * (y - ay)) / (by - ay) + ring[i]) inside = !inside;
    }
  }
  return inside;
}

/** Adds a ring to the current path, leaving out points that fall on the pixel before. */
export function traceRing(g: CanvasRenderingContext2D, ring: Float64Array, view: View, shift = 0, close = true): void {
  let [lastX, lastY] = [Infinity, Infinity];
  for (let i = 0; i < ring.length; i += 2) {
    const x = ring[i] * view.world - view.left + shift;
    const y = ring[i + 1] * view.world - view.top;
    if (i === 0) g.moveTo(x, y);
    else if (Math.abs(x - lastX) + Math.abs(y - lastY) > 0.8 || i === ring.length - 2) g.lineTo(x, y);
    else continue;
    [lastX, lastY] = [x, y];
  }
  // Chromium's closePath takes longer the more the path holds; a line back does the same here.
  if (close) g.lineTo(ring[0] * view.world - view.left + shift, ring[1] * view.world - view.top);
}

/** Sea, land, grid, coasts and borders of a view, the world repeated where the view is wider than it. */
export function drawBase(g: CanvasRenderingContext2D, base: BaseMap, view: View, theme: Theme): void {
  g.fillStyle = theme.sea;
  g.fillRect(0, 0, view.width, view.height);
  drawGrid(g, view, theme);
  const first = Math.floor(view.left / view.world);
  const last = Math.floor((view.left + view.width) / view.world);
  for (let copy = first; copy <= last; copy++) drawCopy(g, base, view, theme, copy);
}

function drawCopy(g: CanvasRenderingContext2D, base: BaseMap, view: View, theme: Theme, copy: number): void {
  const box = viewBox(view, 4);
  box[0] -= copy;
  box[2] -= copy;
  const shift = copy * view.world;
  g.fillStyle = theme.land;
  g.beginPath();
  for (const country of base.countries) {
    if (!meets(country.box, box)) continue;
    for (const polygon of country.polygons) {
      if (meets(polygon.box, box)) for (const ring of polygon.rings) traceRing(g, ring, view, shift);
    }
  }
  g.fill("evenodd");
  g.lineJoin = "round";
  for (const kind of ["border", "disputed", "coast"] as const) {
    g.beginPath();
    for (const line of base.lines) {
      if (line.kind === kind && meets(line.box, box)) traceLine(g, line.points, view, shift);
    }
    g.setLineDash(kind === "disputed" ? [4, 3] : []);
    g.strokeStyle = kind === "coast" ? theme.coast : theme.border;
    g.lineWidth = kind === "coast" ? 0.8 : view.zoom >= 5 ? 1.2 : 0.9;
    g.stroke();
  }
  g.setLineDash([]);
}

/** A coast without the cut that the edge of the map makes through Russia, Fiji and the Antarctic. */
function traceLine(g: CanvasRenderingContext2D, points: Float64Array, view: View, shift: number): void {
  const atEdge = (i: number) => points[i] < 1e-4 || points[i] > 0.9999;
  const cut = points.some((_, i) => i % 2 === 0 && i >= 2 && atEdge(i) && atEdge(i - 2));
  if (!cut) return traceRing(g, points, view, shift, false);
  for (let i = 0; i < points.length; i += 2) {
    const x = points[i] * view.world - view.left + shift;
    const y = points[i + 1] * view.world - view.top;
    if (i === 0 || (atEdge(i) && atEdge(i - 2))) g.moveTo(x, y);
    else g.lineTo(x, y);
  }
}

function drawGrid(g: CanvasRenderingContext2D, view: View, theme: Theme): void {
  const step = view.zoom < 3.5 ? 30 : view.zoom < 5.5 ? 10 : view.zoom < 7.5 ? 5 : 1;
  const { world, left, top, width, height } = view;
  g.strokeStyle = theme.grid;
  g.lineWidth = 1;
  g.beginPath();
  const west = Math.floor(((left / world - 0.5) * 360) / step) * step;
  for (let lon = west; mercatorX(lon) * world - left < width; lon += step) {
    const x = mercatorX(lon) * world - left;
    g.moveTo(x, 0);
    g.lineTo(x, height);
  }
  const south = Math.max(-80, Math.floor(latitude((top + height) / world) / step) * step);
  for (let lat = south; lat <= 80 && mercatorY(lat) * world - top > 0; lat += step) {
    const y = mercatorY(lat) * world - top;
    g.moveTo(0, y);
    g.lineTo(width, y);
  }
  g.stroke();
}
