/** Which tiles a part of the world needs, and what they tell, each fetched once. */
import type { Box } from "../mercator";
import type { Row } from "../texts";
import type { Archive } from "./pmtiles";
import { readTile, type Told } from "./tile-events";

export interface TileName {
  x: number;
  y: number;
}

/** Tiles of a zoom that touch a box of the unit square. */
export function tilesIn([west, north, east, south]: Box, zoom: number): TileName[] {
  const edge = 2 ** zoom;
  const cell = (at: number) => Math.max(0, Math.min(edge - 1, Math.floor(at * edge)));
  const found: TileName[] = [];
  for (let y = cell(north); y <= cell(south); y++) {
    for (let x = cell(west); x <= cell(east); x++) found.push({ x, y });
  }
  return found;
}

export class TileStore {
  /** Events of all tiles that are kept; a new tile's come behind the others, so that their numbers stay. */
  rows: Row[] = [];
  private readonly kept = new Map<string, Told>();

  constructor(
    private readonly archive: Promise<Archive>,
    readonly zoom: number,
    private readonly most: number,
  ) {}

  /** Fetches what is missing of `tiles`. True: events were dropped, and their numbers mean nothing any more. */
  async need(tiles: readonly TileName[]): Promise<boolean> {
    const archive = await this.archive;
    const missing = tiles.filter((tile) => !this.kept.has(nameOf(tile)));
    const fetched = await Promise.all(
      missing.map(async (tile) => {
        const bytes = await archive.tile(this.zoom, tile.x, tile.y);
        return [nameOf(tile), bytes ? readTile(bytes) : { rows: [], all: 0 }] as const;
      }),
    );
    const fresh = fetched.filter(([name]) => !this.kept.has(name)); // two calls may have waited for the same
    const more = fresh.reduce((sum, [, { rows }]) => sum + rows.length, 0);
    const dropped = this.rows.length > 0 && this.rows.length + more > this.most;
    if (dropped) this.keepOnly(tiles);
    for (const [name, told] of fresh) {
      this.kept.set(name, told);
      this.rows.push(...told.rows);
    }
    return dropped;
  }

  /** Events of the tiles that are told singly, and all of them. */
  count(tiles: readonly TileName[]): { told: number; all: number } {
    const known = tiles.map((tile) => this.kept.get(nameOf(tile))).filter((one) => one !== undefined);
    const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
    return { told: sum(known.map(({ rows }) => rows.length)), all: sum(known.map(({ all }) => all)) };
  }

  private keepOnly(tiles: readonly TileName[]): void {
    const names = new Set(tiles.map(nameOf));
    for (const name of [...this.kept.keys()]) if (!names.has(name)) this.kept.delete(name);
    this.rows = [...this.kept.values()].flatMap(({ rows }) => rows);
  }
}

function nameOf({ x, y }: TileName): string {
  return `${x}/${y}`;
}
