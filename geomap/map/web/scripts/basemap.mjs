/**
 * The outline of the world: Natural Earth 1:50m (world-atlas), simplified and quantised for one page.
 *
 * Natural Earth files Crimea under Russia; geomap's gazetteer (GeoNames, ISO 3166-2) files it under Ukraine. Here its
 * polygon becomes a feature of its own that carries Ukraine's number and the flag `disputed`, so that its land border
 * is drawn dashed and an event "in Ukraine" covers it. Of Western Sahara it gives Morocco what Morocco holds, down from the
 * parallel of 27°40′ (compile/outlines.py); here that is Western Sahara's, and the line between what either side holds
 * stays, dashed. Features without an ISO number get a name of their own.
 */
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { constants, crc32, deflateRawSync } from "node:zlib";
import { cutMultiPolygon } from "./antimeridian.mjs";
import { readTable } from "./tables.mjs";

const require = createRequire(import.meta.url);
const { feature, quantize } = require("topojson-client");
const { topology } = require("topojson-server");
const { filter, filterWeight, presimplify, simplify, sphericalRingArea, sphericalTriangleArea } = require("topojson-simplify");

/** Steradians below which a corner is dropped: about 24 square kilometres. */
const SMALLEST_CORNER = 6e-7;
/** Steradians below which a ring is dropped: an islet of about 4 square kilometres. */
const SMALLEST_RING = 1e-7;
/** Steps of the grid across the unit square of Mercator's projection, and down it. */
const GRID = [1.8e4, 2.4e4];
const HIGHEST = 85.0511;
/** Latitudes beyond which hardly anyone lives, and how much more a corner must be there to be kept. */
const COARSE = [
  [-90, -60, 8],
  [66, 90, 3],
];

const WITHOUT_NUMBER = { Kosovo: "XKX", Somaliland: "XSO", "N. Cyprus": "XNC" };
/** Features whose land borders a state disputes (places/tables/disputed.csv): drawn dashed, but labelled as any. */
const CONTESTED = new Set(["Kosovo", "Somaliland", "N. Cyprus", "W. Sahara", "Siachen Glacier", "Palestine"]);
/** How far back a deflate stream may point. */
const WINDOW = 32_768;
const INSIDE_CRIMEA = [34.1, 44.95];
const NORTH_OF_WESTERN_SAHARA = 27.667;

/** Zoom from which a reference city is named, by its population; a capital comes earlier. */
const CITY_ZOOM = [[8e6, 4], [3e6, 5], [1e6, 6], [0, 7]];

