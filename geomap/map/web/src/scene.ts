/** What is drawn of the events in a view, and what a pointer on it would hit. */
import type { BaseMap } from "./basemap";
import { AREA_DASHES, CERTAINTIES, type Certainty } from "./certainty";
import { DRAWN, type Dataset } from "./dataset";
import { eventsOf, type Group, type Grouping, groupEvents, radiusOf } from "./groups";
import { hatch, type Stripe } from "./hatch";
import { type Area, around, drawBaseLabels, drawPlaceName, FONT, Room } from "./labels";
import { drawMark, type MarkStyle } from "./marks";
import { meets, type View, viewBox } from "./mercator";
import { type Shape, shapeCovers, traceShape } from "./shapes";
import type { Store } from "./store";
import { faded, onTheme, type Theme } from "./theme";
import { shortened, visible } from "./visible";

/** Events in one area or around one place. */
interface Region {
  shape: Shape | null;
  /** Unit square: anchor of the badge, and radius where there is no shape. */
  x: number;
  y: number;
  radius: number;
  name: string;
  events: number[];
}

interface Badge {
  region: Region;
  area: Area;
  styles: MarkStyle[];
  name: string;
}

export interface Hit {
  events: number[];
  /** Where the details point to, in canvas pixels. */
  x: number;
  y: number;
  /** Whether the events are at several positions that a closer look would part. */
  spread: boolean;
}

const MOST_STRIPES = 3;
const TAU = 2 * Math.PI;

export class Scene {
  theme!: Theme;
  selected: number | null = null;
  private grouping: Grouping = { groups: [], grid: null };
  private badges: Badge[] = [];
  private regions: Region[] = [];
  private view: View | null = null;
  private readonly placed: Uint32Array;

  constructor(
    private readonly data: Dataset,
    private readonly store: Store,
    private readonly base: BaseMap,
    private readonly shapes: (Shape | null)[],
  ) {
    const coarse: number[] = [];
    for (let i = 0; i < data.n; i++) if (data.drawn[i] >= DRAWN.area) coarse.push(i);
    this.placed = Uint32Array.from(coarse);
  }

  draw(g: CanvasRenderingContext2D, view: View): void {
    this.view = view;
    this.regions = this.collectRegions(view);
    this.grouping = groupEvents(this.data, this.store.mask, view, (event) => this.tallyIndex(event));
    const room = new Room();
    for (const region of this.regions) this.drawRegion(g, region, view);
    for (const group of this.grouping.groups) {
      const radius = radiusOf(group.count) + 3;
      room.take(around(group.x, group.y, 2 * radius, 2 * radius));
    }
    this.badges = this.layBadges(g, view, room);
    for (const group of this.grouping.groups) this.drawName(g, group, room);
    drawBaseLabels(g, this.base, { view, theme: this.theme, room, named: this.namedCountries() });
    for (const group of this.grouping.groups) this.drawGroup(g, group);
    for (const badge of this.badges) this.drawBadge(g, badge);
    this.drawSelection(g, view);
  }

  /** What lies at a point of the canvas: marks before badges before areas. */
  hit(x: number, y: number, slack = 4): Hit | null {
    let [best, distance] = [null as Group | null, Infinity];
    for (const group of this.grouping.groups) {
      const away = Math.hypot(group.x - x, group.y - y);
      if (away < radiusOf(group.count) + slack && away < distance) [best, distance] = [group, away];
    }
    if (best) {
      const events = eventsOf(best, this.grouping.grid, this.data, this.store.mask);
      return { events, x: best.x, y: best.y, spread: !best.same };
    }
    for (const { area, region } of [...this.badges].reverse()) {
      if (x >= area[0] - 2 && x <= area[2] + 2 && y >= area[1] - 2 && y <= area[3] + 2) {
        return { events: region.events, x: (area[0] + area[2]) / 2, y: area[1] + 4, spread: false };
      }
    }
    return this.hitRegion(x, y);
  }

  /** Countries whose name a badge already gives. */
  private namedCountries(): Set<string> {
    const { area, head } = this.data;
    return new Set(this.regions.map(({ events }) => head.countries[area[events[0]] - 1]));
  }

  private hitRegion(x: number, y: number): Hit | null {
    if (!this.view) return null;
    const { world, left, top } = this.view;
    const [u, v] = [(x + left) / world, (y + top) / world];
    // The smallest area first: a region inside a country is what was meant.
    const sorted = [...this.regions].sort((a, b) => extentOf(a) - extentOf(b));
    for (const region of sorted) {
      const inside = region.shape
        ? shapeCovers(region.shape, u, v)
        : Math.hypot(region.x - u, region.y - v) < Math.max(region.radius, 14 / world);
      if (inside) return { events: region.events, x, y, spread: false };
    }
    return null;
  }

