/** The buttons on the map. */
import * as L from "leaflet";
import type { App } from "./app";
import { displayControl } from "./display";
import type { Scale } from "./scale";
import { el, icon, ICONS } from "./dom";
import type { Strings } from "./i18n";
import type { Area } from "./labels";
import { NARROW } from "./narrow";

/** Zoom, fit and scale; folium's own layer control goes out of sight, because the panel does its work for readers. */
export function addControls(parts: { map: L.Map; control: L.Control.Layers }, app: App, scale: Scale): void {
  const { strings } = app;
  const { map, control } = parts;
  const rightToLeft = document.documentElement.dir === "rtl";
  const position = rightToLeft ? "topleft" : "topright";
  L.control.zoom({ position, zoomInTitle: strings.zoom_in, zoomOutTitle: strings.zoom_out }).addTo(map);
  fitControl(position, strings, () => app.fit()).addTo(map);
  displayControl(app, position).addTo(map);
  L.control.scale({ imperial: false, maxWidth: 90, position: rightToLeft ? "bottomleft" : "bottomright" }).addTo(map);
  // The panel lies over the other corner.
  if (rightToLeft) map.attributionControl.setPosition("bottomleft");
  scale.control(rightToLeft ? "bottomleft" : "bottomright").addTo(map);
  const box = control.getContainer();
  if (box) box.hidden = true;
}

/** Where the scale lies and, on a small screen, the buttons, in pixels of the map's container; a large one has room enough for them. */
export function buttonAreas(map: L.Map): Area[] {
  const found = map.getContainer().querySelectorAll(`.leaflet-control-scale${globalThis.innerWidth < NARROW ? ", .leaflet-bar" : ""}`);
  return [...found].map((bar) => {
    const { left, top, right, bottom } = bar.getBoundingClientRect();
    return [left - 4, top - 4, right + 4, bottom + 4];
  });
}

function fitControl(position: L.ControlPosition, strings: Strings, fit: () => void): L.Control {
  const control = new L.Control({ position });
  control.onAdd = () => {
    const button = el("button", { type: "button", class: "gm-fit", "aria-label": strings.fit, title: strings.fit }, icon(ICONS.fit));
    button.addEventListener("click", () => fit());
    L.DomEvent.disableClickPropagation(button);
    return el("div", { class: "leaflet-bar" }, button);
  };
  return control;
}
