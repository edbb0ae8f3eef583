/** What lies under the events: sea, land, grid, coasts and borders. */
import { type BaseMap, LINES } from "./basemap";
import { DISPUTED } from "./certainty";
import { latitude, meets, mercatorX, mercatorY, type View, viewBox } from "./mercator";
import type { Arcs, Ring } from "./outlines";
import type { Theme } from "./theme";

/** Pixels, across and down together, nearer than which a point is not drawn after the one before. */
const NEAR = 0.8;
const NEAR_IN_HASTE = 2;
/** Whole parts of that distance: a loop is quick with whole numbers. */
const PARTS = 1024;

/** A path in the pixels of a view that leaves out points which fall on the pixel before. */
class Tracer {
  private lastX = 0;
  private lastY = 0;
  /** Pixels of a step across and down, and where the first is. */
  private readonly across: number;
  private readonly down: number;
  private readonly left: number;
  private readonly top: number;
  /** How far a step across and down leads, in `PARTS`. */
  private readonly apartX: number;
  private readonly apartY: number;

  /** `scale`: what a step of the points is in the unit square. */
  constructor(private readonly g: CanvasRenderingContext2D, view: View, { scale = [1, 1], shift = 0 }: { scale?: Arcs["scale"]; shift?: number } = {}) {
    [this.across, this.down] = [scale[0] * view.world, scale[1] * view.world];
    [this.left, this.top] = [view.left - shift, view.top];
    const near = view.hasty ? NEAR_IN_HASTE : NEAR;
    [this.apartX, this.apartY] = [this.across, this.down].map((step) => Math.round((step / near) * PARTS));
  }

  start(x: number, y: number): void {
    this.lastX = x;
    this.lastY = y;
    this.g.moveTo(x * this.across - this.left, y * this.down - this.top);
  }

  /** Goes on along points from `from` up to but without `to`, backwards where `step` is -2; the last is never left out. */
  follow(points: Int32Array | Float64Array, from: number, to: number, step: 2 | -2): void {
    const { g, across, down, left, top, apartX, apartY } = this;
    let { lastX, lastY } = this;
    for (let i = from; i !== to; i += step) {
      // One by one: an engine that has not yet compiled this makes an array of a pair.
      const x = points[i];
      const y = points[i + 1];
      if (Math.abs(x - lastX) * apartX + Math.abs(y - lastY) * apartY <= PARTS && i + step !== to) continue;
      g.lineTo(x * across - left, y * down - top);
      lastX = x;
      lastY = y;
    }
    this.lastX = lastX;
    this.lastY = lastY;
  }
}

/** Adds a ring to the current path. */
export function traceRing(g: CanvasRenderingContext2D, ring: Ring, view: View): void {
  const tracer = new Tracer(g, view);
  tracer.start(ring[0], ring[1]);
  tracer.follow(ring, 2, ring.length, 2);
  // Chromium's closePath takes longer the more the path holds; a line back does the same here.
  tracer.follow(ring, 0, 2, 2);
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
  const tracer = new Tracer(g, view, { scale: base.arcs.scale, shift: copy * view.world });
  g.fillStyle = theme.land;
  g.beginPath();
  for (const country of base.countries) {
    if (!meets(country.box, box)) continue;
    for (const polygon of country.polygons) {
      if (meets(polygon.box, box)) for (const part of polygon.parts) traceRingOfArcs(tracer, base, part);
    }
  }
  g.fill("evenodd");
  g.lineJoin = "round";
  const { boxes, scale } = base.arcs;
  const [west, north, east, south] = box.map((side, at) => Math.round(side / scale[at & 1]));
  for (const kind of LINES) {
    g.beginPath();
    for (const arc of base.lines[kind]) {
      const at = 4 * arc;
      if (boxes[at] <= east && boxes[at + 2] >= west && boxes[at + 1] <= south && boxes[at + 3] >= north) traceArc(tracer, base.arcs, arc);
    }
    g.setLineDash(kind === "disputed" ? [...DISPUTED] : []);
    g.strokeStyle = kind === "coast" ? theme.coast : theme.border;
    g.lineWidth = kind === "coast" ? 0.8 : view.zoom >= 5 ? 1.2 : 0.9;
    g.stroke();
  }
  g.setLineDash([]);
}

/**
 * A ring for a filling of even and odd. What two countries share goes straight from end to end: it is gone along twice,
 * and what lies between the straight line and the border is taken away by one country and given by the other.
 */
function traceRingOfArcs(tracer: Tracer, { arcs, shared }: BaseMap, part: readonly number[]): void {
  const { points, starts } = arcs;
  part.forEach((index, place) => {
    const arc = index < 0 ? ~index : index;
    const first = starts[arc];
    const last = starts[arc + 1] - 2;
    const from = index < 0 ? last : first;
    // The first point of an arc is the last of the one before.
    if (place === 0) tracer.start(points[from], points[from + 1]);
    if (shared[arc]) tracer.follow(points, index < 0 ? first : last, (index < 0 ? first : last) + 2, 2);
    else if (index < 0) tracer.follow(points, last - 2, first - 2, -2);
    else tracer.follow(points, first + 2, last + 2, 2);
  });
}

/** A coast without the cut that the edge of the map makes through Russia, Fiji and the Antarctic. */
function traceArc(tracer: Tracer, { points, scale, starts, boxes }: Arcs, arc: number): void {
  const start = starts[arc];
  const stop = starts[arc + 1];
  tracer.start(points[start], points[start + 1]);
  const edge = 1e-4 / scale[0];
  const other = 1 / scale[0] - edge;
  if (boxes[4 * arc] >= edge && boxes[4 * arc + 2] <= other) return tracer.follow(points, start + 2, stop, 2);
  const atEdge = (i: number) => points[i] < edge || points[i] > other;
  for (let i = start + 2; i < stop; i += 2) {
    if (atEdge(i) && atEdge(i - 2)) tracer.start(points[i], points[i + 1]);
    else tracer.follow(points, i, i + 2, 2);
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
