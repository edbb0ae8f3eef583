/** Outlines made of arcs that neighbours share: kept as they come, and put together only where somebody asks. */
import { type Box, emptyBox, extend } from "./mercator";

/** Points of a closed line in the unit square: x, y, x, y, … */
export type Ring = Float64Array;

/** A polygon: its outer ring, then its holes. */
export interface Outline {
  rings: Ring[];
  box: Box;
}

/** All arcs, one behind the other. */
export interface Arcs {
  /** x, y, x, y, … in steps of a grid: whole numbers, because an engine that has not yet compiled a loop makes an object of any other. */
  points: Int32Array;
  /** What a step is in the unit square, across and down. */
  scale: readonly [number, number];
  /** Where each arc begins among the points, and at the end where the last one stops. */
  starts: Uint32Array;
  /** West, north, east, south of each arc, in steps too. */
  boxes: Int32Array;
}

/** More steps than any grid has. */
export const FAR = 2 ** 29;

/** A polygon of a set of arcs. Each ring is a list of numbers of arcs, `~number` for one that runs the other way. */
export class ArcOutline implements Outline {
  readonly box: Box;
  private made: Ring[] | null = null;

  constructor(
    readonly arcs: Arcs,
    readonly parts: readonly (readonly number[])[],
  ) {
    this.box = boxOfArcs(parts[0], arcs);
  }

  get rings(): Ring[] {
    this.made ??= this.parts.map((part) => joined(part, this.arcs));
    return this.made;
  }
}

/** Polygons that belong together, with the place of their name. */
export class Land {
  readonly box: Box = emptyBox();
  private largest: { box: Box; area: number; centre: [number, number] } | null = null;

  constructor(readonly polygons: readonly Outline[]) {
    for (const { box } of polygons) {
      extend(this.box, box[0], box[1]);
      extend(this.box, box[2], box[3]);
    }
  }

  /** Box of the largest polygon. */
  get main(): Box {
    return this.foremost.box;
  }

  /** Its centre of mass, where the name goes. */
  get centre(): [number, number] {
    return this.foremost.centre;
  }

  /** Its area in the unit square. */
  get size(): number {
    return this.foremost.area;
  }

  private get foremost(): { box: Box; area: number; centre: [number, number] } {
    if (this.largest) return this.largest;
    this.largest = { box: emptyBox(), area: -1, centre: [0, 0] };
    for (const { rings, box } of this.polygons) {
      const found = centroid(rings[0]);
      if (found.area > this.largest.area) this.largest = { ...found, box };
    }
    return this.largest;
  }
}

export function outline(rings: Ring[]): Outline {
  const box = emptyBox();
  const [outer] = rings;
  for (let i = 0; i < outer.length; i += 2) extend(box, outer[i], outer[i + 1]);
  return { rings, box };
}

function boxOfArcs(part: readonly number[], { boxes, scale }: Arcs): Box {
  let [west, north, east, south] = [FAR, FAR, -FAR, -FAR];
  for (let i = 0; i < part.length; i++) {
    const at = 4 * numberOf(part[i]);
    west = Math.min(west, boxes[at]);
    north = Math.min(north, boxes[at + 1]);
    east = Math.max(east, boxes[at + 2]);
    south = Math.max(south, boxes[at + 3]);
  }
  return [west * scale[0], north * scale[1], east * scale[0], south * scale[1]];
}

function numberOf(index: number): number {
  return index < 0 ? ~index : index;
}

function joined(part: readonly number[], { points, starts, scale: [across, down] }: Arcs): Ring {
  const numbers = part.map(numberOf);
  const length = numbers.reduce((sum, arc) => sum + starts[arc + 1] - starts[arc] - 2, 2);
  const ring = new Float64Array(length);
  let at = 0;
  part.forEach((index, place) => {
    const [start, stop] = [starts[numbers[place]], starts[numbers[place] + 1]];
    // The first point of an arc is the last of the one before.
    if (at > 0) at -= 2;
    const [first, step] = index >= 0 ? [start, 2] : [stop - 2, -2];
    for (let i = first, to = at; i >= start && i < stop; i += step, to += 2) {
      ring[to] = points[i] * across;
      ring[to + 1] = points[i + 1] * down;
    }
    at += stop - start;
  });
  return ring;
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
