/** What the page is put together from. */
import type * as L from "leaflet";
import type { BaseMap } from "./basemap";
import type { Dataset } from "./dataset";
import type { EventSwitch } from "./leaflet-parts";
import type { Scene } from "./scene";
import type { Shape } from "./shapes";
import type { Store } from "./store";

/** What folium's script made. */
export interface Parts {
  map: L.Map;
  layers: EventSwitch[];
  control: L.Control.Layers;
}

export interface Content {
  data: Dataset;
  store: Store;
  shapes: (Shape | null)[];
  scene: Scene;
  base: BaseMap;
}
