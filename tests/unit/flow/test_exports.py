"""A casebook as files."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from readings import report

from onrecord.errors import UsageError
from onrecord.flow import Format, Kind, crosscheck, export, sides_of
from onrecord.flow.exports import CSV_COLUMNS, kind_of
from onrecord.flow.situation import assemble_all
from onrecord.link import voices
from onrecord.records import BaselineRow, HappeningType
from onrecord.store import Store, open_store


@pytest.fixture
def store(tmp_path: Path):
    """A casebook with a capture, a strike without a resolved place, and a baseline."""
    with open_store(tmp_path / "w.db", create=True) as opened:
        for side, code in (("ukraine", "UA"), ("russia", "RU")):
            opened.put_setting(f"side.code.{side}", code)
            opened.put_setting(f"side.party.{side}", "yes")
        opened.put_baseline([BaselineRow("p1", "Balakliia", 49.4563, 36.8389, "2022-09-01", "RU")])
        for reading in (
            report("a", source="Mayor", known="mayor", low=2, high=None, text='He said, "it is\nours"; 2 are dead'),
            report("b", publisher="Other News"),
            report("c", type_=HappeningType.STRIKE, holder=None, place=None),
        ):
            opened.put_reading(reading, voices(reading), added_at="2022-10-01T00:00:00+00:00")
        sides = sides_of(opened.settings())
        crosscheck(opened, sides)
        assemble_all(opened, sides)
        yield opened


def rows(store: Store, kind: Kind) -> list[dict]:
    """The export as objects."""
    return [json.loads(line) for line in export(store, kind, Format.JSONL)]


@pytest.mark.parametrize("kind", list(Kind))
def test_every_export_can_be_read_back_in_every_form(store: Store, kind: Kind) -> None:
    """CSV has its columns and a line for each object of JSON Lines; GeoJSON as many features."""
    objects = rows(store, kind)
    table = list(csv.DictReader(io.StringIO("".join(export(store, kind, Format.CSV)), newline="")))
    collection = json.loads("".join(export(store, kind, Format.GEOJSON)))
    assert len(objects) == len(table) == len(collection["features"])
    assert all(tuple(row) == CSV_COLUMNS[kind] for row in table)
    assert collection["type"] == "FeatureCollection"


def test_claims_have_the_keys_of_the_contract(store: Store) -> None:
    """The published form of a claim and of its statements."""
    claim = next(c for c in rows(store, Kind.CLAIMS) if c["type"] == "capture")
    keys = {"id", "summary", "type", "places", "time", "status", "statements", "origins", "sides", "quantities", "history"}
    assert keys <= set(claim)
    voice = {"statement", "document", "publisher", "source", "side", "stance", "said", "origin"}
    assert all(voice <= set(s) for s in claim["statements"])
    assert claim["origins"] == 2
    assert {"low", "best", "high"} <= set(claim["quantities"])
    assert {"at", "status", "because"} == set(claim["history"][0])


def test_control_has_the_columns_of_the_contract_and_its_own_place_ids(store: Store) -> None:
    """Days are inclusive, holders are codes, claims are separated by spaces, and the baseline's rows cite none."""
    text = "".join(export(store, Kind.CONTROL, Format.CSV))
    table = list(csv.reader(io.StringIO(text)))
    assert table[0] == ["place_id", "name", "lat", "lon", "from_date", "to_date", "holder", "claims"]
    assert [row[:1] + row[4:7] for row in table[1:]] == [
        ["p1", "2022-09-01", "2022-09-07", "RU"],
        ["p1", "2022-09-08", "2022-09-08", "UA"],
    ]
    assert table[1][7] == ""
    assert table[2][7].startswith("c-")


def test_statements_and_happenings_carry_their_words(store: Store) -> None:
    """The flat forms quote the text itself, on one line."""
    (statement,) = csv.DictReader(io.StringIO("".join(export(store, Kind.STATEMENTS, Format.CSV)), newline=""))
    assert statement["content"] == 'He said, "it is ours"; 2 are dead'
    happenings = list(csv.DictReader(io.StringIO("".join(export(store, Kind.HAPPENINGS, Format.CSV)), newline="")))
    assert [h["place"] for h in happenings] == ["Balakliia", "Balakliia", ""]


def test_a_row_that_is_nowhere_has_no_geometry(store: Store) -> None:
    """Unresolved is not a point in the sea."""
    features = json.loads("".join(export(store, Kind.CLAIMS, Format.GEOJSON)))["features"]
    points = {f["properties"]["type"]: f["geometry"] for f in features}
    assert points["strike"] is None
    assert points["capture"]["coordinates"] == [36.8389, 49.4563]


def test_documents_have_a_story_and_no_text(store: Store) -> None:
    """The text stays in the casebook; the story is equal for all of its members."""
    documents = rows(store, Kind.DOCUMENTS)
    assert [d["id"] for d in documents] == ["a", "b", "c"]
    assert all("text" not in d and d["story"] for d in documents)


def test_kind_of_names_what_is_known() -> None:
    """A wrong export is answered with the right ones."""
    with pytest.raises(UsageError, match="claims, statements"):
        kind_of("facts")


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "=cmd|'/c calc'!A1",
        "\t=1+1",
        " =1+1",
        "\r=1+1",
        "\uff1d1",
        "\uff0b1",
        "\uff0d1",
        "\uff201",
    ],
)
def test_no_text_from_outside_begins_a_formula_in_csv(tmp_path: Path, text: str) -> None:
    """A spreadsheet shows what an outlet calls itself and does not run it; JSON Lines keep it to the letter."""
    with open_store(tmp_path / "w.db", create=True) as store:
        store.put_reading(report("a", publisher=text), (), added_at="2022-10-01T00:00:00+00:00")
        (row,) = csv.DictReader(io.StringIO("".join(export(store, Kind.DOCUMENTS, Format.CSV)), newline=""))
        assert row["publisher"] == "'" + text.strip()
        assert rows(store, Kind.DOCUMENTS)[0]["publisher"] == text


def test_numbers_stay_numbers_in_csv(tmp_path: Path) -> None:
    """A place in the south and west is at a negative latitude and longitude, not at a text."""
    with open_store(tmp_path / "w.db", create=True) as store:
        store.put_setting("side.code.ukraine", "UA")
        store.put_setting("side.party.ukraine", "yes")
        store.put_baseline([BaselineRow("p1", "-1", -12.5, -0.25, "2022-09-01", "RU")])
        assemble_all(store, sides_of(store.settings()))
        (row,) = csv.DictReader(io.StringIO("".join(export(store, Kind.CONTROL, Format.CSV)), newline=""))
    assert (row["lat"], row["lon"], row["name"]) == ("-12.5", "-0.25", "'-1")
