/** Arcs from actor's country to actor's country: calls, talks and accusations, wherever they are placed. */
import type { BaseMap } from "./basemap";
import type { Dataset, LayerInfo } from "./dataset";
import { isReal } from "./certainty";
import type { View } from "./mercator";
import { faded, onTheme, type Theme } from "./theme";

export interface Arc {
  from: string;
  to: string;
  layer: number;
  count: number;
  real: boolean;
}

export function hasArcs(data: Dataset): boolean {
  return data.coded("_from") !== undefined && data.coded("_to") !== undefined;
}

/** One arc for each pair of countries and layer among the visible events. */
export function collectArcs(data: Dataset, mask: Uint8Array): Arc[] {
  const [from, to] = [data.coded("_from"), data.coded("_to")];
  if (!from || !to) return [];
  const found = new Map<string, Arc>();
  for (let i = 0; i < data.n; i++) {
    const [first, second] = [from.words[from.codes[i]], to.words[to.codes[i]]];
    if (!mask[i] || first === null || second === null || first === second) continue;
    const key = `${first}/${second}/${data.layer[i]}`;
    const arc = found.get(key) ?? { from: first, to: second, layer: data.layer[i], count: 0, real: false };
    arc.count++;
    arc.real ||= isReal(data.certainty(i));
    found.set(key, arc);
  }
  return [...found.values()].sort((a, b) => b.count - a.count);
}

export function drawArcs(
  g: CanvasRenderingContext2D,
  arcs: Arc[],
  { base, layers, view, theme }: { base: BaseMap; layers: readonly LayerInfo[]; view: View; theme: Theme },
): void {
  g.lineCap = "round";
  for (const arc of arcs) {
    const [a, b] = [arc.from, arc.to].map((id) => base.byId.get(id)?.[0].centre);
    if (!a || !b) continue;
    const [ax, ay] = [a[0] * view.world - view.left, a[1] * view.world - view.top];
    const [bx, by] = [b[0] * view.world - view.left, b[1] * view.world - view.top];
    // Bent to the right of its direction, so that an answer does not lie on what it answers.
    const bend = [(ax + bx) / 2 - (by - ay) * 0.18, (ay + by) / 2 + (bx - ax) * 0.18];
    const width = Math.min(7, 1.8 + Math.log2(arc.count));
    const trace = () => {
      g.beginPath();
      g.moveTo(ax, ay);
      g.quadraticCurveTo(bend[0], bend[1], bx, by);
      g.stroke();
    };
    g.strokeStyle = faded(theme.paper, 0.8);
    g.lineWidth = width + 2.5;
    trace();
    g.strokeStyle = onTheme(layers[arc.layer].color, theme);
    g.lineWidth = width;
    g.setLineDash(arc.real ? [] : [6, 6]);
    trace();
    g.setLineDash([]);
    drawHead(g, bend, [bx, by], width);
  }
}

function drawHead(g: CanvasRenderingContext2D, [cx, cy]: number[], [x, y]: number[], width: number): void {
  const angle = Math.atan2(y - cy, x - cx);
  const size = 6 + width * 1.5;
  g.beginPath();
  g.moveTo(x, y);
  for (const turn of [2.7, -2.7]) g.lineTo(x + size * Math.cos(angle + turn), y + size * Math.sin(angle + turn));
  g.closePath();
  g.fillStyle = g.strokeStyle;
  g.fill();
}
