/** Leaflet as this page uses it: the map's settings, the layers' switches, folium's control with the real titles. */
import * as L from "leaflet";
import shadow from "leaflet/dist/images/marker-shadow.png";
import marker from "leaflet/dist/images/marker-icon.png";
import type { Strings } from "./i18n";
import { reducedMotion } from "./motion";
import { visible } from "./visible";

const opened = new WeakMap<L.Map, { centre: L.LatLng; zoom: number }>();

/** Pixels by which Leaflet's rounding moves the centre when a phone has learnt its width from the page. */
const ROUNDED = 2;

/** Whether a script has moved the map since it was made: `fit_bounds`, say. Then the page does not fit it itself. */
export function movedByScript(map: L.Map): boolean {
  const first = opened.get(map);
  if (first === undefined) return false;
  return first.zoom !== map.getZoom() || map.project(first.centre).distanceTo(map.project(map.getCenter())) > ROUNDED;
}

export const PANES = { base: "gm-base", events: "gm-events" } as const;

export function createMap(id: string, options: L.MapOptions, strings: Pick<Strings, "attribution">): L.Map {
  L.Icon.Default.mergeOptions({ iconUrl: marker, iconRetinaUrl: marker, shadowUrl: shadow, imagePath: "" });
  Object.assign(L.Icon.Default.prototype, { _getIconUrl: (L.Icon.prototype as unknown as { _getIconUrl: unknown })._getIconUrl });
  const map = L.map(id, {
    minZoom: 1.5,
    maxZoom: 13,
    zoomSnap: 0.25,
    wheelPxPerZoomLevel: 110,
    worldCopyJump: true,
    maxBounds: [[-86, -540], [86, 540]],
    maxBoundsViscosity: 1,
    boxZoom: true,
    inertia: !reducedMotion(),
    zoomAnimation: !reducedMotion(),
    ...options,
    zoomControl: false,
    attributionControl: true,
  });
  // Leaflet has no option for it: keys, pop-ups and its own controls slide the map.
  if (reducedMotion()) map.panBy = (offset, how) => L.Map.prototype.panBy.call(map, offset, { ...how, animate: false }) as L.Map;
  opened.set(map, { centre: map.getCenter(), zoom: map.getZoom() });
  map.attributionControl.setPrefix(false);
  map.attributionControl.addAttribution(strings.attribution);
  map.createPane(PANES.base).style.zIndex = "150";
  const events = map.createPane(PANES.events);
  events.style.zIndex = "450";
  events.style.pointerEvents = "none";
  return map;
}

/** A folium layer: on the map or not, which is all there is to it. The events are drawn together. */
export class EventSwitch extends L.Layer {
  constructor(
    readonly index: number,
    readonly title: string,
  ) {
    super();
  }

  override onAdd(): this {
    return this;
  }

  override onRemove(): this {
    return this;
  }
}

interface ControlEntry {
  layer: L.Layer;
  name: string;
}

/** Makes Leaflet's layer controls write the layers' titles, as text, in place of folium's neutral names. */
export function titleControls(): void {
  const prototype = L.Control.Layers.prototype as unknown as { _addItem(entry: ControlEntry): HTMLElement };
  const original = prototype._addItem;
  prototype._addItem = function titled(entry: ControlEntry): HTMLElement {
    const item = original.call(this, entry);
    if (entry.layer instanceof EventSwitch) {
      const name = item.querySelector("span > span");
      if (name) name.textContent = ` ${visible(entry.layer.title)}`;
    }
    return item;
  };
}

/** The layers of a control that are not ours: what a script added. */
export function addedLayers(control: L.Control.Layers): ControlEntry[] {
  const { _layers: entries } = control as unknown as { _layers: ControlEntry[] };
  return entries.filter(({ layer }) => !(layer instanceof EventSwitch));
}
