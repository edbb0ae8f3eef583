/** Web Mercator with the world as the unit square, and views of it. */

export const UNITS_IN_DEGREE = 1e5;
const HIGHEST = 85.0511;

export function mercatorX(lon: number): number {
  return lon / 360 + 0.5;
}

export function mercatorY(lat: number): number {
  const sine = Math.sin((Math.max(-HIGHEST, Math.min(HIGHEST, lat)) * Math.PI) / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}

/** `mercatorY` read off a table of hundredths of a degree, straight lines between: a tenth of a pixel at most at zoom 13. */
export function tabulatedY(): (lat: number) => number {
  const table = Float64Array.from({ length: 18_002 }, (_, index) => mercatorY(index / 100 - 90));
  return (lat) => {
    const at = (lat + 90) * 100;
    const index = Math.floor(at);
    return table[index] + (table[index + 1] - table[index]) * (at - index);
  };
}

export function longitude(x: number): number {
  return (x - 0.5) * 360;
}

export function latitude(y: number): number {
  return (Math.atan(Math.sinh((0.5 - y) * 2 * Math.PI)) * 180) / Math.PI;
}

/** How much of the unit square a kilometre is at a latitude. */
export function kilometre(lat: number): number {
  return 1 / (40075.017 * Math.max(0.05, Math.cos((lat * Math.PI) / 180)));
}

/** What is drawn on a canvas: pixel = unit * world - offset. */
export interface View {
  world: number;
  left: number;
  top: number;
  width: number;
  height: number;
  zoom: number;
  /** Pixels on the left and the right that lie outside the map as it is now. */
  marginX: number;
  /** Whether it is the first picture, which is soon drawn over by a finer one. */
  hasty?: boolean;
}

/** West, north, east, south in the unit square. */
export type Box = [number, number, number, number];

export function emptyBox(): Box {
  return [Infinity, Infinity, -Infinity, -Infinity];
}

export function extend(box: Box, x: number, y: number): void {
  if (x < box[0]) box[0] = x;
  if (y < box[1]) box[1] = y;
  if (x > box[2]) box[2] = x;
  if (y > box[3]) box[3] = y;
}

export function meets(a: Box, b: Box): boolean {
  return a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1];
}

export function viewBox(view: View, margin = 0): Box {
  return [
    (view.left - margin) / view.world,
    (view.top - margin) / view.world,
    (view.left + view.width + margin) / view.world,
    (view.top + view.height + margin) / view.world,
  ];
}
