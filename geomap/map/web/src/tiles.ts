/** Raster tiles that the maker of the page asked for, with the switch that turns them off and says who sees what. */
import * as L from "leaflet";
import type { App } from "./app";
import type { TileInfo } from "./dataset";
import { el } from "./dom";
import { fill } from "./i18n";

export class Tiles {
  readonly element: HTMLElement;
  /** Whether tiles are to be seen. Until the first has come the outline keeps its names. */
  shown = false;
  private readonly layer: L.TileLayer;

  /** `changed` is told when the names of the outline come or go. */
  constructor(
    private readonly map: L.Map,
    info: TileInfo,
    app: App,
    private readonly changed: () => void,
  ) {
    this.layer = L.tileLayer(info.url, {
      attribution: info.attribution,
      subdomains: info.subdomains,
      minZoom: info.least,
      maxNativeZoom: info.most,
      maxZoom: 30,
      // The usage policies of tile servers ask for it; a page opened from a file has none to send.
      referrerPolicy: "origin",
    });
    this.layer.on("tileload", () => this.show(true));
    const input = el("input", { type: "checkbox", checked: true });
    input.addEventListener("change", () => this.turn(input.checked));
    const name = el("span", { class: "gm-name" }, app.strings.tiles, el("span", { class: "gm-note", text: info.name }));
    this.element = el(
      "div",
      { class: "gm-tiles" },
      el("label", { class: "gm-row" }, input, name),
      el("p", { class: "gm-note", text: fill(app.strings.tiles_note, { host: info.host }) }),
    );
    this.turn(true);
  }

  private turn(on: boolean): void {
    if (on) this.map.addLayer(this.layer);
    else this.map.removeLayer(this.layer);
    if (!on) this.show(false);
  }

  private show(shown: boolean): void {
    if (shown === this.shown) return;
    this.shown = shown;
    this.changed();
  }
}
