/** What lies under the events: sea, land, grid, coasts and borders. */
import { type BaseMap, LINES } from "./basemap";
import { latitude, meets, mercatorX, mercatorY, type View, viewBox } from "./mercator";
import type { Arcs, Ring } from "./outlines";
import type { Theme } from "./theme";

/** Pixels, across and down together, nearer than which a point is not drawn after the one before. */
const NEAR = 0.8;
const NEAR_IN_HASTE = 2;

/** A path in the pixels of a view that leaves out points which fall on the pixel before. */
class Tracer {
  private lastX = 0;
  private lastY = 0;

  constructor(
    private readonly g: CanvasRenderingContext2D,
    private readonly view: View,
    private readonly shift = 0,
  ) {}

  start(x: number, y: number): void {
    this.lastX = x * this.view.world - this.view.left + this.shift;
    this.lastY = y * this.view.world - this.view.top;
    this.g.moveTo(this.lastX, this.lastY);
  }

  /** Goes on along points from `from` up to but without `to`, backwards where `step` is -2; the last is never left out. */
  follow(points: Float64Array, from: number, to: number, step: 2 | -2): void {
    const { g, shift } = this;
    const { world, left, top } = this.view;
    const near = this.view.hasty ? NEAR_IN_HASTE : NEAR;
    let { lastX, lastY } = this;
    for (let i = from; i !== to; i += step) {
      const x = points[i] * world - left + shift;
      const y = points[i + 1] * world - top;
      if (Math.abs(x - lastX) + Math.abs(y - lastY) <= near && i + step !== to) continue;
      g.lineTo(x, y);
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
  const tracer = new Tracer(g, view, copy * view.world);
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
  for (const kind of LINES) {
    g.beginPath();
    for (const arc of base.lines[kind]) {
      const { boxes } = base.arcs;
      const at = 4 * arc;
      const seen = boxes[at] <= box[2] && boxes[at + 2] >= box[0] && boxes[at + 1] <= box[3] && boxes[at + 3] >= box[1];
      if (seen) traceArc(tracer, base.arcs, arc);
    }
    g.setLineDash(kind === "disputed" ? [4, 3] : []);
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
    const [first, last] = [starts[arc], starts[arc + 1] - 2];
    const from = index < 0 ? last : first;
    // The first point of an arc is the last of the one before.
    if (place === 0) tracer.start(points[from], points[from + 1]);
    if (shared[arc]) tracer.follow(points, index < 0 ? first : last, (index < 0 ? first : last) + 2, 2);
    else if (index < 0) tracer.follow(points, last - 2, first - 2, -2);
    else tracer.follow(points, first + 2, last + 2, 2);
  });
}

/** A coast without the cut that the edge of the map makes through Russia, Fiji and the Antarctic. */
function traceArc(tracer: Tracer, { points, starts, boxes }: Arcs, arc: number): void {
  const [start, stop] = [starts[arc], starts[arc + 1]];
  tracer.start(points[start], points[start + 1]);
  const atEdge = (i: number) => points[i] < 1e-4 || points[i] > 0.9999;
  if (boxes[4 * arc] >= 1e-4 && boxes[4 * arc + 2] <= 0.9999) return tracer.follow(points, start + 2, stop, 2);
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
