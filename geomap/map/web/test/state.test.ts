import { describe, expect, it } from "vitest";
import { certaintyOf, isReal, SIGNS, STATUSES } from "../src/certainty";
import { DRAWN } from "../src/dataset";
import { dataBounds } from "../src/fit";
import { eventsOf, groupEvents } from "../src/groups";
import { applyFilters, filterState, readState, writeState } from "../src/link";
import { Store } from "../src/store";
import { sample } from "./helpers";

describe("the address", () => {
  it("restores what it was written from", () => {
    const state = {
      zoom: 4.25,
      lat: 48.5,
      lon: -3.25,
      layers: ["one", "two"],
      hidden: { status: ["claimed", "∅"], country: ["Côte d'Ivoire & co"] },
      query: "a&b=c #d",
      days: [-10, 20] as [number, number],
      undated: false,
      confidence: 5000,
      fatalities: 3,
      draw: "heat",
      size: "reports",
      arcs: true,
      event: "x y",
    };
    expect(readState(`#${writeState(state)}`)).toEqual(state);
  });

  it("may name any filter, of which the page has none", () => {
    const state = readState("#hide.constructor=x&hide.__proto__=y&days=9_1");
    expect(Object.entries(state.hidden)).toEqual([["constructor", ["x"]], ["__proto__", ["y"]]]);
    expect(state.days).toEqual([1, 9]);
  });

  it("that says nothing changes nothing", () => {
    expect(readState("")).toEqual({ hidden: {} });
    expect(readState("#map=1/2&days=a_b&sure=1e9&zoom=<b>")).toEqual({ hidden: {} });
  });

  it("carries a store's filters over to another", () => {
    const make = () => {
      const data = sample(3, { status: ["happened", null, "planned"] });
      const store = new Store(data);
      store.addFacet("layer", ["one", "two", "three"], { codes: data.layer });
      store.addFacet("status", data.status.words, data.status);
      return store;
    };
    const [from, to] = [make(), make()];
    from.facets.get("status")?.allowed.set([0, 1, 0]);
    from.time = { from: 3, to: 9, undated: false };
    from.confidence = 2500;
    applyFilters(to, readState(writeState(filterState(from))));
    expect([...(to.facets.get("status")?.allowed ?? [])]).toEqual([0, 1, 0]);
    expect([to.time, to.confidence]).toEqual([{ from: 3, to: 9, undated: false }, 2500]);
  });
});

describe("certainty", () => {
  it("is real only for what happened", () => {
    expect(STATUSES.filter((status) => isReal(certaintyOf(status)))).toEqual(["happened", "ongoing"]);
    expect([certaintyOf("constructor"), certaintyOf("rumoured"), certaintyOf(null)]).toEqual(["alleged", "alleged", "happened"]);
  });

  it("gives each status a sign of its own, for a mark and for an area, that needs no colour", () => {
    const marks = STATUSES.map((status) => JSON.stringify([SIGNS[status].inside, SIGNS[status].dashes, SIGNS[status].halo]));
    const areas = STATUSES.map((status) => JSON.stringify([SIGNS[status].area, SIGNS[status].stripe, SIGNS[status].halo]));
    expect(new Set(marks).size).toBe(STATUSES.length);
    expect(new Set(areas).size).toBe(STATUSES.length);
    expect(STATUSES.filter((status) => SIGNS[status].inside === "full")).toEqual(["happened", "ongoing"]);
  });
});

describe("what is drawn", () => {
  const view = { world: 1024, left: 0, top: 0, width: 1024, height: 1024, zoom: 2, marginX: 0 };

  it("is a mark only for a site or a city", () => {
    const precision = ["site", "city", "near_city", "adm2", "adm1", "area", "country", "multi_country", "unknown", null];
    const { drawn } = sample(precision.length, { precision });
    expect([...drawn]).toEqual([DRAWN.point, DRAWN.point, ...Array(7).fill(DRAWN.ring), DRAWN.point]);
  });

  it("groups events at one position, and those whose marks would overlap", () => {
    const data = sample(4, { lon: [0, 0, 100_000, 9_000_000], layer: [0, 1, 0, 2] });
    const mask = Uint8Array.from([1, 1, 1, 1]);
    const { groups } = groupEvents(data, mask, view);
    expect(groups.map((group) => [group.count, group.same])).toEqual([[3, false], [1, true]]);
    expect([...groups[0].tally]).toEqual([2, 0, 1, 0, 0, 0]);
    expect(eventsOf(groups[0], null, data, mask)).toEqual([0, 1, 2]);
  });

  it("counts every visible event once when there are too many to tell apart", () => {
    const n = 2000;
    const lon = Array.from({ length: n }, (_, i) => ((i * 7919) % 30_000_000) - 15_000_000);
    const lat = Array.from({ length: n }, (_, i) => ((i * 104_729) % 12_000_000) - 6_000_000);
    const data = sample(n, { lon, lat });
    const mask = Uint8Array.from({ length: n }, (_, i) => (i % 3 ? 1 : 0));
    const { groups, grid } = groupEvents(data, mask, view);
    expect(grid).not.toBeNull();
    const listed = groups.flatMap((group) => eventsOf(group, grid, data, mask, n));
    expect(new Set(listed).size).toBe(listed.length);
    expect(listed.length).toBe(mask.reduce((sum, one) => sum + one, 0));
    expect(groups.reduce((sum, group) => sum + group.count, 0)).toBe(listed.length);
  });
});

describe("the opening view", () => {
  const near = Array.from({ length: 9 }, (_, i) => 3_000_000 + i * 10_000);
  const far = sample(10, { lon: [...near, -7_700_000], lat: [...near, 3_900_000] });
  const all = new Uint8Array(10).fill(1);

  it("leaves out one event far from nine others, until all are asked for", () => {
    const core = dataBounds(far, all, [null], { all: false });
    const whole = dataBounds(far, all, [null], { all: true });
    expect(core && core[0]).toBeGreaterThan(0.5);
    expect(whole && whole[0]).toBeLessThan(0.3);
  });

  it("has nothing to fit to without places", () => {
    expect(dataBounds(far, new Uint8Array(10), [null], { all: true })).toBeNull();
  });
});
