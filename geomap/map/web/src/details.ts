/** Where details open: a pop-up at the place, or a sheet of its own for what has no place and on small screens. */
import * as L from "leaflet";
import type { App } from "./app";
import { Card } from "./card";
import { DRAWN } from "./dataset";
import { el, icon, ICONS } from "./dom";
import { UNITS_IN_DEGREE } from "./mercator";
import { reducedMotion } from "./motion";
import { NARROW } from "./narrow";
import type { Beyond, Shown } from "./parts";

/** Pixels around a place that a sheet leaves free. */
const NEAR = 60;

export interface Opened {
  events: number[];
  at?: L.LatLng | undefined;
  focus?: boolean | undefined;
  from?: HTMLElement | undefined;
}

export class Details {
  private popup: L.Popup | null = null;
  private sheet: HTMLElement | null = null;
  private returnTo: HTMLElement | null = null;
  private card: Shown | null = null;
  /** Where the event of the details was when they opened. */
  private anchored = L.latLng(0, 0);

  constructor(
    private readonly app: App,
    private readonly map: L.Map,
    private readonly changed: (event: number | null) => void,
    private readonly made: Beyond["details"] = (app, events, shown) => new Card(app, events, shown),
  ) {
    map.on("popupclose", (event) => {
      if (event.popup === this.popup) this.forget();
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.card) this.close();
    });
  }

  get event(): number | null {
    return this.card?.event ?? null;
  }

  async open({ events, at, focus, from }: Opened): Promise<void> {
    if (events.length === 0) return;
    this.close();
    const card = this.made(this.app, events, (event) => {
      this.changed(event);
      this.popup?.update();
    });
    const first = events[0];
    const located = this.app.data.drawn[first] !== DRAWN.nowhere;
    const inSheet = !located || globalThis.innerWidth < NARROW;
    await this.app.data.whole;
    await card.show();
    this.card = card;
    this.anchored = this.anchor(first);
    this.returnTo = from ?? null;
    const point = this.app.data.drawn[first] === DRAWN.point;
    if (!at && !inSheet && !point) this.app.reveal(first);
    if (inSheet) this.openSheet(card);
    else this.openPopup(card, at ?? this.anchor(first), point);
    if (inSheet && located) this.bringIntoView(at ?? this.anchor(first));
    if (focus) card.element.querySelector<HTMLElement>("h3")?.focus();
  }

  /** The same details after their event was corrected, and where that is now. */
  async refresh(): Promise<void> {
    const { card } = this;
    if (!card) return;
    const inside = card.element.contains(document.activeElement);
    const moved = this.app.data.drawn[card.event] !== DRAWN.nowhere && !this.anchor(card.event).equals(this.anchored);
    if (moved) await this.open({ events: [card.event], from: this.returnTo ?? undefined });
    else await card.again?.();
    this.popup?.update();
    if (inside) (this.card ?? card).element.querySelector<HTMLElement>(".gm-decide[aria-pressed=true], .gm-decide")?.focus();
  }

  close(): void {
    const { popup, sheet } = this;
    if (!this.card) return;
    this.forget();
    if (popup) this.map.closePopup(popup);
    sheet?.remove();
  }

  private forget(): void {
    const inside = document.activeElement && this.card?.element.contains(document.activeElement);
    const back = this.returnTo;
    this.card = null;
    this.popup = null;
    this.sheet?.remove();
    this.sheet = null;
    this.returnTo = null;
    this.changed(null);
    if (!inside && document.activeElement !== document.body) return;
    // The list may have been drawn anew since: the same event's item is as good.
    const again = back?.dataset.event === undefined ? back : document.querySelector<HTMLElement>(`[data-event="${back.dataset.event}"]`);
    again?.focus();
  }

  private anchor(event: number): L.LatLng {
    const { lat, lon } = this.app.data;
    return L.latLng(lat[event] / UNITS_IN_DEGREE, lon[event] / UNITS_IN_DEGREE);
  }

  /** `follow`: the map may move to make room. For an area it must not: the area is what the reader looks at. */
  private openPopup(card: Shown, at: L.LatLng, follow: boolean): void {
    const frame = free(this.map);
    this.popup = L.popup({
      className: "gm-popup",
      minWidth: 320,
      maxWidth: 360,
      maxHeight: Math.max(220, Math.min(460, frame.height - 60)),
      autoPanPaddingTopLeft: [frame.left + 16, 16],
      autoPanPaddingBottomRight: [frame.right + 56, frame.bottom + 16],
      offset: [0, -6],
      autoPan: follow,
      closeOnClick: false, // what a click on the map does is for the pointer to say
    })
      .setLatLng(at)
      .setContent(card.element)
      .openOn(this.map);
    const box = this.popup.getElement();
    if (!follow && box && !within(box.getBoundingClientRect(), frame, this.map.getSize())) {
      const { popup } = this;
      this.popup = null;
      this.map.closePopup(popup);
      this.openSheet(card, at);
      return;
    }
    box?.setAttribute("role", "dialog");
    box?.setAttribute("aria-label", this.app.strings.detail);
    box?.querySelector(".leaflet-popup-close-button")?.setAttribute("aria-label", this.app.strings.close);
  }

  /** `at`: what is told of, which the sheet gets out of the way of where there is room. */
  private openSheet(card: Shown, at?: L.LatLng): void {
    const close = el("button", { type: "button", class: "gm-close", "aria-label": this.app.strings.close }, icon(ICONS.close));
    close.addEventListener("click", () => this.close());
    this.sheet = el("section", { class: "gm-sheet", role: "dialog", "aria-label": this.app.strings.detail }, close, card.element);
    document.body.append(this.sheet);
    if (!at) return;
    const box = this.sheet.getBoundingClientRect();
    const { x, y } = this.map.latLngToContainerPoint(at);
    this.sheet.classList.toggle("gm-far", x > box.left - NEAR && x < box.right + NEAR && y < box.bottom + NEAR);
  }

  /** On a small screen the sheet covers the lower part of the map: the place goes above it. */
  private bringIntoView(at: L.LatLng): void {
    const point = this.map.latLngToContainerPoint(at);
    const size = this.map.getSize();
    const low = (this.sheet?.getBoundingClientRect().top ?? size.y) - 40;
    if (point.y > low || point.y < 20 || point.x < 20 || point.x > size.x - 20) {
      this.map.panBy([point.x - size.x / 2, point.y - low / 2], { animate: !reducedMotion() });
    }
  }
}

