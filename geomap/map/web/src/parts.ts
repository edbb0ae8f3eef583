/** What the page is put together from. */
import type * as L from "leaflet";
import type { App } from "./app";
import type { BaseMap } from "./basemap";
import type { Dataset } from "./dataset";
import type { EventSwitch } from "./leaflet-parts";
import type { View } from "./mercator";
import type { Hit, Scene } from "./scene";
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
  beyond?: Beyond | undefined;
}

/** Drawn over the areas in place of the marks. */
export interface Front {
  /** Whether it has anything to show; else the marks stay. */
  readonly shows: boolean;
  draw(g: CanvasRenderingContext2D, view: View): void;
  hit(x: number, y: number, slack: number): Hit | null;
}

/** Details of events, as an element that can be put anywhere. */
export interface Shown {
  readonly element: HTMLElement;
  /** The event whose details are open. */
  readonly event: number;
  show(): Promise<void>;
  /** The same details, whose event is another by now. */
  again?(): Promise<void>;
}

/** The tab that lists events. */
export interface Listed {
  readonly element: HTMLElement;
  update(): Promise<void>;
  showUnlocated(): void;
}

/** What a page adds whose rows count events in place of being events (src/beyond). */
export interface Beyond {
  /** Once everything is there; `redraw` draws the map anew. */
  attach(app: App, map: L.Map, content: Content, redraw: () => void): void;
  details(app: App, rows: number[], shown: (row: number) => void): Shown;
  /** Whether the click was taken: counts at a point lead closer. */
  opens(rows: number[], at: L.LatLng): boolean;
  list(app: App): Listed;
}
