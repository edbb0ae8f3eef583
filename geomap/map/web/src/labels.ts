/** Names on the map: what is more important is placed first, and nothing is written over anything else. */
import type { BaseMap, Country } from "./basemap";
import type { View } from "./mercator";
import type { Theme } from "./theme";

export const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", sans-serif';

/** Left, top, right, bottom in pixels. */
export type Area = readonly [number, number, number, number];

/** Boxes taken so far. */
export class Room {
  private readonly taken: Area[] = [];

  free([left, top, right, bottom]: Area): boolean {
    return !this.taken.some((box) => left < box[2] && right > box[0] && top < box[3] && bottom > box[1]);
  }

  take(area: Area): void {
    this.taken.push(area);
  }

  /** Take it if it is free. */
  claim(area: Area): boolean {
    if (!this.free(area)) return false;
    this.take(area);
    return true;
  }
}

export function around(x: number, y: number, width: number, height: number): Area {
  return [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
}

export function drawBaseLabels(
  g: CanvasRenderingContext2D,
  base: BaseMap,
  { view, theme, room, named, shaded = false }: {
    view: View; theme: Theme; room: Room; named: ReadonlySet<string>; shaded?: boolean;
  },
): void {
  g.textAlign = "center";
  g.textBaseline = "middle";
  g.lineJoin = "round";
  const countries = base.countries.filter((country) => !country.disputed && !named.has(country.id));
  // On shades from light to dark only ink on paper is read everywhere.
  const colors = shaded ? { fill: theme.ink, rim: theme.paper, alpha: 1 } : { fill: theme.countryLabel, rim: theme.land, alpha: 0.8 };
  drawCountries(g, countries, view, room, colors);
  drawSeas(g, base, view, theme, room);
  drawCities(g, base, view, theme, room);
  g.letterSpacing = "0px";
}

interface Colors {
  fill: string;
  rim: string;
  alpha: number;
}

function drawCountries(g: CanvasRenderingContext2D, countries: Country[], view: View, room: Room, colors: Colors): void {
  if (view.zoom >= 8) return;
  for (const country of countries.sort((a, b) => b.size - a.size)) {
    const span = (country.main[2] - country.main[0]) * view.world;
    if (span < 30) continue;
    const x = country.centre[0] * view.world - view.left;
    const y = country.centre[1] * view.world - view.top;
    if (!onScreen(x, y, view)) continue;
    const size = Math.max(9.5, Math.min(14, span / 24));
    g.font = `500 ${size}px ${FONT}`;
    g.letterSpacing = `${(size * 0.09).toFixed(1)}px`;
    const text = country.name.toUpperCase();
    const width = g.measureText(text).width;
    if (width > span * 1.2 || !room.claim(around(x, y, width + 10, size + 8))) continue;
    halo(g, text, x, y, colors);
  }
}

function drawSeas(g: CanvasRenderingContext2D, base: BaseMap, view: View, theme: Theme, room: Room): void {
  g.font = `italic 400 11.5px ${FONT}`;
  g.letterSpacing = "0.8px";
  for (const sea of base.seas) {
    if (view.zoom < sea.zoom - 0.3 || view.zoom > sea.zoom + 4) continue;
    const [x, y] = [sea.x * view.world - view.left, sea.y * view.world - view.top];
    if (!onScreen(x, y, view)) continue;
    const width = g.measureText(sea.name).width;
    if (!room.claim(around(x, y, width + 12, 18))) continue;
    g.fillStyle = theme.seaLabel;
    g.fillText(sea.name, x, y);
  }
}

function drawCities(g: CanvasRenderingContext2D, base: BaseMap, view: View, theme: Theme, room: Room): void {
  g.font = `400 11px ${FONT}`;
  g.letterSpacing = "0px";
  g.textAlign = "left";
  for (const city of base.cities) {
    if (view.zoom < city.zoom + 0.4) continue;
    const [x, y] = [city.x * view.world - view.left, city.y * view.world - view.top];
    if (!onScreen(x, y, view)) continue;
    const width = g.measureText(city.name).width;
    if (!room.claim([x - 5, y - 8, x + width + 10, y + 8])) continue;
    g.beginPath();
    g.arc(x, y, 1.8, 0, 7);
    g.fillStyle = theme.cityLabel;
    g.fill();
    halo(g, city.name, x + 6, y, { fill: theme.cityLabel, rim: theme.land, alpha: 0.75 });
  }
  g.textAlign = "center";
}

/** The name of an event's place: beside its mark, on the first side that is free. */
export function drawPlaceName(
  g: CanvasRenderingContext2D,
  name: string,
  { x, y, gap, theme, room, view }: { x: number; y: number; gap: number; theme: Theme; room: Room; view: View },
): void {
  g.font = `550 12px ${FONT}`;
  g.textBaseline = "middle";
  const width = g.measureText(name).width;
  const sides: [number, number][] = [
    [x + gap, y],
    [x - gap - width, y],
    [x - width / 2, y + gap + 8],
    [x - width / 2, y - gap - 8],
  ];
  const onMap = ([left]: [number, number]) => left >= view.marginX && left + width <= view.width - view.marginX;
  for (const [left, middle] of [...sides.filter(onMap), ...sides]) {
    if (!room.claim([left - 2, middle - 8, left + width + 2, middle + 8])) continue;
    g.textAlign = "left";
    halo(g, name, left, middle, { fill: theme.placeLabel, rim: theme.land, alpha: 0.9 });
    return;
  }
}

function halo(
  g: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  { fill, rim, alpha }: Colors,
): void {
  g.globalAlpha = alpha;
  g.strokeStyle = rim;
  g.lineWidth = 3;
  g.strokeText(text, x, y);
  g.globalAlpha = 1;
  g.fillStyle = fill;
  g.fillText(text, x, y);
}

function onScreen(x: number, y: number, view: View): boolean {
  return x > -80 && y > -20 && x < view.width + 80 && y < view.height + 20;
}
