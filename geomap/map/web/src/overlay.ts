/** A canvas that covers the map and a margin around it, and rides along while the map is dragged. */
import * as L from "leaflet";
import type { View } from "./mercator";

export type Draw = (g: CanvasRenderingContext2D, view: View) => void;

export class CanvasOverlay extends L.Layer {
  private canvas!: HTMLCanvasElement;
  private origin = L.point(0, 0);
  private corner = L.latLng(0, 0);
  private zoom = 0;
  private margin = L.point(0, 0);
  private frame = 0;
  private bare = true;

  /** `padding` is the margin on each side as a share of the map's size. */
  constructor(
    private readonly pane: string,
    private readonly padding: number,
    private readonly draw: Draw,
    /** Whether nothing shows through it, which is quicker. */
    private readonly opaque = false,
  ) {
    super();
  }

  override onAdd(map: L.Map): this {
    this.canvas = L.DomUtil.create("canvas", "gm-canvas leaflet-zoom-animated");
    this.canvas.setAttribute("aria-hidden", "true");
    map.getPane(this.pane)?.append(this.canvas);
    map.on("zoomanim", this.followZoom, this);
    map.on("move", this.followMove, this);
    map.on("moveend viewreset resize", this.redraw, this);
    this.redraw();
    return this;
  }

  override onRemove(map: L.Map): this {
    cancelAnimationFrame(this.frame);
    this.canvas.remove();
    map.off("zoomanim", this.followZoom, this);
    map.off("move", this.followMove, this);
    map.off("moveend viewreset resize", this.redraw, this);
    return this;
  }

  /** Redraw with the next frame, however often this is called before. */
  schedule(): void {
    if (this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.redraw();
    });
  }

  /** Draws the margin too, which the first picture does without. */
  widen(): void {
    this.bare = false;
    this.redraw();
  }

  redraw(): void {
    const map = this._map;
    if (!map) return;
    const size = map.getSize();
    const scale = globalThis.devicePixelRatio || 1;
    this.margin = size.multiplyBy(this.bare ? 0 : this.padding).round();
    const full = size.add(this.margin.multiplyBy(2));
    const [width, height] = [Math.round(full.x * scale), Math.round(full.y * scale)];
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width;
      this.canvas.height = height;
      this.canvas.style.width = `${full.x}px`;
      this.canvas.style.height = `${full.y}px`;
    }
    this.zoom = map.getZoom();
    this.origin = map.containerPointToLayerPoint([0, 0]).subtract(this.margin);
    this.corner = map.layerPointToLatLng(this.origin);
    L.DomUtil.setPosition(this.canvas, this.origin);
    const g = this.canvas.getContext("2d", { alpha: !this.opaque });
    if (!g) return;
    g.setTransform(scale, 0, 0, scale, 0, 0);
    if (!this.opaque) g.clearRect(0, 0, full.x, full.y); // else what is drawn first covers all of it
    const offset = map.getPixelOrigin().add(this.origin);
    this.draw(g, {
      world: 256 * 2 ** this.zoom,
      left: offset.x,
      top: offset.y,
      width: full.x,
      height: full.y,
      zoom: this.zoom,
      marginX: this.margin.x,
      hasty: this.bare,
    });
  }

  /** The position on this canvas of a point of the map's container. */
  toCanvas(point: L.Point): L.Point {
    return this._map.containerPointToLayerPoint(point).subtract(this.origin);
  }

  /** The picture as it is now, for an image of the map. */
  get picture(): HTMLCanvasElement {
    return this.canvas;
  }

  private followZoom(event: L.ZoomAnimEvent): void {
    const map = this._map as L.Map & {
      _latLngToNewLayerPoint(place: L.LatLng, zoom: number, centre: L.LatLng): L.Point;
    };
    const scale = map.getZoomScale(event.zoom, this.zoom);
    L.DomUtil.setTransform(this.canvas, map._latLngToNewLayerPoint(this.corner, event.zoom, event.center), scale);
  }

  /** While the map is dragged the canvas moves with it; it is drawn anew only once its margin is used up. */
  private followMove(): void {
    const moved = this._map.containerPointToLayerPoint([0, 0]).subtract(this.margin).subtract(this.origin);
    if (Math.abs(moved.x) > this.margin.x || Math.abs(moved.y) > this.margin.y) this.schedule();
  }
}
