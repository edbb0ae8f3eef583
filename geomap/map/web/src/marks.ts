/** The marks of single events: a shape and a colour for the layer, an outline for the status. */
import { type Certainty, DASHES } from "./certainty";
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
  const { certainty, mark } = style;
  // A hollow mark is a little larger, so that its inside shows.
  const radius = certainty === "real" ? size : size * 1.14;
  g.save();
  g.lineJoin = "round";
  traceMark(g, mark, x, y, radius);
  g.strokeStyle = theme.paper;
  g.lineWidth = certainty === "real" ? 3 : 4.4;
  g.stroke();
  g.fillStyle = certainty === "real" ? color : theme.paper;
  g.fill();
  if (certainty !== "real") drawInside(g, style, x, y, radius, color);
  g.restore();
}

function drawInside(
  g: CanvasRenderingContext2D,
  { certainty, mark }: MarkStyle,
  x: number,
  y: number,
  radius: number,
  color: string,
): void {
  g.fillStyle = color;
  g.strokeStyle = certainty === "apart" ? faded(color, 0.62) : color;
  if (certainty === "tried") {
    g.save();
    g.clip();
    g.fillRect(x - 2 * radius, y - 2 * radius, 2 * radius, 4 * radius);
    g.restore();
  }
  g.setLineDash([...DASHES[certainty]]);
  g.lineCap = certainty === "offered" ? "round" : "butt";
  g.lineWidth = certainty === "apart" ? 1.1 : 1.7;
  g.stroke();
  g.setLineDash([]);
  if (certainty === "said") {
    g.beginPath();
    g.arc(x, y, radius * 0.22, 0, TAU);
    g.fill();
  }
  if (certainty === "refused") {
    g.lineWidth = 1.3;
    traceMark(g, mark, x, y, radius);
    g.save();
    g.clip();
    g.beginPath();
    g.moveTo(x - radius * 1.2, y + radius * 1.2);
    g.lineTo(x + radius * 1.2, y - radius * 1.2);
    g.stroke();
    g.restore();
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
