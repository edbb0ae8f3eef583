import { describe, expect, it } from "vitest";
import type { App } from "../src/app";
import { collectArcs } from "../src/arcs";
import { STATUSES } from "../src/certainty";
import { breaks, type Choropleth, shadeOf } from "../src/choropleth";
import { density } from "../src/heat";
import { drawMark, traceMark } from "../src/marks";
import { type Key, keysOf } from "../src/picture-keys";
import { Speech, type Strings } from "../src/i18n";
import { leftOut, stepsOf } from "../src/scale-steps";
import { Store } from "../src/store";
import { THEMES } from "../src/theme";
import { countText, unseen } from "../src/unseen";
import type { View } from "../src/mercator";
import english from "../i18n/en.json";
import { sample } from "./helpers";

/** Writes down what is painted instead of painting it. */
function recorder(): { g: CanvasRenderingContext2D; said: () => string } {
  const lines: string[] = [];
  const round = (value: unknown) => (typeof value === "number" ? Math.round(value * 100) / 100 : value);
  const g = new Proxy({} as Record<string, unknown>, {
    get: (kept, name: string) => kept[name] ?? ((...values: unknown[]) => void lines.push(`${name}(${values.map(round).join()})`)),
    set: (kept, name: string, value) => {
      kept[name] = value;
      lines.push(`${name}=${round(value)}`);
      return true;
    },
  });
  return { g: g as unknown as CanvasRenderingContext2D, said: () => lines.join(";") };
}

const MARKS = ["circle", "square", "triangle", "triangle-down", "diamond", "pentagon", "hexagon", "star", "plus", "cross"];

describe("a mark", () => {
  it("has a shape for each word of a layer file", () => {
    const shapes = MARKS.map((mark) => {
      const { g, said } = recorder();
      traceMark(g, mark, 0, 0, 10);
      return said();
    });
    expect(new Set(shapes).size).toBe(MARKS.length);
  });

  it.each(["light", "dark"] as const)("says by each status something else, in the %s theme", (name) => {
    const drawn = STATUSES.map((certainty) => {
      const { g, said } = recorder();
      drawMark(g, { mark: "square", color: "#bf2a22", certainty }, 0, 0, { theme: THEMES[name] });
      return said();
    });
    expect(new Set(drawn).size).toBe(STATUSES.length);
  });
});

describe("shades of a count", () => {
  it("are one for each number while there are few, and steps that grow alike beyond", () => {
    expect(breaks([1, 3])).toEqual([1, 2, 3]);
    expect(breaks([158, 1])).toEqual([1, 3, 8, 21, 57]);
    expect(breaks([])).toEqual([]);
  });

  it("tell apart what is counted alike", () => {
    expect(breaks([196, 214, 236])).toEqual([196, 203, 211, 219, 227]);
    expect(breaks([7])).toEqual([7]);
  });

  it("are darker for more, and lighter for more on a dark map", () => {
    const classes = breaks([1, 100]);
    const shades = classes.map((least) => shadeOf(least, classes, THEMES.light));
    expect(new Set(shades).size).toBe(classes.length);
    expect(shadeOf(100, classes, THEMES.light)).toBe(shades[4]);
    const sum = (color: string) => (color.match(/[0-9a-f]{2}/g) ?? []).reduce((total, part) => total + Number.parseInt(part, 16), 0);
    expect(sum(shades[0])).toBeGreaterThan(sum(shades[4]));
    expect(sum(shadeOf(1, classes, THEMES.dark))).toBeLessThan(sum(shadeOf(100, classes, THEMES.dark)));
  });
});

const VIEW: View = { world: 512, left: 0, top: 0, width: 512, height: 512, zoom: 1, marginX: 0 };

