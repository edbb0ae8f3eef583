/** The interface's texts, numbers and dates in the page's language. */
import type english from "../i18n/en.json";

export type Strings = typeof english;
export interface Plural {
  one?: string;
  other: string;
}

const DAY = 86_400_000;

export class Speech {
  // Each is made when it is first needed: together they take as long as the picture of the map.
  private readonly rules = once(() => new Intl.PluralRules(this.lang));
  private readonly numbers = once(() => new Intl.NumberFormat(this.lang));
  private readonly day = once(() => this.dateFormat({ day: "numeric", month: "short", year: "numeric" }));
  private readonly long = once(() => this.dateFormat({ day: "numeric", month: "long", year: "numeric" }));
  private readonly month = once(() => this.dateFormat({ month: "short", year: "numeric" }));

  constructor(
    readonly strings: Strings,
    readonly lang: string,
  ) {}

  number(value: number): string {
    return this.numbers().format(value);
  }

  /** The form of a text for a count, with {n} and further names filled in. */
  plural(forms: Plural, count: number, more: Record<string, string> = {}): string {
    const form = (forms as unknown as Record<string, string>)[this.rules().select(count)] ?? forms.other;
    return fill(form, { n: this.number(count), ...more });
  }

  /** A day since 1970. */
  date(day: number): string {
    return this.day().format(day * DAY);
  }

  /** A stretch of days, both ends included, without saying twice what they share. */
  dates(first: number, last: number): string {
    return first === last ? this.long().format(first * DAY) : this.long().formatRange(first * DAY, last * DAY);
  }

  /** The month or the year that a day is in. */
  period(day: number, precision: "month" | "year"): string {
    const parts: Intl.DateTimeFormatOptions = precision === "year" ? { year: "numeric" } : { month: "long", year: "numeric" };
    return new Intl.DateTimeFormat(this.lang, { ...parts, timeZone: "UTC" }).format(day * DAY);
  }

  monthOf(day: number): string {
    return this.month().format(day * DAY);
  }

  private dateFormat(parts: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    // Day before month is what most of the world reads in English.
    return new Intl.DateTimeFormat(this.lang === "en" ? "en-GB" : this.lang, { ...parts, timeZone: "UTC" });
  }
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/** Puts values in the place of {names}. */
export function fill(text: string, values: Record<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(values, name) ? values[name] : whole));
}

/** ISO date of a day since 1970. */
export function isoDate(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** The entry of a table of texts, or the word itself with spaces for underscores. */
export function named(table: Record<string, string>, word: string): string {
  return Object.hasOwn(table, word) ? table[word] : word.replaceAll("_", " ");
}
