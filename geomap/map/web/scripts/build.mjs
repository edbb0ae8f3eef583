/**
 * Bundles the front end into geomap/_data/web/: one script, one style sheet, the base map, the interface texts and
 * the licences of what is inside. Node only; no shell, no network.
 */
import { build } from "esbuild";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeBaseMap, packBaseMap, readLabels } from "./basemap.mjs";

const here = dirname(dirname(fileURLToPath(import.meta.url)));
const target = join(here, "..", "..", "_data", "web");
// Beside the target and moved over it at the end: a build that fails leaves the last one in place.
const out = `${target}.fresh`;
const BUNDLED = ["leaflet", "world-atlas", "@mapbox/vector-tile", "@mapbox/point-geometry", "pbf"];

rmSync(out, { recursive: true, force: true });
mkdirSync(join(out, "i18n", "beyond"), { recursive: true });

// ASCII only: a browser keeps such a page in one byte a letter, and reads and compiles it sooner.
const common = { bundle: true, minify: true, charset: "ascii", legalComments: "none", outdir: out, logLevel: "warning" };

// Leaflet's modules instead of its bundle, which is a function in a function: an engine would skim all of it once for each.
const LEAFLETS_MODULES = {
  name: "leaflet's modules",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^leaflet$/ }, () => ({ path: join(here, "node_modules", "leaflet", "dist", "leaflet-src.esm.js") }));
    onLoad({ filter: /leaflet-src\.esm\.js$/ }, ({ path }) => ({ contents: withoutVml(readFileSync(path, "utf8")) }));
  },
};

/** What draws in Internet Explorer 8: trying for it throws in every other browser, which then parses the whole script anew. */
function withoutVml(leaflet) {
  const changes = [
    ["var vmlCreate = (function", "var vmlCreate = /* @__PURE__ */ (function"],
    ["Browser.vml ? vmlCreate : svgCreate", "svgCreate"],
    ["SVG.include(vmlMixin);", ""],
  ];
  return changes.reduce((code, [found, put]) => {
    if (!code.includes(found)) throw new Error(`Leaflet has changed: '${found}' is not in it`);
    return code.replace(found, put);
  }, leaflet);
}

await build({
  ...common,
  // A page has one of the two: with its events in it, or counting them with single ones in a file beside it.
  entryPoints: { app: join(here, "src", "main.ts"), beyond: join(here, "src", "beyond", "main.ts") },
  plugins: [LEAFLETS_MODULES],
  // A function in brackets is compiled at once; esbuild's own wrapper, an arrow, is skimmed before it is compiled.
  format: "esm",
  banner: { js: '(function(){"use strict";' },
  footer: { js: "})();" },
  target: ["chrome111", "firefox113", "safari16.4"],
  loader: { ".png": "dataurl" },
});
// What esbuild leaves as it stands: the letters of a regular expression.
for (const script of ["app.js", "beyond.js"]) {
  const [found] = readFileSync(join(out, script), "utf8").match(/[^\x00-\x7f]+/) ?? [];
  if (found) throw new Error(`${script} holds '${found}': write it as \\u escapes in the source`);
}
await build({
  ...common,
  entryPoints: { app: join(here, "src", "styles", "app.css"), beyond: join(here, "src", "styles", "beyond.css") },
  // Leaflet's style sheet names pictures, and a page that stands alone has them inside.
  loader: { ".png": "dataurl" },
});

// Leaflet reads where its pictures are off the first rule; here they are in the script (src/leaflet-parts.ts). The other
// two are the icon of its layer control, for which styles/map.css has a smaller one.
const sheet = join(out, "app.css");
const PICTURES = /\.leaflet-default-icon-path\{[^}]*\}|(\.leaflet-retina )?\.leaflet-control-layers-toggle\{background-image:url\(data:image\/png[^}]*\}/g;
// What Internet Explorer 8 needs no page of ours opens in.
const OLD = /[^{}]*(\.lvml|\.leaflet-oldie)[^{}]*\{[^{}]*\}/g;
writeFileSync(sheet, readFileSync(sheet, "utf8").replace(PICTURES, "").replace(OLD, ""));

const baseMap = makeBaseMap(join(here, "node_modules", "world-atlas", "countries-50m.json"));
// Compressed once here, instead of for each page.
writeFileSync(join(out, "basemap.b85"), packBaseMap(baseMap.topology, readLabels(join(here, "data"))));
writeFileSync(join(out, "manifest.json"), `${JSON.stringify({ countries: baseMap.countries }, null, 1)}\n`);

for (const folder of ["i18n", join("i18n", "beyond")]) {
  for (const file of readdirSync(join(here, folder)).filter((name) => name.endsWith(".json"))) {
    copyFileSync(join(here, folder, file), join(out, folder, file));
  }
}
// What Python draws by too, in pictures made without a browser.
for (const name of ["signs.json", "themes.json"]) copyFileSync(join(here, "data", name), join(out, name));
writeFileSync(join(out, "THIRD_PARTY_LICENSES.txt"), licences(BUNDLED));

rmSync(target, { recursive: true, force: true });
renameSync(out, target);

const size = (name) => `${name} ${(readFileSync(join(target, name)).length / 1000).toFixed(0)} kB`;
console.log(["app.js", "beyond.js", "app.css", "basemap.b85"].map(size).join(", "));

function licences(names) {
  const parts = names.map((name) => {
    const folder = join(here, "node_modules", name);
    const { version, license, homepage } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    const heading = `${name} ${version} (${license})${homepage ? `, ${homepage}` : ""}`;
    return `${heading}\n${"-".repeat(heading.length)}\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
  });
  const facts =
    "Outlines: Natural Earth, in the public domain.\n" +
    "Reference cities: names, positions and populations from GeoNames, CC BY 4.0 (https://www.geonames.org/).\n";
  return `A geomap page contains these works of others.\n\n${parts.join("\n")}\n${facts}`;
}
