/** What the shades of a count or of heat mean, in a corner of the map. */
import * as L from "leaflet";
import type { App } from "./app";
import type { Choropleth } from "./choropleth";
import { el } from "./dom";
import { leftOut, rampOf, scaleTitle, stepsOf } from "./scale-steps";

export class Scale {
  readonly element = el("div", { class: "gm-scale", hidden: true });

  constructor(private readonly app: App) {}

  control(position: L.ControlPosition): L.Control {
    const control = new L.Control({ position });
    control.onAdd = () => this.element;
    return control;
  }

  update(choropleth: Choropleth): void {
    const { display } = this.app;
    this.element.hidden = display.draw === "marks";
    if (display.draw === "marks") return;
    const title = el("p", { class: "gm-caption", text: scaleTitle(this.app) });
    if (display.draw === "heat") {
      this.element.replaceChildren(title, this.ramp());
      return;
    }
    const steps = stepsOf(this.app, choropleth).map(({ color, text }) => {
      const shade = el("span", { class: "gm-shade" });
      shade.style.background = color;
      return el("li", {}, shade, el("span", { text }));
    });
    const left = leftOut(this.app, choropleth);
    this.element.replaceChildren(title, el("ul", {}, ...steps), ...(left ? [el("p", { class: "gm-note", text: left })] : []));
  }

  private ramp(): HTMLElement {
    const { strings } = this.app;
    const stops = rampOf(this.app.theme());
    const bar = el("span", { class: "gm-ramp" });
    bar.style.background = `linear-gradient(90deg, ${stops.join(", ")})`;
    return el("div", { class: "gm-ramp-row" }, el("span", { text: strings.scale_few }), bar, el("span", { text: strings.scale_many }));
  }
}
