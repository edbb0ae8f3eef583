/** Full-text search over quotes, titles, places, actors and types. */
import type { Dataset } from "./dataset";

const IN_TEXTS = ["quote", "title", "notes", "attribution", "event_id"];
const CODED = ["location", "admin1", "country", "actor1", "actor2", "source", "event_type"];

/** Text as it is compared: no case, no accents, no apostrophe variants. */
export function folded(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[\u2018\u2019\u02bc`]/g, "'").toLowerCase();
}

export function queryWords(query: string): string[] {
  return folded(query).split(/\s+/).filter(Boolean);
}

/** Where words of a query stand in a text, from and to, one after the other. */
export function hits(text: string, words: string[]): [from: number, to: number][] {
  if (words.length === 0) return [];
  // What is folded may be shorter or longer: each of its letters knows which it came from.
  let low = "";
  const origins: number[] = [];
  let at = 0;
  for (const letter of text) {
    const made = folded(letter);
    for (let i = 0; i < made.length; i++) origins.push(at);
    low += made;
    at += letter.length;
  }
  origins.push(text.length);
  const found: [number, number][] = [];
  for (let from = 0; from < low.length; ) {
    const next = words.map((word) => ({ word, place: low.indexOf(word, from) })).filter(({ place }) => place >= 0);
    const first = next.sort((a, b) => a.place - b.place || b.word.length - a.word.length)[0];
    if (!first) break;
    from = first.place + first.word.length;
    found.push([origins[first.place], Math.max(origins[from], origins[from - 1] + 1)]);
  }
  return found;
}

/** A text from shortly before the first word of a query on, if that stands far inside it. */
export function excerpt(text: string, words: string[], far = 28): string {
  const [first] = hits(text, words);
  return first && first[0] > far ? `\u2026${text.slice(text.lastIndexOf(" ", first[0] - far / 2) + 1)}` : text;
}

export class Search {
  private run = 0;
  private readonly kept = new Map<number, string[]>();
  private revision = 0;

  constructor(
    private readonly data: Dataset,
    private readonly labels: Record<string, string>,
  ) {}

  /** 1 for each event that holds every word of the query; null for an empty query, or when a later search overtook this. */
  async find(query: string): Promise<Uint8Array | null | "overtaken"> {
    const run = ++this.run;
    const words = queryWords(query);
    if (this.revision !== this.data.revision) this.kept.clear();
    this.revision = this.data.revision;
    if (words.length === 0) return null;
    const found = new Uint8Array(this.data.n);
    for (let block = 0; block < this.data.texts.blocks; block++) {
      const haystacks = await this.haystacks(block);
      if (run !== this.run) return "overtaken";
      const first = block * this.data.texts.rowsInBlock;
      haystacks.forEach((text, row) => {
        if (words.every((word) => text.includes(word))) found[first + row] = 1;
      });
    }
    return found;
  }

  private async haystacks(block: number): Promise<string[]> {
    const kept = this.kept.get(block);
    if (kept) return kept;
    const columns = await this.data.texts.block(block);
    const keys = this.data.texts.keys;
    const texts = IN_TEXTS.map((name) => keys.indexOf(name)).filter((at) => at >= 0).map((at) => columns[at]);
    const first = block * this.data.texts.rowsInBlock;
    const made = columns[0].map((_, index) => {
      const event = first + index;
      const coded = CODED.map((name) => this.data.word(name, event) ?? "");
      const label = this.labels[this.data.word("event_type", event) ?? ""] ?? "";
      return folded([...texts.map((column) => column[index] ?? ""), ...coded, label].join("\n"));
    });
    // A few hundred thousand events' texts fit in memory; past that each search inflates them again.
    if (this.kept.size < 600) this.kept.set(block, made);
    return made;
  }
}
