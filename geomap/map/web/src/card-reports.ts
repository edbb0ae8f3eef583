/** Every report of an event that was merged from several. */
import type { App } from "./app";
import { text } from "./card-parts";
import type { Row } from "./dataset";
import { el } from "./dom";
import { shortened, visible, webLink } from "./visible";

/** The reports of a row's column `supporting`: who said it when, in which words, and where to read it. */
export function reportParts(app: App, row: Row): HTMLElement[] {
  const items = Array.isArray(row.supporting) ? (row.supporting as unknown[]) : [];
  const reports = items.filter((item): item is Row => typeof item === "object" && item !== null);
  if (reports.length === 0) return [];
  const list = el("ul");
  const title = `${app.strings.reports} (${app.speech.number(reports.length)})`;
  const box = el("details", { class: "gm-alternatives gm-reports" }, el("summary", { text: title }), list);
  // All of them, which may be many: made when they are asked for.
  box.addEventListener("toggle", () => list.firstChild ?? list.append(...reports.map(report)));
  return [box];
}

function report(one: Row): HTMLElement {
  const link = webLink(one.url);
  const name = text(one.source) ?? (link ? new URL(link).hostname : text(one.doc_id)) ?? "?";
  const shown = shortened(visible(name), 120);
  const head = link ? el("a", { href: link, target: "_blank", rel: "noopener noreferrer nofollow", text: shown }) : el("bdi", { text: shown });
  const day = text(one.published);
  const quote = text(one.quote);
  return el(
    "li",
    {},
    head,
    day && el("span", { class: "gm-muted", text: ` ${shortened(visible(day), 30)}` }),
    quote && el("q", { dir: "auto", text: shortened(visible(quote), 400) }),
  );
}
