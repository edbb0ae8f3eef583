/** Hatching: stripes in the colours of an area's layers, whole for what happened and broken for what did not. */
import { type Certainty, isReal, SIGNS } from "./certainty";
import { onTheme, type Theme } from "./theme";

export interface Stripe {
  color: string;
  certainty: Certainty;
}

const SPACING = 8;

/** A pattern of up to a few stripes in turn. Each stripe's dashes divide the tile's diagonal, so that tiles join. */
export function hatch(
  g: CanvasRenderingContext2D,
  stripes: readonly Stripe[],
  { theme, alpha, spacing = SPACING }: { theme: Theme; alpha: number; spacing?: number },
): CanvasPattern | null {
  const scale = globalThis.devicePixelRatio || 1;
  const side = spacing * stripes.length;
  const tile = document.createElement("canvas");
  tile.width = tile.height = Math.round(side * scale);
  const t = tile.getContext("2d");
  if (!t) return null;
  const exact = tile.width / side;
  t.scale(exact, exact);
  t.globalAlpha = alpha;
  const period = (spacing * Math.SQRT2) / 2;
  for (let number = 0; number < 3 * stripes.length; number++) {
    const { color, certainty } = stripes[number % stripes.length];
    const across = number * spacing;
    t.strokeStyle = onTheme(color, theme);
    t.lineWidth = isReal(certainty) ? 1.7 : 1.15;
    t.setLineDash(dashes(certainty, period));
    t.beginPath();
    t.moveTo(across - 2 * side, 2 * side);
    t.lineTo(across + side, -side);
    t.stroke();
  }
  const pattern = g.createPattern(tile, "repeat");
  pattern?.setTransform(new DOMMatrix().scale(1 / exact));
  return pattern;
}

function dashes(certainty: Certainty, period: number): number[] {
  const [share, pieces] = SIGNS[certainty].stripe;
  return share === 1 ? [] : [(period * share) / pieces, (period * (1 - share)) / pieces];
}
