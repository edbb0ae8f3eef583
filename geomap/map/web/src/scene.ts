/** What is drawn of the events in a view, and what a pointer on it would hit. */
import type { LatLng } from "leaflet";
import type { BaseMap } from "./basemap";
import { type Badge, BadgeLayout } from "./badges";
import { drawBubble, drawShadows } from "./bubbles";
import { MISSING } from "./bytes";
import { collectArcs, drawArcs } from "./arcs";
import { STATUSES } from "./certainty";
import { Choropleth, type Level } from "./choropleth";
import { DRAWN, type Dataset } from "./dataset";
import { AS_OPENED, type Display } from "./display";
import { drawHeat } from "./heat";
import { eventsOf, type Group, type Grouping, groupEvents, radiusOf } from "./groups";
import { type Area, around, drawBaseLabels, drawPlaceName, Room } from "./labels";
import { drawMark, type MarkStyle } from "./marks";
import { meets, type View, viewBox } from "./mercator";
import { boxOf, drawBadge, drawRegion, extentOf, type Region } from "./regions";
import { type Shape, shapeCovers } from "./shapes";
import { changesOf, drawChange, drawCorrected, foremost, GHOST } from "./since";
import type { Front } from "./parts";
import type { Store } from "./store";
import type { Theme } from "./theme";
import { shortened, visible } from "./visible";

export interface Hit {
  events: number[];
  /** Where the details point to, in canvas pixels. */
  x: number;
  y: number;
  /** Whether the events are at several positions that a closer look would part. */
  spread: boolean;
  /** What opens them, where that is not the page itself. */
  open?: (at: LatLng) => void;
}

const TAU = 2 * Math.PI;

/** The canvas is as many times wider than the map as it is higher. */
function onCanvas([left, top, right, bottom]: Area, { marginX, width, height }: View): Area {
  const marginY = (marginX * height) / width;
  return [left + marginX, top + marginY, right + marginX, bottom + marginY];
}

export class Scene {
  theme!: Theme;
  selected: number | null = null;
  /** Whether countries, seas and cities are named; raster tiles bring names of their own. */
  labels = true;
  private grouping: Grouping = { groups: [], grid: null };
  private badges: Badge[] = [];
  private regions: Region[] = [];
  private view: View | null = null;
  private placed = new Uint32Array(0);
  private revision = -1;
  private shown: Display = AS_OPENED;
  private weights: Float32Array | null = null;
  readonly choropleth: Choropleth;
  /** What takes the place of the marks, if anything does. */
  front: Front | null = null;
  /** Whether an event is drawn as what is no longer there. */
  ghost: (event: number) => boolean = () => false;
  /** Whether an event is drawn as a reviewer corrected it. */
  corrected: (event: number) => boolean = () => false;
  /** What lies over the map, in pixels of its container. */
  covered: () => Area[] = () => [];
  private readonly change: ReturnType<typeof changesOf>;

  constructor(
    private readonly data: Dataset,
    private readonly store: Store,
    private readonly base: BaseMap,
    private readonly shapes: (Shape | null)[],
  ) {
    this.choropleth = new Choropleth(data, base, shapes);
    this.change = changesOf(data);
  }

  /** The events that are drawn as areas or circles. */
  private place(): void {
    const { data } = this;
    if (this.revision === data.revision) return;
    this.revision = data.revision;
    const coarse: number[] = [];
    for (let i = 0; i < data.n; i++) if (data.drawn[i] >= DRAWN.area) coarse.push(i);
    this.placed = Uint32Array.from(coarse);
  }

  /** What each event weighs in the size of its mark; null where all are alike. */
  set display(display: Display) {
    this.shown = display;
    const { data } = this;
    const name = display.size;
    this.weights = name === "same" ? null : Float32Array.from({ length: data.n }, (_, event) => data.number(name, event) ?? 0);
  }

  draw(g: CanvasRenderingContext2D, view: View): void {
    this.view = view;
    const { draw } = this.shown;
    if (draw === "country" || draw === "admin1") this.drawCounts(g, view, draw);
    else this.drawEvents(g, view, draw === "heat");
    if (!this.shown.arcs) return;
    const arcs = collectArcs(this.data, this.store.mask);
    drawArcs(g, arcs, { base: this.base, layers: this.data.head.layers, view, theme: this.theme });
  }

