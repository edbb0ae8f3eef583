/** Areas with events in them: hatched outlines, circles, and the badges that name and count them. */
import { type Certainty, isReal, outlineDashes, SIGNS, STATUSES } from "./certainty";
import { type Badge, nameOn } from "./badges";
import { shaded } from "./bubbles";
import { hatch, type Stripe } from "./hatch";
import { FONT } from "./labels";
import { drawMark, type MarkStyle } from "./marks";
import type { View } from "./mercator";
import { type Shape, traceShape } from "./shapes";
import { faded, onTheme, type Theme } from "./theme";

/** Events in one area or around one place. */
export interface Region {
  shape: Shape | null;
  /** Unit square: anchor of the badge, and radius where there is no shape. */
  x: number;
  y: number;
  radius: number;
  name: string;
  disputed: boolean;
  events: number[];
  /** Events in it: more than are listed where one stands for several. */
  count: number;
}

const MOST_STRIPES = 3;
const TAU = 2 * Math.PI;

/** An area hatched at its outline, or a circle around what is only near; `open` where its details are. */
export function drawRegion(
  g: CanvasRenderingContext2D,
  region: Region,
  { styles, view, theme, open }: { styles: MarkStyle[]; view: View; theme: Theme; open: boolean },
): void {
  const surest = STATUSES.find((certainty) => styles.some((style) => style.certainty === certainty)) as Certainty;
  const leading = styles.find((style) => style.certainty === surest) ?? styles[0];
  const color = onTheme(leading.color, theme);
  const stripes: Stripe[] = styles.slice(0, MOST_STRIPES);
  if (region.shape) traceShape(g, region.shape, view);
  else {
    const radius = Math.max(15, region.radius * view.world);
    g.beginPath();
    g.arc(region.x * view.world - view.left, region.y * view.world - view.top, radius, 0, TAU);
  }
  const isRing = region.shape === null;
  if (isReal(surest)) {
    g.fillStyle = faded(color, theme.name === "dark" ? 0.13 : 0.08);
    g.fill("evenodd");
  }
  if (region.shape) {
    // An area that fills the view is told by lighter stripes, which leave what lies on it readable.
    const fills = (region.shape.main[2] - region.shape.main[0]) * view.world > 0.7 * view.width;
    const alpha = (isReal(surest) ? 0.5 : 0.42) * (fills ? 0.6 : 1);
    g.fillStyle = hatch(g, stripes, { theme, alpha }) ?? color;
    g.fill("evenodd");
  }
  g.strokeStyle = faded(color, SIGNS[surest].faint ? 0.6 : 0.95);
  g.lineWidth = (isRing ? 2.2 : 1.5) + (open ? 1.4 : 0);
  g.lineJoin = "round";
  g.setLineDash(outlineDashes(surest, region.disputed));
  g.stroke();
  if (SIGNS[surest].halo) {
    // A line along the line: what goes on.
    g.lineWidth = 5;
    g.strokeStyle = faded(color, 0.25);
    g.stroke();
  }
  g.setLineDash([]);
}

/** A pill with the area's marks, its name and its count: an area is labelled, never pinned. */
export function drawBadge(g: CanvasRenderingContext2D, badge: Badge, theme: Theme): void {
  const { area, styles } = badge;
  const [left, top, right, bottom] = area;
  g.beginPath();
  g.roundRect(left, top, right - left, bottom - top, 13);
  g.fillStyle = theme.paper;
  shaded(g, theme, () => g.fill());
  const middle = (top + bottom) / 2;
  styles.forEach((style, index) => {
    drawMark(g, style, left + 14 + 15 * index, middle, { radius: 5, theme });
  });
  g.font = `600 12px ${FONT}`;
  g.textAlign = "left";
  g.textBaseline = "middle";
  g.fillStyle = theme.ink;
  const start = left + 10 + 15 * styles.length + 2;
  g.fillText(nameOn(badge), start, middle + 0.5);
  g.textAlign = "right";
  g.globalAlpha = 0.68;
  g.fillText(String(badge.count), right - 10, middle + 0.5);
  g.globalAlpha = 1;
}

/** Where a badge may go, best first, as pixels from the anchor: inside a large area, beside a small one. */
export function spots(region: Region, view: View, width: number): [number, number][] {
  const inside: [number, number][] = [[0, 0], [0, -30], [0, 30], [0, -58], [0, 58], [width * 0.6, -20], [-width * 0.6, -20]];
  const [west, north, east, south] = region.shape ? region.shape.main : boxOf(region);
  const [wide, tall] = [(east - west) * view.world, (south - north) * view.world];
  if (wide > width * 1.25 && tall > 44) return inside;
  const [left, right] = [(west - region.x) * view.world, (east - region.x) * view.world];
  const [above, below] = [(north - region.y) * view.world, (south - region.y) * view.world];
  const beside: [number, number][] = [
    [0, below + 17],
    [right + width / 2 + 6, 0],
    [left - width / 2 - 6, 0],
    [0, above - 17],
    [right + width / 2 + 6, 20],
    [0, below + 44],
  ];
  return [...beside, ...inside];
}

export function extentOf(region: Region): number {
  if (!region.shape) return 4 * region.radius ** 2;
  const [west, north, east, south] = region.shape.main;
  return (east - west) * (south - north);
}

export function boxOf({ shape, x, y, radius }: Region): [number, number, number, number] {
  return shape ? [...shape.box] : [x - radius, y - radius, x + radius, y + radius];
}
