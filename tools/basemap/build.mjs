// Simplifies Natural Earth's countries (public domain, 1:10 million, from world-atlas) to what a page can carry, and copies
// the map library beside it. Run: npm install && npm run build && python labels.py
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { filter, filterWeight, presimplify, simplify } from "topojson-simplify";
import { quantize } from "topojson-client";

const OUT = new URL("../../src/onrecord/publish/static/map/", import.meta.url);
const MODULES = new URL("node_modules/", import.meta.url);
const SMALLEST_BEND = 0.0005; // square degrees: bends under about five square kilometres are straightened
const STEPS = 1e5; // grid steps over 360 degrees: 400 m at the equator

mkdirSync(OUT, { recursive: true });
let world = JSON.parse(readFileSync(new URL("world-atlas/countries-10m.json", MODULES)));
world = simplify(presimplify(world), SMALLEST_BEND);
world = quantize(filter(world, filterWeight(world, SMALLEST_BEND * 3)), STEPS);
// Names and ids of countries are left out on purpose: the base map shows land and lines and calls nothing by name.
world.objects.countries.geometries.forEach((g) => { delete g.properties; delete g.id; });
writeFileSync(new URL("world.json", OUT), JSON.stringify(world));

const copies = [
  ["maplibre-gl/dist/maplibre-gl.mjs", "maplibre-gl.mjs"],
  ["maplibre-gl/dist/maplibre-gl-worker.mjs", "maplibre-gl-worker.mjs"],
  ["maplibre-gl/dist/maplibre-gl.css", "maplibre-gl.css"],
  ["maplibre-gl/LICENSE.txt", "maplibre-gl.LICENSE.txt"],
  ["topojson-client/dist/topojson-client.min.js", "topojson-client.min.js"],
  ["topojson-client/LICENSE", "topojson-client.LICENSE.txt"],
];
for (const [from, to] of copies) copyFileSync(new URL(from, MODULES), new URL(to, OUT));
// The source maps are not shipped; a line that names them would only make browsers ask in vain.
for (const name of ["maplibre-gl.mjs", "maplibre-gl-worker.mjs"]) {
  const file = new URL(name, OUT);
  writeFileSync(file, readFileSync(file, "utf8").replace(/\n\/\/# sourceMappingURL=.*\s*$/, "\n"));
}
