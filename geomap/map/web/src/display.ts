/** How the events are drawn, and the button on the map that changes it. */
import * as L from "leaflet";
import type { App } from "./app";
import { hasArcs } from "./arcs";
import { missingValue } from "./dataset";
import { el, icon, ICONS } from "./dom";
import type { ViewState } from "./link";

export const DRAWS = ["marks", "heat", "country", "admin1"] as const;
export const SIZES = ["same", "fatalities", "reports"] as const;

export interface Display {
  draw: (typeof DRAWS)[number];
  size: (typeof SIZES)[number];
  arcs: boolean;
}

export const AS_OPENED: Display = { draw: "marks", size: "same", arcs: false };

/** What an address asks for; words that it makes up are left out. */
export function displayOf(state: ViewState): Display {
  const draw = DRAWS.find((word) => word === state.draw) ?? AS_OPENED.draw;
  const size = SIZES.find((word) => word === state.size) ?? AS_OPENED.size;
  return { draw, size, arcs: state.arcs ?? false };
}

/** The same for an address, without what is as it opens. */
export function displayState({ draw, size, arcs }: Display): Partial<ViewState> {
  return { ...(draw !== AS_OPENED.draw && { draw }), ...(size !== AS_OPENED.size && { size }), ...(arcs && { arcs }) };
}

export function displayControl(app: App, position: L.ControlPosition): L.Control {
  const control = new L.Control({ position });
  control.onAdd = () => {
    const { strings } = app;
    const box = el("div", { class: "gm-display", id: "gm-display", role: "group", "aria-label": strings.display, hidden: true });
    const button = el(
      "button",
      { type: "button", class: "gm-fit", "aria-label": strings.display, title: strings.display, "aria-expanded": "false", "aria-controls": "gm-display" },
      icon(ICONS.display),
    );
    const show = (open: boolean) => {
      if (open) box.replaceChildren(...choices(app));
      box.hidden = !open;
      button.setAttribute("aria-expanded", String(open));
    };
    button.addEventListener("click", () => show(Boolean(box.hidden)));
    const whole = el("div", { class: "gm-display-control" }, el("div", { class: "leaflet-bar" }, button), box);
    whole.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || box.hidden) return;
      show(false);
      button.focus();
      event.stopPropagation();
    });
    L.DomEvent.disableClickPropagation(whole);
    L.DomEvent.disableScrollPropagation(whole);
    return whole;
  };
  return control;
}

/** A value, its name, and whether there is anything to show by it. */
type Option<T> = [value: T, text: string, there: boolean];

function choices(app: App): HTMLElement[] {
  const { strings, data, display } = app;
  const draws: Option<Display["draw"]>[] = [
    ["marks", strings.draw_marks, true],
    ["heat", strings.draw_heat, true],
    ["country", strings.draw_country, data.coded("_country") !== undefined],
    ["admin1", strings.draw_admin1, data.head.regions.some((area) => area > 0)],
  ];
  const sizes: Option<Display["size"]>[] = [
    ["same", strings.size_same, true],
    ["fatalities", strings.size_fatalities, varies(app, "fatalities")],
    ["reports", strings.size_reports, varies(app, "reports")],
  ];
  const parts: (HTMLElement | null)[] = [
    group(strings.draw_as, "draw", draws, display.draw, (draw) => app.setDisplay({ draw })),
    group(strings.size_by, "size", sizes, display.size, (size) => app.setDisplay({ size })),
  ];
  if (hasArcs(data)) {
    const input = el("input", { type: "checkbox" });
    input.checked = display.arcs;
    input.addEventListener("change", () => app.setDisplay({ arcs: input.checked }));
    const text = el("span", { class: "gm-name" }, strings.arcs, el("span", { class: "gm-note", text: strings.arcs_note }));
    parts.push(el("label", { class: "gm-row gm-arcs" }, input, text));
  }
  return parts.filter((part) => part !== null);
}

/** Radio buttons; null where there is nothing to choose. */
function group<T extends string>(
  title: string,
  name: string,
  options: Option<T>[],
  chosen: T,
  choose: (value: T) => void,
): HTMLElement | null {
  const possible = options.filter(([, , there]) => there);
  if (possible.length < 2) return null;
  const rows = possible.map(([value, text]) => {
    const input = el("input", { type: "radio", name: `gm-${name}`, value });
    input.checked = value === chosen;
    input.addEventListener("change", () => choose(value));
    return el("label", { class: "gm-row" }, input, el("span", { class: "gm-name", text }));
  });
  return el("div", { role: "radiogroup", "aria-label": title }, el("p", { class: "gm-caption", text: title }), ...rows);
}

/** Whether sizes by a column would differ at all. */
function varies({ data }: App, name: string): boolean {
  const column = data.column(name);
  if (!column) return false;
  const missing = missingValue(column);
  return column.some((value) => value > 1 && value !== missing);
}
