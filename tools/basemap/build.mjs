// Simplifies Natural Earth's countries (public domain, 1:10 million, from world-atlas) to what a page can carry, and copies
// the map library beside it. Run: npm install && npm run build && python labels.py
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { geoArea, geoEquirectangular } from "d3-geo";
import { geoProject } from "d3-geo-projection";
import { feature, mergeArcs, quantize } from "topojson-client";
import { topology } from "topojson-server";
import { filter, filterWeight, presimplify, simplify } from "topojson-simplify";

const OUT = new URL("../../src/onrecord/publish/static/map/", import.meta.url);
const MODULES = new URL("node_modules/", import.meta.url);
const SMALLEST_BEND = 0.0005; // square degrees: bends under about five square kilometres are straightened
const STEPS = 1e5; // grid steps over 360 degrees: 400 m at the equator

mkdirSync(OUT, { recursive: true });
const stitched = JSON.parse(readFileSync(new URL("world-atlas/countries-10m.json", MODULES)));
// The source's outlines run on across the date line; a flat map needs them cut there. One degree stays one degree.
const degrees = geoEquirectangular().scale(180 / Math.PI).translate([0, 0]).reflectY(true).precision(0);
const cut = geoProject(withoutInverted(feature(stitched, stitched.objects.countries)), degrees);
// Names and ids of countries are left out on purpose: the base map shows land and lines and calls nothing by name.
const countries = { type: "FeatureCollection", features: cut.features.map(({ geometry }) => ({ type: "Feature", properties: {}, geometry })) };
let world = topology({ countries }, 1e6);
world = simplify(presimplify(world), SMALLEST_BEND);
world = filter(world, filterWeight(world, SMALLEST_BEND * 3));
world.objects.land = mergeArcs(world, world.objects.countries.geometries);
world = quantize(world, STEPS);
world.objects.countries.geometries.forEach((g) => { delete g.properties; });
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

// An islet of the source is drawn the wrong way round, which on a sphere is everything but the islet: such outlines are left out.
function withoutInverted(collection) {
  const features = collection.features.map((f) => {
    const polygons = f.geometry.type === "Polygon" ? [f.geometry.coordinates] : f.geometry.coordinates;
    const kept = polygons.filter((coordinates) => geoArea({ type: "Polygon", coordinates }) < 2 * Math.PI);
    return { ...f, geometry: { type: "MultiPolygon", coordinates: kept } };
  });
  return { type: "FeatureCollection", features };
}
