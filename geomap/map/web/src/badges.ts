/** Where the badges of areas go: each with its name if there is room, without it if there is little, joined if there is none. */
import { type Area, around, FONT, type Room } from "./labels";
import type { MarkStyle } from "./marks";
import type { View } from "./mercator";
import { type Region, spots } from "./regions";
import { shortened } from "./visible";

export interface Badge {
  /** The area that it names, and those that are counted in it because there was no room for badges of theirs. */
  region: Region;
  more: number;
  events: number[];
  count: number;
  /** What is written on it; nothing where there is no room for a name. */
  name: string;
  area: Area;
  styles: MarkStyle[];
}

const HIGH = 26;
const MOST_STYLES = 3;

/** Lays out the badges of regions, the one that is to be placed first in front. */
export class BadgeLayout {
  readonly badges: Badge[] = [];

  constructor(
    private readonly g: CanvasRenderingContext2D,
    private readonly view: View,
    private readonly room: Room,
    private readonly stylesOf: (events: readonly number[]) => MarkStyle[],
  ) {
    g.font = `600 12px ${FONT}`;
  }

  place(region: Region): void {
    const { view } = this;
    const [x, y] = [region.x * view.world - view.left, region.y * view.world - view.top];
    const badge = { region, more: 0, events: region.events, count: region.count, name: region.name, styles: this.styles(region.events), area: around(x, y, 0, 0) };
    if (x < -200 || y < -30 || x > view.width + 200 || y > view.height + 30) return;
    for (const name of new Set([region.name, ""])) {
      const wide = this.width({ ...badge, name });
      const free = spots(region, view, wide).map(([dx, dy]) => around(x + dx, y + dy, wide, HIGH)).filter((area) => this.room.free(area));
      const inView = ([left, , right]: Area) => left >= view.marginX && right <= view.width - view.marginX;
      const area = free.find(inView) ?? free[0];
      if (!area) continue;
      this.room.take(area);
      this.badges.push({ ...badge, name, area });
      return;
    }
    this.join(badge, x, y);
  }

  /** Counts an area without room in the nearest badge; alone, it covers what is there. */
  private join(badge: Badge, x: number, y: number): void {
    const away = ({ area: [left, top, right, bottom] }: Badge) => Math.hypot((left + right) / 2 - x, (top + bottom) / 2 - y);
    const nearest = this.badges.reduce<Badge | null>((best, other) => (!best || away(other) < away(best) ? other : best), null);
    if (!nearest) {
      this.badges.push({ ...badge, area: around(x, y, this.width(badge), HIGH) });
      return;
    }
    nearest.more++;
    nearest.count += badge.count;
    nearest.events = [...nearest.events, ...badge.events];
    nearest.styles = this.styles(nearest.events);
    this.widen(nearest);
  }

  /** Makes room for what is written on a badge by now, to either side; where there is none the name is cut. */
  private widen(badge: Badge): void {
    const [left, top, right, bottom] = badge.area;
    const more = this.width(badge) - (right - left);
    if (more <= 0) return;
    const wider: Area[] = [[right + 1, top, right + more, bottom], [left - more, top, left - 1, bottom]];
    const side = wider.findIndex((strip) => this.room.free(strip));
    if (side >= 0) {
      this.room.take(wider[side]);
      badge.area = side ? [left - more, top, right, bottom] : [left, top, right + more, bottom];
      return;
    }
    while (badge.name && this.width(badge) > right - left) badge.name = badge.name.length > 4 ? shortened(badge.name, badge.name.length - 2) : "";
    while (badge.styles.length > 1 && this.width(badge) > right - left) badge.styles = badge.styles.slice(0, -1);
  }

  private styles(events: readonly number[]): MarkStyle[] {
    return this.stylesOf(events).slice(0, MOST_STYLES);
  }

  private width(badge: Badge): number {
    const { g } = this;
    const name = nameOn(badge);
    return 10 + 15 * badge.styles.length + (name ? g.measureText(name).width + 6 : 0) + g.measureText(String(badge.count)).width + 12;
  }
}

/** "Mali +2": the area and how many more are counted with it. */
export function nameOn({ name, more }: Badge): string {
  return name && more ? `${name} +${more}` : name;
}
