/** The pointer on the map: what it points at opens, or a place is asked for and it names one. */
import * as L from "leaflet";
import type { Scene } from "./scene";

export interface Acts {
  open(events: number[], at: L.LatLng): void;
  close(): void;
  /** Whether a closer look was taken at events that it parts. */
  zoomInto(events: number[]): boolean;
}

export class Pointer {
  private asked: ((at: L.LatLng | null) => void) | null = null;

  constructor(
    private readonly map: L.Map,
    /** The position on the scene's canvas of a point of the map's container. */
    private readonly toCanvas: (point: L.Point) => L.Point,
    private readonly scene: Scene,
    private readonly acts: Acts,
  ) {
    map.on("click", (event) => this.clicked(event));
    let pending = 0;
    map.on("mousemove", (event) => {
      if (pending || this.asked) return;
      pending = requestAnimationFrame(() => {
        pending = 0;
        const at = toCanvas(event.containerPoint);
        map.getContainer().classList.toggle("gm-over", scene.hit(at.x, at.y) !== null);
      });
    });
  }

  /**
   * The next place clicked, or the one below the cross when Enter is pressed; null when Escape is. Meanwhile a click
   * opens and closes nothing.
   */
  ask(): Promise<L.LatLng | null> {
    this.asked?.(null);
    document.body.classList.add("gm-picking");
    return new Promise((done) => {
      const leave = (event: KeyboardEvent) => {
        if (event.key !== "Escape" && event.key !== "Enter") return;
        event.stopImmediatePropagation();
        event.preventDefault();
        this.asked?.(event.key === "Enter" ? this.map.getCenter().wrap() : null);
      };
      this.map.getContainer().focus({ preventScroll: true });
      addEventListener("keydown", leave, { capture: true });
      this.asked = (at) => {
        removeEventListener("keydown", leave, { capture: true });
        document.body.classList.remove("gm-picking");
        this.asked = null;
        done(at);
      };
    });
  }

  private clicked(event: L.LeafletMouseEvent): void {
    if (this.asked) {
      this.asked(event.latlng.wrap());
      return;
    }
    const coarse = (event.originalEvent as PointerEvent).pointerType === "touch";
    const at = this.toCanvas(event.containerPoint);
    const hit = this.scene.hit(at.x, at.y, coarse ? 14 : 4);
    if (!hit) {
      this.acts.close();
      return;
    }
    const shift = L.point(hit.x - at.x, hit.y - at.y);
    const place = this.map.containerPointToLatLng(event.containerPoint.add(shift));
    if (hit.open) {
      this.acts.close();
      hit.open(place);
      return;
    }
    if (hit.spread && this.acts.zoomInto(hit.events)) return;
    this.acts.open(hit.events, place);
  }
}
