/** The legend of a picture: what is drawn on it, each with its meaning. */
import type { App } from "./app";
import { STATUSES } from "./certainty";
import type { Choropleth } from "./choropleth";
import { DRAWN } from "./dataset";
import { named } from "./i18n";
import { neutral } from "./legend";
import { drawMark, type MarkStyle } from "./marks";
import { leftOut, rampOf, scaleTitle, stepsOf } from "./scale-steps";
import { type Change, drawChange } from "./since";
import { shortened, visible } from "./visible";

export interface Key {
  text: string;
  /** Pixels of the sign. */
  wide: number;
  /** Paints it from `x` on, in the middle of a line at `y`. */
  paint(g: CanvasRenderingContext2D, x: number, y: number): void;
}

type Paint = CanvasRenderingContext2D["fillStyle"];

/** Of shades or heat what they mean, of marks and areas those that are there. */
export function keysOf(app: App, choropleth: Choropleth): Key[] {
  const { strings, display } = app;
  const arcs = display.arcs ? [told(strings.arcs)] : [];
  if (display.draw === "country" || display.draw === "admin1") {
    const steps = stepsOf(app, choropleth).map(({ color, text }) => bar(text, 28, () => color));
    const left = leftOut(app, choropleth);
    return [told(scaleTitle(app)), ...steps, ...(left ? [told(left)] : []), ...arcs];
  }
  const heat = display.draw === "heat";
  const ramp = heat ? [told(`${scaleTitle(app)}: ${strings.scale_few}`), bar(strings.scale_many, 110, (g, x) => gradient(g, x, rampOf(app.theme())))] : [];
  const sizes = { same: [], fatalities: [told(`${strings.size_by}: ${strings.size_fatalities}`)], reports: [told(`${strings.size_by}: ${strings.size_reports}`)] };
  return [...ramp, ...signs(app, heat ? DRAWN.area : DRAWN.point), ...(heat ? [] : sizes[display.size]), ...arcs];
}

/** The layers, statuses and changes of the visible events that are drawn at least so coarsely. */
function signs(app: App, least: number): Key[] {
  const { data, store } = app;
  const layers = new Set<number>();
  const statuses = new Set<string>();
  const changes = new Set<string | null>();
  for (let i = 0; i < data.n; i++) {
    if (!store.mask[i] || data.drawn[i] < least) continue;
    layers.add(data.layer[i]);
    statuses.add(data.certainty(i));
    changes.add(data.word("change", i));
  }
  const drawn = [...layers].sort((a, b) => a - b).map((layer): Key => {
    const { mark, color, title } = data.head.layers[layer];
    return sign(app, { mark, color, certainty: "happened" }, shortened(visible(title || app.strings.other_layers), 40));
  });
  const color = neutral(app.theme());
  const known = data.coded("status") ? STATUSES.filter((status) => statuses.has(status)) : [];
  return [
    ...drawn,
    ...known.map((certainty) => sign(app, { mark: "circle", color, certainty }, named(app.strings.statuses, certainty))),
    ...(Object.keys(app.strings.changes) as Change[]).filter((change) => changes.has(change)).map((change) => changed(app, change)),
  ];
}

function sign(app: App, style: MarkStyle, text: string): Key {
  return { text, wide: 16, paint: (g, x, y) => drawMark(g, style, x + 8, y, { radius: 6, theme: app.theme() }) };
}

function changed(app: App, change: Change): Key {
  return {
    text: named(app.strings.changes, change),
    wide: 16,
    paint: (g, x, y) => drawChange(g, change, { x: x + 6, y: y + 2, radius: 0, theme: app.theme() }),
  };
}

function bar(text: string, wide: number, fill: (g: CanvasRenderingContext2D, x: number) => Paint): Key {
  return {
    text,
    wide,
    paint(g, x, y) {
      g.fillStyle = fill(g, x);
      g.fillRect(x, y - 5, wide, 10);
    },
  };
}

function told(text: string): Key {
  return { text, wide: 0, paint: () => undefined };
}

function gradient(g: CanvasRenderingContext2D, x: number, colors: string[]): CanvasGradient {
  const made = g.createLinearGradient(x, 0, x + 110, 0);
  colors.forEach((color, at) => made.addColorStop(at / (colors.length - 1), color));
  return made;
}
