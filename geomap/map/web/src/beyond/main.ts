/** The script of a page that counts its events and fetches single ones from a file beside it. */
import type * as L from "leaflet";
import type { App } from "../app";
import { DRAWN, type Head } from "../dataset";
import { el } from "../dom";
import { openDoor } from "../door";
import { fill } from "../i18n";
import type { Beyond, Content } from "../parts";
import { besideAddress, fileBeside } from "./beside";
import { CountCard } from "./count-card";
import { Near } from "./near";
import { NearList } from "./near-list";
import { Archive } from "./pmtiles";
import { tilesIn, TileStore } from "./tiles-in-view";

/** Single events that the page holds at a time. */
const MOST_EVENTS = 150_000;
/** A screen of more tiles is looked at from too far. */
const MOST_TILES = 220;

function beyondOf(head: Head): Beyond {
  const { file, zoom, strings } = head.beyond ?? { file: "", zoom: 99, strings: {} };
  const fromDisk = location.protocol === "file:";
  const status = el("p", { class: "gm-beyond", role: "status" });
  let near: Near | null = null;
  let page: { map: L.Map; content: Content } | null = null;
  const say = (text: string) => (status.textContent = text);
  const far = () => (fromDisk ? fill(strings.disk, { file }) : strings.far);

  /** Looks at what the view needs, and says what it shows. */
  function follow({ data, speech }: App, looked: L.Map, closeBy: Near, redraw: () => void): () => void {
    const reader = fileBeside(besideAddress(file, location.href));
    let tiles: TileStore | null = null;
    let asked = 0;
    const show = (shows: boolean, text: string) => {
      say(text);
      closeBy.shows = shows;
      redraw();
    };
    return async () => {
      const turn = ++asked;
      const { min, max } = looked.getPixelBounds();
      const world = 256 * 2 ** looked.getZoom();
      if (fromDisk || looked.getZoom() < zoom || !min || !max) return show(false, far());
      const needed = tilesIn([min.x / world, min.y / world, max.x / world, max.y / world], zoom);
      if (needed.length > MOST_TILES) return show(false, far());
      tiles ??= new TileStore(Archive.open(reader), zoom, MOST_EVENTS);
      say(strings.loading);
      try {
        const dropped = await tiles.need(needed);
        if (turn !== asked && !dropped) return;
        closeBy.take(tiles.rows, data.head, dropped);
        const { told, all } = tiles.count(needed);
        const numbers = { n: speech.number(told), all: speech.number(all) };
        show(true, fill(told < all ? strings.crowded : strings.near, numbers));
      } catch (reason) {
        tiles = null;
        show(false, fill(strings.failed, { file, reason: reason instanceof Error ? reason.message : String(reason) }));
      }
    };
  }

  return {
    attach(app: App, on: L.Map, content: Content, redraw: () => void) {
      page = { map: on, content };
      near = new Near(app, on, content, redraw);
      content.scene.front = near;
      on.getContainer().append(status);
      const look = follow(app, on, near, redraw);
      app.store.subscribe(() => {
        near?.follow();
        redraw();
      });
      on.on("moveend", look);
      look();
    },
    details(app, rows, shown) {
      near?.close();
      return new CountCard(app, rows, shown);
    },
    opens(rows, at) {
      if (fromDisk || !page || page.content.data.drawn[rows[0]] !== DRAWN.point) return false;
      const closer = page.map.getZoom() < zoom;
      if (closer) page.map.setView(at, zoom);
      return closer;
    },
    list: () => new NearList(() => near, far),
  };
}

openDoor(beyondOf);