/** Whether a box lies in the part of the map that nothing covers. */
function within(box: DOMRect, frame: Margins, size: L.Point): boolean {
  return box.top >= 0 && box.bottom <= size.y && box.left >= frame.left && box.right <= size.x - frame.right;
}

/** The part of the map that neither the panel nor the timeline covers, as margins in pixels. */
export interface Margins {
  left: number;
  right: number;
  top: number;
  bottom: number;
  height: number;
}

export function free(map: L.Map): Margins {
  const size = map.getSize();
  const margins = { left: 0, right: 0, top: 0, bottom: 0 };
  const panel = document.querySelector(".gm-panel");
  if (panel && globalThis.innerWidth >= NARROW && !document.body.classList.contains("gm-closed")) {
    const box = panel.getBoundingClientRect();
    if (box.left > size.x / 2) margins.right = size.x - box.left;
    else margins.left = box.right;
  } else if (panel) {
    margins.bottom = Math.max(0, size.y - panel.getBoundingClientRect().top);
  }
  const sheet = globalThis.innerWidth < NARROW && document.querySelector(".gm-sheet");
  if (sheet) margins.bottom = Math.max(margins.bottom, size.y - sheet.getBoundingClientRect().top);
  // Without a height it is out of sight: there is no timeline, or a phone's panel lies over it.
  const time = document.querySelector(".gm-time")?.getBoundingClientRect();
  if (time?.height) margins.bottom = Math.max(margins.bottom, size.y - time.top);
  return { ...margins, height: size.y - margins.top - margins.bottom };
}
