import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readBaseMap, unpackBaseMap } from "../src/basemap";
import { latitude, longitude, mercatorX, mercatorY, tabulatedY } from "../src/mercator";
import { centroid, covers } from "../src/outlines";
import { inner } from "../src/shapes";
import { makeBaseMap, packBaseMap, readLabels } from "../scripts/basemap.mjs";

const folder = dirname(fileURLToPath(import.meta.url));
const atlas = createRequire(import.meta.url).resolve("world-atlas/countries-50m.json");
const base = await readBaseMap(packBaseMap(makeBaseMap(atlas).topology, readLabels(join(folder, "..", "data"))));

function countryAt(lat: number, lon: number): string | undefined {
  const [x, y] = [mercatorX(lon), mercatorY(lat)];
  return base.countries.find((country) => country.polygons.some((polygon) => covers(polygon, x, y)))?.id;
}

describe("the base map", () => {
  it.each([
    ["Kyiv", 50.45, 30.52, "804"],
    ["Simferopol", 44.95, 34.1, "804"],
    ["Krasnodar", 45.04, 38.98, "643"],
    ["Anadyr, beyond the 180th meridian", 66, -176, "643"],
    ["Riyadh", 24.69, 46.72, "682"],
    ["the South Pole's surroundings", -80, 100, "010"],
    ["the middle of the Pacific", 0, -150, undefined],
    ["the sea north of Iceland", 69, -18, undefined],
  ])("has %s in the right country", (_, lat, lon, id) => {
    expect(countryAt(lat, lon)).toBe(id);
  });

  it("dashes the land border of Crimea and those of contested countries, and no other", () => {
    const boxOf = (arc: number) => [0, 1, 2, 3].map((side) => base.arcs.boxes[4 * arc + side] * base.arcs.scale[side & 1]);
    const near = (west: number, south: number, east: number, north: number) =>
      base.lines.disputed.map(boxOf).filter((box) => longitude(box[0]) > west && longitude(box[2]) < east && latitude(box[3]) > south && latitude(box[1]) < north);
    expect(near(32, 45, 36, 47).length).toBeGreaterThan(0); // Crimea
    expect(near(-18, 20, -8, 28.5).length).toBeGreaterThan(0); // Western Sahara
    expect(near(19, 41, 22, 44).length).toBeGreaterThan(0); // Kosovo
    expect(near(-125, 25, -65, 60)).toEqual([]); // the United States and Canada
  });

  it("keeps small countries", () => {
    const names = new Set(base.countries.map((country) => country.name));
    for (const name of ["Bahrain", "Malta", "Singapore", "Palestine", "Kosovo"]) expect(names).toContain(name);
  });

  it("names capitals", () => {
    expect(base.cities.find((city) => city.name === "Kyiv")?.zoom).toBeLessThanOrEqual(5);
  });

  it("stays within the map's edges", () => {
    for (const { box } of base.countries) expect([box[0] >= -1e-9, box[2] <= 1 + 1e-9]).toEqual([true, true]);
  });
});

describe("shapes", () => {
  const square = Float64Array.from([0, 0, 4, 0, 4, 4, 0, 4]);
  const hook = Float64Array.from([0, 0, 10, 0, 10, 10, 8, 10, 8, 2, 0, 2]);

  it("have their centre of mass", () => {
    expect(centroid(square)).toEqual({ area: 16, centre: [2, 2] });
  });

  it("put a badge inside even where the centre is not", () => {
    const polygon = { rings: [hook], box: [0, 0, 10, 10] as [number, number, number, number] };
    const [x, y] = inner(centroid(hook).centre, [polygon]);
    expect(covers(polygon, x, y)).toBe(true);
  });

  it("go to Mercator and back", () => {
    expect(longitude(mercatorX(-77.5))).toBeCloseTo(-77.5, 9);
    expect(latitude(mercatorY(68.25))).toBeCloseTo(68.25, 9);
  });
});

it("reads zigzag integers of any length", () => {
  const head = { scale: [0.001, 1] as [number, number], arcs: 1, countries: [], cities: "", seas: [] };
  const { arcs } = unpackBaseMap(head, Uint8Array.from([8, 0, 1, 2, 0x80 | 0x2c, 0x02, 0, 0, 0, 4]));
  const across = [...arcs.points].filter((_, i) => i % 2 === 0);
  expect(across).toEqual([0, -1, 0, 150]);
  expect([...arcs.boxes]).toEqual([-1, 0, 150, 2]);
});

it("reads positions off a table to a fraction of a pixel", () => {
  const near = tabulatedY();
  const pixels = 256 * 2 ** 13;
  for (const lat of [-90, -84.333, -33.86785, 0, 0.004, 48.00512, 69.99999, 84.999, 90]) {
    expect(Math.abs(near(lat) - mercatorY(lat)) * pixels).toBeLessThan(0.2);
  }
});
