/** The script elements that hold the page's data. Those behind the page's own script come in while it runs. */
import { unpack } from "./bytes";
import { Dataset, type Head, type Packed } from "./dataset";
import type { TextSource } from "./texts";

export function blockText(page: Document, id: string): string {
  return page.getElementById(id)?.textContent?.trim() ?? "";
}

/** The events as far as the first picture needs them; `whole` of the data is the rest. */
export async function readDataset(page: Document, head: Head): Promise<Dataset> {
  return new Dataset(head, await readColumns(page, "geomap-numbers"), textSource(page, head), { whole: false });
}

/** Adds what the filters need. */
export async function readMore(page: Document, data: Dataset): Promise<void> {
  await parsed(page);
  data.add(await readColumns(page, "geomap-more"));
}

async function readColumns(page: Document, id: string): Promise<Packed> {
  const bytes = await unpack(blockText(page, id));
  const end = bytes.indexOf(10);
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end))) as Omit<Packed, "bytes">;
  return { ...head, bytes: bytes.subarray(end + 1) };
}

/** Stretches of the texts, which stand in several elements one behind the other. */
function textSource(page: Document, { texts }: Head): TextSource {
  const { offsets, part = offsets.length } = texts;
  const starts = offsets.filter((_, block) => block % part === 0);
  return async (start, length) => {
    await parsed(page);
    const number = starts.findLastIndex((first) => first <= start);
    const node = page.getElementById(`geomap-texts-${number}`)?.firstChild as Text | null;
    return node?.substringData(start - starts[number], length) ?? "";
  };
}

function parsed(page: Document): Promise<void> {
  if (page.readyState !== "loading") return Promise.resolve();
  return new Promise((done) => page.addEventListener("DOMContentLoaded", () => done(), { once: true }));
}