  private tallyIndex(event: number): number {
    return 2 * this.data.layer[event] + (this.data.certainty(event) === "real" ? 0 : 1);
  }

  private styleOf(event: number): MarkStyle {
    const layer = this.data.head.layers[this.data.layer[event]];
    return { mark: layer.mark, color: layer.color, certainty: this.data.certainty(event) };
  }

  private collectRegions(view: View): Region[] {
    const { data, store } = this;
    const box = viewBox(view, 40);
    const found = new Map<string, Region>();
    for (const i of this.placed) {
      if (!store.mask[i]) continue;
      const area = data.area[i];
      const key = area > 0 ? `a${area}` : `r${data.lon[i]}/${data.lat[i]}/${data.radius[i]}`;
      let region = found.get(key);
      if (!region) {
        region = this.newRegion(i);
        found.set(key, region);
      }
      region.events.push(i);
    }
    return [...found.values()]
      .filter((region) => meets(boxOf(region), box))
      .sort((a, b) => extentOf(b) - extentOf(a));
  }

  private newRegion(event: number): Region {
    const { data } = this;
    const shape = this.shapes[data.area[event]] ?? null;
    const [x, y] = shape ? shape.anchor : [data.x[event], data.y[event]];
    const radius = shape ? 0 : data.ringRadius(event);
    return { shape, x, y, radius, name: this.regionName(event), events: [] };
  }

  private regionName(event: number): string {
    const { data } = this;
    return shortened(visible(data.word("location", event) ?? data.word("admin1", event) ?? data.word("country", event)), 28);
  }

  /** Styles of a region's events, the commonest first, each pair of layer and certainty once. */
  private stylesOf(region: Region): MarkStyle[] {
    const counts = new Map<string, { style: MarkStyle; count: number }>();
    for (const event of region.events) {
      const style = this.styleOf(event);
      const key = `${this.data.layer[event]}/${style.certainty}`;
      const entry = counts.get(key);
      if (entry) entry.count++;
      else counts.set(key, { style, count: 1 });
    }
    return [...counts.values()].sort((a, b) => b.count - a.count).map(({ style }) => style);
  }

  private drawRegion(g: CanvasRenderingContext2D, region: Region, view: View): void {
    const styles = this.stylesOf(region);
    const surest = CERTAINTIES.find((certainty) => styles.some((style) => style.certainty === certainty)) as Certainty;
    const leading = styles.find((style) => style.certainty === surest) ?? styles[0];
    const color = onTheme(leading.color, this.theme);
    const stripes: Stripe[] = styles.slice(0, MOST_STRIPES);
    if (region.shape) traceShape(g, region.shape, view);
    else {
      const radius = Math.max(15, region.radius * view.world);
      g.beginPath();
      g.arc(region.x * view.world - view.left, region.y * view.world - view.top, radius, 0, TAU);
    }
    const isRing = region.shape === null;
    if (surest === "real") {
      g.fillStyle = faded(color, this.theme.name === "dark" ? 0.13 : 0.08);
      g.fill("evenodd");
    }
    if (!isRing) {
      g.fillStyle = hatch(g, stripes, { theme: this.theme, alpha: surest === "real" ? 0.5 : 0.42 }) ?? color;
      g.fill("evenodd");
    }
    g.strokeStyle = faded(color, surest === "apart" ? 0.6 : 0.95);
    const open = this.selected !== null && region.events.includes(this.selected);
    g.lineWidth = (isRing ? 2.2 : 1.5) + (open ? 1.4 : 0);
    g.lineJoin = "round";
    g.setLineDash([...AREA_DASHES[surest]]);
    g.stroke();
    g.setLineDash([]);
  }

  private layBadges(g: CanvasRenderingContext2D, view: View, room: Room): Badge[] {
    g.font = `600 12px ${FONT}`;
    return [...this.regions].reverse().flatMap((region) => {
      const styles = this.stylesOf(region).slice(0, 3);
      const wide = region.name ? g.measureText(region.name).width + 6 : 0;
      const width = 10 + 15 * styles.length + wide + g.measureText(String(region.events.length)).width + 12;
      const x = region.x * view.world - view.left;
      const y = region.y * view.world - view.top;
      if (x < -width || y < -30 || x > view.width + width || y > view.height + 30) return [];
      const areas = spots(region, view, width).map(([dx, dy]) => around(x + dx, y + dy, width, 26));
      const area = areas.find((candidate) => room.free(candidate)) ?? areas[0];
      room.take(area);
      return [{ region, area, styles, name: region.name }];
    });
  }

