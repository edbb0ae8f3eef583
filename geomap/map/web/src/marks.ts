/** The marks of single events: a shape and a colour for the layer, an outline for the status. */
import { type Certainty, type Inside, SIGNS } from "./certainty";
import { FONT } from "./labels";
import { faded, onTheme, type Theme } from "./theme";

export interface MarkStyle {
  mark: string;
  color: string;
  certainty: Certainty;
}

export const RADIUS = 7;

const TAU = 2 * Math.PI;

/** Corners of a shape that fits a circle of radius 1, or null for the circle. */
function corners(mark: string): readonly (readonly [number, number])[] | null {
  switch (mark) {
    case "square":
      return [[-0.82, -0.82], [0.82, -0.82], [0.82, 0.82], [-0.82, 0.82]];
    case "triangle":
      return regular(3, -90, 1.14, 0.16);
    case "triangle-down":
      return regular(3, 90, 1.14, -0.16);
    case "diamond":
      return regular(4, -90, 1.08);
    case "pentagon":
      return regular(5, -90, 1.05);
    case "hexagon":
      return regular(6, 0, 1.03);
    case "star":
      return star(5, 1.2, 0.54);
    case "plus":
      return crossed(0);
    case "cross":
      return crossed(45);
    default:
      return null;
  }
}

function regular(sides: number, start: number, radius: number, down = 0): [number, number][] {
  return Array.from({ length: sides }, (_, side) => {
    const angle = ((start + (side * 360) / sides) * Math.PI) / 180;
    return [radius * Math.cos(angle), radius * Math.sin(angle) + down];
  });
}

function star(points: number, outer: number, inner: number): [number, number][] {
  return Array.from({ length: points * 2 }, (_, corner) => {
    const angle = ((-90 + (corner * 180) / points) * Math.PI) / 180;
    const radius = corner % 2 ? inner : outer;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
}

function crossed(turn: number): [number, number][] {
  const [long, arm] = [1.12, 0.42];
  const quarter: [number, number][] = [[arm, -arm], [arm, -long], [-arm, -long]];
  const sine = Math.sin((turn * Math.PI) / 180);
  const cosine = Math.cos((turn * Math.PI) / 180);
  return [0, 3, 2, 1].flatMap((side) =>
    quarter.map(([x, y]): [number, number] => {
      const [s, c] = [Math.round(Math.sin((side * Math.PI) / 2)), Math.round(Math.cos((side * Math.PI) / 2))];
      const [u, v] = [x * c - y * s, x * s + y * c];
      return [u * cosine - v * sine, u * sine + v * cosine];
    }),
  );
}

export function traceMark(g: CanvasRenderingContext2D, mark: string, x: number, y: number, radius: number): void {
  g.beginPath();
  const points = corners(mark);
  if (points === null) g.arc(x, y, radius * 0.94, 0, TAU);
  else for (const [px, py] of points) g.lineTo(x + px * radius, y + py * radius);
  g.closePath();
}

/** One mark, with a rim of paper that keeps it apart from what lies below. */
export function drawMark(
  g: CanvasRenderingContext2D,
  style: MarkStyle,
  x: number,
  y: number,
  { radius: size = RADIUS, theme }: { radius?: number; theme: Theme },
): void {
  const color = onTheme(style.color, theme);
  const sign = SIGNS[style.certainty];
  const full = sign.inside === "full";
  // A hollow mark is a little larger, so that its inside shows.
  const radius = full ? size : size * 1.14;
  g.save();
  g.lineJoin = "round";
  if (sign.halo) drawHalo(g, style.mark, x, y, { radius, color, theme });
  traceMark(g, style.mark, x, y, radius);
  g.strokeStyle = theme.paper;
  g.lineWidth = full ? 3 : 4.4;
  if (!sign.halo) g.stroke();
  g.fillStyle = full ? color : theme.paper;
  g.fill();
  if (!full) drawHollow(g, { ...style, color }, x, y, radius);
  g.restore();
}

interface Paint {
  radius: number;
  color: string;
  theme: Theme;
}

/** What goes on sends out a ring. */
function drawHalo(g: CanvasRenderingContext2D, mark: string, x: number, y: number, { radius, color, theme }: Paint): void {
  traceMark(g, mark, x, y, radius * 1.5);
  g.fillStyle = theme.paper;
  g.fill();
  g.strokeStyle = theme.paper;
  g.lineWidth = 4;
  g.stroke();
  g.strokeStyle = color;
  g.lineWidth = 1.3;
  g.stroke();
}

function drawHollow(g: CanvasRenderingContext2D, { certainty, mark, color }: MarkStyle, x: number, y: number, radius: number): void {
  const sign = SIGNS[certainty];
  g.strokeStyle = g.fillStyle = sign.faint ? faded(color, 0.62) : color;
  g.save();
  g.clip();
  drawInside(g, sign.inside, x, y, radius);
  g.restore();
  traceMark(g, mark, x, y, radius);
  g.setLineDash([...sign.dashes]);
  g.lineCap = sign.dashes.length && sign.dashes[0] < 2 ? "round" : "butt";
  g.lineWidth = sign.faint ? 1.1 : 1.7;
  g.stroke();
  g.setLineDash([]);
}

/** Everything inside the outline, clipped to it. */
function drawInside(g: CanvasRenderingContext2D, inside: Inside, x: number, y: number, radius: number): void {
  const line = (...points: [number, number][]) => {
    g.beginPath();
    for (const [u, v] of points) g.lineTo(x + u * radius, y + v * radius);
    g.stroke();
  };
  g.lineWidth = 1.3;
  switch (inside) {
    case "half":
      g.fillRect(x - 2 * radius, y - 2 * radius, 2 * radius, 4 * radius);
      break;
    case "dot":
      g.beginPath();
      g.arc(x, y, radius * 0.24, 0, TAU);
      g.fill();
      break;
    case "query":
      g.font = `800 ${(radius * 1.35).toFixed(1)}px ${FONT}`;
      g.textAlign = "center";
      g.textBaseline = "middle";
      g.fillText("?", x, y + radius * 0.09);
      break;
    case "cross":
      g.lineWidth = 0.95;
      line([-1.2, -1.2], [1.2, 1.2]);
      line([-1.2, 1.2], [1.2, -1.2]);
      break;
    case "slash":
      line([-1.2, 1.2], [1.2, -1.2]);
      break;
    case "hands":
      line([0, -0.55], [0, 0], [0.4, 0.2]);
      break;
    default:
  }
}

/** A mark on a small canvas of its own, for the panel and the details. */
export function markSwatch(style: MarkStyle, theme: Theme, size = 20): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  const scale = Math.max(2, Math.ceil(globalThis.devicePixelRatio || 1));
  canvas.width = canvas.height = size * scale;
  canvas.style.width = canvas.style.height = `${size}px`;
  canvas.className = "gm-swatch";
  canvas.setAttribute("aria-hidden", "true");
  const g = canvas.getContext("2d");
  if (g) {
    g.scale(scale, scale);
    drawMark(g, style, size / 2, size / 2, { radius: size * 0.33, theme });
  }
  return canvas;
}
