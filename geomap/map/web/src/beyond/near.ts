/** Single events, close by: fetched for the part of the world in view, drawn in place of the counts at points. */
import type * as L from "leaflet";
import type { App } from "../app";
import { Camera } from "../camera";
import type { Dataset, Head } from "../dataset";
import { Details } from "../details";
import { UNITS_IN_DEGREE, type View } from "../mercator";
import type { Content, Front } from "../parts";
import { type Hit, Scene } from "../scene";
import { Store } from "../store";
import type { Row } from "../texts";
import { nearData } from "./near-data";

interface Drawn {
  data: Dataset;
  store: Store;
  scene: Scene;
  camera: Camera;
}

export class Near implements Front {
  shows = false;
  /** The page's own App, but for the events that it is about. */
  readonly app: App;
  private drawn: Drawn | null = null;
  private readonly details: Details;

  constructor(
    page: App,
    private readonly map: L.Map,
    private readonly content: Content,
    private readonly redraw: () => void,
  ) {
    this.app = Object.create(page, {
      data: { get: () => this.drawn?.data ?? page.data },
      store: { get: () => this.drawn?.store ?? page.store },
      review: { value: null },
      open: { value: (events: number[], options = {}) => void this.details.open({ events, ...options }) },
      inView: { value: (event: number) => this.inView(event) },
      reveal: { value: () => undefined }, // only what is in view is listed
      address: { value: () => page.address() },
    }) as App;
    this.details = new Details(this.app, map, (event) => this.select(event));
  }

  close(): void {
    this.details.close();
  }

  get data(): Dataset | null {
    return this.drawn?.data ?? null;
  }

  /** `dropped`: the events are numbered anew. */
  take(rows: readonly Row[], head: Head, dropped: boolean): void {
    if (dropped) this.details.close();
    if (!dropped && this.drawn?.data.n === rows.length) return;
    const data = nearData(rows, head);
    const store = new Store(data);
    store.addFacet("layer", head.layers.map(({ id }) => id), { codes: data.layer });
    for (const name of ["status", "country", "geo_precision"]) {
      const coded = data.coded(name);
      if (coded) store.addFacet(name, coded.words, { codes: coded.codes });
    }
    const scene = new Scene(data, store, this.content.base, []);
    scene.labels = false;
    scene.selected = this.drawn?.scene.selected ?? null;
    this.drawn = { data, store, scene, camera: new Camera(this.map, { data, store, shapes: [] }) };
    this.follow();
  }

  /** Filters as the page does. A choice that the page does not know is shown. */
  follow(): void {
    if (!this.drawn) return;
    const { store } = this.drawn;
    const page = this.content.store;
    for (const [key, facet] of store.facets) {
      const known = page.facets.get(key);
      facet.words.forEach((word, index) => {
        const at = known ? known.words.indexOf(word) : -1;
        facet.allowed[index] = known && at >= 0 ? known.allowed[at] : 1;
      });
    }
    store.time = page.time;
    store.filter();
  }

  draw(g: CanvasRenderingContext2D, view: View): void {
    if (!this.shows || !this.drawn) return;
    const { scene } = this.drawn;
    scene.theme = this.content.scene.theme;
    scene.display = this.app.display;
    scene.draw(g, view);
  }

  hit(x: number, y: number, slack: number): Hit | null {
    if (!this.shows || !this.drawn) return null;
    const { scene, camera } = this.drawn;
    const hit = scene.hit(x, y, slack);
    if (!hit) return null;
    return { ...hit, open: (at) => void ((hit.spread && camera.zoomInto(hit.events)) || this.details.open({ events: hit.events, at })) };
  }

  private inView(event: number): boolean {
    if (!this.shows || !this.drawn) return false;
    const { lat, lon } = this.drawn.data;
    return this.map.getBounds().contains([lat[event] / UNITS_IN_DEGREE, lon[event] / UNITS_IN_DEGREE]);
  }

  private select(event: number | null): void {
    if (!this.drawn) return;
    this.drawn.scene.selected = event;
    this.redraw();
  }
}
