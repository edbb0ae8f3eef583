/** Pieces of the details of an event. */
import { el } from "./dom";
import { hits } from "./search";
import { visible } from "./visible";

export function copyButton(label: string, done: string, content: () => string): HTMLButtonElement {
  const button = el("button", { type: "button", class: "gm-link", text: label });
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(content());
      button.textContent = done;
      setTimeout(() => (button.textContent = label), 1500);
    } catch {
      globalThis.prompt?.(label, content());
    }
  });
  return button;
}

/** The quote with the words that made the event in bold type, and the words of a search marked. */
export function emphasised(quote: string, trigger: unknown, words: string[]): Node[] {
  const core = typeof trigger === "string" ? visible(trigger) : "";
  const at = core ? quote.indexOf(core) : -1;
  if (at < 0) return highlighted(quote, words);
  const end = at + core.length;
  return [
    ...highlighted(quote.slice(0, at), words),
    el("b", {}, ...highlighted(quote.slice(at, end), words)),
    ...highlighted(quote.slice(end), words),
  ];
}

/** The text with the words of a search marked. */
export function highlighted(whole: string, words: string[]): Node[] {
  const nodes: Node[] = [];
  let at = 0;
  for (const [from, to] of hits(whole, words)) {
    nodes.push(document.createTextNode(whole.slice(at, from)), el("b", { class: "gm-hit" }, whole.slice(from, to)));
    at = to;
  }
  nodes.push(document.createTextNode(whole.slice(at)));
  return nodes;
}

export function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : typeof value === "number" ? String(value) : null;
}

export function listed(value: unknown): string | null {
  if (Array.isArray(value)) return value.length ? value.map((item) => visible(item).replaceAll("_", " ")).join(", ") : null;
  return text(value);
}

export function quantities(value: unknown): string | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return listed(value);
  const pairs = Object.entries(value).filter(([, amount]) => amount !== null);
  return pairs.length ? pairs.map(([name, amount]) => `${name.replaceAll("_", " ")}: ${visible(amount)}`).join(", ") : null;
}