  private drawCounts(g: CanvasRenderingContext2D, view: View, level: Level): void {
    this.regions = [];
    this.badges = [];
    this.grouping = { groups: [], grid: null };
    this.choropleth.count(level, this.store.mask);
    this.choropleth.draw(g, view, this.theme);
    if (this.labels) drawBaseLabels(g, this.base, { view, theme: this.theme, room: new Room(), named: new Set(), shaded: true });
  }

  private drawEvents(g: CanvasRenderingContext2D, view: View, hot: boolean): void {
    this.regions = this.collectRegions(view);
    const { data, weights, theme } = this;
    const { mask } = this.store;
    this.grouping = hot || this.front?.shows ? { groups: [], grid: null } : groupEvents(data, mask, view, weights);
    const room = new Room();
    for (const region of this.regions) {
      const open = this.selected !== null && region.events.includes(this.selected);
      g.globalAlpha = region.events.every(this.ghost) ? GHOST : 1;
      drawRegion(g, region, { styles: this.stylesOf(region.events), view, theme: this.theme, open });
      g.globalAlpha = 1;
    }
    if (hot) drawHeat(g, { data, mask, weights: weights ?? data.counts, view, theme });
    for (const group of this.grouping.groups) {
      const radius = radiusOf(group) + 3;
      room.take(around(group.x, group.y, 2 * radius, 2 * radius));
    }
    for (const area of this.covered()) room.take(onCanvas(area, view));
    this.badges = this.layBadges(g, view, room);
    for (const group of this.grouping.groups) this.drawName(g, group, room);
    if (this.labels) drawBaseLabels(g, this.base, { view, theme: this.theme, room, named: this.namedCountries() });
    drawShadows(g, this.grouping.groups.filter(({ count, events }) => count > 1 && !events?.every(this.ghost)), theme);
    for (const group of this.grouping.groups) this.drawGroup(g, group);
    for (const badge of this.badges) {
      drawBadge(g, badge, this.theme);
      const [, top, right, bottom] = badge.area;
      this.drawChanges(g, badge.events, { x: right - 5, y: (top + bottom) / 2, radius: 9 });
    }
    this.drawSelection(g, view);
    if (!hot) this.front?.draw(g, view);
  }

  /** What lies at a point of the canvas: marks before badges before areas. */
  hit(x: number, y: number, slack = 4): Hit | null {
    const front = this.front?.hit(x, y, slack);
    if (front) return front;
    let [best, distance] = [null as Group | null, Infinity];
    for (const group of this.grouping.groups) {
      const away = Math.hypot(group.x - x, group.y - y);
      if (away < radiusOf(group) + slack && away < distance) [best, distance] = [group, away];
    }
    if (best) {
      const events = eventsOf(best, this.grouping.grid, this.data, this.store.mask);
      return { events: this.surestFirst(events), x: best.x, y: best.y, spread: !best.same };
    }
    for (const { area, events, more } of [...this.badges].reverse()) {
      if (x >= area[0] - 2 && x <= area[2] + 2 && y >= area[1] - 2 && y <= area[3] + 2) {
        return { events: this.surestFirst(events), x: (area[0] + area[2]) / 2, y: area[1] + 4, spread: more > 0 };
      }
    }
    return this.hitCounts(x, y) ?? this.hitRegion(x, y);
  }

  /** What happened before what was only said or planned, and the newest first. */
  private surestFirst(events: readonly number[]): number[] {
    const { data } = this;
    const rank = (event: number) => STATUSES.indexOf(data.certainty(event));
    const day = (event: number) => (data.lastDay[event] === MISSING ? -MISSING : data.lastDay[event]);
    return [...events].sort((a, b) => rank(a) - rank(b) || day(b) - day(a) || a - b);
  }

