/** What changed since an earlier map: new, changed and withdrawn events, marked, told, and listed. */
import type { App } from "./app";
import type { Dataset, Row } from "./dataset";
import { el } from "./dom";
import { propertySources } from "./export";
import { named } from "./i18n";
import { changeLine } from "./review-words";
import type { Theme } from "./theme";
import { visible } from "./visible";

const CHANGES = ["new", "changed", "withdrawn"] as const;
export type Change = (typeof CHANGES)[number];

/** How much is seen of what is withdrawn or rejected. */
export const GHOST = 0.36;

const KNOWN: ReadonlySet<unknown> = new Set(CHANGES);

/** What became of each event; null where the map compares nothing. */
export function changesOf(data: Dataset): ((event: number) => Change | null) | null {
  const coded = data.coded("change");
  if (!coded) return null;
  const words = coded.words.map((word) => (KNOWN.has(word) ? (word as Change) : null));
  return (event) => words[coded.codes[event]];
}

/** What several events together are marked with: new before changed; withdrawn only where all of them are. */
export function foremost(change: (event: number) => Change | null, events: readonly number[]): Change | null {
  const found = new Set(events.map(change));
  if (found.has("new")) return "new";
  if (found.has("changed")) return "changed";
  return found.size === 1 && found.has("withdrawn") ? "withdrawn" : null;
}

/** A badge at the shoulder of a mark: a plus, a delta, a minus. */
export function drawChange(
  g: CanvasRenderingContext2D,
  change: Change,
  { x, y, radius, theme }: { x: number; y: number; radius: number; theme: Theme },
): void {
  const [cx, cy] = [x + radius * 0.85 + 2, y - radius * 0.85 - 2];
  g.beginPath();
  g.arc(cx, cy, 5.4, 0, 2 * Math.PI);
  g.fillStyle = theme.ink;
  g.strokeStyle = theme.paper;
  g.lineWidth = 2;
  g.stroke();
  g.fill();
  g.strokeStyle = theme.paper;
  g.lineWidth = 1.5;
  g.beginPath();
  if (change === "changed") {
    g.moveTo(cx, cy - 2.7);
    g.lineTo(cx + 2.8, cy + 2.2);
    g.lineTo(cx - 2.8, cy + 2.2);
    g.closePath();
  } else {
    g.moveTo(cx - 2.8, cy);
    g.lineTo(cx + 2.8, cy);
    if (change === "new") {
      g.moveTo(cx, cy - 2.8);
      g.lineTo(cx, cy + 2.8);
    }
  }
  g.stroke();
}

/** The badge of what a reviewer corrected, at the foot of a mark: a pen. */
export function drawCorrected(g: CanvasRenderingContext2D, { x, y, radius, theme }: { x: number; y: number; radius: number; theme: Theme }): void {
  const [cx, cy] = [x + radius * 0.85 + 2, y + radius * 0.85 + 2];
  g.beginPath();
  g.arc(cx, cy, 5.6, 0, 2 * Math.PI);
  g.fillStyle = theme.ink;
  g.strokeStyle = theme.paper;
  g.lineWidth = 2;
  g.stroke();
  g.fill();
  g.strokeStyle = g.fillStyle = theme.paper;
  g.lineWidth = 2.2;
  g.lineCap = "butt";
  g.beginPath();
  g.moveTo(cx + 2.6, cy - 2.6);
  g.lineTo(cx - 1.1, cy + 1.1);
  g.stroke();
  g.beginPath();
  g.moveTo(cx - 3, cy + 3);
  g.lineTo(cx - 2.2, cy + 0.4);
  g.lineTo(cx - 0.4, cy + 2.2);
  g.fill();
}

/** The badge alone, for the legend and the filter. */
export function changeSwatch(word: string | null, theme: Theme): HTMLElement {
  const scale = Math.max(2, Math.ceil(globalThis.devicePixelRatio || 1));
  const canvas = el("canvas", { class: "gm-swatch", width: 20 * scale, height: 20 * scale, "aria-hidden": "true" });
  canvas.style.width = canvas.style.height = "20px";
  const g = canvas.getContext("2d");
  if (!g) return canvas;
  g.scale(scale, scale);
  if (word === "corrected") drawCorrected(g, { x: 8, y: 8, radius: 0, theme });
  else if (KNOWN.has(word)) drawChange(g, word as Change, { x: 8, y: 12, radius: 0, theme });
  return canvas;
}

/** "12 new, 3 changed, 1 withdrawn"; null where the map compares nothing. */
export function changeSummary(app: App): string | null {
  const facet = app.store.facets.get("change");
  if (!facet) return null;
  const { strings, speech } = app;
  const forms = { new: strings.since_new, changed: strings.since_changed, withdrawn: strings.since_withdrawn };
  const count = (change: Change) => facet.totals[facet.words.indexOf(change)] ?? 0;
  const parts = CHANGES.map((change) => speech.plural(forms[change], count(change)));
  return new Intl.ListFormat(speech.lang, { type: "unit", style: "short" }).format(parts);
}

/** For the details of an event: what became of it, and what it said before. */
export function changeParts(app: App, event: number, row: Row): { label: HTMLElement | null; list: HTMLElement | null } {
  const change = changesOf(app.data)?.(event) ?? null;
  if (change === null) return { label: null, list: null };
  const label = el("span", { class: `gm-change gm-change-${change}`, text: visible(named(app.strings.changes, change)) });
  const before = row.changed_from;
  if (typeof before !== "object" || before === null) return { label, list: null };
  const sources = new Map(propertySources(app.data));
  const lines = Object.entries(before as Row).map(([name, old]) => changeLine(app, name, old, sources.get(name)?.(event, row)));
  return { label, list: el("ul", { class: "gm-review-facts" }, ...lines) };
}
