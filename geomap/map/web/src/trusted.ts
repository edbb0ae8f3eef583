/**
 * Trusted Types: imported before Leaflet, so that every place which takes markup goes through here. Markup that Leaflet
 * itself writes stays markup; anything else is text, whatever it looks like.
 */
const LEAFLETS_OWN = new Set([
  "",
  "<svg/>",
  '<v:shape adj="1"/>',
  '<span aria-hidden="true">+</span>',
  '<span aria-hidden="true">&#x2212;</span>',
  '<span aria-hidden="true">&#215;</span>',
]);

interface PolicyFactory {
  createPolicy(name: string, rules: { createHTML(markup: string): string }): unknown;
}

/** What a sink for markup is given instead of `markup`. */
export function asText(markup: string): string {
  if (LEAFLETS_OWN.has(markup)) return markup;
  return String(markup).replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

const factory = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes;
try {
  factory?.createPolicy("default", { createHTML: asText });
} catch {
  // The page's policy does not enforce Trusted Types, because a script opened it for elements of its own.
}
