import { beforeAll, describe, expect, it } from "vitest";
import type { Keeper } from "../src/review-log";
import { ReviewLog } from "../src/review-log";
import { applyFilters, filterState, readState, writeState } from "../src/link";
import { isSet, Store } from "../src/store";
import { difference } from "../src/review-values";
import { sample } from "./helpers";

function memory(): Keeper & { held: string | null } {
  return {
    held: null,
    load() {
      return this.held;
    },
    save(text) {
      this.held = text;
      return true;
    },
  };
}

const clock = () => new Date("2025-04-01T10:00:00Z");

describe("the log of a review", () => {
  it("holds the last decision about each event and takes it back", () => {
    const log = new ReviewLog(memory(), clock);
    log.setBy("O. K.");
    log.decide({ event_id: "a", decision: "accept" });
    log.decide({ event_id: "b", decision: "reject" });
    log.decide({ event_id: "a", decision: "correct", from: { status: "claimed" }, to: { status: "denied" } });
    expect(log.of("a")?.decision).toBe("correct");
    expect(log.standing().map((entry) => entry.event_id)).toEqual(["b", "a"]);
    expect(log.undo("a")?.decision).toBe("correct");
    expect(log.of("a")?.decision).toBe("accept");
    expect(log.undo()?.event_id).toBe("b");
    log.undo("a");
    expect([log.undo(), log.of("a"), log.lines()]).toEqual([null, null, ""]);
  });

  it("is the same when it is opened again", () => {
    const keeper = memory();
    const first = new ReviewLog(keeper, clock);
    first.setBy("O. K.");
    first.decide({ event_id: "a", decision: "accept", note: "seen <b>" });
    const again = new ReviewLog(keeper, clock);
    expect([again.by, again.lines()]).toEqual(["O. K.", first.lines()]);
    expect(JSON.parse(again.lines())).toEqual({
      event_id: "a", decision: "accept", note: "seen <b>", by: "O. K.", at: "2025-04-01T10:00:00.000Z",
    });
  });

  it("dates each decision after the one before it, whatever the clock says", () => {
    const log = new ReviewLog(memory(), clock);
    const moments = ["a", "a", "b"].map((id) => log.decide({ event_id: id, decision: "accept" }).at);
    expect([...new Set(moments)].sort()).toEqual(moments);
  });

  it("works in memory and says so where the browser keeps nothing", () => {
    const refusing: Keeper = {
      load: () => {
        throw new Error("denied");
      },
      save: () => false,
    };
    const log = new ReviewLog(refusing, clock);
    expect(log.kept).toBe(false);
    log.decide({ event_id: "a", decision: "reject" });
    expect([log.of("a")?.decision, log.kept]).toEqual(["reject", false]);
  });

  it("passes over what is no decision in the storage", () => {
    const keeper = memory();
    for (const held of ["{", "[]", '{"entries": [1, null, {"event_id": "a", "decision": "burn", "at": "x"}], "by": 7}']) {
      keeper.held = held;
      const log = new ReviewLog(keeper, clock);
      expect([log.standing(), log.by]).toEqual([[], ""]);
    }
  });
});

describe("a correction", () => {
  it("says only what differs, and what that was", () => {
    const now = { event_type: "STR.DRONE", status: null, event_date: "2025-03-18", date_end: null, place: null };
    const place = { name: "Odesa", lat: 46.5, lon: 30.7 };
    const set = { event_type: "STR.DRONE", status: "denied", event_date: null, date_end: null, place };
    expect(difference(now, set)).toEqual({
      from: { status: null, event_date: "2025-03-18", place: null },
      to: { status: "denied", event_date: null, place },
    });
  });
});

describe("a choice that is off as the map opens", () => {
  let store: Store;
  beforeAll(() => {
    store = new Store(sample(3, {}));
    const facet = store.addFacet("review", [null, "rejected"], { codes: Uint8Array.of(0, 1, 0) });
    facet.allowed[1] = facet.initial[1] = 0;
  });

  it("is no filter, and can be shown, remembered in the address and put back", () => {
    const facet = store.facets.get("review");
    if (!facet) throw new Error("no facet");
    expect([isSet(facet), filterState(store).hidden]).toEqual([false, {}]);
    facet.allowed[1] = 1;
    const address = writeState(filterState(store));
    facet.allowed[1] = 0;
    applyFilters(store, readState(address));
    expect([...facet.allowed]).toEqual([1, 1]);
    applyFilters(store, readState(""));
    expect([...facet.allowed]).toEqual([1, 0]);
  });
});
