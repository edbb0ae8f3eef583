/** How many events are shown, and how many are not to be seen on the map although nothing filters them out. */
import type { App } from "./app";
import { DRAWN } from "./dataset";

/** "3 of 7 events". */
export function countText({ data, store, speech, strings }: App): string {
  if (store.visible === data.total) return speech.plural(strings.events, data.total);
  return speech.plural(strings.events_of, store.visible, { all: speech.number(data.total) });
}

/** Events without a place, out of view, and of layers that are switched off. */
export function unseen(app: App): { unlocated: number; outside: number; hidden: number } {
  const { data, store } = app;
  const counts = { unlocated: 0, outside: 0, hidden: 0 };
  const layers = store.facets.get("layer");
  for (let i = 0; i < data.n; i++) {
    const each = data.counts[i];
    if (!store.mask[i]) {
      if (layers && !layers.allowed[data.layer[i]]) counts.hidden += each;
    } else if (data.drawn[i] === DRAWN.nowhere) counts.unlocated += each;
    else if (!app.inView(i)) counts.outside += each;
  }
  return counts;
}
