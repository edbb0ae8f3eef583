/** Every sign of the map with its meaning, whether it occurs among the events or not. */
import type { App } from "./app";
import { type Certainty, outlineDashes, SIGNS, STATUSES } from "./certainty";
import { el } from "./dom";
import { hatch } from "./hatch";
import { named } from "./i18n";
import { markSwatch } from "./marks";
import { faded, type Theme } from "./theme";

export class Legend {
  readonly element: HTMLElement;
  private readonly list = el("ul", { class: "gm-signs" });

  constructor(private readonly app: App) {
    const summary = el("summary", { class: "gm-link", text: app.strings.all_signs });
    this.element = el("details", { class: "gm-legend" }, summary, this.list);
    this.repaint();
  }

  repaint(): void {
    this.list.replaceChildren(...STATUSES.map((status) => this.item(status)), this.disputed());
  }

  private disputed(): HTMLElement {
    const { app } = this;
    const name = el("span", { class: "gm-name", text: app.strings.disputed });
    return el("li", { class: "gm-sign gm-disputed" }, areaSwatch("happened", app.theme(), true), name);
  }

  private item(status: Certainty): HTMLElement {
    const { app } = this;
    const name = el("span", { class: "gm-name", text: named(app.strings.statuses, status) });
    return el("li", { class: "gm-sign" }, ...signSwatches(status, app.theme()), name);
  }
}

/** How a status looks as a mark and as an area, in a colour that is no layer's. */
export function signSwatches(certainty: Certainty, theme: Theme): HTMLElement[] {
  const color = neutral(theme);
  return [markSwatch({ mark: "circle", color, certainty }, theme, 22), areaSwatch(certainty, theme)];
}

export function neutral(theme: Theme): string {
  return theme.name === "dark" ? "#c3ccd6" : "#47525f";
}

function areaSwatch(certainty: Certainty, theme: Theme, disputed = false): HTMLCanvasElement {
  const [width, height] = [34, 20];
  const scale = Math.max(2, Math.ceil(globalThis.devicePixelRatio || 1));
  const canvas = el("canvas", { class: "gm-swatch", width: width * scale, height: height * scale, "aria-hidden": "true" });
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const g = canvas.getContext("2d");
  if (!g) return canvas;
  g.scale(scale, scale);
  const color = neutral(theme);
  const sign = SIGNS[certainty];
  g.beginPath();
  g.roundRect(3, 3, width - 6, height - 6, 2);
  g.fillStyle = hatch(g, [{ color, certainty }], { theme, alpha: 0.6 }) ?? color;
  g.fill();
  g.strokeStyle = faded(color, sign.faint ? 0.6 : 1);
  g.lineWidth = 1.5;
  g.setLineDash(outlineDashes(certainty, disputed));
  g.stroke();
  g.setLineDash([]);
  if (sign.halo) {
    g.strokeStyle = faded(color, 0.25);
    g.lineWidth = 5;
    g.stroke();
  }
  return canvas;
}
