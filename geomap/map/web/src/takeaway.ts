/** What is visible, to take away: as features, as a table, as a picture, on paper. */
import type * as L from "leaflet";
import { type AcledRules, acledTable } from "./acled";
import type { App } from "./app";
import type { BaseMap } from "./basemap";
import { el } from "./dom";
import { csv, download, type Feature, features, geojson } from "./export";
import { picture } from "./picture";
import { columnsWith } from "./review-export";
import type { Scene } from "./scene";
import type { Shape } from "./shapes";

export type Taken = "geojson" | "csv" | "png";

interface Content {
  base: BaseMap;
  scene: Scene;
  shapes: (Shape | null)[];
}

/** In ACLED's columns, as `geomap events -o events.csv` writes it. */
function table(made: Feature[], properties: readonly string[], rules: AcledRules | undefined): string {
  if (!rules) return csv(properties, []);
  const { header, lines } = acledTable(made.map((feature) => feature.properties), properties, rules);
  return csv(header, lines);
}

export class Takeaway {
  private printed: HTMLElement | null = null;

  /** `redraw`: drawing a picture has moved what a click would hit, so the map is drawn anew. */
  constructor(
    private readonly app: App,
    private readonly map: L.Map,
    private readonly content: Content,
    private readonly redraw: () => void,
  ) {
    globalThis.addEventListener("beforeprint", () => {
      this.printed = el("div", { class: "gm-print" }, this.paint());
      document.body.append(this.printed);
    });
    globalThis.addEventListener("afterprint", () => this.printed?.remove());
  }

  async download(kind: Taken): Promise<void> {
    if (kind === "png") return this.savePicture();
    const { data, store, strings, review } = this.app;
    const made = await features(data, store.mask, this.content.shapes, review);
    if (kind === "geojson") download("events.geojson", "application/geo+json", geojson(made, strings.attribution, strings.outlines_note));
    else download("events.csv", "text/csv;charset=utf-8", table(made, columnsWith(data.head.properties, review), data.acled));
  }

  private paint(): HTMLCanvasElement {
    this.content.scene.labels = true; // a picture has the outline below, never the tiles
    const made = picture(this.app, this.map, this.content);
    this.redraw();
    return made;
  }

  private async savePicture(): Promise<void> {
    const made = await new Promise<Blob | null>((done) => this.paint().toBlob(done, "image/png"));
    if (made) download("map.png", "image/png", made);
  }
}
