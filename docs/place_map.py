"""Draw every place of an article, and what else each name could have meant: docs/images/places.svg and the table beside it.

    python docs/place_map.py

The article is docs/explanation/places-article.txt, written for this page. Everything drawn comes from the package: the
places and shapes from `locate`, the outlines from the gazetteer.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path

from onrecord.flow.stages import Draft, ReadOptions, Tools, locate, tag
from onrecord.gazetteer import AREAS, Gazetteer
from onrecord.records import Document, Place, PlaceKind

HERE = Path(__file__).parent
ARTICLE = HERE / "explanation/places-article.txt"
WIDTH, HEIGHT = 960, 620
MAIN = (32.2, 46.2, 39.6, 51.6)
"""West, south, east and north of the large map, degrees."""
WORLD = (-170.0, -56.0, 190.0, 78.0)
INSET = (644, 472, 300, 132)
"""Left, top, width and height of the world map."""
COLOURS = {
    "land": "#f4f1ea",
    "edge": "#b9b2a3",
    "shape": "#d97706",
    "place": "#1d4ed8",
    "candidate": "#6b7280",
    "text": "#1f2937",
}


class Frame:
    """A stretch of the earth in a rectangle of the picture."""

    def __init__(self, bounds: tuple[float, float, float, float], box: tuple[int, int, int, int]) -> None:
        self.west, self.south, self.east, self.north = bounds
        self.left, self.top, self.width, self.height = box

    def holds(self, lat: float, lon: float) -> bool:
        return self.south <= lat <= self.north and self.west <= lon <= self.east

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        x = self.left + (lon - self.west) / (self.east - self.west) * self.width
        y = self.top + (self.north - lat) / (self.north - self.south) * self.height
        return round(x, 1), round(y, 1)

    def path(self, parts: Iterable[Iterable[tuple[float, float]]], *, closed: bool) -> str:
        lines = ("L".join("{} {}".format(*self.at(lat, lon)) for lon, lat in part) for part in parts)
        return " ".join(f"M{line}{'Z' if closed else ''}" for line in lines)


def outlines(gazetteer: Gazetteer, frame: Frame, kinds: tuple[PlaceKind, ...]) -> str:
    """The areas of some kinds as one path each."""
    drawn = []
    for number in range(len(gazetteer)):
        if gazetteer.kind_of(number) in kinds:
            parts = gazetteer.outline(gazetteer.at(number).id)
            if any(frame.holds(lat, lon) for part in parts for lon, lat in part):
                drawn.append(f'<path d="{frame.path(parts, closed=True)}"/>')
    return "".join(drawn)


def free(x: float, y: float, taken: list[tuple[float, float]]) -> float:
    """The height nearest to `y` at which a label does not run into another; it is then taken."""
    for step in (0, 12, -12, 24, -24, 36, -36):
        if all(abs(x - other) > 90 or abs(y + step - height) > 12 for other, height in taken):
            break
    taken.append((x, y + step))
    return round(y + step, 1)


def marks(places: list[Place], frame: Frame) -> str:
    """Shapes, then the candidates that were not chosen, then the places with their names."""
    drawn, named, taken = [], set(), []
    for place in places:
        if place.shape is not None and place.relation is not None:
            path = frame.path(place.shape.parts, closed=place.shape.area)
            drawn.append(f'<path class="shape" d="{path}"><title>{escape(place.name)}: {escape(place.why)}</title></path>')
        elif place.shape is not None and not place.shape.area:
            drawn.append(f'<path class="line" d="{frame.path(place.shape.parts, closed=False)}"/>')
    for place in places:
        for other in place.alternatives:
            if frame.holds(other.lat, other.lon):
                x, y = frame.at(other.lat, other.lon)
                label = f"{other.name}, {other.admin1 or other.country}: {other.score:.2f}"
                drawn.append(f'<circle class="candidate" cx="{x}" cy="{y}" r="4"><title>{escape(label)}</title></circle>')
    for place in places:
        if place.lat is not None and place.lon is not None and frame.holds(place.lat, place.lon):
            x, y = frame.at(place.lat, place.lon)
            drawn.append(f'<circle class="place" cx="{x}" cy="{y}" r="4"><title>{escape(place.why)}</title></circle>')
            if place.id not in named and frame.width > INSET[2] and (place.kind not in AREAS or place.relation):
                drawn.append(f'<text x="{x + 7}" y="{free(x, y + 4, taken)}">{escape(place.name)}</text>')
            named.add(place.id)
    return "".join(drawn)


def picture(places: list[Place], gazetteer: Gazetteer) -> str:
    main, world = Frame(MAIN, (0, 0, WIDTH, HEIGHT)), Frame(WORLD, INSET)
    left, top, width, height = INSET
    style = (
        f"path{{fill:{COLOURS['land']};stroke:{COLOURS['edge']}}}.shape{{fill:{COLOURS['shape']};fill-opacity:.28;"
        f"stroke:{COLOURS['shape']}}}.line{{fill:none;stroke:#0369a1;stroke-width:2}}.place{{fill:{COLOURS['place']}}}"
        f".candidate{{fill:none;stroke:{COLOURS['candidate']};stroke-width:1.5}}.inset path{{stroke-width:.3}}"
        f".inset circle{{r:2px}}text{{font:13px sans-serif;fill:{COLOURS['text']};paint-order:stroke;stroke:#fff;stroke-width:3}}"
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="The places of the article and what else their names could mean"><style>{style}</style>'
        f'<clipPath id="all"><rect width="{WIDTH}" height="{HEIGHT}"/></clipPath><clipPath id="world">'
        f'<rect x="{left}" y="{top}" width="{width}" height="{height}"/></clipPath>'
        f'<g clip-path="url(#all)"><rect width="{WIDTH}" height="{HEIGHT}" fill="#e0ecf4"/>'
        f"{outlines(gazetteer, main, (PlaceKind.COUNTRY,))}"
        f"{outlines(gazetteer, main, (PlaceKind.ADMIN1,))}{marks(places, main)}</g>"
        f'<g class="inset" clip-path="url(#world)"><rect x="{left}" y="{top}" width="{width}" height="{height}" '
        f'fill="#e0ecf4" stroke="#6b7280"/>{outlines(gazetteer, world, (PlaceKind.COUNTRY,))}{marks(places, world)}</g></svg>\n'
    )


def table(places: list[Place]) -> str:
    """Every place in a row: the words, what they mean, where to it, what else they could mean."""
    rows = ["| the text says | means | where to it | what else it could mean |", "|---|---|---|---|"]
    for place in places:
        means = (
            "unresolved" if place.id is None else f"{place.kind.value}, {place.admin1 or place.country or 'several countries'}"
        )
        means += "" if place.literal else " (locates nothing here)"
        relation = place.relation
        where = "" if relation is None else " ".join(
            filter(None, (f"{relation.km:g} km" if relation.km else "", relation.way, relation.kind.value))
        )  # fmt: skip
        others = "; ".join(f"{o.name}, {o.admin1 or o.country} ({o.score:.2f})" for o in place.alternatives[:3])
        rows.append(f"| {place.name} | {means} | {where} | {others} |")
    return "\n".join(rows) + "\n"


def main() -> None:
    tools = Tools(ReadOptions())
    draft = locate(tag(Draft(Document("article", ARTICLE.read_text(encoding="utf-8"), language="en")), tools), tools)
    places = list(draft.places)
    (HERE / "images/places.svg").write_text(picture(places, tools.gazetteer), encoding="utf-8")
    (HERE / "explanation/places-table.md").write_text(table(places), encoding="utf-8")
    print(f"{len(places)} places")


if __name__ == "__main__":
    main()
