/** Reads the page's data and opens the page. */
import { readBaseMap } from "./basemap";
import { blockText, type Dataset, type Head, readDataset } from "./dataset";
import { Scene } from "./scene";
import { readShapes } from "./shapes";
import { joinedValues, Store } from "./store";
import { type Parts, Workbench } from "./workbench";

export async function start(page: Document, head: Head, parts: Parts): Promise<void> {
  const [data, base] = await Promise.all([readDataset(page, head), readBaseMap(blockText(page, "geomap-base"))]);
  const shapes = readShapes(data, base);
  const store = new Store(data);
  addFacets(store, data);
  new Workbench(parts, { data, store, shapes, scene: new Scene(data, store, base, shapes), base }).open();
}

function addTags(store: Store, data: Dataset): void {
  const tags = data.coded("_tags");
  if (!tags) return;
  const { words, values } = joinedValues([tags], data.n);
  store.addFacet("site_tags", words, values);
}

function addFacets(store: Store, data: Dataset): void {
  const titles = data.head.layers.map((layer) => layer.id);
  store.addFacet("layer", titles, { codes: data.layer });
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
