import { describe, expect, it } from "vitest";
import { type Change, foremost } from "../src/since";

describe("several events in one mark", () => {
  const of = (...changes: (Change | null)[]) => foremost((event) => changes[event], changes.map((_, event) => event));

  it("are marked by the news among them", () => {
    expect(of("changed", null, "new", "withdrawn")).toBe("new");
    expect(of("withdrawn", "changed", null)).toBe("changed");
    expect(of(null, null)).toBe(null);
  });

  it("are withdrawn only where all of them are", () => {
    expect(of("withdrawn", "withdrawn")).toBe("withdrawn");
    expect(of("withdrawn", null)).toBe(null);
  });
});
