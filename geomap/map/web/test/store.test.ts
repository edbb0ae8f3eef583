import { describe, expect, it } from "vitest";
import { MISSING } from "../src/bytes";
import { joinedValues, Store } from "../src/store";
import { sample } from "./helpers";

function store() {
  const data = sample(6, {
    layer: [0, 0, 1, 1, 2, 2],
    status: ["happened", "claimed", "happened", null, "planned", "happened"],
    day: [10, 11, 12, 13, MISSING, 10],
    dayEnd: [10, 14, 12, 13, MISSING, 10],
    confidence: [9000, 4000, 6000, 65535, 2000, 5000],
  });
  const made = new Store(data);
  made.addFacet("layer", ["one", "two", "three"], { codes: data.layer });
  made.addFacet("status", data.status.words, data.status);
  made.filter();
  return made;
}

function facet(of: Store, key: string) {
  const found = of.facets.get(key);
  if (!found) throw new Error(key);
  return found;
}

describe("a store", () => {
  it("shows everything at first and counts each choice", () => {
    const made = store();
    expect(made.visible).toBe(6);
    expect([...facet(made, "layer").counts]).toEqual([2, 2, 2]);
    expect(facet(made, "status").words).toEqual([null, "claimed", "happened", "planned"]);
    expect([...facet(made, "status").counts]).toEqual([1, 1, 3, 1]);
    expect(made.filtered).toBe(false);
  });

  it("counts a choice under all other filters, on or off", () => {
    const made = store();
    facet(made, "layer").allowed[0] = 0;
    made.filter();
    expect(made.visible).toBe(4);
    expect([...facet(made, "layer").counts]).toEqual([2, 2, 2]);
    expect([...facet(made, "status").counts]).toEqual([1, 0, 2, 1]);
    facet(made, "status").allowed[2] = 0;
    made.filter();
    expect(made.visible).toBe(2);
    expect([...facet(made, "layer").counts]).toEqual([1, 1, 1]);
    expect([...made.mask]).toEqual([0, 0, 0, 1, 1, 0]);
  });

  it("keeps events whose dates overlap the range, and the undated as asked", () => {
    const made = store();
    made.time = { from: 12, to: 12, undated: true };
    made.filter();
    expect([...made.mask]).toEqual([0, 1, 1, 0, 1, 0]);
    made.time = { from: 12, to: 12, undated: false };
    made.filter();
    expect([...made.mask]).toEqual([0, 1, 1, 0, 0, 0]);
    expect(made.visibleAtAnyTime(0)).toBe(true);
  });

  it("asks for confidence, and does not hide what states none", () => {
    const made = store();
    made.confidence = 5000;
    made.filter();
    expect([...made.mask]).toEqual([1, 0, 1, 1, 0, 1]);
  });

  it("takes the search as one more filter", () => {
    const made = store();
    made.found = Uint8Array.from([1, 0, 0, 0, 0, 1]);
    facet(made, "layer").allowed[2] = 0;
    made.filter();
    expect([...made.mask]).toEqual([1, 0, 0, 0, 0, 0]);
    expect([...facet(made, "layer").counts]).toEqual([1, 0, 1]);
  });

  it("lists several values of an event, parts of a list apart", () => {
    const { words, values } = joinedValues(
      [
        { words: [null, "A; B"], codes: Uint8Array.from([1, 0, 1]) },
        { words: [null, "B", "C"], codes: Uint8Array.from([1, 0, 2]) },
      ],
      3,
    );
    expect(words).toEqual([null, "A", "B", "C"]);
    const made = store();
    const actors = new Store(sample(3, {})).addFacet("actor", words, values);
    expect([...actors.totals]).toEqual([1, 2, 2, 1]);
    expect(made.visible).toBe(6);
  });
});
