/** The open page: owns its parts and carries what happens in one to the others. */
import type * as L from "leaflet";
import { Address } from "./address";
import type { App } from "./app";
import { Camera } from "./camera";
import { Candidate } from "./candidate";
import { addControls, buttonAreas } from "./controls";
import type { Dataset } from "./dataset";
import { AS_OPENED, type Display, displayOf } from "./display";
import { Details } from "./details";
import { el } from "./dom";
import { drawBase } from "./ground";
import { Speech, type Strings } from "./i18n";
import { movedByScript, PANES } from "./leaflet-parts";
import { applyFilters, readState, type ViewState } from "./link";
import { CanvasOverlay } from "./overlay";
import { EventList } from "./list";
import { Notice } from "./notice";
import { Panel } from "./panel";
import type { Content, Parts } from "./parts";
import { Pointer } from "./pointer";
import { type Review, reviewOf } from "./review";
import { Scale } from "./scale";
import { Search } from "./search";
import { changesOf } from "./since";
import type { Store } from "./store";
import { Switches } from "./switches";
import { type Taken, Takeaway } from "./takeaway";
import { THEMES, type Theme } from "./theme";
import { Tiles } from "./tiles";
import { Timeline } from "./timeline";
import { severalDays } from "./timespan";

export class Workbench implements App {
  readonly data: Dataset;
  readonly store: Store;
  readonly strings: Strings;
  readonly speech: Speech;
  readonly switches: Switches;
  review: Review | null = null;
  private readonly map: L.Map;
  private readonly events: CanvasOverlay;
  private readonly ground: CanvasOverlay;
  private readonly finder: Search;
  private readonly details: Details;
  private readonly camera: Camera;
  private readonly place: Address;
  private readonly scale: Scale;
  private readonly pointer: Pointer;
  private readonly takeaway: Takeaway;
  private readonly notice: Notice;
  /** What the panel and the timeline fill: in the page from the start, because the map is fitted beside them. */
  private readonly frames: { panel: HTMLElement; timeline: HTMLElement };
  // Made after the first picture.
  private panel!: Panel;
  private timeline!: Timeline;
  private tiles: Tiles | null = null;
  private themeName: "light" | "dark";
  private readonly candidate: Candidate;
  /** Whether the events have a canvas of their own: the first picture is one, which is sooner there. */
  private parted = false;
  display = AS_OPENED;

  constructor(
    private readonly parts: Parts,
    private readonly content: Content,
  ) {
    const { data, store, scene, base } = content;
    this.data = data;
    this.store = store;
    this.map = parts.map;
    this.strings = data.said.strings;
    this.speech = new Speech(this.strings, data.head.lang);
    this.themeName = globalThis.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
    this.switches = new Switches(parts, data, store);
    scene.theme = this.theme();
    const change = changesOf(data);
    scene.ghost = (event) => change?.(event) === "withdrawn" || this.review?.status(event) === "rejected";
    scene.corrected = (event) => this.review?.status(event) === "corrected";
    scene.covered = () => buttonAreas(this.map);
    this.ground = new CanvasOverlay(PANES.base, 0.35, (g, view) => {
      drawBase(g, base, view, this.theme());
      if (!this.parted) scene.draw(g, view);
    }, true);
    this.events = new CanvasOverlay(PANES.events, 0.2, (g, view) => scene.draw(g, view));
    this.candidate = new Candidate(this.map);
    this.camera = new Camera(this.map, content);
    this.place = new Address(this, this.map);
    this.scale = new Scale(this);
    this.finder = new Search(data, data.said.labels);
    this.details = new Details(this, this.map, (event) => this.selected(event), content.beyond?.details);
    this.notice = new Notice(this.strings, () => this.showSomething());
    this.takeaway = new Takeaway(this, this.map, content, () => this.name());
    const toCanvas = (point: L.Point) => (this.parted ? this.events : this.ground).toCanvas(point);
    this.pointer = new Pointer(this.map, toCanvas, scene, {
      open: (events, at) => {
        if (!content.beyond?.opens(events, at)) void this.details.open({ events, at });
      },
      close: () => this.details.close(),
      zoomInto: (events) => this.camera.zoomInto(events),
    });
    this.frames = {
      panel: el("aside", { class: "gm-panel", id: "gm-panel", "aria-label": this.strings.panel }),
      timeline: el("section", { class: "gm-time", "aria-label": this.strings.timeline, hidden: !severalDays(data) }),
    };
  }

  /** The map with its events, as it opens without an address that says more. */
  show(): void {
    this.mount();
    this.switches.follow();
    this.store.filter();
    this.content.scene.labels = false;
    this.look({});
  }

