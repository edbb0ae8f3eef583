/**
 * Reads a PMTiles archive a range of bytes at a time.
 * Source: the PMTiles specification, version 3 (https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md).
 */
import { PbfReader } from "pbf";
import { gunzip } from "../bytes";

/** Gives a range of the bytes of a file. */
export type ReadRange = (offset: number, length: number) => Promise<Uint8Array<ArrayBuffer>>;

/** Tiles from `id` on, `run` of them alike; a run of 0 is a directory of further entries. */
export interface Entry {
  id: number;
  offset: number;
  length: number;
  run: number;
}

/** The header and the first directory lie within so many bytes, says the specification. */
const BEGINNING = 16_384;
const GZIP = 2;
/** Directories within directories are allowed; more than this many are a fault. */
const DEEPEST = 4;

/** The number of a tile: tiles of lower zooms first, those of one zoom along the curve of Hilbert (1891). */
export function tileId(zoom: number, x: number, y: number): number {
  const edge = 2 ** zoom;
  let id = (edge * edge - 1) / 3;
  for (let side = edge / 2; side >= 1; side /= 2) {
    const [right, down] = [x & side ? 1 : 0, y & side ? 1 : 0];
    id += side * side * ((3 * right) ^ down);
    if (down) continue;
    if (right) [x, y] = [edge - 1 - x, edge - 1 - y];
    [x, y] = [y, x];
  }
  return id;
}

/** The entries of a directory, once it is unpacked. */
export function readEntries(bytes: Uint8Array): Entry[] {
  const reader = new PbfReader(bytes);
  const count = reader.readVarint();
  const all = () => Array.from({ length: count }, () => reader.readVarint());
  const [steps, runs, lengths, offsets] = [all(), all(), all(), all()];
  const entries: Entry[] = [];
  let id = 0;
  for (let i = 0; i < count; i++) {
    id += steps[i];
    const offset = offsets[i] === 0 ? entries[i - 1].offset + entries[i - 1].length : offsets[i] - 1;
    entries.push({ id, offset, length: lengths[i], run: runs[i] });
  }
  return entries;
}

/** The entry that a tile is in, or whose directory it may be in. */
export function entryOf(entries: readonly Entry[], id: number): Entry | null {
  const found = entries[entries.findLastIndex((entry) => entry.id <= id)];
  return found && (found.run === 0 || id - found.id < found.run) ? found : null;
}

export class Archive {
  private readonly leaves = new Map<number, Promise<Entry[]>>();

  private constructor(
    private readonly read: ReadRange,
    private readonly root: Entry[],
    private readonly at: { leaves: number; tiles: number },
  ) {}

  /** Throws an Error for what is no archive of gzipped tiles. */
  static async open(read: ReadRange): Promise<Archive> {
    const bytes = await read(0, BEGINNING);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const magic = new TextDecoder().decode(bytes.subarray(0, 7));
    if (magic !== "PMTiles" || bytes[7] !== 3) throw new Error("not a PMTiles file of version 3");
    if (bytes[97] !== GZIP || bytes[98] !== GZIP) throw new Error("tiles that are not gzipped");
    const number = (at: number) => Number(view.getBigUint64(at, true));
    const root = await gunzip(bytes.slice(number(8), number(8) + number(16)));
    return new Archive(read, readEntries(root), { leaves: number(40), tiles: number(56) });
  }

  /** The bytes of a tile, unpacked; null where the archive has none. */
  async tile(zoom: number, x: number, y: number): Promise<Uint8Array<ArrayBuffer> | null> {
    const id = tileId(zoom, x, y);
    let entries = this.root;
    for (let depth = 0; depth < DEEPEST; depth++) {
      const entry = entryOf(entries, id);
      if (!entry) return null;
      if (entry.run > 0) return gunzip(await this.read(this.at.tiles + entry.offset, entry.length));
      entries = await this.leaf(entry);
    }
    throw new Error("directories without end");
  }

  private leaf({ offset, length }: Entry): Promise<Entry[]> {
    let found = this.leaves.get(offset);
    if (!found) {
      found = this.read(this.at.leaves + offset, length).then(gunzip).then(readEntries);
      this.leaves.set(offset, found);
    }
    return found;
  }
}
