/** Which marks share a spot on the screen. */
import { DRAWN, type Dataset } from "./dataset";
import { type View, viewBox } from "./mercator";

/** Events drawn as one. `events` is left out where there are too many to list; then `cells` say which squares. */
export interface Group {
  x: number;
  y: number;
  count: number;
  first: number;
  /** Of the weights, where marks are sized by them. */
  sum: number | null;
  /** Per layer twice: what happened, what did not. */
  tally: Uint32Array;
  events: number[] | null;
  cells: number[];
  /** Whether all are at one position. */
  same: boolean;
}

export interface Grid {
  cell: number;
  world: number;
  columns: number;
  column: number;
  row: number;
}

export interface Grouping {
  groups: Group[];
  grid: Grid | null;
}

const MOST_PLACES = 300;
const CELL = 60;

/** In pixels: by the count, or by the sum of the events' weights, whose root the area follows. */
export function radiusOf({ count, sum }: Pick<Group, "count" | "sum">): number {
  if (sum === null) return count === 1 ? 7 : Math.min(27, 9.5 + Math.log10(count) * 6);
  const radius = Math.min(32, 4.5 + 2.1 * Math.sqrt(sum));
  return count === 1 ? radius : Math.max(9.5, radius);
}

/** Groups of the visible point events in a view: by position while those are few, else by squares of the screen. */
export function groupEvents(data: Dataset, mask: Uint8Array, view: View, weights: Float32Array | null = null): Grouping {
  const size = 2 * data.head.layers.length;
  const places = byPosition(data, mask, view, { size, weights });
  if (places) return { groups: merged(places), grid: null };
  return bySquare(data, mask, view, { size, weights });
}

interface Tallying {
  size: number;
  weights: Float32Array | null;
}

function byPosition(
  data: Dataset,
  mask: Uint8Array,
  view: View,
  { size, weights }: Tallying,
): Group[] | null {
  const { x, y, drawn, lon, lat, n, counts } = data;
  const [west, north, east, south] = viewBox(view, 30);
  // Told first, because the groups of too many places would be made for nothing.
  const keys = new Set<number>();
  for (let i = 0; i < n && keys.size <= MOST_PLACES; i++) {
    if (mask[i] && drawn[i] === DRAWN.point && x[i] >= west && x[i] <= east && y[i] >= north && y[i] <= south) keys.add(lon[i] * 2e7 + lat[i]);
  }
  if (keys.size > MOST_PLACES) return null;
  const places = new Map<number, Group>();
  for (let i = 0; i < n; i++) {
    if (!mask[i] || drawn[i] !== DRAWN.point) continue;
    if (x[i] < west || x[i] > east || y[i] < north || y[i] > south) continue;
    const key = lon[i] * 2e7 + lat[i];
    let group = places.get(key);
    if (!group) {
      group = newGroup(x[i] * view.world - view.left, y[i] * view.world - view.top, i, size);
      places.set(key, group);
    }
    group.count += counts[i];
    if (weights) group.sum = (group.sum ?? 0) + weights[i];
    group.tally[data.tally[i]] += counts[i];
    (group.events as number[]).push(i);
  }
  return [...places.values()];
}

function bySquare(
  data: Dataset,
  mask: Uint8Array,
  view: View,
  { size, weights }: Tallying,
): Grouping {
  const { x, y, drawn, n } = data;
  const [column, row] = [Math.floor(view.left / CELL), Math.floor(view.top / CELL)];
  const columns = Math.ceil(view.width / CELL) + 1;
  const rows = Math.ceil(view.height / CELL) + 1;
  const [counts, firsts] = [new Uint32Array(columns * rows), new Uint32Array(columns * rows)];
  const [sumX, sumY] = [new Float64Array(columns * rows), new Float64Array(columns * rows)];
  const tallies = new Uint32Array(columns * rows * size);
  const sums = new Float64Array(columns * rows);
  const scale = view.world / CELL;
  for (let i = 0; i < n; i++) {
    if (mask[i] === 0 || drawn[i] !== DRAWN.point) continue;
    // Not in pairs: an engine that has not yet compiled this makes an array of each.
    const u = x[i] * scale;
    const v = y[i] * scale;
    const across = Math.floor(u) - column;
    const down = Math.floor(v) - row;
    if (across < 0 || across >= columns || down < 0 || down >= rows) continue;
    const cell = down * columns + across;
    const each = data.counts[i];
    if (counts[cell] === 0) firsts[cell] = i;
    counts[cell] += each;
    if (weights) sums[cell] += weights[i];
    sumX[cell] += u * each;
    sumY[cell] += v * each;
    tallies[cell * size + data.tally[i]] += each;
  }
  const groups: Group[] = [];
  for (let cell = 0; cell < counts.length; cell++) {
    const count = counts[cell];
    if (!count) continue;
    const [px, py] = [(sumX[cell] / count) * CELL - view.left, (sumY[cell] / count) * CELL - view.top];
    const tally = tallies.slice(cell * size, (cell + 1) * size);
    const sum = weights ? sums[cell] : null;
    groups.push({ x: px, y: py, count, sum, first: firsts[cell], tally, events: null, cells: [cell], same: count === 1 });
  }
  return { groups: merged(groups), grid: { cell: CELL, world: view.world, columns, column, row } };
}

function newGroup(x: number, y: number, first: number, size: number): Group {
  return { x, y, count: 0, sum: null, first, tally: new Uint32Array(size), events: [], cells: [], same: true };
}

/** Groups whose bubbles would overlap become one, the larger taking in the smaller. */
function merged(groups: Group[]): Group[] {
  groups.sort((a, b) => b.count - a.count || a.first - b.first);
  const kept: Group[] = [];
  for (const group of groups) {
    const near = kept.find((other) => {
      const reach = radiusOf(other) + radiusOf(group) - 1;
      return (other.x - group.x) ** 2 + (other.y - group.y) ** 2 < reach * reach;
    });
    if (near) absorb(near, group);
    else kept.push(group);
  }
  return kept;
}

function absorb(into: Group, group: Group): void {
  const count = into.count + group.count;
  into.x = (into.x * into.count + group.x * group.count) / count;
  into.y = (into.y * into.count + group.y * group.count) / count;
  into.count = count;
  if (into.sum !== null) into.sum += group.sum ?? 0;
  into.same = false;
  for (let i = 0; i < into.tally.length; i++) into.tally[i] += group.tally[i];
  if (into.events && group.events) into.events.push(...group.events);
  into.cells.push(...group.cells);
}

/** The visible events of a group, up to a limit. */
export function eventsOf(group: Group, grid: Grid | null, data: Dataset, mask: Uint8Array, most = 2000): number[] {
  if (group.events) return group.events.slice(0, most);
  if (!grid) return [];
  const cells = new Set(group.cells);
  const scale = grid.world / grid.cell;
  const found: number[] = [];
  for (let i = 0; i < data.n && found.length < most; i++) {
    if (!mask[i] || data.drawn[i] !== DRAWN.point) continue;
    const across = Math.floor(data.x[i] * scale) - grid.column;
    const down = Math.floor(data.y[i] * scale) - grid.row;
    if (across >= 0 && across < grid.columns && cells.has(down * grid.columns + across)) found.push(i);
  }
  return found;
}
