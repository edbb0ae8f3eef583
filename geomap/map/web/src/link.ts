/** The view in the address: what a link to it restores. */
import { isSet, type Store } from "./store";

export interface ViewState {
  zoom?: number;
  lat?: number;
  lon?: number;
  /** Ids of the layers that are on; absent: as the map opens. */
  layers?: string[];
  /** Per filter the choices that are off. */
  hidden: Record<string, string[]>;
  query?: string;
  days?: [number, number];
  undated?: boolean;
  confidence?: number;
  fatalities?: number;
  draw?: string;
  size?: string;
  arcs?: boolean;
  event?: string;
}

const NOT_STATED = "\u2205";
/** Stands for "nothing is off" where the map opens with something off; no word of the data is empty. */
const NOTHING = "";

export function writeState(state: ViewState): string {
  const parts = new URLSearchParams();
  if (state.zoom !== undefined && state.lat !== undefined && state.lon !== undefined) {
    parts.set("map", `${round(state.zoom, 2)}/${round(state.lat, 4)}/${round(state.lon, 4)}`);
  }
  if (state.layers) parts.set("layers", state.layers.join(" "));
  for (const [key, words] of Object.entries(state.hidden)) for (const word of words) parts.append(`hide.${key}`, word);
  if (state.query) parts.set("q", state.query);
  if (state.days) parts.set("days", state.days.join("_") + (state.undated ? "" : "!"));
  if (state.confidence) parts.set("sure", String(state.confidence));
  if (state.fatalities) parts.set("dead", String(state.fatalities));
  if (state.draw) parts.set("draw", state.draw);
  if (state.size) parts.set("size", state.size);
  if (state.arcs) parts.set("arcs", "1");
  if (state.event) parts.set("event", state.event);
  return parts.toString();
}

/** Reads an address; what it does not understand it leaves out. */
export function readState(hash: string): ViewState {
  const parts = new URLSearchParams(hash.replace(/^#/, ""));
  // Without a prototype: an address may name any filter, "constructor" too.
  const state: ViewState = { hidden: Object.create(null) as ViewState["hidden"] };
  const map = /^(\d+(?:\.\d+)?)\/(-?\d+(?:\.\d+)?)\/(-?\d+(?:\.\d+)?)$/.exec(parts.get("map") ?? "");
  if (map) [state.zoom, state.lat, state.lon] = map.slice(1).map(Number) as [number, number, number];
  const layers = parts.get("layers");
  if (layers !== null) state.layers = layers.split(" ").filter(Boolean);
  for (const [name, word] of parts) {
    if (name.startsWith("hide.")) (state.hidden[name.slice(5)] ??= []).push(word);
  }
  const days = /^(-?\d{1,6})_(-?\d{1,6})(!?)$/.exec(parts.get("days") ?? "");
  if (days) {
    const [one, other] = [Number(days[1]), Number(days[2])];
    state.days = [Math.min(one, other), Math.max(one, other)];
    state.undated = days[3] === "";
  }
  const sure = Number(parts.get("sure"));
  if (sure > 0 && sure <= 10_000) state.confidence = sure;
  const dead = Number(parts.get("dead"));
  if (Number.isInteger(dead) && dead > 0 && dead < 1e9) state.fatalities = dead;
  for (const name of ["draw", "size"] as const) {
    const word = parts.get(name);
    if (word && /^[a-z0-9]{1,12}$/.test(word)) state[name] = word;
  }
  if (parts.get("arcs") === "1") state.arcs = true;
  const query = parts.get("q");
  if (query) state.query = query.slice(0, 300);
  const event = parts.get("event");
  if (event) state.event = event.slice(0, 200);
  return state;
}

/** The filters of a store, for an address. */
export function filterState(store: Store): ViewState {
  const hidden: Record<string, string[]> = {};
  for (const facet of store.facets.values()) {
    if (facet.key === "layer" || !isSet(facet)) continue;
    const off = facet.words.flatMap((word, index) => (facet.allowed[index] ? [] : [word ?? NOT_STATED]));
    hidden[facet.key] = off.length ? off : [NOTHING];
  }
  return {
    hidden,
    ...(store.query && { query: store.query }),
    ...(store.time && { days: [store.time.from, store.time.to], undated: store.time.undated }),
    ...(store.confidence && { confidence: store.confidence }),
    ...(store.fatalities && { fatalities: store.fatalities }),
  };
}

/** Sets a store's filters, but for the search and the layers, which others own. */
export function applyFilters(store: Store, state: ViewState): void {
  for (const facet of store.facets.values()) {
    if (facet.key === "layer") continue;
    const off = state.hidden[facet.key];
    if (off) facet.words.forEach((word, i) => (facet.allowed[i] = off.includes(word ?? NOT_STATED) ? 0 : 1));
    else facet.allowed.set(facet.initial);
  }
  store.time = state.days ? { from: state.days[0], to: state.days[1], undated: state.undated ?? true } : null;
  store.confidence = state.confidence ?? 0;
  store.fatalities = state.fatalities ?? 0;
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