  /** Countries whose name a badge already gives. */
  private namedCountries(): Set<string> {
    const { area, head } = this.data;
    const named = this.badges.filter(({ name, region }) => name === region.name);
    return new Set(named.map(({ region }) => head.countries[area[region.events[0]] - 1]));
  }

  private hitCounts(x: number, y: number): Hit | null {
    const { draw } = this.shown;
    if (!this.view || draw === "marks" || draw === "heat") return null;
    const { world, left, top } = this.view;
    const events = this.choropleth.eventsAt(draw, this.store.mask, (x + left) / world, (y + top) / world);
    return events.length ? { events: this.surestFirst(events), x, y, spread: false } : null;
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
      if (inside) return { events: this.surestFirst(region.events), x, y, spread: false };
    }
    return null;
  }

  private styleOf(event: number): MarkStyle {
    const layer = this.data.head.layers[this.data.layer[event]];
    return { mark: layer.mark, color: layer.color, certainty: this.data.certainty(event) };
  }

  private collectRegions(view: View): Region[] {
    this.place();
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
      region.count += data.counts[i];
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
    const disputed = data.head.disputed?.includes(data.area[event]) ?? false;
    return { shape, x, y, radius, name: this.regionName(event), disputed, events: [], count: 0 };
  }

  private regionName(event: number): string {
    const { data } = this;
    return shortened(visible(data.word("location", event) ?? data.word("admin1", event) ?? data.word("country", event)), 28);
  }

  /** Styles of events, the commonest first, each pair of layer and certainty once. */
  private stylesOf(events: readonly number[]): MarkStyle[] {
    const counts = new Map<string, { style: MarkStyle; count: number }>();
    for (const event of events) {
      const style = this.styleOf(event);
      const key = `${this.data.layer[event]}/${style.certainty}`;
      const entry = counts.get(key);
      if (entry) entry.count++;
      else counts.set(key, { style, count: 1 });
    }
    return [...counts.values()].sort((a, b) => b.count - a.count).map(({ style }) => style);
  }

  /** The smallest areas first, which have the fewest places for a badge. */
  private layBadges(g: CanvasRenderingContext2D, view: View, room: Room): Badge[] {
    const layout = new BadgeLayout(g, view, room, (events) => this.stylesOf(events));
    for (const region of [...this.regions].reverse()) layout.place(region);
    return layout.badges;
  }

  private drawGroup(g: CanvasRenderingContext2D, group: Group): void {
    if (group.count === 1) {
      this.drawSingle(g, group);
      return;
    }
    const { x, y, events } = group;
    g.globalAlpha = events?.every(this.ghost) ? GHOST : 1;
    drawBubble(g, group, { layers: this.data.head.layers, theme: this.theme });
    g.globalAlpha = 1;
    if (events) this.drawChanges(g, events, { x, y, radius: radiusOf(group) });
  }

  private drawSingle(g: CanvasRenderingContext2D, group: Group): void {
    const { first, x, y } = group;
    const [radius, { theme }] = [radiusOf(group), this];
    g.globalAlpha = this.ghost(first) ? GHOST : 1;
    drawMark(g, this.styleOf(first), x, y, { theme, radius });
    g.globalAlpha = 1;
    this.drawChanges(g, [first], { x, y, radius });
  }

  private drawChanges(g: CanvasRenderingContext2D, events: readonly number[], at: { x: number; y: number; radius: number }): void {
    if (events.some(this.corrected)) drawCorrected(g, { ...at, theme: this.theme });
    const change = this.change && foremost(this.change, events);
    if (change) drawChange(g, change, { ...at, theme: this.theme });
  }

  private drawName(g: CanvasRenderingContext2D, group: Group, room: Room): void {
    // The first picture does without: letters of a size not met before take as long as all its marks.
    if (!group.same || !this.view || this.view.hasty || this.view.zoom < 3.2 || this.grouping.groups.length > 120) return;
    const name = this.data.word("location", group.first);
    if (!name) return;
    const gap = radiusOf(group) + 6;
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
    g.arc(x, y, (group ? radiusOf(group) : 7) + 5.5, 0, TAU);
    g.strokeStyle = this.theme.ink;
    g.lineWidth = 1.8;
    g.stroke();
  }
}