/** The reverse of the reader in src/bytes.ts: a sixteenth less text than base64. */
function base85(bytes) {
  const letters = Array.from({ length: 91 }, (_, index) => String.fromCharCode(35 + index)).filter((letter) => !/[&'<>\\`]/.test(letter));
  const padding = (4 - (bytes.length % 4)) % 4;
  const whole = Buffer.concat([bytes, Buffer.alloc(padding)]);
  const parts = [String(padding)];
  for (let at = 0; at < whole.length; at += 4) {
    let number = whole.readUInt32BE(at);
    let group = "";
    for (let i = 0; i < 5; i++) {
      group = letters[number % 85] + group;
      number = Math.floor(number / 85);
    }
    parts.push(group);
  }
  return parts.join("");
}

/**
 * What a page carries, as base 85 text: a gzip stream of one line of JSON (countries, seas, names of cities), then numbers as
 * zigzag variable-length integers: the length of each arc; for each country its polygons, their rings, and the arcs of
 * each (see `rings`); the latitudes, longitudes and zooms of the cities; the steps of all arcs' x and of all arcs' y.
 */
export function packBaseMap(topo, { cities, seas }) {
  const { arcs, transform, objects } = topo;
  const drawn = objects.countries.geometries.filter((geometry) => geometry.arcs);
  const countries = drawn.map(({ id, properties }) => ({
    id,
    name: properties.name,
    ...(properties.disputed && { disputed: true }),
    ...(properties.contested && { contested: true }),
  }));
  const head = { scale: transform.scale, arcs: arcs.length, countries, cities: cities.map(([name]) => name).join("\n"), seas };
  const numbers = [
    arcs.map((arc) => arc.length),
    rings(drawn.map(({ type, arcs: parts }) => (type === "Polygon" ? [parts] : parts))),
    ...[1, 2, 3].map((at) => cities.map((city) => (at === 3 ? city[at] : Math.round(city[at] * 100)))),
    ...[0, 1].map((axis) => arcs.flatMap((arc) => arc.map((point) => point[axis]))),
  ];
  return base85(gzipped([Buffer.from(`${JSON.stringify(head)}\n`), ...numbers.map(varints)]));
}

/** One gzip stream in which each part has codes of its own, as in packed_text of geomap/map/columns.py. */
function gzipped(parts) {
  const whole = Buffer.concat(parts);
  const packed = [];
  let at = 0;
  for (const part of parts) {
    const dictionary = at > 0 ? whole.subarray(Math.max(0, at - WINDOW), at) : undefined;
    at += part.length;
    const finishFlush = at < whole.length ? constants.Z_SYNC_FLUSH : constants.Z_FINISH;
    packed.push(deflateRawSync(part, { level: 9, memLevel: 9, strategy: constants.Z_FILTERED, dictionary, finishFlush }));
  }
  const sums = Buffer.alloc(8);
  sums.writeUInt32LE(crc32(whole), 0);
  sums.writeUInt32LE(whole.length, 4);
  return Buffer.concat([Buffer.from([31, 139, 8, 0, 0, 0, 0, 0, 2, 255]), ...packed, sums]);
}

/** How many polygons a country has, how many rings each, how many arcs each; an arc as twice its number, plus one where it runs backwards, less the one before. */
function rings(countries) {
  const made = [];
  let last = 0;
  for (const polygons of countries) {
    made.push(polygons.length);
    for (const polygon of polygons) {
      made.push(polygon.length);
      for (const ring of polygon) {
        made.push(ring.length);
        for (const index of ring) {
          const number = index < 0 ? 2 * ~index + 1 : 2 * index;
          made.push(number - last);
          last = number;
        }
      }
    }
  }
  return made;
}

export function readLabels(folder) {
  const cities = readTable(`${folder}/cities.csv`).map(({ name, lat, lon, population, capital }) => {
    const zoom = CITY_ZOOM.find(([least]) => Number(population) >= least)[1] - (capital === "1" ? 1 : 0);
    return [name, hundredths(lat), hundredths(lon), Math.min(zoom, capital === "1" ? 5 : 7)];
  });
  const seas = readTable(`${folder}/seas.csv`).map(({ name, lat, lon, zoom }) => [name, Number(lat), Number(lon), Number(zoom)]);
  return { cities, seas };
}

/** Degrees to about a kilometre, which is as near as a dot beside a name needs. */
function hundredths(degrees) {
  return Math.round(Number(degrees) * 100) / 100;
}

function varints(values) {
  const bytes = [];
  for (const value of values) {
    let rest = value < 0 ? -2 * value - 1 : 2 * value;
    for (; rest > 127; rest >>>= 7) bytes.push((rest & 127) | 128);
    bytes.push(rest);
  }
  return Buffer.from(bytes);
}

export function makeBaseMap(path, { corner = SMALLEST_CORNER, ring = SMALLEST_RING, grid = GRID } = {}) {
  const source = JSON.parse(readFileSync(path, "utf8"));
  const countries = feature(source, source.objects.countries).features.map(identified);
  const whole = topology({ countries: { type: "FeatureCollection", features: withWesternSahara(withCrimea(countries)) } }, 1e6);
  const weighted = coarserAtThePoles(presimplify(unquantised(whole), sphericalTriangleArea));
  const kept = filter(simplify(weighted, corner), filterWeight(weighted, ring, sphericalRingArea));
  // Cut only now: on the sphere the points of a cut are no corners, and simplifying would take them out.
  const flat = feature(kept, kept.objects.countries).features.filter(({ geometry }) => geometry).map(cut).map(projected);
  const onGrid = { scale: grid.map((steps) => 1 / steps), translate: [0, 0] };
  const topo = quantize(topology({ countries: { type: "FeatureCollection", features: flat } }), onGrid);
  const ids = [...new Set(topo.objects.countries.geometries.map((geometry) => geometry.id))].sort();
  return { topology: topo, countries: ids };
}

/** The third number of a point is its weight. */
function coarserAtThePoles(topo) {
  for (const point of topo.arcs.flat()) {
    const [, , times] = COARSE.find(([south, north]) => point[1] > south && point[1] < north) ?? [0, 0, 1];
    point[2] /= times;
  }
  return topo;
}

function identified(country) {
  const name = country.properties.name;
  const id = country.id ?? WITHOUT_NUMBER[name] ?? `X-${name}`;
  const contested = CONTESTED.has(name);
  return { ...country, id, properties: { name, contested }, geometry: id === "010" ? withoutPole(country.geometry) : country.geometry };
}

/** The Antarctic comes as the land between its coast and a seam at the pole, which is no coast: the coast is kept. */
function withoutPole(geometry) {
  const rings = geometry.coordinates.map((polygon) => polygon.filter((ring) => ring.some(([, lat]) => lat > -89)));
  return { ...geometry, coordinates: rings.filter((polygon) => polygon.length > 0) };
}

function cut(country) {
  const { type, coordinates } = country.geometry;
  const polygons = cutMultiPolygon(type === "Polygon" ? [coordinates] : coordinates);
  return { ...country, geometry: { type: "MultiPolygon", coordinates: polygons } };
}

/** On the unit square, once here instead of in each page that is opened. */
function projected(country) {
  const onSquare = ([lon, lat]) => {
    const sine = Math.sin((Math.max(-HIGHEST, Math.min(HIGHEST, lat)) * Math.PI) / 180);
    return [lon / 360 + 0.5, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
  };
  const coordinates = country.geometry.coordinates.map((polygon) => polygon.map((ring) => ring.map(onSquare)));
  return { ...country, geometry: { ...country.geometry, coordinates } };
}

function withCrimea(countries) {
  return countries.flatMap((country) => {
    if (country.id !== "643") return [country];
    const crimea = country.geometry.coordinates.filter((polygon) => contains(polygon[0], INSIDE_CRIMEA));
    if (crimea.length !== 1) throw new Error("world-atlas has changed: Crimea is not one polygon of Russia");
    const rest = country.geometry.coordinates.filter((polygon) => !crimea.includes(polygon));
    return [
      { ...country, geometry: { type: "MultiPolygon", coordinates: rest } },
      {
        type: "Feature",
        id: "804",
        properties: { name: "Crimea", disputed: true },
        geometry: { type: "Polygon", coordinates: crimea[0] },
      },
    ];
  });
}

function withWesternSahara(countries) {
  return countries.flatMap((country) => {
    if (country.id !== "504") return [country];
    const { type, coordinates } = country.geometry;
    const polygons = type === "Polygon" ? [coordinates] : coordinates;
    const side = (north) => polygons.map((polygon) => polygon.map((ring) => clipped(ring, north)).filter((ring) => ring.length > 3)).filter((polygon) => polygon.length > 0);
    const held = { id: "732", type: "Feature", properties: { name: "W. Sahara", contested: true } };
    return [
      { ...country, geometry: { type: "MultiPolygon", coordinates: side(true) } },
      { ...held, geometry: { type: "MultiPolygon", coordinates: side(false) } },
    ];
  });
}

/** The part of a ring north or south of Western Sahara's border with Morocco, which crosses it once each way. */
function clipped(ring, north) {
  const border = NORTH_OF_WESTERN_SAHARA;
  const within = ([, lat]) => (north ? lat >= border : lat <= border);
  const kept = ring.slice(1).flatMap((point, index) => {
    const before = ring[index];
    if (within(before) === within(point)) return within(point) ? [point] : [];
    const share = (border - before[1]) / (point[1] - before[1]);
    const crossing = [before[0] + share * (point[0] - before[0]), border];
    return within(point) ? [crossing, point] : [crossing];
  });
  return kept.length > 0 ? [...kept, kept[0]] : [];
}

/** Whether a ring holds a point, both as [longitude, latitude]. */
function contains(ring, [x, y]) {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [ax, ay] = ring[i];
    const [bx, by] = ring[j];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

/** The same topology with absolute coordinates, which simplification works on. */
function unquantised(topo) {
  const { scale, translate } = topo.transform;
  const arcs = topo.arcs.map((arc) => {
    let [x, y] = [0, 0];
    return arc.map(([dx, dy]) => {
      [x, y] = [x + dx, y + dy];
      return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
    });
  });
  const { transform: _, ...rest } = topo;
  return { ...rest, arcs };
}
