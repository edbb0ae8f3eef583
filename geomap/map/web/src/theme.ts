/** What the canvases are painted with. The rest of the page follows the style sheet's variables. */
import table from "../data/themes.json";

export interface Theme {
  name: "light" | "dark";
  sea: string;
  land: string;
  coast: string;
  border: string;
  grid: string;
  countryLabel: string;
  seaLabel: string;
  cityLabel: string;
  placeLabel: string;
  paper: string;
  ink: string;
  shadow: string;
}

export const THEMES = table as Record<"light" | "dark", Theme>;

const cache = new Map<string, string>();

/** A layer's colour on a theme: on dark ground it is lightened until it stands out. Input "#rrggbb", else grey. */
export function onTheme(color: string, theme: Theme): string {
  const key = color + theme.name;
  let made = cache.get(key);
  if (made === undefined) {
    made = theme.name === "light" ? parse(color) : lightened(parse(color));
    cache.set(key, made);
  }
  return made;
}

function parse(color: string): string {
  return /^#[0-9a-f]{6}$/i.test(color) ? color : "#6b7280";
}

function lightened(color: string): string {
  const parts = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  const luminance = (0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]) / 255;
  const share = luminance < 0.5 ? Math.min(0.42, (0.56 - luminance) * 0.95) : 0;
  return `#${parts.map((part) => Math.round(part + (255 - part) * share).toString(16).padStart(2, "0")).join("")}`;
}

/** The same colour, let through: `alpha` 0 to 1. */
export function faded(color: string, alpha: number): string {
  return `${color}${Math.round(alpha * 255).toString(16).padStart(2, "0")}`;
}