describe("heat", () => {
  it("lies where exact places are, and counts none that is known less exactly", () => {
    const data = sample(3, { lon: [0, 0, 9_000_000], lat: [0, 0, 0], precision: ["city", "city", "country"] });
    const { grid, columns } = density(data, Uint8Array.from([1, 1, 1]), VIEW, data.counts);
    const total = grid.reduce((sum, value) => sum + value, 0);
    expect(total).toBeCloseTo(2, 3);
    expect(grid.indexOf(Math.max(...grid))).toBe(42 * columns + 42);
    expect(density(data, Uint8Array.from([0, 0, 1]), VIEW, data.counts).grid.every((value) => value === 0)).toBe(true);
  });
});

describe("arcs", () => {
  it("join what goes from one country to another, and leave out what is hidden or stays at home", () => {
    const data = sample(4, { layer: [0, 0, 0, 1], status: ["planned", "happened", "happened", "denied"] });
    ["_from", "_to"].forEach((name, at) => {
      [["250", "398"], ["250", "398"], ["804", "804"], ["250", "398"]].forEach((pair, event) => data.setWord(name, event, pair[at]));
    });
    expect(collectArcs(data, Uint8Array.from([1, 1, 1, 1]))).toEqual([
      { from: "250", to: "398", layer: 0, count: 2, real: true },
      { from: "250", to: "398", layer: 1, count: 1, real: false },
    ]);
    expect(collectArcs(data, Uint8Array.from([1, 0, 0, 0]))).toEqual([{ from: "250", to: "398", layer: 0, count: 1, real: false }]);
  });
});

/** As much of the page as a legend asks for. */
function page(draw: App["display"]["draw"], size: App["display"]["size"] = "same"): App {
  const data = sample(4, {
    lat: [0, 0, 0, 2 ** 31 - 1], layer: [0, 1, 0, 2], status: ["happened", "planned", "denied", "happened"], precision: ["city", "adm1", "city", "unknown"],
  });
  const store = new Store(data);
  store.addFacet("layer", ["one", "two", "three"], { codes: data.layer });
  const strings = english as Strings;
  return {
    data, store, strings, speech: new Speech(strings, "en"), display: { draw, size, arcs: false }, theme: () => THEMES.light, inView: () => true,
  } as unknown as App;
}

describe("the legend of a picture", () => {
  const counted = { classes: [1, 3, 8], left: 2 } as Choropleth;
  const texts = (keys: Key[]) => keys.map(({ text }) => text);

  it("explains the layers and statuses that are drawn, and how marks are sized", () => {
    expect(texts(keysOf(page("marks", "reports"), counted))).toEqual(["one", "two", "Happened", "Planned", "Denied", "Size of marks: By reports"]);
  });

  it("explains shades, and what is in none of them, where counts are drawn", () => {
    expect(texts(keysOf(page("country"), counted))).toEqual(["Events", "1\u20132", "3\u20137", "8+", "2 events without a country"]);
    expect(leftOut(page("admin1"), counted)).toBe("2 events whose region is not known");
    expect(stepsOf(page("country"), { classes: [1], left: 0 } as Choropleth)).toHaveLength(1);
  });

  it("explains heat, and of the marks only those of areas, which are drawn beside it", () => {
    expect(texts(keysOf(page("heat", "fatalities"), counted))).toEqual(["By fatalities: few", "many", "two", "Planned"]);
  });

  it("paints each sign without a fault", () => {
    for (const key of keysOf(page("marks"), counted)) {
      const { g, said } = recorder();
      key.paint(g, 0, 0);
      expect(said()).not.toBe("");
    }
  });
});

describe("what is not seen", () => {
  it("is told apart: without a place, and of a layer that is off", () => {
    const app = page("marks");
    const layers = app.store.facets.get("layer");
    expect([unseen(app), countText(app)]).toEqual([{ unlocated: 1, outside: 0, hidden: 0 }, "4 events"]);
    layers?.allowed.set([0, 1, 1]);
    app.store.filter();
    expect([unseen(app), countText(app)]).toEqual([{ unlocated: 1, outside: 0, hidden: 2 }, "2 of 4 events"]);
  });
});
