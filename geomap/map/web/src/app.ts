/** What the parts of the page know of each other. */
import type { Dataset } from "./dataset";
import type { Display } from "./display";
import type { Speech, Strings } from "./i18n";
import type { Store } from "./store";
import type { Theme } from "./theme";

/** A folium layer that a script added beside the events. */
export interface ExtraLayer {
  name: string;
  isOn(): boolean;
  set(on: boolean): void;
}

export interface App {
  readonly data: Dataset;
  readonly store: Store;
  readonly speech: Speech;
  readonly strings: Strings;
  readonly extras: readonly ExtraLayer[];
  readonly display: Display;
  setDisplay(change: Partial<Display>): void;
  theme(): Theme;
  toggleTheme(): void;
  layerOn(layer: number): boolean;
  setLayers(on: (layer: number) => boolean): void;
  /** Opens the details of events. `focus` moves the keyboard there. */
  open(events: number[], options?: { focus?: boolean; from?: HTMLElement }): void;
  /** Shows a candidate for the place that was not chosen. */
  pointAt(name: string, lat: number, lon: number): void;
  fit(): void;
  /** Events that are drawn within the view. */
  inView(event: number): boolean;
  address(event?: string): string;
  download(kind: "geojson" | "csv" | "png"): Promise<void>;
  search(query: string): void;
}
