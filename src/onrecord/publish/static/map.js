// Draws the points that a page lists ([data-point]) on an offline base map. The list stays: it is the map's other half.

import { Map as BaseMap, Marker, NavigationControl, Popup, ScaleControl, setWorkerUrl } from "./map/maplibre-gl.mjs";

const here = (name) => new URL(name, import.meta.url).href;
const EARTH_RADIUS = 6371008.8; // metres
const COMPACT = 15; // degrees: places within so many are all in view when the map opens
const TAIL = 0.12; // of the claims to each side may be out of view where places lie farther apart
const WIDEST_SHOWN = 300000; // metres of a ring that must be in view; a wider one is not drawn
const MANY = 150; // places from which on dots are small
const NEAREST = 8.5; // zoom of a map with a single place
const NEAREST_SMALL = 7; // of one beside a text: far enough to show the towns around it
const ROOM = { top: 40, bottom: 40, left: 32, right: 92 }; // pixels around what must be in view; names stand right of their dot
const LETTER = 6.4; // pixels of a letter of a town's name, about
const LINE = 20; // pixels from a town's point down to the foot of its name
const FIRST_TOWNS = [[3000, 2], [1000, 4], [400, 5], [150, 6], [60, 7], [0, 8]]; // thousands of people, zoom from which

setWorkerUrl(here("./map/maplibre-gl-worker.mjs"));

function colours(element) {
  const style = getComputedStyle(element);
  const names = ["land", "water", "border", "town", "paper", "ink", "quiet", "holder-1", "holder-2", "holder-3", "holder-4", "holder-5"];
  return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}

async function baseData() {
  const [world, towns] = await Promise.all(["./map/world.json", "./map/towns.json"].map(async (name) => (await fetch(here(name))).json()));
  const { topojson } = window;
  const countries = world.objects.countries;
  return {
    land: topojson.feature(world, world.objects.land),
    borders: { type: "Feature", properties: {}, geometry: topojson.mesh(world, countries, (a, b) => a !== b) },
    towns: {
      type: "FeatureCollection",
      features: towns.map(([name, lon, lat, people]) => ({
        type: "Feature",
        properties: { name, people, key: `${name} ${lon} ${lat}`, from: FIRST_TOWNS.find(([least]) => people >= least)[1] },
        geometry: { type: "Point", coordinates: [lon, lat] },
      })),
    },
  };
}

// Tiles of the world that repeat across the date line would draw land twice; GeoJSON sources need no tiles from a server.
function styleOf(data, paint) {
  return {
    version: 8,
    sources: {
      land: { type: "geojson", data: data.land, tolerance: 0.2 },
      borders: { type: "geojson", data: data.borders, tolerance: 0.2 },
      towns: { type: "geojson", data: data.towns },
      rings: { type: "geojson", data: { type: "FeatureCollection", features: [] } },
    },
    layers: [
      { id: "water", type: "background", paint: { "background-color": paint.water } },
      { id: "land", type: "fill", source: "land", paint: { "fill-color": paint.land } },
      { id: "borders", type: "line", source: "borders", paint: { "line-color": paint.border, "line-width": 1, "line-dasharray": [3, 2] } },
      { id: "rings", type: "fill", source: "rings", paint: { "fill-color": ["get", "colour"], "fill-opacity": ["get", "fill"] } },
      { id: "ring-edges", type: "line", source: "rings", paint: { "line-color": ["get", "colour"], "line-width": 1, "line-opacity": 0.5, "line-dasharray": [2, 2] } },
      { id: "town-dots", type: "circle", source: "towns", filter: ["<=", ["get", "from"], ["zoom"]], paint: { "circle-radius": 1.8, "circle-color": paint.town } },
      {
        id: "town-names", type: "symbol", source: "towns", filter: ["<=", ["get", "from"], ["zoom"]],
        layout: {
          "text-field": ["get", "name"], "text-size": 11.5, "text-anchor": "top", "text-offset": [0, 0.35], "text-font": ["sans-serif"],
          "symbol-sort-key": ["-", 0, ["get", "people"]],
        },
        paint: { "text-color": paint.town, "text-halo-color": paint.land, "text-halo-width": 1.2 },
      },
    ],
  };
}

