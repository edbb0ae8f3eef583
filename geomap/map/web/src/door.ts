/** The door that the page's script comes in by: `geomap.map`, `geomap.layer`, `geomap.start`. */
import "./trusted";
import * as L from "leaflet";
import { blockText } from "./blocks";
import type { Head } from "./dataset";
import { createMap, EventSwitch, titleControls } from "./leaflet-parts";
import { start } from "./start";
import { fill } from "./i18n";
import { el } from "./dom";
import type { Beyond } from "./parts";

export type MakeBeyond = (head: Head) => Beyond;

/** Opens the door; `beyond` makes what a page adds that only counts its events. */
export function openDoor(beyond?: MakeBeyond): void {
  let head: Head | null = null;
  let tellDrawn = (): void => undefined;

  function pageHead(): Head {
    head ??= JSON.parse(blockText(document, "geomap-head")) as Head;
    return head;
  }

  const geomap = {
    map(id: string, options: L.MapOptions): L.Map {
      titleControls();
      return createMap(id, options, pageHead().first);
    },
    layer(index: number): EventSwitch {
      return new EventSwitch(index, pageHead().layers[index].title);
    },
    start(map: L.Map, layers: EventSwitch[], control: L.Control.Layers): void {
      const { drawn, ready } = start(document, pageHead(), { map, layers, control }, beyond?.(pageHead()));
      void drawn.then(tellDrawn, () => undefined); // a failure is told by `ready`
      geomap.ready = ready.catch((reason: unknown) => {
        const strings = pageHead().first;
        document.body.append(el("p", { class: "gm-failed", role: "alert", text: fill(strings.failed, { reason: String(reason) }) }));
        throw reason;
      });
    },
    /** Done when the events are on the map, which then answers to the pointer. */
    drawn: new Promise<void>((done) => (tellDrawn = done)),
    /** Done when everything is there: panel, timeline, buttons. */
    ready: Promise.resolve() as Promise<void>,
  };

  // A copy, because plugins add to it and a module cannot be added to.
  Object.assign(globalThis, { L: { ...L }, geomap });
}
