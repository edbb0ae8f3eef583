/** The decisions of a review, in order, as they are kept and as they are downloaded (docs/formats.md). */

export type Decision = "accept" | "reject" | "correct";

export interface Place {
  name: string;
  lat: number;
  lon: number;
  precision?: string;
  country?: string;
  admin1?: string;
  gazetteer_id?: string;
  radius_km?: number;
}

export interface Values {
  event_type?: string;
  status?: string | null;
  event_date?: string | null;
  date_end?: string | null;
  place?: Place | null;
}

export interface Entry {
  event_id: string;
  decision: Decision;
  at: string;
  by?: string;
  note?: string;
  map?: string;
  /** What the reviewer saw of the values in `to`. */
  from?: Values;
  to?: Values;
}

/** Where the review is kept between visits. `save` says whether it was. */
export interface Keeper {
  load(): string | null;
  save(text: string): boolean;
}

const DECISIONS: ReadonlySet<unknown> = new Set(["accept", "reject", "correct"]);

export class ReviewLog {
  by = "";
  /** Whether the browser keeps it; otherwise it is lost with the page. */
  kept = true;
  private entries: Entry[] = [];

  constructor(
    private readonly keeper: Keeper,
    private readonly now: () => Date = () => new Date(),
  ) {
    this.load();
  }

  /** What is kept now, which another window on the same map may have written. */
  load(): void {
    try {
      const found = JSON.parse(this.keeper.load() ?? "{}") as { by?: unknown; entries?: unknown };
      this.by = typeof found.by === "string" ? found.by : "";
      this.entries = Array.isArray(found.entries) ? found.entries.filter(isEntry) : [];
      this.kept = true;
    } catch {
      this.kept = false;
    }
  }

  setBy(name: string): void {
    this.by = name;
    this.kept = this.save();
  }

  decide(made: Omit<Entry, "at" | "by">): Entry {
    const entry: Entry = { ...made, at: this.moment(), ...(this.by && { by: this.by }) };
    this.entries.push(entry);
    this.kept = this.save();
    return entry;
  }

  /** Takes back the last decision about an event, or the last of all; what it was. */
  undo(id?: string): Entry | null {
    const at = id === undefined ? this.entries.length - 1 : this.entries.findLastIndex((entry) => entry.event_id === id);
    if (at < 0) return null;
    const [gone] = this.entries.splice(at, 1);
    this.kept = this.save();
    return gone;
  }

  /** The decision that holds for an event. */
  of(id: string): Entry | null {
    return this.entries.findLast((entry) => entry.event_id === id) ?? null;
  }

  /** The decisions that hold, one an event, oldest first. */
  standing(): Entry[] {
    return this.entries.filter((entry) => this.of(entry.event_id) === entry);
  }

  /** The file `corrections.jsonl`. */
  lines(): string {
    return this.standing().map((entry) => `${JSON.stringify(entry)}\n`).join("");
  }

  /** Later than every decision before it, also where the clock was put back. */
  private moment(): string {
    const last = this.entries.length ? Date.parse(this.entries[this.entries.length - 1].at) : 0;
    return new Date(Math.max(this.now().getTime(), (last || 0) + 1)).toISOString();
  }

  private save(): boolean {
    return this.keeper.save(JSON.stringify({ by: this.by, entries: this.entries }));
  }
}

/** The browser's storage under a key; refused or full, it keeps nothing and says so. */
export function browserKeeper(key: string): Keeper {
  return {
    load: () => localStorage.getItem(key),
    save: (text) => {
      try {
        localStorage.setItem(key, text);
        return true;
      } catch {
        return false;
      }
    },
  };
}

function isEntry(value: unknown): value is Entry {
  if (typeof value !== "object" || value === null) return false;
  const { event_id, decision, at } = value as Entry;
  return typeof event_id === "string" && DECISIONS.has(decision) && typeof at === "string";
}