  /** A pill with the area's marks, its name and its count: an area is labelled, never pinned. */
  private drawBadge(g: CanvasRenderingContext2D, { area, region, styles, name }: Badge): void {
    const { theme } = this;
    const [left, top, right, bottom] = area;
    g.beginPath();
    g.roundRect(left, top, right - left, bottom - top, 13);
    g.fillStyle = theme.paper;
    this.shade(g, () => g.fill());
    const middle = (top + bottom) / 2;
    styles.forEach((style, index) => {
      drawMark(g, style, left + 14 + 15 * index, middle, { radius: 5, theme });
    });
    g.font = `600 12px ${FONT}`;
    g.textAlign = "left";
    g.textBaseline = "middle";
    g.fillStyle = theme.ink;
    const start = left + 10 + 15 * styles.length + 2;
    g.fillText(name, start, middle + 0.5);
    g.textAlign = "right";
    g.globalAlpha = 0.68;
    g.fillText(String(region.events.length), right - 10, middle + 0.5);
    g.globalAlpha = 1;
  }

  private drawGroup(g: CanvasRenderingContext2D, group: Group): void {
    if (group.count === 1) {
      drawMark(g, this.styleOf(group.first), group.x, group.y, { theme: this.theme });
      return;
    }
    this.drawBubble(g, group, radiusOf(group.count));
  }

  /** A count in a ring of its layers' colours; the part that did not happen is hollow. */
  private drawBubble(g: CanvasRenderingContext2D, group: Group, radius: number): void {
    const { theme } = this;
    g.beginPath();
    g.arc(group.x, group.y, radius + 1.5, 0, TAU);
    g.fillStyle = theme.paper;
    this.shade(g, () => g.fill());
    let angle = -Math.PI / 2;
    for (let part = 0; part < group.tally.length; part++) {
      if (!group.tally[part]) continue;
      const end = angle + (group.tally[part] / group.count) * TAU;
      const gap = group.tally[part] === group.count ? 0 : Math.min(0.04, (end - angle) / 5);
      g.beginPath();
      g.arc(group.x, group.y, radius - 1, angle + gap, end - gap);
      g.strokeStyle = onTheme(this.data.head.layers[part >> 1].color, theme);
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

  private drawName(g: CanvasRenderingContext2D, group: Group, room: Room): void {
    if (!group.same || !this.view || this.view.zoom < 3.2 || this.grouping.groups.length > 120) return;
    const name = this.data.word("location", group.first);
    if (!name) return;
    const gap = radiusOf(group.count) + 6;
    const { view, theme } = this;
    drawPlaceName(g, shortened(visible(name), 32), { x: group.x, y: group.y, gap, theme, room, view });
  }

  /** A ring around the mark whose details are open. */
  private drawSelection(g: CanvasRenderingContext2D, view: View): void {
    const event = this.selected;
    if (event === null || this.data.drawn[event] !== DRAWN.point) return;
    const group = this.grouping.groups.find((one) => one.events?.includes(event));
    const x = group ? group.x : this.data.x[event] * view.world - view.left;
    const y = group ? group.y : this.data.y[event] * view.world - view.top;
    g.beginPath();
    g.arc(x, y, (group ? radiusOf(group.count) : 7) + 5.5, 0, TAU);
    g.strokeStyle = this.theme.ink;
    g.lineWidth = 1.8;
    g.stroke();
  }

  private shade(g: CanvasRenderingContext2D, paint: () => void): void {
    g.shadowColor = this.theme.shadow;
    g.shadowBlur = 5;
    g.shadowOffsetY = 1;
    paint();
    g.shadowColor = "transparent";
    g.shadowBlur = g.shadowOffsetY = 0;
  }
}

/** Where a badge may go, best first, as pixels from the anchor: inside a large area, beside a small one. */
function spots(region: Region, view: View, width: number): [number, number][] {
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

function extentOf(region: Region): number {
  if (!region.shape) return 4 * region.radius ** 2;
  const [west, north, east, south] = region.shape.main;
  return (east - west) * (south - north);
}

function boxOf({ shape, x, y, radius }: Region): [number, number, number, number] {
  return shape ? [...shape.box] : [x - radius, y - radius, x + radius, y + radius];
}

export function compact(count: number): string {
  if (count >= 1e6) return `${(count / 1e6).toFixed(1)}M`;
  if (count >= 1e4) return `${Math.round(count / 1e3)}k`;
  return count >= 1e3 ? `${(count / 1e3).toFixed(1)}k` : String(count);
}