function pointsIn(root) {
  const rows = [...root.querySelectorAll("[data-point]")];
  return rows.filter((row) => asked("only") !== "held" || row.dataset.holder !== "0").map((row) => ({
    name: row.dataset.name,
    lat: Number(row.dataset.lat),
    lon: Number(row.dataset.lon),
    radius: Number(row.dataset.radius),
    outline: row.dataset.outline ? JSON.parse(row.dataset.outline) : null,
    holder: Number(row.dataset.holder),
    count: Number(row.dataset.count ?? 1) || 0.1,
    row,
  }));
}

// A disc of so many metres around a point, as a polygon on the sphere.
function ring({ lat, lon, radius }) {
  const angle = radius / EARTH_RADIUS;
  const [phi, lambda] = [(lat * Math.PI) / 180, (lon * Math.PI) / 180];
  const corners = [];
  for (let step = 0; step <= 64; step += 1) {
    const bearing = (step / 64) * 2 * Math.PI;
    const y = Math.asin(Math.sin(phi) * Math.cos(angle) + Math.cos(phi) * Math.sin(angle) * Math.cos(bearing));
    const x = lambda + Math.atan2(Math.sin(bearing) * Math.sin(angle) * Math.cos(phi), Math.cos(angle) - Math.sin(phi) * Math.sin(y));
    corners.push([(x * 180) / Math.PI, (y * 180) / Math.PI]);
  }
  return corners;
}

// Large discs lie over each other and stay empty; regions do not.
function fillOf({ outline, radius }) {
  if (outline) return outline.type.endsWith("LineString") ? 0 : 0.025;
  return radius > 100000 ? 0 : radius > 30000 ? 0.025 : 0.1;
}

// Where each place may lie: the outline of a region, the course of a river, else a disc; one of half the map shows nothing.
function ringsOf(points, paint) {
  const drawn = points.filter((point) => point.outline || point.radius <= WIDEST_SHOWN);
  const features = drawn.map((point) => ({
    type: "Feature",
    properties: {
      colour: point.holder ? paint[`holder-${point.holder}`] : paint.quiet,
      fill: fillOf(point),
    },
    geometry: point.outline ?? { type: "Polygon", coordinates: [ring(point)] },
  }));
  return { type: "FeatureCollection", features };
}

function popupContent(point) {
  const box = document.createElement("div");
  const title = document.createElement("p");
  const link = point.row.querySelector("th a, a.place");
  title.append(link ? link.cloneNode(true) : point.name);
  title.className = "who";
  box.append(title);
  if (point.row.dataset.held) box.append(Object.assign(document.createElement("p"), { textContent: point.row.dataset.held }));
  const cells = point.row.querySelectorAll("td");
  if (cells.length > 0) {
    if (cells[0].textContent.trim()) box.append(Object.assign(document.createElement("p"), { textContent: cells[0].textContent.trim() }));
    box.append(...[...cells[1].children].map((child) => child.cloneNode(true)));
  }
  return box;
}

function markerOf(point, map) {
  const element = document.createElement("button");
  element.type = "button";
  element.className = point.holder ? "marker held" : "marker";
  const dot = document.createElement("span");
  dot.className = `dot holder-${point.holder}`;
  const label = document.createElement("span");
  label.textContent = point.name;
  element.append(dot, label);
  const popup = new Popup({ offset: 12, focusAfterOpen: true }).setDOMContent(popupContent(point));
  const marker = new Marker({ element, anchor: "left", offset: [-12, 0] }).setLngLat([point.lon, point.lat]).addTo(map);
  element.setAttribute("aria-label", `${point.name}: what is known`);
  element.removeAttribute("role");
  element.addEventListener("click", (event) => {
    event.stopPropagation();
    popup.setLngLat([point.lon, point.lat]).addTo(map);
  });
  return { marker, element, popup, weight: point.holder ? Infinity : point.count };
}

