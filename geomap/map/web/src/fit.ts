/** The part of the world that the visible events take up. */
import { type Dataset, DRAWN } from "./dataset";
import { type Box, emptyBox, extend } from "./mercator";
import type { Shape } from "./shapes";

/** Up to one event in this many may be left out of the opening view, if that brings the rest much closer. */
const FEW = 8;
/** How many times smaller the view must become for that. */
const MUCH = 1.8;

/**
 * West, north, east, south in the unit square; null without an event that has a place. Without `all`, a few events far
 * from everything else are left outside (the panel says so and leads there).
 */
export function dataBounds(
  data: Dataset,
  mask: Uint8Array,
  shapes: (Shape | null)[],
  { all }: { all: boolean },
): Box | null {
  const boxes: Box[] = [];
  for (let i = 0; i < data.n; i++) if (mask[i] && data.drawn[i] !== DRAWN.nowhere) boxes.push(boxOf(data, shapes, i));
  if (boxes.length === 0) return null;
  const whole = union(boxes);
  const core = all ? whole : withoutFew(boxes);
  return size(core) * MUCH < size(whole) ? core : whole;
}

function boxOf(data: Dataset, shapes: (Shape | null)[], event: number): Box {
  const shape = shapes[data.area[event]];
  if (shape) return [...shape.main] as Box;
  const radius = data.drawn[event] === DRAWN.ring ? data.ringRadius(event) : 0;
  const [x, y] = [data.x[event], data.y[event]];
  return [x - radius, y - radius, x + radius, y + radius];
}

/** The union of all boxes but the few whose middles lie farthest from the median. */
function withoutFew(boxes: Box[]): Box {
  const middle = (box: Box): [number, number] => [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
  const [x, y] = [0, 1].map((axis) => median(boxes.map((box) => middle(box)[axis])));
  const far = (box: Box) => Math.max(Math.abs(middle(box)[0] - x), Math.abs(middle(box)[1] - y));
  const drop = Math.floor(boxes.length / FEW);
  if (drop === 0) return union(boxes);
  const distances = boxes.map(far).sort((a, b) => a - b);
  const limit = distances[boxes.length - 1 - drop];
  return union(boxes.filter((box) => far(box) <= limit));
}

function union(boxes: Box[]): Box {
  const joined = emptyBox();
  for (const box of boxes) {
    extend(joined, box[0], box[1]);
    extend(joined, box[2], box[3]);
  }
  return joined;
}

function median(values: number[]): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[sorted.length >> 1];
}

function size(box: Box): number {
  return Math.max(box[2] - box[0], box[3] - box[1]);
}
