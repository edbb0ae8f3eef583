/** What the parts of the page know of each other. */
import type { Label } from "./basemap";
import type { Dataset } from "./dataset";
import type { Display } from "./display";
import type { Speech, Strings } from "./i18n";
import type { Review } from "./review";
import type { Store } from "./store";
import type { Switches } from "./switches";
import type { Taken } from "./takeaway";
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
  readonly switches: Switches;
  /** Null where events have no ids to decide about. */
  readonly review: Review | null;
  /** Reference cities of the base map. */
  readonly cities: readonly Label[];
  readonly display: Display;
  setDisplay(change: Partial<Display>): void;
  theme(): Theme;
  toggleTheme(): void;
  /** Opens the details of events. `focus` moves the keyboard there. */
  open(events: number[], options?: { focus?: boolean; from?: HTMLElement }): void;
  /** Shows a candidate for the place that was not chosen. */
  pointAt(name: string, lat: number, lon: number): void;
  /** Takes away what `pointAt` showed. */
  pointAway(): void;
  /** The next place clicked on the map; null when the reader would rather not. */
  askPlace(): Promise<{ lat: number; lng: number } | null>;
  fit(): void;
  /** Events that are drawn within the view. */
  inView(event: number): boolean;
  /** Moves the map to an event that is drawn outside the view. */
  reveal(event: number): void;
  address(event?: string): string;
  download(kind: Taken): Promise<void>;
  search(query: string): void;
}
