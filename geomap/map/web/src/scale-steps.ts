/** What the shades of a count or of heat stand for, in words and colours: on the map as on a picture of it. */
import type { App } from "./app";
import { type Choropleth, shadeOf } from "./choropleth";
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
