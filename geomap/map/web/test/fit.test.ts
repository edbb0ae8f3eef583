import { describe, expect, it } from "vitest";
import { dataBounds } from "../src/fit";
import { mercatorX, mercatorY } from "../src/mercator";
import { sample } from "./helpers";

const units = (degrees: number) => Math.round(degrees * 1e5);

function events(count: number, far: number) {
  const places = Array.from({ length: count }, (_, i) => (i < far ? 150 : (i % 10) / 10));
  return sample(count, { lon: places.map(units), lat: places.map((lon) => units(lon / 10)) });
}

describe("the opening view", () => {
  it("leaves out a few events that lie far from all others", () => {
    const data = events(100, 5);
    const box = dataBounds(data, new Uint8Array(100).fill(1), [null], { all: false });
    expect(box?.[2]).toBeCloseTo(mercatorX(0.9), 6);
    expect(box?.[1]).toBeCloseTo(mercatorY(0.09), 6);
  });

  it("takes in all of them when asked to, and when they are not few", () => {
    for (const [far, all] of [[5, true], [40, false]] as const) {
      const box = dataBounds(events(100, far), new Uint8Array(100).fill(1), [null], { all });
      expect(box?.[2]).toBeCloseTo(mercatorX(150), 6);
    }
  });

  it("does so by a sample where events are very many", () => {
    const count = 9_000;
    const box = dataBounds(events(count, 90), new Uint8Array(count).fill(1), [null], { all: false });
    expect(box?.[2]).toBeCloseTo(mercatorX(0.9), 6);
  });

  it("is none without a visible event", () => {
    expect(dataBounds(events(3, 0), new Uint8Array(3), [null], { all: true })).toBeNull();
  });
});
