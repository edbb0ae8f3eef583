/** What is visible, to take away: every property of the frame, in the frame's order. */
import type { Outline, Ring } from "./outlines";
import { DRAWN, type Dataset, type Row } from "./dataset";
import { isoDate } from "./i18n";
import type { Review } from "./review";
import { withDecision } from "./review-export";
import { latitude, longitude, UNITS_IN_DEGREE } from "./mercator";
import type { Shape } from "./shapes";

export interface Feature {
  type: "Feature";
  id?: string;
  geometry: { type: string; coordinates: unknown } | null;
  properties: Row;
}

type Source = (event: number, row: Row) => unknown;

/** How each property is found again. */
export function propertySources(data: Dataset): [string, Source][] {
  const inTexts = new Set(data.texts.keys);
  return data.head.properties.map((name): [string, Source] => {
    if (inTexts.has(name)) return [name, (_, row) => row[name]];
    if (name === "event_date" || name === "date_end") {
      const column = name === "event_date" ? "day" : "day_end";
      return [name, (event) => dateOf(data.number(column, event))];
    }
    if (name === "latitude") return [name, (event) => degrees(data, data.lat, event)];
    if (name === "longitude") return [name, (event) => degrees(data, data.lon, event)];
    if (name === "context") return [name, contextOf];
    if (name === "confidence") return [name, (event) => scaled(data.number(name, event), 1e4)];
    if (data.words[name]) return [name, (event) => data.word(name, event)];
    return [name, (event) => data.number(name, event)];
  });
}

function dateOf(day: number | null): string | null {
  return day === null ? null : isoDate(day);
}

function scaled(value: number | null, by: number): number | null {
  return value === null ? null : value / by;
}

function degrees(data: Dataset, column: ArrayLike<number>, event: number): number | null {
  return data.drawn[event] === DRAWN.nowhere ? null : column[event] / UNITS_IN_DEGREE;
}

function contextOf(_: number, row: Row): string | null {
  if (row._before === null || row._before === undefined) return null;
  return `${row._before}${row.quote}${row._after}`;
}

/** A GeoJSON geometry: a point, the outline as this map holds it, a circle for what is only near, null for no place. */
export function geometryOf(data: Dataset, shapes: (Shape | null)[], event: number): Feature["geometry"] {
  const kind = data.drawn[event];
  if (kind === DRAWN.nowhere) return null;
  const shape = shapes[data.area[event]];
  if (kind === DRAWN.area && shape) {
    return { type: "MultiPolygon", coordinates: shape.polygons.map(polygonCoordinates) };
  }
  const point = [data.lon[event] / UNITS_IN_DEGREE, data.lat[event] / UNITS_IN_DEGREE];
  if (kind === DRAWN.ring && data.radius[event] > 0) {
    return { type: "Polygon", coordinates: [circle(data, event)] };
  }
  return { type: "Point", coordinates: point };
}

function polygonCoordinates({ rings }: Outline): number[][][] {
  return rings.map((ring, index) => closedLine(ring, index === 0));
}

/** RFC 7946: closed, the outer ring against the clock and holes with it. */
function closedLine(ring: Ring, outer: boolean): number[][] {
  const points: number[][] = [];
  for (let i = 0; i < ring.length; i += 2) {
    points.push([rounded(longitude(ring[i])), rounded(latitude(ring[i + 1]))]);
  }
  const [first, last] = [points[0], points[points.length - 1]];
  if (first[0] !== last[0] || first[1] !== last[1]) points.push(first);
  let twice = 0;
  for (let i = 0; i + 1 < points.length; i++) {
    twice += points[i][0] * points[i + 1][1] - points[i + 1][0] * points[i][1];
  }
  return twice > 0 === outer ? points : points.reverse();
}

function circle(data: Dataset, event: number): number[][] {
  const radius = data.ringRadius(event);
  const points: number[][] = [];
  for (let step = 0; step <= 64; step++) {
    const angle = ((step % 64) / 64) * 2 * Math.PI;
    const x = data.x[event] + radius * Math.cos(angle);
    const y = data.y[event] - radius * Math.sin(angle);
    points.push([rounded(longitude(x)), rounded(latitude(y))]);
  }
  return points;
}

function rounded(value: number): number {
  return Math.round(value * UNITS_IN_DEGREE) / UNITS_IN_DEGREE;
}

/** Reads all properties of an event, with the decision of the review about it. */
export function propertiesOf(data: Dataset, review: Review | null): (event: number, row: Row) => Row {
  const sources = propertySources(data);
  return (event, row) => {
    const read = () => Object.fromEntries(sources.map(([name, source]) => [name, source(event, row) ?? null]));
    const entry = review?.entry(row) ?? null;
    return entry && review ? withDecision(review, { event, entry, now: read(), before: review.asBefore(event, read) }) : read();
  };
}

/** Features of the visible events, in the frame's order, each with the decision of the review about it. */
export async function features(
  data: Dataset,
  mask: Uint8Array,
  shapes: (Shape | null)[],
  review: Review | null = null,
): Promise<Feature[]> {
  const read = propertiesOf(data, review);
  const made: Feature[] = [];
  for (let event = 0; event < data.n; event++) {
    if (!mask[event]) continue;
    const row = await data.texts.row(event);
    const properties = read(event, row);
    const id = typeof properties.event_id === "string" ? { id: properties.event_id } : {};
    made.push({ type: "Feature", ...id, geometry: geometryOf(data, shapes, event), properties });
  }
  return made;
}

/**
 * A feature collection; `attribution` names whose data the places and outlines are, as their licences ask, `note` says
 * what the outlines are not, where there are any.
 */
export function geojson(made: Feature[], attribution: string, note = ""): string {
  const areas = made.some(({ geometry }) => geometry !== null && geometry.type !== "Point");
  return JSON.stringify({ type: "FeatureCollection", attribution, ...(areas && note && { note }), features: made });
}

/** Comma-separated values with a byte-order mark, for spreadsheets; a cell never begins a formula. */
export function csv(header: readonly string[], lines: readonly (readonly unknown[])[]): string {
  return `\ufeff${[header, ...lines].map((cells) => `${cells.map(csvCell).join(",")}\r\n`).join("")}`;
}

/** As geomap/store/guard.py guards a cell, so that geomap reads it back as it was. */
export function csvCell(value: unknown): string {
  let text = cellText(value).replaceAll("\0", "\ufffd");
  if (typeof value !== "number" && /^'*\s*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r\n]/.test(text)) text = `'${text}`;
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A value as a cell holds it. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value) && !value.some((item) => typeof item === "object")) return value.join("; ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** Hands a file to the browser's downloads. */
export function download(name: string, type: string, content: BlobPart): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