  /** Everything around the map, after `show`. */
  furnish(): void {
    this.fill();
    this.connect();
    this.settle({});
  }

  /** All of it, as the address says. */
  showAll(): void {
    const state = readState(location.hash);
    this.mount();
    this.fill();
    this.display = this.content.scene.display = displayOf(state);
    this.switches.follow(state.layers);
    applyFilters(this.store, state);
    this.connect();
    this.panel.measure();
    this.look(state);
    this.settle(state);
  }

  open(events: number[], options?: { focus?: boolean; from?: HTMLElement }): void {
    void this.details.open({ events, ...options });
  }

  private mount(): void {
    // The panel comes before the map and the timeline after it, for the keyboard as for the eye.
    const box = this.map.getContainer();
    box.setAttribute("aria-label", this.strings.map);
    box.before(this.frames.panel);
    document.body.append(this.frames.timeline, this.notice.element);
    document.documentElement.dataset.theme = this.themeName;
  }

  private look({ zoom, lat, lon }: Partial<ViewState>): void {
    if (zoom !== undefined) this.map.setView([lat as number, lon as number], zoom, { animate: false });
    else if (!movedByScript(this.map)) this.camera.fit(false);
    this.ground.addTo(this.map);
    this.camera.look();
  }

  private fill(): void {
    const { data, store, content, frames } = this;
    this.review = reviewOf(data, store, content);
    this.panel = new Panel(this, frames.panel, content.beyond?.list(this) ?? new EventList(this));
    if (data.head.tiles) {
      this.tiles = new Tiles(this.map, data.head.tiles, this, () => this.name());
      this.panel.addBackground(this.tiles.element);
    }
    this.timeline = new Timeline(this, frames.timeline);
    addControls(this.parts, this, this.scale);
    content.scene.labels = !this.tiles?.shown;
  }

  private connect(): void {
    this.review?.subscribe((amended) => void (amended !== null && amended === this.details.event && this.details.refresh()));
    this.store.subscribe(() => this.refresh());
    this.store.update();
    this.listen();
    void this.review?.restore();
    this.content.beyond?.attach(this, this.map, this.content, () => {
      this.events.redraw();
      this.panel.moved();
    });
  }

  private settle({ query, event }: Partial<ViewState>): void {
    this.parted = true;
    this.ground.widen();
    this.events.widen();
    this.events.addTo(this.map);
    this.scale.update(this.content.scene.choropleth);
    this.panel.moved();
    this.place.following = true;
    if (query) this.search(query);
    if (event) void this.openById(event);
  }

  get cities(): App["cities"] {
    return this.content.base.cities;
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

  inView(event: number): boolean {
    return this.camera.inView(event);
  }

  reveal(event: number): void {
    this.camera.reveal(event);
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

  download(kind: Taken): Promise<void> {
    return this.takeaway.download(kind);
  }

  search(query: string): void {
    this.store.query = query.trim();
    void this.finder.find(query).then((found) => {
      if (found === "overtaken") return;
      this.store.found = found;
      this.store.changed();
    });
  }

  pointAway(): void {
    this.candidate.remove();
  }

  pointAt(name: string, lat: number, lon: number): void {
    const event = this.details.event;
    const place = event !== null && this.data.drawn[event] ? this.camera.placeOf(event) : null;
    this.camera.fitTo(this.candidate.show(name, [lat, lon], place), { most: 8 });
  }

  askPlace(): Promise<L.LatLng | null> {
    return this.pointer.ask();
  }

  fit(): void {
    this.camera.fit();
  }

  /** Names of the outline, where no tiles bring theirs. */
  private name(): void {
    this.content.scene.labels = !this.tiles?.shown;
    this.events.redraw();
  }

  private refresh(): void {
    this.events.redraw();
    this.scale.update(this.content.scene.choropleth);
    this.panel.update();
    this.timeline.update();
    this.notice.update({
      visible: this.store.visible,
      all: this.data.total,
      layersOff: this.switches.allOff,
    });
    this.place.remember();
  }

  /** The way out of an empty map. */
  private showSomething(): void {
    const off = this.switches.allOff;
    this.search("");
    this.store.reset();
    if (off || !this.store.filtered) this.switches.set(() => true);
  }

  private listen(): void {
    const { map } = this;
    map.on("moveend", () => {
      this.camera.look();
      this.panel.moved();
      this.place.remember();
    });
    globalThis.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", (event) => {
      if (event.matches !== (this.themeName === "dark")) this.toggleTheme();
    });
  }

  private selected(event: number | null): void {
    if (event !== this.content.scene.selected) this.pointAway();
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
