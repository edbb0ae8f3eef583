/** The open page: owns its parts and carries what happens in one to the others. */
import * as L from "leaflet";
import { Address } from "./address";
import type { App } from "./app";
import { type BaseMap, drawBase } from "./basemap";
import { Camera } from "./camera";
import { addControls } from "./controls";
import type { Dataset } from "./dataset";
import { AS_OPENED, type Display, displayOf } from "./display";
import { Details } from "./details";
import { el } from "./dom";
import { csv, download, features, geojson } from "./export";
import { Speech, type Strings } from "./i18n";
import { addedLayers, type EventSwitch, movedByScript, PANES } from "./leaflet-parts";
import { applyFilters, readState, type ViewState } from "./link";
import { CanvasOverlay } from "./overlay";
import { Notice } from "./notice";
import { picture } from "./picture";
import { Panel } from "./panel";
import { Scale } from "./scale";
import type { Scene } from "./scene";
import { Search } from "./search";
import type { Shape } from "./shapes";
import type { Store } from "./store";
import { THEMES, type Theme } from "./theme";
import { Tiles } from "./tiles";
import { Timeline } from "./timeline";
import { visible } from "./visible";

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

export class Workbench implements App {
  readonly data: Dataset;
  readonly store: Store;
  readonly strings: Strings;
  readonly speech: Speech;
  readonly extras: App["extras"];
  private readonly map: L.Map;
  private readonly events: CanvasOverlay;
  private readonly ground: CanvasOverlay;
  private readonly finder: Search;
  private readonly panel: Panel;
  private readonly timeline: Timeline;
  private readonly details: Details;
  private readonly notice: Notice;
  private themeName: "light" | "dark";
  private candidate: L.Popup | null = null;
  private readonly camera: Camera;
  private readonly place: Address;
  private readonly scale: Scale;
  private readonly tiles: Tiles | null;
  private printed: HTMLElement | null = null;
  display = AS_OPENED;

  constructor(
    private readonly parts: Parts,
    private readonly content: Content,
  ) {
    const { data, store, scene, base } = content;
    this.data = data;
    this.store = store;
    this.map = parts.map;
    this.strings = data.head.strings as Strings;
    this.speech = new Speech(this.strings, data.head.lang);
    this.themeName = globalThis.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
    this.extras = this.extraLayers();
    scene.theme = this.theme();
    this.ground = new CanvasOverlay(PANES.base, 0.35, (g, view) => drawBase(g, base, view, this.theme()));
    this.events = new CanvasOverlay(PANES.events, 0.2, (g, view) => scene.draw(g, view));
    this.camera = new Camera(this.map, content);
    this.place = new Address(this, this.map);
    this.scale = new Scale(this);
    this.finder = new Search(data, data.head.labels);
    this.panel = new Panel(this);
    const { tiles } = data.head;
    this.tiles = tiles ? new Tiles(this.map, tiles, this, () => this.name()) : null;
    if (this.tiles) this.panel.addBackground(this.tiles.element);
    this.timeline = new Timeline(this);
    this.details = new Details(this, this.map, (event) => this.selected(event));
    this.notice = new Notice(this.strings, () => this.showSomething());
  }

  open(events?: number[], options?: { focus?: boolean; from?: HTMLElement }): void {
    if (events) {
      void this.details.open({ events, ...options });
      return;
    }
    // The panel comes before the map and the timeline after it, for the keyboard as for the eye.
    this.map.getContainer().before(this.panel.element);
    document.body.append(this.timeline.element, this.notice.element);
    document.documentElement.dataset.theme = this.themeName;
    const scripted = movedByScript(this.map);
    addControls(this.parts, this, this.scale);
    const state = readState(location.hash);
    this.setDisplay(displayOf(state));
    this.followLayers(state);
    applyFilters(this.store, state);
    this.store.subscribe(() => this.refresh());
    this.store.update();
    if (state.zoom === undefined) {
      if (!scripted) this.camera.fit(false);
    } else this.map.setView([state.lat as number, state.lon as number], state.zoom, { animate: false });
    this.ground.addTo(this.map);
    this.events.addTo(this.map);
    this.scale.update(this.content.scene.choropleth);
    this.listen();
    this.camera.look();
    this.panel.moved();
    this.place.following = true;
    if (state.query) this.search(state.query);
    if (state.event) void this.openById(state.event);
  }

  theme(): Theme {
    return THEMES[this.themeName];
  }

  toggleTheme(): void {
    this.themeName = this.themeName === "dark" ? "light" : "dark";
    document.documentElement.dataset.theme = this.themeName;
    this.content.scene.theme = this.theme();
    this.ground.redraw();
    this.events.redraw();
    this.scale.update(this.content.scene.choropleth);
    this.panel.repaint();
    this.timeline.update();
  }

  layerOn(layer: number): boolean {
    return this.map.hasLayer(this.parts.layers[layer]);
  }

  setLayers(on: (layer: number) => boolean): void {
    const wanted = this.parts.layers.map((_, index) => on(index));
    this.parts.layers.forEach((layer, index) => {
      if (wanted[index]) this.map.addLayer(layer);
      else this.map.removeLayer(layer);
    });
  }

  inView(event: number): boolean {
    return this.camera.inView(event);
  }

  address(event?: string): string {
    return this.place.whole(event);
  }

  setDisplay(change: Partial<Display>): void {
    this.display = this.content.scene.display = { ...this.display, ...change };
    this.events.redraw();
    this.scale.update(this.content.scene.choropleth);
    this.place.remember();
  }

