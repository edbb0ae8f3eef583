/** Reads what geomap/map/columns.py writes: base64, gzip, and columns of numbers byte plane by byte plane. */

export type Kind = "u8" | "u16" | "u32" | "delta";
export type Column = Uint8Array | Uint16Array | Uint32Array | Int32Array;
export type ColumnTable = readonly (readonly [name: string, kind: Kind, length: number])[];

/** A number that is not there, in a `delta` column. */
export const MISSING = 2 ** 31 - 1;

const WIDTH: Record<Kind, number> = { u8: 1, u16: 2, u32: 4, delta: 4 };

export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const quick = (Uint8Array as unknown as { fromBase64?: (text: string) => Uint8Array<ArrayBuffer> }).fromBase64;
  if (quick) return quick.call(Uint8Array, text);
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; i++) bytes[i] = letters.charCodeAt(i);
  return bytes;
}

/** What stands for 0 to 84: the letters of ASCII from "#" on, without those that mean something in markup or a string. */
const LETTERS_85 = Array.from({ length: 91 }, (_, index) => String.fromCharCode(35 + index)).filter((letter) => !/[&'<>\\`]/.test(letter));

/** Base 85, four bytes in five letters, after one that says how many bytes at the end are padding. */
export function fromBase85(text: string): Uint8Array<ArrayBuffer> {
  const values = new Uint8Array(128);
  LETTERS_85.forEach((letter, value) => (values[letter.charCodeAt(0)] = value));
  const letters = new TextEncoder().encode(text);
  const groups = (text.length - 1) / 5;
  const view = new DataView(new ArrayBuffer(groups * 4));
  for (let group = 0, at = 1; group < groups; group++, at += 5) {
    const high = (values[letters[at]] * 85 + values[letters[at + 1]]) * 85 + values[letters[at + 2]];
    view.setInt32(group * 4, Math.imul(high, 85 * 85) + values[letters[at + 3]] * 85 + values[letters[at + 4]]);
  }
  return new Uint8Array(view.buffer, 0, groups * 4 - Number(text[0]));
}

/** What geomap/map/columns.py packs: base 85 begins with a digit, base 64 of gzip never does. */
export function unpack(text: string): Promise<Uint8Array<ArrayBuffer>> {
  return gunzip(/^\d/.test(text) ? fromBase85(text) : fromBase64(text));
}

export async function gunzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const { readable, writable } = new DecompressionStream("gzip");
  const whole = new Response(readable).arrayBuffer();
  // Written by hand: a Blob's stream would go through the browser's own process and back.
  const writer = writable.getWriter();
  const [buffer] = await Promise.all([whole, writer.write(bytes), writer.close()]);
  return new Uint8Array(buffer);
}

/** All columns of a table, in the order of the bytes. */
export function decodeColumns(bytes: Uint8Array, table: ColumnTable): Map<string, Column> {
  const columns = new Map<string, Column>();
  let start = 0;
  for (const [name, kind, length] of table) {
    const stop = start + WIDTH[kind] * length;
    columns.set(name, decodeColumn(bytes.subarray(start, stop), kind, length));
    start = stop;
  }
  return columns;
}

export function decodeColumn(bytes: Uint8Array, kind: Kind, length: number): Column {
  if (kind === "u8") return bytes.slice();
  if (kind === "u16") {
    const values = new Uint16Array(length);
    for (let i = 0; i < length; i++) values[i] = bytes[i] | (bytes[length + i] << 8);
    return values;
  }
  if (kind === "delta") return decodeDeltas(bytes, length);
  const values = new Uint32Array(length);
  for (let i = 0; i < length; i++) {
    values[i] = bytes[i] | (bytes[length + i] << 8) | (bytes[2 * length + i] << 16) | (bytes[3 * length + i] << 24);
  }
  return values;
}

function decodeDeltas(bytes: Uint8Array, length: number): Int32Array {
  const values = new Int32Array(length);
  let sum = 0;
  for (let i = 0, second = length, third = 2 * length, fourth = 3 * length; i < length; i++, second++, third++, fourth++) {
    const step = bytes[i] | (bytes[second] << 8) | (bytes[third] << 16) | (bytes[fourth] << 24);
    sum = (sum + ((step >>> 1) ^ -(step & 1))) | 0;
    values[i] = sum;
  }
  return values;
}
