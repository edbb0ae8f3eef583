/** What the shades of a count or of heat mean, in a corner of the map. */
import * as L from "leaflet";
import type { App } from "./app";
import { type Choropleth, shadeOf } from "./choropleth";
import { el } from "./dom";
import { heatColor } from "./heat";
import type { Theme } from "./theme";

/** What is counted: events, or what heat weighs them by. */
export function scaleTitle({ display: { draw, size }, strings }: App): string {
  if (draw !== "heat" || size === "same") return strings.scale_events;
  return size === "fatalities" ? strings.size_fatalities : strings.size_reports;
}

/** The shades of a count with the numbers they stand for. */
export function stepsOf(app: App, { classes }: Choropleth): { color: string; text: string }[] {
  const [{ speech }, theme] = [app, app.theme()];
  return classes.map((least, index) => {
    const next = classes[index + 1];
    const last = next === undefined ? "+" : next - 1 > least ? `\u2013${speech.number(next - 1)}` : "";
    return { color: shadeOf(least, classes, theme), text: speech.number(least) + last };
  });
}

/** How many events are in none of the shaded areas; null where all are. */
export function leftOut({ display, speech, strings }: App, { left }: Choropleth): string | null {
  return left ? speech.plural(display.draw === "country" ? strings.scale_elsewhere : strings.scale_coarser, left) : null;
}

/** The colours of heat, from few to many. */
export function rampOf(theme: Theme): string[] {
  return [0.1, 0.4, 0.7, 0.99].map((share) => `rgb(${heatColor(share, theme).join(" ")})`);
}

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
