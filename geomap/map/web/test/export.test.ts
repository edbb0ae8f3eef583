import { describe, expect, it } from "vitest";
import { MISSING } from "../src/bytes";
import { acledTable, type AcledRules } from "../src/acled";
import { csv, csvCell, features, geojson } from "../src/export";
import { sample } from "./helpers";

function made() {
  return sample(3, {
    lon: [3_012_345, 3_000_000, MISSING],
    lat: [5_045_000, 5_000_000, MISSING],
    radius: [0, 200, 0],
    precision: ["city", "near_city", "unknown"],
    day: [20165, MISSING, 20166],
    confidence: [8050, 65535, 0],
    texts: { event_id: ["a", "b", "c"], quote: ["x", "=1+1", null], tags: [["s", "t"], [], null], q: [{ killed: 2 }, {}, null] },
    properties: ["event_id", "event_date", "confidence", "geo_precision", "latitude", "quote", "tags", "q"],
  });
}

describe("the download", () => {
  it("has the visible events with every property in the frame's order", async () => {
    const data = made();
    const found = await features(data, Uint8Array.from([1, 0, 1]), [null]);
    expect(found.map((feature) => feature.properties)).toEqual([
      { event_id: "a", event_date: "2025-03-18", confidence: 0.805, geo_precision: "city", latitude: 50.45, quote: "x", tags: ["s", "t"], q: { killed: 2 } },
      { event_id: "c", event_date: "2025-03-19", confidence: 0, geo_precision: "unknown", latitude: null, quote: null, tags: null, q: null },
    ]);
    expect(Object.keys(found[0].properties)).toEqual(data.head.properties);
    expect(found.map((feature) => feature.geometry)).toEqual([{ type: "Point", coordinates: [30.12345, 50.45] }, null]);
  });

  it("draws what is only near as a circle that is closed and runs against the clock", async () => {
    const [feature] = await features(made(), Uint8Array.from([0, 1, 0]), [null]);
    const [ring] = feature.geometry?.coordinates as number[][][];
    expect(feature.geometry?.type).toBe("Polygon");
    expect(ring[0]).toEqual(ring[ring.length - 1]);
    const twice = ring.slice(1).reduce((sum, [x, y], i) => sum + ring[i][0] * y - x * ring[i][1], 0);
    expect(twice).toBeGreaterThan(0);
    const north = Math.max(...ring.map(([, lat]) => lat));
    expect((north - 50) * 111.2).toBeCloseTo(20, 0);
  });

  it("is JSON whatever stands in it", async () => {
    const text = geojson(await features(made(), Uint8Array.from([1, 1, 1]), [null]), "Whose data");
    const read = JSON.parse(text);
    expect(read.features).toHaveLength(3);
    expect(read.features.map((feature: { id: string }) => feature.id)).toEqual(["a", "b", "c"]);
    expect(read.attribution).toBe("Whose data");
  });

  it("is a table whose cells begin no formula", async () => {
    const data = made();
    const rows = (await features(data, Uint8Array.from([1, 1, 0]), [null])).map(({ properties }) => data.head.properties.map((name) => properties[name]));
    expect(csv(data.head.properties, rows).split("\r\n")).toEqual([
      "\ufeffevent_id,event_date,confidence,geo_precision,latitude,quote,tags,q",
      'a,2025-03-18,0.805,city,50.45,x,s; t,"{""killed"":2}"',
      "b,,,near_city,50,'=1+1,,{}",
      "",
    ]);
  });

  it("gives an event its last day also where no event has another than its first", async () => {
    const data = sample(1, { day: [20165], dayEnd: null, properties: ["event_date", "date_end"] });
    const [{ properties }] = await features(data, Uint8Array.from([1]), [null]);
    expect(properties).toEqual({ event_date: "2025-03-18", date_end: "2025-03-18" });
  });

  it.each(["=1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "'=1", "\uff1d1"])("guards %j", (text) => {
    expect(csvCell(text).replace(/^"/, "")[0]).toBe("'");
  });

  it("makes a list of objects one that can be read again", () => {
    expect(csvCell([{ name: "A" }, { name: "B" }])).toBe('"[{""name"":""A""},{""name"":""B""}]"');
  });

  it("leaves numbers numbers", () => {
    expect(csvCell(-33.5)).toBe("-33.5");
    expect(csvCell('say "so", twice\n')).toBe('"say ""so"", twice\n"');
  });
});

describe("the table in ACLED's columns", () => {
  const rules: AcledRules = {
    columns: ["event_id_cnty", "year", "disorder_type", "event_type", "civilian_targeting", "latitude", "geo_precision", "notes", "inter1"],
    same: { event_id_cnty: "event_id", event_type: "acled_event_type", notes: "quote" },
    geo: { city: 1, adm1: 3 }, time: {}, disorder: { Riots: "Demonstrations" }, disorder_by_sub: { "Mob violence": "Political violence" }, own: "geomap_",
  };
  const row = { event_id: "a", event_date: "2025-03-18", acled_event_type: "Riots", latitude: 50.45, geo_precision: "city", quote: "x", event_type: "UNR.RIOT" };

  it("says in ACLED's words what ACLED knows, and beside them all the rest", () => {
    const { header, lines } = acledTable([row], Object.keys(row), rules);
    expect(header).toEqual([...rules.columns, "geomap_event_date", "geomap_latitude", "geomap_geo_precision", "geomap_event_type"]);
    expect(lines).toEqual([["a", 2025, "Demonstrations", "Riots", null, 50.45, 1, "x", undefined, "2025-03-18", 50.45, "city", "UNR.RIOT"]]);
  });

  it("gives no coordinates to what is known less exactly than ACLED knows", () => {
    const { header, lines } = acledTable([{ ...row, geo_precision: "country", acled_sub_event_type: "Mob violence" }], Object.keys(row), rules);
    expect(lines[0].slice(2, 7)).toEqual(["Political violence", "Riots", null, undefined, undefined]);
    expect(lines[0][header.indexOf("geomap_latitude")]).toBe(50.45);
  });

  it("keeps ACLED's own columns of an event that came from it", () => {
    expect(acledTable([{ ...row, inter1: "State forces" }], Object.keys(row), rules).lines[0][8]).toBe("State forces");
  });
});
