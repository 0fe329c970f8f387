"""onrecord.gazetteer.build: a file from rows and from a GeoNames dump of the real format."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from onrecord.errors import RunError, UsageError
from onrecord.gazetteer import Gazetteer, How, build_from_dump
from onrecord.gazetteer.build import Row, index_keys, settlement_radius, spread, write_gazetteer
from onrecord.records import PlaceKind


def line(id_: int, name: str, others: str, at: tuple[float, float], feature: str, area: str, people: int = 0) -> str:
    """One line of a GeoNames dump: 19 columns; `feature` is class.code, `area` country.admin1.admin2."""
    kind, code = feature.split(".")
    country, admin1, admin2 = (area + "..").split(".")[:3]
    columns = [
        id_,
        name,
        name,
        others,
        at[0],
        at[1],
        kind,
        code,
        country,
        "",
        admin1,
        admin2,
        "",
        "",
        people,
        "",
        100,
        "Europe/Oslo",
        "2024-01-01",
    ]
    return "\t".join(map(str, columns)) + "\n"


DUMP = [
    line(1, "Kingdom of Norvale", "Norvale,Норвейл", (60.0, 10.0), "A.PCLI", "XA", 900_000),
    line(2, "Ostmark", "Ostmark County", (60.5, 10.5), "A.ADM1", "XA.01"),
    line(3, "Lower Fen", "", (60.6, 10.6), "A.ADM2", "XA.01.07"),
    line(4, "Grenholm", "Grenholme,Гренхольм", (60.55, 10.55), "P.PPL", "XA.01.07", 12_000),
    line(5, "Grenholm", "", (58.0, 8.0), "P.PPL", "XA.02", 300),
    line(6, "Norvale City", "", (60.0, 10.1), "P.PPLC", "XA.01", 400_000),
    line(7, "Sand River", "", (60.2, 10.2), "H.STM", "XA.01"),
    line(8, "Ostmark Dam", "", (60.4, 10.4), "S.DAM", "XA.01"),
]


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    """A zip of a dump with the country, its regions, towns, a river and a dam, as GeoNames packs one."""
    path = tmp_path / "allCountries.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "see geonames.org")
        archive.writestr("allCountries.txt", "".join(DUMP))
    return path


@pytest.fixture
def small(dump: Path, tmp_path: Path) -> Gazetteer:
    """The gazetteer of that dump."""
    build_from_dump([dump], tmp_path / "small.gaz")
    return Gazetteer.open(tmp_path / "small.gaz")


def test_a_dump_is_read_with_its_hierarchy(small: Gazetteer) -> None:
    """A settlement knows the regions and the country that hold it, by id and by name."""
    town = small.entry("geonames:4")
    assert town is not None
    assert (town.kind, town.admin1, town.country, town.parent) == (PlaceKind.SETTLEMENT, "Ostmark", "XA", "geonames:3")


@pytest.mark.parametrize(
    ("name", "id_", "kind"),
    [
        ("Norvale", "geonames:1", PlaceKind.COUNTRY),
        ("Ostmark County", "geonames:2", PlaceKind.ADMIN1),
        ("Lower Fen", "geonames:3", PlaceKind.ADMIN2),
        ("Sand River", "geonames:7", PlaceKind.RIVER),
        ("Ostmark Dam", "geonames:8", PlaceKind.FACILITY),
        ("Гренхольм", "geonames:4", PlaceKind.SETTLEMENT),
    ],
)
def test_features_of_a_dump_become_kinds(small: Gazetteer, name: str, id_: str, kind: PlaceKind) -> None:
    """Feature classes and codes of GeoNames say what sort of place an entry is."""
    first = small.candidates(name)[0]
    assert (first.id, first.kind) == (id_, kind)


def test_namesakes_come_most_populous_first(small: Gazetteer) -> None:
    """All entries of a name are given, in the order of their population."""
    assert [e.id for e in small.candidates("grenholm")] == ["geonames:4", "geonames:5"]


def test_a_capital_is_marked(small: Gazetteer) -> None:
    """Feature code PPLC makes a capital, others do not."""
    assert [e.id for e in map(small.at, range(len(small))) if e.capital] == ["geonames:6"]


def test_a_dump_can_be_a_bare_text_file(tmp_path: Path) -> None:
    """The file inside the archive is read as well, and settlements alone suffice."""
    path = tmp_path / "XA.txt"
    path.write_text(DUMP[3], encoding="utf-8")
    build_from_dump([path], tmp_path / "one.gaz")
    assert [e.id for e in Gazetteer.open(tmp_path / "one.gaz").candidates("Grenholm")] == ["geonames:4"]


def test_a_line_of_another_format_is_named(tmp_path: Path) -> None:
    """The message says which line has how many columns."""
    path = tmp_path / "cities.csv"
    path.write_text(DUMP[0] + "5,Grenholm,58.0,8.0\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"cities\.csv:2: 1 columns, expected the 19"):
        build_from_dump([path], tmp_path / "out.gaz")


def test_a_missing_dump_is_a_usage_error(tmp_path: Path) -> None:
    """The path is in the message."""
    with pytest.raises(UsageError, match="nowhere"):
        build_from_dump([tmp_path / "nowhere.zip"], tmp_path / "out.gaz")


def test_the_order_of_rows_does_not_change_the_file(tmp_path: Path) -> None:
    """The same rows give the same bytes."""
    rows = [Row(f"geonames:{n}", f"Place {n}", PlaceKind.SETTLEMENT, n / 7, -n / 3, "XA", None, n, 1000) for n in range(1, 60)]
    for path, given in (("a", rows), ("b", rows[::-1])):
        write_gazetteer(given, tmp_path / path, version="t", sources={})
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_two_rows_of_one_id_are_refused(tmp_path: Path) -> None:
    """An id names one place."""
    row = Row("geonames:1", "Place", PlaceKind.SETTLEMENT, 0.0, 0.0)
    with pytest.raises(UsageError, match="same id"):
        write_gazetteer([row, row], tmp_path / "x", version="t", sources={})


def test_a_file_cut_short_is_refused(small: Gazetteer, tmp_path: Path) -> None:
    """A damaged copy is told at once, with what was expected."""
    whole = small.path.read_bytes()
    (tmp_path / "half.gaz").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(RunError, match="cut short"):
        Gazetteer.open(tmp_path / "half.gaz")


def test_another_file_is_refused(tmp_path: Path) -> None:
    """What is not a gazetteer is not opened."""
    (tmp_path / "x.gaz").write_text("a text that is no gazetteer")
    with pytest.raises(RunError, match="expected"):
        Gazetteer.open(tmp_path / "x.gaz")


def test_a_region_is_found_without_its_noun_but_only_so() -> None:
    """ "Ostmark" stands for "Ostmark Oblast" as its short form, which is weaker than a name."""
    keys = index_keys(Row("geonames:1", "Ostmark Oblast", PlaceKind.ADMIN1, 0.0, 0.0, names=(("Ostmark", How.OTHER),)))
    assert keys == {"ostmark oblast": How.NAME, "ostmark": How.BARE}


def test_the_radius_grows_with_the_population() -> None:
    """A village has the least radius, a city of a million about 11 km."""
    assert settlement_radius(300) == 1000
    assert 10_000 < settlement_radius(1_000_000) < 12_000


def test_an_area_across_the_date_line_has_its_middle_there() -> None:
    """Longitudes of 179 and -179 are neighbours."""
    lat, lon, radius = spread([(0.0, 179.0), (0.0, -179.0)])
    assert (lat, abs(lon)) == (0.0, 180.0)
    assert radius < 120_000
