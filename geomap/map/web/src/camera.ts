/** Where the map looks: fitted to the events, closer at some of them, and what is in view. */
import * as L from "leaflet";
import type { Dataset } from "./dataset";
import { free, reducedMotion } from "./details";
import { dataBounds } from "./fit";
import { type Box, latitude, longitude, UNITS_IN_DEGREE } from "./mercator";
import type { Shape } from "./shapes";
import type { Store } from "./store";

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
    const [west, north, east, south] = found;
    const box = L.latLngBounds([latitude(south), longitude(west)], [latitude(north), longitude(east)]);
    this.fitTo(box, { most: 8, animate });
  }

  fitTo(box: L.LatLngBounds, { most, animate = true }: { most: number; animate?: boolean }): void {
    const frame = free(this.map);
    this.map.fitBounds(box, {
      paddingTopLeft: [frame.left + 44, frame.top + 44],
      paddingBottomRight: [frame.right + 64, frame.bottom + 44],
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
