import { describe, expect, it } from "vitest";
import { MISSING } from "../src/bytes";
import { beyondDays, coreSpan } from "../src/timespan";
import { sample } from "./helpers";

const days = (few: number[], many: number) => [...few, ...Array.from({ length: many }, (_, i) => 20_000 + i)];

describe("the axis of time", () => {
  it("leaves off a few events that lie far from all others, and counts them", () => {
    const day = [...days([10_000, 12_000], 60), MISSING];
    const data = sample(day.length, { day });
    expect(coreSpan(data.firstDay, data.lastDay)).toEqual([20_000, 20_059]);
    expect(beyondDays(data, [20_000, 20_059])).toBe(2);
  });

  it("has all days where those far off are not few, or not far", () => {
    for (const few of [[19_900, 19_950], Array.from({ length: 30 }, () => 10_000)]) {
      const data = sample(few.length + 60, { day: days(few, 60) });
      expect(coreSpan(data.firstDay, data.lastDay)).toBeNull();
    }
  });
});
