/** A file that lies beside the page, read a range at a time. */
import type { ReadRange } from "./pmtiles";

/** A server that knows no ranges sends the whole file; a larger one is not taken. */
const LARGEST_WHOLE = 64 * 2 ** 20;

/** The address of a file beside the page. The name is one name: nothing in it leads elsewhere. */
export function besideAddress(name: string, page: string): string {
  return new URL(encodeURIComponent(name), page.split(/[?#]/)[0]).href;
}

/** Reads ranges of the file at `address`. Throws an Error that says what the server answered. */
export function fileBeside(address: string): ReadRange {
  let whole: Uint8Array<ArrayBuffer> | null = null;
  return async (offset, length) => {
    if (whole) return whole.slice(offset, offset + length);
    const answer = await fetch(address, { headers: { Range: `bytes=${offset}-${offset + length - 1}` } });
    if (answer.status === 206) return new Uint8Array(await answer.arrayBuffer());
    if (answer.status !== 200) throw new Error(`${answer.status} ${answer.statusText}`.trim());
    if (Number(answer.headers.get("Content-Length") ?? Infinity) > LARGEST_WHOLE) {
      await answer.body?.cancel();
      throw new Error("the server does not answer range requests");
    }
    whole = new Uint8Array(await answer.arrayBuffer());
    return whole.slice(offset, offset + length);
  };
}