  async download(kind: "geojson" | "csv" | "png"): Promise<void> {
    if (kind === "png") return this.savePicture();
    const made = await features(this.data, this.store.mask, this.content.shapes);
    if (kind === "geojson") download("events.geojson", "application/geo+json", geojson(made, this.strings.attribution));
    else download("events.csv", "text/csv;charset=utf-8", csv(made, this.data.head.properties));
  }

  search(query: string): void {
    this.store.query = query.trim();
    void this.finder.find(query).then((found) => {
      if (found === "overtaken") return;
      this.store.found = found;
      this.store.changed();
    });
  }

  pointAt(name: string, lat: number, lon: number): void {
    this.candidate?.remove();
    const at = L.latLng(lat, lon);
    const text = el("span", { text: `? ${name}` });
    this.candidate = L.popup({ className: "gm-candidate", closeButton: false, autoClose: false, autoPan: false })
      .setLatLng(at)
      .setContent(text);
    this.map.addLayer(this.candidate);
    const both = L.latLngBounds([at]);
    const event = this.details.event;
    if (event !== null && this.data.drawn[event]) both.extend(this.camera.placeOf(event));
    this.camera.fitTo(both.pad(0.25), { most: 8 });
  }

  fit(): void {
    this.camera.fit();
  }

  /** The map as a picture; drawing it elsewhere has moved what a click would hit, so the map is drawn anew. */
  private paint(): HTMLCanvasElement {
    this.content.scene.labels = true; // a picture has the outline below, never the tiles
    const made = picture(this, this.map, this.content);
    this.name();
    return made;
  }

  /** Names of the outline, where no tiles bring theirs. */
  private name(): void {
    this.content.scene.labels = !this.tiles?.shown;
    this.events.redraw();
  }

  private async savePicture(): Promise<void> {
    const made = await new Promise<Blob | null>((done) => this.paint().toBlob(done, "image/png"));
    if (made) download("map.png", "image/png", made);
  }

  private refresh(): void {
    this.events.redraw();
    this.scale.update(this.content.scene.choropleth);
    this.panel.update();
    this.timeline.update();
    this.notice.update({
      visible: this.store.visible,
      all: this.data.n,
      layersOff: this.parts.layers.every((_, index) => !this.layerOn(index)),
    });
    this.place.remember();
  }

  /** The way out of an empty map. */
  private showSomething(): void {
    const off = this.parts.layers.every((_, index) => !this.layerOn(index));
    this.search("");
    this.store.reset();
    if (off || !this.store.filtered) this.setLayers(() => true);
  }

  /** The layers' switches follow the map, whoever adds or removes a layer: the panel, folium's control, a script. */
  private followLayers(state: ViewState): void {
    const facet = this.store.facets.get("layer");
    if (!facet) return;
    if (state.layers) this.setLayers((index) => state.layers?.includes(this.data.head.layers[index].id) ?? false);
    const read = () => {
      this.parts.layers.forEach((_, index) => (facet.allowed[index] = this.layerOn(index) ? 1 : 0));
    };
    read();
    this.map.on("layeradd layerremove", (event) => {
      if (!this.parts.layers.includes((event as L.LayerEvent).layer as EventSwitch)) return;
      read();
      this.store.changed();
    });
  }

  private extraLayers(): App["extras"] {
    return addedLayers(this.parts.control).map(({ layer, name }) => ({
      name: visible(name),
      isOn: () => this.map.hasLayer(layer),
      set: (on: boolean) => void (on ? this.map.addLayer(layer) : this.map.removeLayer(layer)),
    }));
  }

  private listen(): void {
    const { map, events } = this;
    map.on("click", (event) => this.clicked(event));
    let pending = 0;
    map.on("mousemove", (event) => {
      if (pending) return;
      pending = requestAnimationFrame(() => {
        pending = 0;
        const at = events.toCanvas(event.containerPoint);
        map.getContainer().classList.toggle("gm-over", this.content.scene.hit(at.x, at.y) !== null);
      });
    });
    map.on("moveend", () => {
      this.camera.look();
      this.panel.moved();
      this.place.remember();
    });
    map.on("popupclose", () => {
      this.candidate?.remove();
      this.candidate = null;
    });
    globalThis.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", (event) => {
      if (event.matches !== (this.themeName === "dark")) this.toggleTheme();
    });
    globalThis.addEventListener("beforeprint", () => {
      this.printed = el("div", { class: "gm-print" }, this.paint());
      document.body.append(this.printed);
    });
    globalThis.addEventListener("afterprint", () => this.printed?.remove());
  }

  private clicked(event: L.LeafletMouseEvent): void {
    const coarse = (event.originalEvent as PointerEvent).pointerType === "touch";
    const at = this.events.toCanvas(event.containerPoint);
    const hit = this.content.scene.hit(at.x, at.y, coarse ? 14 : 4);
    if (!hit) {
      this.details.close();
      return;
    }
    if (hit.spread && this.camera.zoomInto(hit.events)) return;
    const shift = L.point(hit.x - at.x, hit.y - at.y);
    const place = this.map.containerPointToLatLng(event.containerPoint.add(shift));
    void this.details.open({ events: hit.events, at: place });
  }

  private selected(event: number | null): void {
    this.content.scene.selected = event;
    this.events.schedule();
    this.place.remember();
  }

  private async openById(id: string): Promise<void> {
    const key = this.data.texts.keys.indexOf("event_id");
    for (let block = 0; key >= 0 && block < this.data.texts.blocks; block++) {
      const columns = await this.data.texts.block(block);
      const row = columns[key].findIndex((value) => String(value) === id);
      if (row < 0) continue;
      this.open([block * this.data.texts.rowsInBlock + row], { focus: true });
      return;
    }
  }
}
