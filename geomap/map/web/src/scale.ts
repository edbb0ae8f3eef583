/** What the shades of a count or of heat mean, in a corner of the map. */
import * as L from "leaflet";
import type { App } from "./app";
import { type Choropleth, shadeOf } from "./choropleth";
import { el } from "./dom";
import { heatColor } from "./heat";

export class Scale {
  readonly element = el("div", { class: "gm-scale", hidden: true });

  constructor(private readonly app: App) {}

  control(position: L.ControlPosition): L.Control {
    const control = new L.Control({ position });
    control.onAdd = () => this.element;
    return control;
  }

  update(choropleth: Choropleth): void {
    const { display, strings, speech } = this.app;
    this.element.hidden = display.draw === "marks";
    if (display.draw === "marks") return;
    const title = el("p", { class: "gm-caption", text: strings.scale_events });
    if (display.draw === "heat") {
      this.element.replaceChildren(title, this.ramp());
      return;
    }
    const steps = choropleth.classes.map((least, index) => {
      const next = choropleth.classes[index + 1];
      const text = next === undefined ? `${speech.number(least)}+` : next - 1 > least ? `${speech.number(least)}–${speech.number(next - 1)}` : speech.number(least);
      const shade = el("span", { class: "gm-shade" });
      shade.style.background = shadeOf(least, choropleth.classes, this.app.theme());
      return el("li", {}, shade, el("span", { text }));
    });
    const forms = display.draw === "country" ? strings.scale_elsewhere : strings.scale_coarser;
    const left = choropleth.left ? el("p", { class: "gm-note", text: speech.plural(forms, choropleth.left) }) : null;
    this.element.replaceChildren(title, el("ul", {}, ...steps), ...(left ? [left] : []));
  }

  private ramp(): HTMLElement {
    const { strings } = this.app;
    const stops = [0.1, 0.4, 0.7, 0.99].map((share) => `rgb(${heatColor(share, this.app.theme()).join(" ")})`);
    const bar = el("span", { class: "gm-ramp" });
    bar.style.background = `linear-gradient(90deg, ${stops.join(", ")})`;
    return el("div", { class: "gm-ramp-row" }, el("span", { text: strings.scale_few }), bar, el("span", { text: strings.scale_many }));
  }
}