const meet = (one, other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

// Names that would lie on each other, or under another place's dot, wait until their marker is pointed at or has the focus:
// held places come first. Returns the boxes that dots and names take.
function spread(markers) {
  const dots = markers.map(({ element }) => element.querySelector(".dot").getBoundingClientRect());
  const taken = [];
  const order = markers.map((marker, n) => ({ ...marker, n })).sort((a, b) => (a.weight === b.weight ? 0 : b.weight - a.weight));
  for (const { element, n } of order) {
    const name = element.querySelector(".dot + span").getBoundingClientRect();
    const meets = taken.some((other) => meet(name, other)) || dots.some((dot, other) => other !== n && meet(name, dot));
    element.classList.toggle("crowded", meets);
    if (!meets) taken.push(name);
  }
  return [...taken, ...dots];
}

// Names of the base map that would lie under a marker or its name give way to it.
function giveWay(map, towns, boxes) {
  const corner = map.getContainer().getBoundingClientRect();
  const zoom = map.getZoom();
  const view = map.getBounds();
  const hidden = towns.features.filter(({ properties, geometry }) => {
    if (properties.from > zoom || !view.contains(geometry.coordinates)) return false;
    const { x, y } = map.project(geometry.coordinates);
    const half = (properties.name.length * LETTER) / 2;
    const name = { left: corner.left + x - half, right: corner.left + x + half, top: corner.top + y - 3, bottom: corner.top + y + LINE };
    return boxes.some((box) => meet(name, box));
  });
  const shown = ["<=", ["get", "from"], ["zoom"]];
  const keys = hidden.map(({ properties }) => properties.key);
  for (const layer of ["town-dots", "town-names"]) {
    if (map.getLayer(layer)) map.setFilter(layer, ["all", shown, ["!", ["in", ["get", "key"], ["literal", keys]]]]);
  }
}

// "#view=west,south,east,north" in the address says which part of the map to show, in degrees; "only=held" which places.
const asked = (name) => new URLSearchParams(location.hash.slice(1)).get(name);

function viewAsked() {
  const corners = asked("view")?.split(",").map(Number) ?? [];
  const [west, south, east, north] = corners;
  return corners.length === 4 && west < east && south < north ? [[west, south], [east, north]] : null;
}

// All places where they lie together, else those in the middle of the claims' spread: a report from far away does not
// shrink the rest to a dot.
function heart(points) {
  const inside = ["lat", "lon"].map((key) => {
    const sorted = [...points].sort((a, b) => a[key] - b[key]);
    if (sorted.at(-1)[key] - sorted[0][key] <= COMPACT) return () => true;
    const all = sorted.reduce((sum, point) => sum + point.count, 0);
    const at = (share) => {
      let held = 0;
      return sorted.find((point) => { held += point.count; return held >= share * all; })[key];
    };
    const [low, high] = [at(TAIL), at(1 - TAIL)];
    return (point) => low <= point[key] && point[key] <= high;
  });
  const kept = points.filter((point) => inside.every((test) => test(point)));
  return kept.length > 0 ? kept : points;
}

// What of a place must be in view: its outline or its ring, of a very large one a part.
function cornersOf(point) {
  if (!point.outline || point.radius > WIDEST_SHOWN) return ring({ ...point, radius: Math.min(point.radius, WIDEST_SHOWN) });
  return point.outline.coordinates.flat(point.outline.type === "LineString" ? 0 : point.outline.type === "MultiPolygon" ? 2 : 1);
}

function frame(map, points) {
  const view = viewAsked();
  if (view) { map.fitBounds(view, { padding: 0, animate: false }); return; }
  if (points.length === 0) return;
  const corners = heart(points).flatMap(cornersOf);
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  const bounds = [[Math.min(...xs), Math.max(-85, Math.min(...ys))], [Math.max(...xs), Math.min(85, Math.max(...ys))]];
  map.fitBounds(bounds, { padding: ROOM, maxZoom: map.getContainer().closest(".small") ? NEAREST_SMALL : NEAREST, animate: false });
}

class Drawn {
  constructor(figure, data) {
    this.figure = figure;
    this.data = data;
    this.box = figure.querySelector(".map");
    this.box.hidden = false;
    this.paint = colours(figure);
    this.markers = [];
    this.map = new BaseMap({
      container: this.box, style: styleOf(data, this.paint), attributionControl: false, minZoom: 1, maxZoom: 11, renderWorldCopies: false,
      cooperativeGestures: true, dragRotate: false, pitchWithRotate: false, touchPitch: false, fadeDuration: 0, locale: {},
    });
    this.map.addControl(new NavigationControl({ showCompass: false }), "top-right");
    this.map.addControl(new ScaleControl({ unit: "metric", maxWidth: 110 }), "bottom-left");
    this.map.on("moveend", () => this.arrange());
    this.ready = new Promise((resolve) => this.map.once("load", resolve));
    this.ready.then(() => { figure.dataset.state = "drawn"; });
  }

  async show(points, move) {
    for (const { marker, popup } of this.markers) { popup.remove(); marker.remove(); }
    this.box.classList.toggle("many", points.length > MANY);
    this.markers = points.map((point) => markerOf(point, this.map));
    if (move) frame(this.map, points);
    await this.ready;
    this.map.getSource("rings").setData(ringsOf(points, this.paint));
    this.arrange();
  }

  arrange() {
    giveWay(this.map, this.data.towns, spread(this.markers));
  }

  repaint() {
    this.paint = colours(this.figure);
    this.map.setStyle(styleOf(this.data, this.paint));
    this.map.once("styledata", () => {
      this.map.getSource("rings")?.setData(ringsOf(pointsIn(document), this.paint));
      this.arrange();
    });
  }
}

// The slider turns the page's own list back: it fetches the page of that day and takes its list.
function slider(drawn) {
  const box = document.querySelector(".slider");
  const stops = [...document.querySelectorAll(".days a[data-day]")];
  if (!box || stops.length < 2) return;
  const [input, output] = [box.querySelector("input"), box.querySelector("output")];
  const shown = document.getElementById("known").dataset.day;
  input.max = String(stops.length - 1);
  input.value = String(Math.max(0, stops.findIndex((stop) => stop.dataset.day === shown)));
  const say = () => {
    output.textContent = stops[Number(input.value)].textContent;
    input.setAttribute("aria-valuetext", output.textContent);
  };
  say();
  box.hidden = false;
  document.querySelector(".day-form")?.remove();
  let asked = 0;
  input.addEventListener("input", say);
  input.addEventListener("change", async () => {
    asked += 1;
    const mine = asked;
    const stop = stops[Number(input.value)];
    const answer = await fetch(stop.href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const known = page.getElementById("known");
    if (mine !== asked || !known) return;
    document.getElementById("known").replaceWith(document.adoptNode(known));
    for (const other of stops) other.removeAttribute("aria-current");
    stop.setAttribute("aria-current", "true");
    history.replaceState(null, "", stop.href + location.hash);
    await drawn.show(pointsIn(document.getElementById("known")), false);
  });
}

async function start() {
  const figures = [...document.querySelectorAll("[data-map]")];
  if (figures.length === 0) return;
  const data = await baseData();
  for (const figure of figures) {
    const main = "main" in figure.dataset;
    const drawn = new Drawn(figure, data);
    await drawn.show(pointsIn(main ? document.getElementById("known") : figure), true);
    if (main) slider(drawn);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => drawn.repaint());
  }
}

start().catch((error) => {
  for (const box of document.querySelectorAll("[data-map] .map")) box.hidden = true;
  console.warn("the map cannot be drawn here; the list below it holds the same", error);
});
