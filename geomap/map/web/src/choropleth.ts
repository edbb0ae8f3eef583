/** Countries or first-level divisions shaded by how many of the visible events are in them. */
import type { BaseMap } from "./basemap";
import { type Coded, type Dataset } from "./dataset";
import { FONT } from "./labels";
import { meets, type View, viewBox } from "./mercator";
import { countryShape, type Shape, shapeCovers, traceShape } from "./shapes";
import type { Theme } from "./theme";

export type Level = "country" | "admin1";

export interface Counted {
  code: number;
  count: number;
  shape: Shape;
}

const SHADES: Record<Theme["name"], readonly string[]> = {
  light: ["#d6e4f4", "#abc8e8", "#76a3d6", "#447cbd", "#1d4f92"],
  dark: ["#1f3650", "#284f78", "#376ea3", "#5391cb", "#8fc2f4"],
};

/** The least of each class of counts: every number on its own while there are few, else steps that grow alike. */
export function breaks(counts: readonly number[]): number[] {
  if (counts.length === 0) return [];
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  if (most - least < 5) return Array.from({ length: most - least + 1 }, (_, index) => least + index);
  const steps = [0, 1, 2, 3, 4].map((step) => Math.max(least + step, Math.round(least * (most / least) ** (step / 5))));
  return [...new Set(steps)];
}

export function shadeOf(count: number, classes: number[], theme: Theme): string {
  const at = classes.findLastIndex((least) => count >= least);
  const shades = SHADES[theme.name];
  return shades[classes.length === 1 ? 2 : Math.round((at / (classes.length - 1)) * (shades.length - 1))];
}

export class Choropleth {
  counted: Counted[] = [];
  classes: number[] = [];
  /** Visible events that are in none of the areas, because they are known less exactly. */
  left = 0;
  private readonly countries = new Map<string, Shape | null>();

  constructor(
    private readonly data: Dataset,
    private readonly base: BaseMap,
    private readonly shapes: (Shape | null)[],
  ) {}

  count(level: Level, mask: Uint8Array): void {
    const coded = this.coded(level);
    const counts = new Uint32Array(coded?.words.length ?? 1);
    let all = 0;
    for (let i = 0; i < this.data.n; i++) {
      if (!mask[i]) continue;
      const each = this.data.counts[i];
      all += each;
      counts[coded ? coded.codes[i] : 0] += each;
    }
    this.counted = [];
    counts.forEach((count, code) => {
      const shape = code && count ? this.shapeOf(level, code) : null;
      if (!shape) return;
      this.counted.push({ code, count, shape });
      all -= count;
    });
    this.left = all;
    this.classes = breaks(this.counted.map(({ count }) => count));
  }

  draw(g: CanvasRenderingContext2D, view: View, theme: Theme): void {
    const box = viewBox(view, 4);
    const seen = this.counted.filter(({ shape }) => meets([...shape.box], box));
    g.lineJoin = "round";
    for (const { shape, count } of seen) {
      traceShape(g, shape, view);
      g.globalAlpha = 0.88;
      g.fillStyle = shadeOf(count, this.classes, theme);
      g.fill("evenodd");
      g.globalAlpha = 1;
      g.strokeStyle = theme.paper;
      g.lineWidth = 1;
      g.stroke();
    }
    g.textAlign = "center";
    g.textBaseline = "middle";
    g.font = `700 12.5px ${FONT}`;
    g.lineWidth = 3.5;
    g.strokeStyle = theme.paper;
    g.fillStyle = theme.ink;
    for (const { shape, count } of seen) {
      const [x, y] = [shape.anchor[0] * view.world - view.left, shape.anchor[1] * view.world - view.top + 15];
      g.strokeText(String(count), x, y);
      g.fillText(String(count), x, y);
    }
  }

  /** The visible events of the area at a point of the unit square. */
  eventsAt(level: Level, mask: Uint8Array, u: number, v: number): number[] {
    const coded = this.coded(level);
    const found = this.counted.find(({ shape }) => shapeCovers(shape, u, v));
    if (!coded || !found) return [];
    const events: number[] = [];
    for (let i = 0; i < this.data.n && events.length < 2000; i++) if (mask[i] && coded.codes[i] === found.code) events.push(i);
    return events;
  }

  private coded(level: Level): Coded | undefined {
    return this.data.coded(level === "country" ? "_country" : "_region");
  }

  private shapeOf(level: Level, code: number): Shape | null {
    if (level === "admin1") return this.shapes[this.data.head.regions[code]] ?? null;
    const id = this.coded(level)?.words[code] ?? "";
    if (!this.countries.has(id)) this.countries.set(id, countryShape(this.base.byId.get(id) ?? []));
    return this.countries.get(id) ?? null;
  }
}
