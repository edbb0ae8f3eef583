/** The part of the world that the visible events take up. */
import { type Dataset, DRAWN } from "./dataset";
import { type Box, emptyBox, extend } from "./mercator";
import type { Shape } from "./shapes";

/** Up to one event in this many may be left out of the opening view, if that brings the rest much closer. */
const FEW = 8;
/** How many times smaller the view must become for that. */
const MUCH = 1.8;
/** Events by which the few are told. */
const SAMPLE = 1_000;

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
  const events = placed(data, mask);
  if (events.length === 0) return null;
  const whole = union(data, shapes, events);
  const core = all ? whole : union(data, shapes, withoutFew(data, shapes, events));
  return size(core) * MUCH < size(whole) ? core : whole;
}

/** The visible events that have a place. */
function placed({ n, drawn }: Dataset, mask: Uint8Array): Uint32Array {
  const found = new Uint32Array(n);
  let count = 0;
  for (let i = 0; i < n; i++) if (mask[i] && drawn[i] !== DRAWN.nowhere) found[count++] = i;
  return found.subarray(0, count);
}

function union(data: Dataset, shapes: (Shape | null)[], events: Uint32Array): Box {
  const { x, y, drawn, area } = data;
  const joined = emptyBox();
  const whole = new Uint8Array(shapes.length);
  for (let at = 0; at < events.length; at++) {
    const event = events[at];
    if (drawn[event] === DRAWN.point) extend(joined, x[event], y[event]);
    else if (drawn[event] === DRAWN.ring) around(joined, x[event], y[event], data.ringRadius(event));
    else if (shapes[area[event]]) whole[area[event]] = 1;
    else extend(joined, x[event], y[event]);
  }
  shapes.forEach((shape, number) => {
    if (!whole[number] || !shape) return;
    extend(joined, shape.main[0], shape.main[1]);
    extend(joined, shape.main[2], shape.main[3]);
  });
  return joined;
}

function around(box: Box, x: number, y: number, radius: number): void {
  extend(box, x - radius, y - radius);
  extend(box, x + radius, y + radius);
}

/** All events but the few whose middles lie farthest from the median. */
function withoutFew(data: Dataset, shapes: (Shape | null)[], events: Uint32Array): Uint32Array {
  if (events.length < FEW) return events;
  const middles = shapes.map((shape) => shape && [(shape.main[0] + shape.main[2]) / 2, (shape.main[1] + shape.main[3]) / 2]);
  const middle = (event: number, axis: 0 | 1) => middles[data.area[event]]?.[axis] ?? (axis ? data.y : data.x)[event];
  // Of very many events every so many-th stands for all: an odd step, because what repeats repeats evenly.
  const step = Math.ceil(events.length / SAMPLE) | 1;
  const some = Uint32Array.from({ length: Math.ceil(events.length / step) }, (_, index) => events[index * step]);
  const x = sorted(some, (event) => middle(event, 0))[some.length >> 1];
  const y = sorted(some, (event) => middle(event, 1))[some.length >> 1];
  const away = (event: number) => Math.max(Math.abs(middle(event, 0) - x), Math.abs(middle(event, 1) - y));
  const limit = sorted(some, away)[some.length - 1 - Math.floor(some.length / FEW)];
  return events.filter((event) => away(event) <= limit);
}

function sorted(events: Uint32Array, value: (event: number) => number): Float64Array {
  return Float64Array.from(events, value).sort();
}

function size(box: Box): number {
  return Math.max(box[2] - box[0], box[3] - box[1]);
}
