/** The page's address, kept in step with the view, so that it can be sent on as it stands. */
import type * as L from "leaflet";
import type { App } from "./app";
import { displayState } from "./display";
import { filterState, type ViewState, writeState } from "./link";

export class Address {
  /** Until the page has taken up what its address says, nothing is written to it. */
  following = false;
  private timer = 0;

  constructor(
    private readonly app: App,
    private readonly map: L.Map,
  ) {}

  /** The whole address, with an event to open if one is given. */
  whole(event?: string): string {
    return location.href.split("#")[0] + this.hash(event);
  }

  remember(): void {
    if (!this.following) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      try {
        history.replaceState(null, "", this.hash());
      } catch {
        // A page inside a notebook has no address of its own.
      }
    }, 250) as unknown as number;
  }

  private hash(event?: string): string {
    const { app, map } = this;
    const centre = map.getCenter();
    const layers = app.data.head.layers;
    const changed = layers.some((layer, index) => layer.show !== app.switches.isOn(index));
    const on = layers.filter((_, index) => app.switches.isOn(index)).map((layer) => layer.id);
    const state: ViewState = {
      ...filterState(app.store),
      ...displayState(app.display),
      zoom: map.getZoom(),
      lat: centre.lat,
      lon: centre.lng,
      ...(changed && { layers: on }),
      ...(event !== undefined && { event }),
    };
    return `#${writeState(state)}`;
  }
}
