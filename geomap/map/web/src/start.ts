/** Reads the page's data and opens the page: the map with its events first, everything around it with the next frame. */
import { readBaseMap } from "./basemap";
import { blockText, readDataset, readMore } from "./blocks";
import type { Dataset, Head } from "./dataset";
import { NARROW } from "./narrow";
import { Scene } from "./scene";
import type { Beyond, Parts } from "./parts";
import { readShapes } from "./shapes";
import { joinedValues, Store } from "./store";
import { Workbench } from "./workbench";

export interface Start {
  drawn: Promise<void>;
  ready: Promise<void>;
}

export function start(page: Document, head: Head, parts: Parts, beyond?: Beyond): Start {
  const opened = open(page, head, parts, beyond);
  return { drawn: opened.then(() => undefined), ready: opened.then((furnish) => furnish()) };
}

/** Resolves once the events are drawn, to what does the rest. */
async function open(page: Document, head: Head, parts: Parts, beyond: Beyond | undefined): Promise<() => Promise<void>> {
  const [data, base] = await Promise.all([readDataset(page, head), readBaseMap(blockText(page, "geomap-base"))]);
  const shapes = readShapes(data, base);
  const store = new Store(data);
  store.addFacet("layer", head.layers.map((layer) => layer.id), { codes: data.layer });
  const workbench = new Workbench(parts, { data, store, shapes, scene: new Scene(data, store, base, shapes), base, beyond });
  const complete = async () => {
    await readMore(page, data);
    addFacets(store, data);
  };
  if (allAtOnce(data)) {
    await complete();
    workbench.showAll();
    return () => Promise.resolve();
  }
  workbench.show();
  return async () => {
    await seen();
    await complete();
    workbench.furnish();
  };
}

/** Whether the first picture needs every filter, or the height of the panel's head. */
function allAtOnce(data: Dataset): boolean {
  const filtered = location.hash.length > 1 || data.coded("review_status") !== undefined;
  return filtered || globalThis.innerWidth < NARROW;
}

/** After what is drawn now has been seen; a page that is not looked at draws no frames. */
function seen(): Promise<void> {
  return new Promise((done) => {
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)));
    setTimeout(done, 400);
  });
}

function addTags(store: Store, data: Dataset): void {
  const tags = data.coded("_tags");
  if (!tags) return;
  const { words, values } = joinedValues([tags], data.n);
  store.addFacet("site_tags", words, values);
}

function addFacets(store: Store, data: Dataset): void {
  const change = data.coded("change");
  if (change) store.addFacet("change", change.words, change);
  store.addFacet("status", data.status.words, { codes: data.status.codes });
  for (const name of ["geo_precision", "country", "source", "location_role"]) {
    const coded = data.coded(name);
    if (coded) store.addFacet(name, coded.words, { codes: coded.codes });
    if (name === "country") addTags(store, data);
    if (name !== "geo_precision") continue;
    const actors = [data.coded("actor1"), data.coded("actor2")].filter((one) => one !== undefined);
    if (actors.length === 0) continue;
    const { words, values } = joinedValues(actors, data.n);
    store.addFacet("actor", words, values);
  }
}
