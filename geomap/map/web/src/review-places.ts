/** Places that a reviewer may choose: those considered for the event, then those of the map and its reference cities. */
import { text } from "./card-parts";
import type { App } from "./app";
import { DRAWN, type Row } from "./dataset";
import { latitude, longitude, UNITS_IN_DEGREE } from "./mercator";
import type { Place } from "./review-log";
import { folded } from "./search";

const MOST = 8;

export function considered(row: Row): Place[] {
  const items = Array.isArray(row.alternatives) ? (row.alternatives as unknown[]) : [];
  return items.flatMap((item) => {
    const one = (typeof item === "object" && item !== null ? item : {}) as Row;
    const [lat, lon] = [Number(one.lat ?? Number.NaN), Number(one.lon ?? Number.NaN)];
    const name = text(one.name);
    if (name === null || !Number.isFinite(lat) || !Number.isFinite(lon)) return [];
    const words = { country: text(one.country), admin1: text(one.admin1), gazetteer_id: text(one.gazetteer_id) };
    return [{ name, lat, lon, precision: text(one.precision) ?? "city", ...there(words) }];
  });
}

/** The places whose name begins with the words, then those that have them inside. */
export function searchPlaces(app: App, query: string): Place[] {
  const wanted = folded(query.trim());
  if (!wanted) return [];
  const found: { place: Place; rank: number }[] = [];
  const seen = new Set<string>();
  for (const place of placesOf(app)) {
    const at = folded(place.name).indexOf(wanted);
    const key = `${place.name}/${place.lat.toFixed(1)}/${place.lon.toFixed(1)}`;
    if (at < 0 || seen.has(key)) continue;
    seen.add(key);
    found.push({ place, rank: at === 0 ? 0 : 1 });
  }
  return found.sort((a, b) => a.rank - b.rank || a.place.name.length - b.place.name.length).slice(0, MOST).map(({ place }) => place);
}

function* placesOf(app: App): Generator<Place> {
  const { data } = app;
  const seen = new Set<string>();
  for (let event = 0; event < data.n; event++) {
    const name = data.word("location", event);
    if (name === null || data.drawn[event] === DRAWN.nowhere) continue;
    const key = `${name}/${data.lat[event]}`;
    if (seen.has(key)) continue;
    seen.add(key);
    yield placeOf(app, event) as Place;
  }
  for (const { name, x, y } of app.cities) yield { name, lat: round(latitude(y)), lon: round(longitude(x)), precision: "city" };
}

/** Where an event is now; null without a place. */
export function placeOf({ data }: Pick<App, "data">, event: number): Place | null {
  if (data.drawn[event] === DRAWN.nowhere) return null;
  const words = { country: data.word("country", event), admin1: data.word("admin1", event) };
  return {
    name: data.word("location", event) ?? "",
    lat: data.lat[event] / UNITS_IN_DEGREE,
    lon: data.lon[event] / UNITS_IN_DEGREE,
    precision: data.word("geo_precision", event) ?? "city",
    ...there(words),
    ...(data.radius[event] > 0 && { radius_km: data.radius[event] }),
  };
}

/** "Tripoli, North Governorate, LBN". */
export function placeLabel({ name, admin1, country }: Place): string {
  return [name, admin1, country].filter((word, at, all) => word && all.indexOf(word) === at).join(", ");
}

export function round(degrees: number): number {
  return Math.round(degrees * 1e4) / 1e4;
}

function there<T extends Record<string, string | null>>(words: T): { [K in keyof T]?: string } {
  return Object.fromEntries(Object.entries(words).filter(([, word]) => word)) as { [K in keyof T]?: string };
}
