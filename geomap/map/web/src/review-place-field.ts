/** The right place of an event: one that was considered, one of the map's, or the one that is clicked. */
import type { App } from "./app";
import type { Row } from "./dataset";
import { el } from "./dom";
import { fill, named } from "./i18n";
import { considered, placeLabel, round, searchPlaces } from "./review-places";
import type { Place } from "./review-log";
import { shortened } from "./visible";

const EXACT = ["site", "city", "near_city"];
const NEAR_KM = 20;

export class PlaceField {
  readonly element: HTMLElement;
  chosen: Place | null = null;
  private readonly query: HTMLInputElement;
  private readonly list = el("ul", { class: "gm-places" });
  private readonly told = el("p", { class: "gm-note", role: "status" });
  private readonly pick: HTMLButtonElement;
  private readonly exact: HTMLSelectElement;
  private readonly keep: HTMLButtonElement;
  private readonly exactness: HTMLElement;
  private readonly name: HTMLInputElement;
  private readonly naming: HTMLElement;

  constructor(
    private readonly app: App,
    private readonly row: Row,
    chosen: Place | null,
  ) {
    const { strings } = app;
    this.query = el("input", { type: "search", placeholder: strings.review_search, "aria-label": strings.review_search, maxlength: 100 });
    this.query.addEventListener("input", () => this.offer());
    this.query.addEventListener("keydown", (event) => {
      // Enter takes the first place that is offered, and does not save a form that is half filled in.
      if (event.key !== "Enter") return;
      event.preventDefault();
      this.list.querySelector("button")?.click();
    });
    this.pick = el("button", { type: "button", class: "gm-link", text: strings.review_pick, onclick: () => void this.ask() });
    this.keep = el("button", { type: "button", class: "gm-link", text: strings.review_keep, onclick: () => this.choose(null) });
    this.exact = el("select", { "aria-label": strings.facets.geo_precision });
    for (const word of EXACT) this.exact.append(el("option", { value: word, text: named(strings.precisions, word) }));
    this.exact.addEventListener("change", () => this.setExact());
    this.exactness = el("div", { class: "gm-field", hidden: true }, el("span", { text: strings.facets.geo_precision }), this.exact);
    this.name = el("input", { type: "text", maxlength: 120 });
    this.name.addEventListener("input", () => {
      if (this.chosen && this.name.value.trim()) this.chosen = { ...this.chosen, name: this.name.value.trim() };
    });
    this.naming = el("label", { class: "gm-field", hidden: true }, el("span", { text: strings.columns.location }), this.name);
    this.element = el(
      "fieldset",
      { class: "gm-place" },
      el("legend", { text: strings.review_place }),
      this.told,
      this.query,
      this.list,
      this.naming,
      this.exactness,
      el("p", { class: "gm-form-end" }, this.pick, this.keep),
    );
    this.choose(chosen);
    this.offer();
  }

  private offer(): void {
    const places = this.query.value.trim() ? searchPlaces(this.app, this.query.value) : considered(this.row).slice(0, 4);
    this.list.replaceChildren(...places.map((place) => el("li", {}, this.button(place))));
  }

  private button(place: Place): HTMLElement {
    const { strings } = this.app;
    const exact = place.precision ? named(strings.precisions, place.precision) : "";
    return el(
      "button",
      { type: "button", class: "gm-link", onclick: () => this.choose(place) },
      el("bdi", { text: shortened(placeLabel(place), 80) }),
      el("span", { class: "gm-muted", text: ` ${exact}` }),
    );
  }

  private choose(place: Place | null, clicked = false): void {
    const { strings } = this.app;
    this.chosen = place;
    this.keep.hidden = place === null;
    this.exactness.hidden = place === null || !EXACT.includes(place.precision ?? "");
    this.naming.hidden = !clicked;
    const label = place ? shortened(placeLabel(place), 120) : strings.review_keep;
    this.told.textContent = clicked ? fill(strings.review_picked, { place: label }) : label;
    if (!place) {
      this.app.pointAway();
      return;
    }
    this.name.value = place.name;
    this.exact.value = place.precision ?? "";
    this.app.pointAt(place.name, place.lat, place.lon);
  }

  private setExact(): void {
    if (!this.chosen) return;
    const { radius_km: _, ...place } = this.chosen;
    this.chosen = { ...place, precision: this.exact.value, ...(this.exact.value === "near_city" && { radius_km: NEAR_KM }) };
  }

  /** A click on the map names the place by its position; what is there is looked up when the corrections are applied. */
  private async ask(): Promise<void> {
    const { review_picking, review_cancel } = this.app.strings;
    // For who has no Escape key.
    const leave = () => void dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
    const bar = el(
      "div",
      { class: "gm-picker" },
      el("span", { role: "alert", text: review_picking }),
      el("button", { type: "button", class: "gm-link", tabindex: -1, text: review_cancel, onclick: leave }),
    );
    document.body.append(bar);
    const at = await this.app.askPlace();
    bar.remove();
    if (at) {
      const [lat, lon] = [round(at.lat), round(at.lng)];
      this.choose({ name: `${lat.toFixed(4)}, ${lon.toFixed(4)}`, lat, lon, precision: "site" }, true);
    }
    this.pick.focus();
  }
}
