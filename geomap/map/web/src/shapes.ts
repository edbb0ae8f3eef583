/** The outlines of the areas that events are in: countries of the base map, and rings that the data brings. */
import type { BaseMap, Country } from "./basemap";
import type { Dataset } from "./dataset";
import { traceRing } from "./ground";
import { mercatorX, mercatorY, UNITS_IN_DEGREE, type View } from "./mercator";
import { covers, Land, outline, type Outline, type Ring } from "./outlines";

export interface Shape {
  polygons: readonly Outline[];
  box: readonly [number, number, number, number];
  /** Box of the largest part, to which the map is fitted: islands far off do not count. */
  main: readonly [number, number, number, number];
  /** Where its badge goes. */
  anchor: [number, number];
}

/** Shapes by area number; number 0 is no area. */
export function readShapes(data: Dataset, base: BaseMap): (Shape | null)[] {
  const countries = data.head.countries.map((id) => countryShape(base.byId.get(id) ?? []));
  return [null, ...countries, ...ownShapes(data)];
}

export function countryShape(parts: Country[]): Shape | null {
  if (parts.length === 0) return null;
  const polygons = parts.flatMap((part) => part.polygons);
  return { polygons, box: new Land(polygons).box, main: parts[0].main, anchor: inner(parts[0].centre, polygons) };
}

function ownShapes(data: Dataset): Shape[] {
  const [areas, holes, sizes] = ["ring_area", "ring_hole", "ring_size"].map((name) => data.column(name));
  const [lons, lats] = ["ring_lon", "ring_lat"].map((name) => data.column(name));
  if (!areas || !holes || !sizes || !lons || !lats) return [];
  const rings: Ring[][][] = [];
  let at = 0;
  for (let ring = 0; ring < areas.length; ring++) {
    const points = new Float64Array(2 * sizes[ring]);
    for (let i = 0; i < sizes[ring]; i++, at++) {
      points[2 * i] = mercatorX(lons[at] / UNITS_IN_DEGREE);
      points[2 * i + 1] = mercatorY(lats[at] / UNITS_IN_DEGREE);
    }
    const polygons = (rings[areas[ring]] ??= []);
    if (holes[ring] && polygons.length) polygons[polygons.length - 1].push(points);
    else polygons.push([points]);
  }
  return rings.map((polygons) => {
    const outlines = polygons.map(outline);
    const { box, main, centre } = new Land(outlines);
    return { polygons: outlines, box, main, anchor: inner(centre, outlines) };
  });
}

/** The centre if the shape covers it, else the middle of its widest stretch at that height. */
export function inner(centre: [number, number], polygons: readonly Outline[]): [number, number] {
  if (polygons.some((polygon) => covers(polygon, ...centre))) return centre;
  const crossings: number[] = [];
  for (const { rings } of polygons) {
    for (const ring of rings) {
      for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
        const [ay, by] = [ring[i + 1], ring[j + 1]];
        if (ay > centre[1] === by > centre[1]) continue;
        crossings.push(ring[i] + ((centre[1] - ay) / (by - ay)) * (ring[j] - ring[i]));
      }
    }
  }
  crossings.sort((a, b) => a - b);
  let [best, width] = [centre[0], 0];
  for (let i = 0; i + 1 < crossings.length; i += 2) {
    if (crossings[i + 1] - crossings[i] > width) {
      width = crossings[i + 1] - crossings[i];
      best = (crossings[i] + crossings[i + 1]) / 2;
    }
  }
  return [best, centre[1]];
}

export function shapeCovers(shape: Shape, x: number, y: number): boolean {
  return shape.polygons.some((polygon) => covers(polygon, x, y));
}

export function traceShape(g: CanvasRenderingContext2D, shape: Shape, view: View): void {
  g.beginPath();
  for (const polygon of shape.polygons) for (const ring of polygon.rings) traceRing(g, ring, view);
}
