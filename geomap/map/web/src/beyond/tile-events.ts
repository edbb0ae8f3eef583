/** The events that a vector tile tells singly (geomap/store/tile_features.py). */
import { VectorTile } from "@mapbox/vector-tile";
import { PbfReader } from "pbf";
import type { Row } from "../texts";

export interface Told {
  rows: Row[];
  /** Events of the tile in all; those that are not told are only counted. */
  all: number;
}

/** Columns whose values the tile has as text and the page as numbers. */
const NUMBERS = new Set(["longitude", "latitude", "confidence", "fatalities", "reports"]);

export function readTile(bytes: Uint8Array): Told {
  const { events, counts } = new VectorTile(new PbfReader(bytes)).layers;
  const rows: Row[] = [];
  for (let i = 0; i < (events?.length ?? 0); i++) rows.push(typed(events.feature(i).properties));
  let all = 0;
  for (let i = 0; i < (counts?.length ?? 0); i++) all += Number(counts.feature(i).properties.count);
  return { rows, all };
}

function typed(properties: Record<string, unknown>): Row {
  const row: Row = { ...properties };
  for (const name of NUMBERS) if (name in row) row[name] = Number(row[name]);
  return row;
}
