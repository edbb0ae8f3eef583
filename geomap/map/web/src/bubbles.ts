/** Several events drawn as one. */
import type { LayerInfo } from "./dataset";
import { type Group, radiusOf } from "./groups";
import { FONT } from "./labels";
import { onTheme, type Theme } from "./theme";

const TAU = 2 * Math.PI;

/** A count in a ring of its layers' colours; the part that did not happen is hollow. */
export function drawBubble(
  g: CanvasRenderingContext2D,
  group: Group,
  { layers, theme }: { layers: readonly LayerInfo[]; theme: Theme },
): void {
  const radius = radiusOf(group);
  disc(g, group.x, group.y, radius + 1.5, theme.paper);
  let angle = -Math.PI / 2;
  for (const part of realFirst(group.tally.length)) {
    if (!group.tally[part]) continue;
    const end = angle + (group.tally[part] / group.count) * TAU;
    const gap = group.tally[part] === group.count ? 0 : Math.min(0.8 / radius, (end - angle) / 6);
    g.beginPath();
    g.arc(group.x, group.y, radius - 1, angle + gap, end - gap);
    g.strokeStyle = onTheme(layers[part >> 1].color, theme);
    g.lineWidth = 4;
    g.stroke();
    if (part & 1) {
      g.strokeStyle = theme.paper;
      g.lineWidth = 1.8;
      g.stroke();
    }
    angle = end;
  }
  g.fillStyle = theme.ink;
  g.textAlign = "center";
  g.textBaseline = "middle";
  g.font = `650 ${group.count > 999 ? 10.5 : 11.5}px ${FONT}`;
  g.fillText(compact(group.count), group.x, group.y + 0.5);
}

/** Soft shadows below all of them, each out of two hard ones: a blurred one takes twenty times as long. */
export function drawShadows(g: CanvasRenderingContext2D, groups: readonly Group[], theme: Theme): void {
  g.globalAlpha = 0.4;
  g.fillStyle = theme.shadow;
  for (const wider of [4.6, 3]) {
    g.beginPath();
    for (const group of groups) {
      const radius = radiusOf(group) + wider;
      g.moveTo(group.x + radius, group.y + 1);
      g.arc(group.x, group.y + 1, radius, 0, TAU);
    }
    g.fill();
  }
  g.globalAlpha = 1;
}

/** The parts of a tally: what happened of each layer, then what did not. */
export function realFirst(parts: number): number[] {
  return Array.from({ length: parts }, (_, at) => (at < parts / 2 ? 2 * at : 2 * at - parts + 1));
}

function disc(g: CanvasRenderingContext2D, x: number, y: number, radius: number, color: string): void {
  g.beginPath();
  g.arc(x, y, radius, 0, TAU);
  g.fillStyle = color;
  g.fill();
}

/** Paints with a soft shadow below. */
export function shaded(g: CanvasRenderingContext2D, theme: Theme, paint: () => void): void {
  g.shadowColor = theme.shadow;
  g.shadowBlur = 5;
  g.shadowOffsetY = 1;
  paint();
  g.shadowColor = "transparent";
  g.shadowBlur = g.shadowOffsetY = 0;
}

export function compact(count: number): string {
  if (count >= 1e6) return `${(count / 1e6).toFixed(1)}M`;
  if (count >= 1e4) return `${Math.round(count / 1e3)}k`;
  return count >= 1e3 ? `${(count / 1e3).toFixed(1)}k` : String(count);
}
