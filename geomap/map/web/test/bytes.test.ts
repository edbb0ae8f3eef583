import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { decodeColumn, decodeColumns, fromBase64, gunzip, MISSING } from "../src/bytes";
import { cells } from "../src/texts";
import { encode } from "./helpers";

describe("columns", () => {
  it("come back from every kind", () => {
    for (const [kind, values] of [
      ["u8", [0, 255, 7]],
      ["u16", [0, 65535, 300]],
      ["u32", [0, 2 ** 32 - 1, 70_000]],
      ["delta", [5, -5, MISSING, -(2 ** 31), 0]],
    ] as const) {
      const bytes = Uint8Array.from(encode(kind, [...values]));
      expect([...decodeColumn(bytes, kind, values.length)]).toEqual(values);
    }
  });

  it("follow each other in the order of their table", () => {
    const bytes = Uint8Array.from([...encode("u16", [1, 300]), ...encode("u8", [9])]);
    const columns = decodeColumns(bytes, [["a", "u16", 2], ["none", "delta", 0], ["b", "u8", 1]]);
    expect([...columns].map(([name, column]) => [name, [...column]])).toEqual([["a", [1, 300]], ["none", []], ["b", [9]]]);
  });

  it("come out of base64 and gzip", async () => {
    const packed = gzipSync(Uint8Array.from([1, 2, 3])).toString("base64");
    expect([...(await gunzip(fromBase64(packed)))]).toEqual([1, 2, 3]);
  });
});

it("takes columns of texts apart", () => {
  expect(cells([1, null, "x"])).toEqual([1, null, "x"]);
  expect(cells({ text: "abcdef", each: 2 })).toEqual(["ab", "cd", "ef"]);
  expect(cells({ text: "one\n\nthree" })).toEqual(["one", "", "three"]);
});
