/** What is in no column: quotes, ids, notes, in gzipped blocks of rows of which the last few used are kept. */
import { unpack } from "./bytes";

export type Row = Record<string, unknown>;

/** Of geomap/map/texts.py. Offsets are those of the blocks in the text of all parts. */
export interface TextTable {
  keys: string[];
  rows: number;
  offsets: number[];
  part?: number;
}

/** Gives a stretch of the text of all blocks. */
export type TextSource = (start: number, length: number) => string | Promise<string>;

/** A column of a block: cells, or texts of `each` letters one after the other, or a text a line. */
export type PackedColumn = unknown[] | { text: string; each?: number };

export class Texts {
  private readonly kept = new Map<number, Promise<unknown[][]>>();

  constructor(
    private readonly table: TextTable,
    private readonly source: TextSource,
    private readonly most = 40,
  ) {}

  async row(event: number): Promise<Row> {
    const columns = await this.block(Math.floor(event / this.table.rows));
    const at = event % this.table.rows;
    return Object.fromEntries(this.table.keys.map((key, index) => [key, columns[index][at]]));
  }

  get blocks(): number {
    return this.table.offsets.length - 1;
  }

  get rowsInBlock(): number {
    return this.table.rows;
  }

  get keys(): readonly string[] {
    return this.table.keys;
  }

  /** The columns of a block of rows, in the order of the keys. */
  block(number: number): Promise<unknown[][]> {
    let found = this.kept.get(number);
    if (!found) {
      found = this.inflate(number);
      this.kept.set(number, found);
      const oldest = this.kept.keys().next().value;
      if (this.kept.size > this.most && oldest !== undefined) this.kept.delete(oldest);
    }
    return found;
  }

  private async inflate(number: number): Promise<unknown[][]> {
    const [start, stop] = [this.table.offsets[number], this.table.offsets[number + 1]];
    const text = await this.source(start, stop - start);
    const bytes = await unpack(text);
    return (JSON.parse(new TextDecoder().decode(bytes)) as PackedColumn[]).map(cells);
  }
}

export function cells(column: PackedColumn): unknown[] {
  if (Array.isArray(column)) return column;
  const { text, each } = column;
  if (!each) return text.split("\n");
  return Array.from({ length: text.length / each }, (_, index) => text.slice(index * each, (index + 1) * each));
}
