import { describe, expect, it } from "vitest";
import { gzipSync } from "node:zlib";
import { besideAddress } from "../src/beyond/beside";
import { nearData } from "../src/beyond/near-data";
import { Archive, entryOf, readEntries, tileId } from "../src/beyond/pmtiles";
import { tilesIn, TileStore } from "../src/beyond/tiles-in-view";
import { MISSING } from "../src/bytes";
import { Store } from "../src/store";
import { sample } from "./helpers";

describe("a PMTiles archive", () => {
  it("numbers tiles as the specification's examples do", () => {
    const named = [[0, 0, 0], [1, 0, 0], [1, 0, 1], [1, 1, 1], [1, 1, 0], [2, 0, 0]] as const;
    expect(named.map(([zoom, x, y]) => tileId(zoom, x, y))).toEqual([0, 1, 2, 3, 4, 5]);
    expect(tileId(12, 3423, 1763)).toBe(19078479);
  });

  it("numbers every tile of a zoom once, each beside the one before", () => {
    const found = new Map<number, [number, number]>();
    for (let x = 0; x < 16; x++) for (let y = 0; y < 16; y++) found.set(tileId(4, x, y), [x, y]);
    const order = [...found.keys()].sort((a, b) => a - b);
    expect([order[0], order.length, order[255]]).toEqual([85, 256, 340]);
    for (let id = 86; id <= 340; id++) {
      const [[a, b], [c, d]] = [found.get(id - 1), found.get(id)] as [number, number][];
      expect(Math.abs(a - c) + Math.abs(b - d)).toBe(1);
    }
  });

  it("finds a tile in its run, or the directory that may have it", () => {
    const entries = readEntries(Uint8Array.from([3, 5, 2, 10, 2, 1, 0, 7, 8, 9, 1, 0, 0]));
    expect(entries).toEqual([
      { id: 5, offset: 0, length: 7, run: 2 },
      { id: 7, offset: 7, length: 8, run: 1 },
      { id: 17, offset: 15, length: 9, run: 0 },
    ]);
    expect([4, 6, 7, 8, 99].map((id) => entryOf(entries, id)?.id ?? null)).toEqual([null, 5, 7, null, 17]);
  });

  it("is read a range at a time, by way of further directories", async () => {
    const leaf = gzipSync(Uint8Array.from([1, 1, 1, 25, 1])); // tile 1, at the beginning
    const root = gzipSync(Uint8Array.from([1, 1, 0, leaf.length, 1]));
    const tile = gzipSync("hello");
    expect(tile.length).toBe(25);
    const header = new Uint8Array(127);
    header.set(new TextEncoder().encode("PMTiles"));
    header[7] = 3;
    header.set([2, 2], 97);
    const put = (at: number, value: number) => new DataView(header.buffer).setBigUint64(at, BigInt(value), true);
    put(8, 127);
    put(16, root.length);
    put(40, 127 + root.length);
    put(56, 127 + root.length + leaf.length);
    const whole = Uint8Array.from([...header, ...root, ...leaf, ...tile]);
    const asked: number[] = [];
    const archive = await Archive.open((offset, length) => {
      asked.push(offset);
      return Promise.resolve(whole.slice(offset, offset + length));
    });
    expect(new TextDecoder().decode((await archive.tile(1, 0, 0)) as Uint8Array)).toBe("hello");
    expect(await archive.tile(1, 0, 1)).toBeNull();
    expect(asked).toEqual([0, 127 + root.length, 127 + root.length + leaf.length]);
  });

  it("is refused where it is something else", async () => {
    await expect(Archive.open(() => Promise.resolve(new Uint8Array(200)))).rejects.toThrow("not a PMTiles file");
  });
});

describe("a file beside the page", () => {
  it("is in the page's folder, whatever its name", () => {
    expect(besideAddress("events.pmtiles", "https://a.example/b/map.html?x=1/2#y")).toBe("https://a.example/b/events.pmtiles");
    expect(besideAddress("https://evil.example/x", "https://a.example/b/map.html")).toMatch(/^https:\/\/a\.example\/b\/https%3A/);
  });
});

describe("tiles in view", () => {
  it("are those that the view touches", () => {
    expect(tilesIn([0.3, 0.3, 0.6, 0.4], 2)).toEqual([{ x: 1, y: 1 }, { x: 2, y: 1 }]);
    expect(tilesIn([-1, -1, 2, 2], 1)).toHaveLength(4);
  });

  it("are fetched once; when they are too many, those out of view go", async () => {
    let fetched = 0;
    const archive = { tile: () => Promise.resolve((fetched++, null)) } as unknown as Archive;
    const store = new TileStore(Promise.resolve(archive), 3, 10);
    await store.need([{ x: 0, y: 0 }, { x: 1, y: 0 }]);
    expect(await store.need([{ x: 1, y: 0 }, { x: 2, y: 0 }])).toBe(false);
    expect(fetched).toBe(3);
    expect(store.count([{ x: 0, y: 0 }])).toEqual({ told: 0, all: 0 });
  });
});

describe("single events", () => {
  const { head } = sample(1, {});
  const row = { event_id: "a", event_type: "STR.AIR", layer: "two", status: "claimed", longitude: -70.1, latitude: -33.4 };

  it("are data of the page's own kind", async () => {
    const rows = [{ ...row, event_date: "2025-03-17", confidence: 0.25 }, { ...row, event_id: "b", layer: "unknown", longitude: 24.88 }];
    const data = nearData(rows, head);
    expect([...data.lon]).toEqual([-7010000, 2488000]);
    expect([...data.lat]).toEqual([-3340000, -3340000]);
    expect([...data.layer]).toEqual([1, 2]);
    expect(data.firstDay[0]).toBe(Date.UTC(2025, 2, 17) / 86_400_000);
    expect(data.firstDay[1]).toBe(MISSING);
    expect(data.number("confidence", 0)).toBe(2500);
    expect(data.number("confidence", 1)).toBeNull();
    expect(data.certainty(0)).toBe("claimed");
    expect((await data.texts.row(1)).event_id).toBe("b");
  });
});

describe("counts", () => {
  it("are added up where rows are counted", () => {
    const data = sample(3, { layer: [0, 0, 1] });
    Object.assign(data, { counts: Uint32Array.from([5, 7, 100]), total: 112 });
    const store = new Store(data);
    const facet = store.addFacet("layer", ["one", "two"], { codes: data.layer });
    expect([...facet.totals]).toEqual([12, 100]);
    facet.allowed[1] = 0;
    store.filter();
    expect([store.visible, ...facet.counts]).toEqual([12, 12, 100]);
  });
});
