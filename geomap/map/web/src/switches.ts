/** The layers' switches: the map has them, whoever throws them: the panel, folium's control, a script. */
import type * as L from "leaflet";
import type { ExtraLayer } from "./app";
import type { Dataset } from "./dataset";
import { addedLayers, type EventSwitch } from "./leaflet-parts";
import type { Store } from "./store";
import { visible } from "./visible";

export class Switches {
  /** Layers that a script added beside the events. */
  readonly extras: readonly ExtraLayer[];
  private readonly map: L.Map;
  private readonly layers: EventSwitch[];

  constructor(
    { map, layers, control }: { map: L.Map; layers: EventSwitch[]; control: L.Control.Layers },
    private readonly data: Dataset,
    private readonly store: Store,
  ) {
    this.map = map;
    this.layers = layers;
    this.extras = addedLayers(control).map(({ layer, name }) => ({
      name: visible(name),
      isOn: () => map.hasLayer(layer),
      set: (on: boolean) => void (on ? map.addLayer(layer) : map.removeLayer(layer)),
    }));
  }

  isOn(layer: number): boolean {
    return this.map.hasLayer(this.layers[layer]);
  }

  get allOff(): boolean {
    return this.layers.every((_, index) => !this.isOn(index));
  }

  set(on: (layer: number) => boolean): void {
    const wanted = this.layers.map((_, index) => on(index));
    this.layers.forEach((layer, index) => {
      if (wanted[index]) this.map.addLayer(layer);
      else this.map.removeLayer(layer);
    });
  }

  /** Keeps the store's filter of layers in step with the map; `ids`: the layers to begin with, if not the map's own. */
  follow(ids?: string[]): void {
    const facet = this.store.facets.get("layer");
    if (!facet) return;
    if (ids) this.set((index) => ids.includes(this.data.head.layers[index].id));
    const read = () => {
      this.layers.forEach((_, index) => (facet.allowed[index] = this.isOn(index) ? 1 : 0));
    };
    read();
    this.map.on("layeradd layerremove", (event) => {
      if (!this.layers.includes((event as L.LayerEvent).layer as EventSwitch)) return;
      read();
      this.store.changed();
    });
  }
}
