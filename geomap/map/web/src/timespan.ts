/** The days of all events, and those that the axis of time shows of them. */
import { type Column, MISSING } from "./bytes";
import type { Dataset } from "./dataset";

/** First and last day of all events, and how many have none. */
export function span(first: Column, last: Column): [number, number, number] {
  let [low, high, undated] = [MISSING, -MISSING, 0];
  for (let i = 0; i < first.length; i++) {
    if (first[i] === MISSING) undated++;
    else {
      low = Math.min(low, first[i]);
      high = Math.max(high, last[i]);
    }
  }
  return low === MISSING ? [0, 0, undated] : [low, high, undated];
}

/** How many times longer the axis would be with the few than without, for them to be left off it. */
const MUCH_LONGER = 4;
/** Up to one event in this many may be left off at either end. */
const FEW = 16;
/** Events by which the few are told. */
const SAMPLE = 2_000;

/** The days between which nearly all events are, where a few far from these would make the axis much longer; else null. */
export function coreSpan(first: Column, last: Column): [number, number] | null {
  const [start, end] = span(first, last);
  const step = Math.ceil(first.length / SAMPLE) | 1;
  const dated = [...first.keys()].filter((event) => event % step === 0 && first[event] !== MISSING);
  if (dated.length < FEW) return null;
  const [starts, ends] = [first, last].map((column) => Float64Array.from(dated, (event) => column[event]).sort());
  let [low, high] = [Math.floor(dated.length / FEW), dated.length - 1 - Math.floor(dated.length / FEW)];
  const gap = (ends[high] - starts[low]) / 2 + 1;
  while (low > 0 && starts[low] - starts[low - 1] <= gap) low--;
  while (high < dated.length - 1 && ends[high + 1] - ends[high] <= gap) high++;
  const near: [number, number] = [Math.max(start, starts[low]), Math.min(end, ends[high])];
  return near[1] > near[0] && end - start + 1 > MUCH_LONGER * (near[1] - near[0] + 1) ? near : null;
}

/** How many events are wholly before or after some days. */
export function beyondDays({ firstDay, lastDay }: Dataset, [from, to]: readonly [number, number]): number {
  let count = 0;
  for (let i = 0; i < firstDay.length; i++) if (firstDay[i] !== MISSING && (lastDay[i] < from || firstDay[i] > to)) count++;
  return count;
}

/** Whether there is time to brush over. */
export function severalDays({ head: { days } }: Dataset): boolean {
  return days ? days[1] > days[0] : false;
}
