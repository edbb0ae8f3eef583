/** A picture of the map as it stands, with its title, its legend and its sources: to be saved, or to be printed. */
import type * as L from "leaflet";
import type { App } from "./app";
import type { BaseMap } from "./basemap";
import { free } from "./details";
import { drawBase } from "./ground";
import { FONT } from "./labels";
import type { View } from "./mercator";
import { type Key, keysOf } from "./picture-keys";
import type { Scene } from "./scene";
import { countText, unseen } from "./unseen";
import { shortened, visible } from "./visible";

const SCALE = 2;
const MARGIN = 20;
const ROW = 24;
const TEXT = `12.5px ${FONT}`;

/** The part of the map that nothing covers. The scene must be drawn anew on the map afterwards. */
export function picture(app: App, map: L.Map, { base, scene }: { base: BaseMap; scene: Scene }): HTMLCanvasElement {
  const frame = free(map);
  const size = map.getSize();
  const width = Math.max(320, Math.round(size.x - frame.left - frame.right));
  const height = Math.max(240, Math.round(size.y - frame.top - frame.bottom));
  const corner = map.getPixelBounds().min as L.Point;
  const zoom = map.getZoom();
  const view: View = {
    world: 256 * 2 ** zoom, left: corner.x + frame.left, top: corner.y + frame.top, width, height, zoom, marginX: 0,
  };
  const keys = keysOf(app, scene.choropleth);
  const canvas = document.createElement("canvas");
  const g = canvas.getContext("2d") as CanvasRenderingContext2D;
  g.font = TEXT;
  const lines = laidOut(g, keys, width - 2 * MARGIN);
  const [head, foot] = [58, 12 + lines.length * ROW + 26];
  canvas.width = width * SCALE;
  canvas.height = (head + height + foot) * SCALE;
  g.scale(SCALE, SCALE);
  const theme = app.theme();
  g.fillStyle = theme.paper;
  g.fillRect(0, 0, width, head + height + foot);
  g.save();
  g.translate(0, head);
  g.beginPath();
  g.rect(0, 0, width, height);
  g.clip();
  drawBase(g, base, view, theme);
  scene.draw(g, view);
  g.restore();
  const right = document.documentElement.dir === "rtl";
  g.direction = right ? "rtl" : "ltr";
  const start = right ? width - MARGIN : MARGIN;
  drawTitle(g, app, start, width);
  lines.forEach((line, row) => drawLine(g, app, line, { y: head + height + 12 + row * ROW + ROW / 2, right, width }));
  write(g, app.strings.attribution, start, head + height + foot - 14, { font: `11px ${FONT}`, color: theme.countryLabel, most: width - 2 * MARGIN });
  return canvas;
}

function drawTitle(g: CanvasRenderingContext2D, app: App, x: number, width: number): void {
  const { data, store, speech, strings } = app;
  const theme = app.theme();
  const most = Math.floor((width - 2 * MARGIN) / 9);
  write(g, shortened(visible(data.head.title), most), x, 22, { font: `680 17px ${FONT}`, color: theme.ink });
  const { unlocated, hidden } = unseen(app);
  const told = [
    countText(app),
    store.time && speech.dates(store.time.from, store.time.to),
    unlocated && speech.plural(strings.unlocated, unlocated),
    hidden && speech.plural(strings.hidden_layers, hidden),
  ].filter(Boolean);
  write(g, told.join(" · "), x, 43, { font: TEXT, color: theme.countryLabel, most: width - 2 * MARGIN });
}

interface Line {
  key: Key;
  /** With the gap behind it. */
  width: number;
}

function laidOut(g: CanvasRenderingContext2D, keys: Key[], room: number): Line[][] {
  const lines: Line[][] = [[]];
  let used = 0;
  for (const key of keys) {
    const width = key.wide + 8 + g.measureText(key.text).width + 18;
    if (used + width > room && used > 0) {
      lines.push([]);
      used = 0;
    }
    used += width;
    lines[lines.length - 1].push({ key, width });
  }
  return lines;
}

function drawLine(g: CanvasRenderingContext2D, app: App, line: Line[], { y, right, width }: { y: number; right: boolean; width: number }): void {
  const theme = app.theme();
  const way = right ? -1 : 1;
  let x = right ? width - MARGIN : MARGIN;
  for (const { key, width: whole } of line) {
    key.paint(g, right ? x - key.wide : x, y);
    write(g, key.text, x + way * (key.wide && key.wide + 6), y + 0.5, { font: TEXT, color: theme.ink });
    x += way * whole;
  }
}

/** Text in one line; what is wider than `most` is set narrower. */
function write(
  g: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  { font, color, most }: { font: string; color: string; most?: number },
): void {
  g.font = font;
  g.fillStyle = color;
  g.textAlign = "start";
  g.textBaseline = "middle";
  g.letterSpacing = "0px";
  g.fillText(text, x, y, most);
}
