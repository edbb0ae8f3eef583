/** A place that was considered for an event and not chosen, shown on the map. */
import * as L from "leaflet";
import { el } from "./dom";

export class Candidate {
  private popup: L.Popup | null = null;

  constructor(private readonly map: L.Map) {}

  /** Names the place and gives the box to look at: the candidate and the place that was chosen. */
  show(name: string, at: [number, number], chosen: [number, number] | null): L.LatLngBounds {
    this.remove();
    const text = el("span", { text: `? ${name}` });
    this.popup = L.popup({ className: "gm-candidate", closeButton: false, autoClose: false, autoPan: false, closeOnClick: false })
      .setLatLng(at)
      .setContent(text);
    this.map.addLayer(this.popup);
    return L.latLngBounds(chosen ? [at, chosen] : [at]).pad(0.25);
  }

  remove(): void {
    this.popup?.remove();
    this.popup = null;
  }
}
