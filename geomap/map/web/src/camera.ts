/** Where the map looks: fitted to the events, closer at some of them, and what is in view. */
import * as L from "leaflet";
import type { Dataset } from "./dataset";
import { free } from "./details";
import { dataBounds } from "./fit";
import { type Box, latitude, longitude, UNITS_IN_DEGREE } from "./mercator";
import { reducedMotion } from "./motion";
import type { Shape } from "./shapes";
import type { Store } from "./store";

/** The room that details take beside the panel. */
const SHEET = 384;

function onEarth([west, north, east, south]: Box): L.LatLngBounds {
  return L.latLngBounds([latitude(south), longitude(west)], [latitude(north), longitude(east)]);
}

export class Camera {
  /** The part of the world in view, in the unit square. */
  private seen: Box = [0, 0, 1, 1];

  constructor(
    private readonly map: L.Map,
    private readonly content: { data: Dataset; store: Store; shapes: (Shape | null)[] },
  ) {}

  /** To the visible events: without `animate` as the page opens, when a few that are far off may be left outside. */
  fit(animate = true): void {
    const { data, store, shapes } = this.content;
    const found = dataBounds(data, store.mask, shapes, { all: animate });
    if (!found) {
      this.map.setView([25, 20], 2.25, { animate: false });
      return;
    }
    this.fitTo(onEarth(found), { most: 8, animate });
  }

  /** Brings an event into view that is out of it, no closer than the map is now. */
  reveal(event: number): void {
    if (this.inView(event)) return;
    const { data, shapes } = this.content;
    const alone = new Uint8Array(data.n);
    alone[event] = 1;
    const box = dataBounds(data, alone, shapes, { all: true });
    if (box) this.fitTo(onEarth(box), { most: this.map.getZoom(), animate: false, beside: SHEET });
  }

  /** `beside`: pixels next to the panel that are left free where there is room for both. */
  fitTo(box: L.LatLngBounds, { most, animate = true, beside = 0 }: { most: number; animate?: boolean; beside?: number }): void {
    const frame = free(this.map);
    const wide = this.map.getSize().x - frame.left - frame.right > 2 * beside;
    const [left, right] = !wide ? [0, 0] : document.documentElement.dir === "rtl" ? [0, beside] : [beside, 0];
    this.map.fitBounds(box, {
      paddingTopLeft: [frame.left + 44 + left, frame.top + 44],
      paddingBottomRight: [frame.right + 64 + right, frame.bottom + 44],
      maxZoom: most,
      animate: animate && !reducedMotion(),
    });
  }

  /** Zooms to events that a closer look parts; false when none would. */
  zoomInto(events: number[]): boolean {
    const box = L.latLngBounds(events.map((event) => this.placeOf(event)));
    const before = this.map.getZoom();
    if (before >= this.map.getMaxZoom() - 0.5 || box.getNorthEast().equals(box.getSouthWest())) return false;
    this.fitTo(box.pad(0.1), { most: Math.min(this.map.getMaxZoom(), before + 4) });
    return true;
  }

  placeOf(event: number): [number, number] {
    const { lat, lon } = this.content.data;
    return [lat[event] / UNITS_IN_DEGREE, lon[event] / UNITS_IN_DEGREE];
  }

  look(): void {
    const { min, max } = this.map.getPixelBounds();
    const world = 256 * 2 ** this.map.getZoom();
    if (min && max) this.seen = [min.x / world, min.y / world, max.x / world, max.y / world];
  }

  inView(event: number): boolean {
    const { data, shapes } = this.content;
    const shape = data.area[event] ? shapes[data.area[event]] : null;
    const [u, v] = shape ? shape.anchor : [data.x[event], data.y[event]];
    const { seen } = this;
    // Without a place both are NaN, and every comparison fails.
    return u >= seen[0] && u <= seen[2] && v >= seen[1] && v <= seen[3];
  }
}
