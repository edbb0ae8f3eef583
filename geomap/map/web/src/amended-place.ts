/** A corrected place in the columns of the page: its country off the outline, its area where the page has one. */
import type { BaseMap, Country } from "./basemap";
import { type Dataset, FINE } from "./dataset";
import { mercatorX, mercatorY, UNITS_IN_DEGREE } from "./mercator";
import { covers } from "./outlines";
import type { Place } from "./review-log";
import { countryShape, type Shape } from "./shapes";

/** What the page has of outlines. */
export interface Ground {
  shapes: (Shape | null)[];
  base: BaseMap;
}

export function locate(data: Dataset, { shapes, base }: Ground, event: number, place: Place): void {
  const precision = place.precision ?? "city";
  const twin = twinOf(data, place, precision);
  const land = countryAt(base, place);
  data.setNumber("lon", event, Math.round(place.lon * UNITS_IN_DEGREE));
  data.setNumber("lat", event, Math.round(place.lat * UNITS_IN_DEGREE));
  data.radius[event] = place.radius_km ?? 0;
  data.setWord("location", event, place.name || null);
  data.setWord("geo_precision", event, precision);
  data.setWord("country", event, land ? countryName(data, land) : (place.country ?? null));
  data.setWord("admin1", event, place.admin1 ?? null);
  if (data.coded("_country")) data.setWord("_country", event, land?.id ?? null);
  const region = land && place.admin1 ? `${land.id}/${place.admin1}` : null;
  if (data.coded("_region")) data.setWord("_region", event, region && data.words._region.includes(region) ? region : null);
  if ([null, "none"].includes(data.word("location_role", event))) data.setWord("location_role", event, "event");
  data.setNumber("area", event, FINE.has(precision) ? 0 : twin ?? areaOf(data, { shapes, base }, { precision, land, region }));
}

/** The area of another event at the same place that is known as exactly. */
function twinOf(data: Dataset, { name, lat, lon }: Place, precision: string): number | null {
  const [x, y] = [Math.round(lon * UNITS_IN_DEGREE), Math.round(lat * UNITS_IN_DEGREE)];
  for (let event = 0; event < data.n; event++) {
    const same = data.lat[event] === y && data.lon[event] === x && data.word("location", event) === name;
    if (same && data.area[event] && data.word("geo_precision", event) === precision) return data.area[event];
  }
  return null;
}

/** A country's own outline, a division's where this page has it; 0, for a circle, otherwise. */
function areaOf(data: Dataset, { shapes, base }: Ground, { precision, land, region }: {
  precision: string; land: Country | null; region: string | null;
}): number {
  if (precision === "adm1" && region) return data.head.regions[data.words._region?.indexOf(region) ?? -1] ?? 0;
  if (precision !== "country" || !land) return 0;
  const known = data.head.countries.indexOf(land.id);
  if (known >= 0) return known + 1;
  const shape = countryShape(base.byId.get(land.id) ?? []);
  const found = shapes.findIndex((other) => other !== null && other.polygons[0] === shape?.polygons[0]);
  return found >= 0 ? found : shapes.push(shape) - 1;
}

function countryAt({ countries }: BaseMap, { lat, lon }: Place): Country | null {
  const [x, y] = [mercatorX(lon), mercatorY(lat)];
  return countries.find(({ polygons }) => polygons.some((polygon) => covers(polygon, x, y))) ?? null;
}

/** As other events of this page call it; else as the outline does. */
function countryName(data: Dataset, { id, name }: Country): string {
  const ids = data.coded("_country");
  const code = ids?.words.indexOf(id) ?? -1;
  const other = ids && code >= 0 ? ids.codes.indexOf(code) : -1;
  return (other >= 0 && data.word("country", other)) || name;
}
