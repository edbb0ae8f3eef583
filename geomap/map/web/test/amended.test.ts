import { dirname, join } from "node:path";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { Amended, dayOf } from "../src/amended";
import { readBaseMap } from "../src/basemap";
import { MISSING } from "../src/bytes";
import { DRAWN } from "../src/dataset";
import { sound } from "../src/review-values";
import { countryShape, type Shape } from "../src/shapes";
import { Store } from "../src/store";
import { makeBaseMap, packBaseMap, readLabels } from "../scripts/basemap.mjs";
import { sample } from "./helpers";

const folder = dirname(fileURLToPath(import.meta.url));
const atlas = createRequire(import.meta.url).resolve("world-atlas/countries-50m.json");
const base = await readBaseMap(packBaseMap(makeBaseMap(atlas).topology, readLabels(join(folder, "..", "data"))));

function twoEvents() {
  const units = (degrees: number) => Math.round(degrees * 1e5);
  return sample(2, {
    lon: [units(32.6), units(30.5)], lat: [units(46.6), units(50.45)], layer: [0, 1], day: [20_165, 20_166],
    status: ["happened", "claimed"], precision: ["city", "city"], country: ["Ukraine", "Ukraine"],
  });
}

/** All that is drawn or counted of an event. */
function state(data: ReturnType<typeof sample>, event: number) {
  const words = ["status", "geo_precision", "country", "location"].map((name) => data.word(name, event));
  const { lon, lat, x, y, drawn, area, layer, tally, firstDay, lastDay, radius } = data;
  return [...words, ...[lon, lat, x, y, drawn, area, layer, tally, firstDay, lastDay, radius].map((column) => column[event])];
}

describe("a corrected event", () => {
  it("is another in every column that follows, and what it was once that is taken back", () => {
    const data = twoEvents();
    const amended = new Amended(data, { shapes: [null], base });
    const [before, other] = [state(data, 0), state(data, 1)];
    const place = { name: "Odesa", lat: 46.48, lon: 30.73, precision: "city" };
    amended.apply(0, { status: "denied", event_date: "2025-03-02", date_end: null, place });
    expect([data.word("status", 0), data.word("location", 0), data.word("country", 0)]).toEqual(["denied", "Odesa", "Ukraine"]);
    expect([data.certainty(0), data.tally[0] & 1, data.firstDay[0], data.lastDay[0]]).toEqual(["denied", 1, dayOf("2025-03-02"), dayOf("2025-03-02")]);
    expect([data.lon[0], data.drawn[0]]).toEqual([3_073_000, DRAWN.point]);
    expect(state(data, 1)).toEqual(other);
    amended.apply(0, { status: "planned" });
    expect([data.word("status", 0), data.word("location", 0)]).toEqual(["planned", null]);
    amended.restore(0);
    expect(state(data, 0)).toEqual(before);
  });

  it("is a circle where a coarser place has no outline, and the outline of a country", () => {
    const data = twoEvents();
    const shapes: (Shape | null)[] = [null];
    const amended = new Amended(data, { shapes, base });
    amended.apply(0, { place: { name: "Somewhere Oblast", lat: 48, lon: 35, precision: "adm1" } });
    expect([data.drawn[0], data.word("geo_precision", 0)]).toEqual([DRAWN.ring, "adm1"]);
    amended.apply(0, { place: { name: "Kenya", lat: 0.5, lon: 37.5, precision: "country" } });
    expect([data.drawn[0], data.word("country", 0)]).toEqual([DRAWN.area, "Kenya"]);
    expect(shapes[data.area[0]]?.anchor).toEqual(countryShape(base.byId.get("404") ?? [])?.anchor);
  });

  it("is counted under its new choice, which a filter set to others leaves out", () => {
    const data = twoEvents();
    const store = new Store(data);
    const facet = store.addFacet("status", data.status.words, { codes: data.status.codes });
    const amended = new Amended(data, { shapes: [null], base });
    facet.allowed[data.status.words.indexOf("claimed")] = 0;
    amended.apply(0, { status: "denied" });
    store.recount();
    store.filter();
    const denied = facet.words.indexOf("denied");
    expect([facet.totals[denied], facet.allowed[denied], store.visible]).toEqual([1, 0, 0]);
  });
});

it("shows nothing of a kept correction that is no word, no day and no place on Earth", () => {
  const kept = { event_type: 7, status: ["x"], event_date: "tomorrow", date_end: null, place: { name: "X", lat: 91, lon: 0 } };
  expect(sound(kept as never)).toEqual({ date_end: null });
  expect(sound("<img>" as never)).toEqual({});
  expect(dayOf("2025-02-31x")).toBe(MISSING);
});
