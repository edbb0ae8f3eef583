/** Every column of an event that the file has, as it stands there: folded away until a reader asks for it. */
import type { App } from "./app";
import type { Row } from "./dataset";
import { el } from "./dom";
import { cellText, propertiesOf } from "./export";
import { shortened, visible } from "./visible";

const LONGEST = 2000;

export function allColumns(app: App, event: number, row: Row): HTMLElement {
  const list = el("dl", { class: "gm-facts" });
  const box = el("details", { class: "gm-alternatives gm-columns" }, el("summary", { text: app.strings.all_columns }), list);
  box.addEventListener("toggle", () => {
    if (list.firstChild) return;
    for (const [name, value] of Object.entries(propertiesOf(app.data, app.review)(event, row))) {
      const text = visible(cellText(value));
      if (text && text !== "{}") list.append(el("dt", { text: name }), el("dd", { dir: "auto", text: shortened(text, LONGEST) }));
    }
  });
  return box;
}
