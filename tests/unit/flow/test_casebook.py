"""The baseline, and checking a casebook."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from readings import report

from onrecord.errors import UsageError
from onrecord.flow import crosscheck, import_baseline, sides_of, verify
from onrecord.link import voices
from onrecord.store import Store, open_store

HEAD = "place_id,name,lat,lon,date,holder\n"
GOOD = "p1,Balakliia,49.4563,36.8389,2022-09-01,RU\n"


@pytest.fixture
def store(tmp_path: Path):
    """An empty casebook of a conflict of two parties."""
    with open_store(tmp_path / "w.db", create=True) as opened:
        for side, code in (("ukraine", "UA"), ("russia", "RU")):
            opened.put_setting(f"side.code.{side}", code)
            opened.put_setting(f"side.party.{side}", "yes")
        yield opened


def baseline(tmp_path: Path, text: str) -> Path:
    """A file with the text."""
    path = tmp_path / "baseline.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_baseline_starts_the_timeline(tmp_path: Path, store: Store) -> None:
    """The rows of the file are who held what; a second import takes their place."""
    assert import_baseline(baseline(tmp_path, HEAD + GOOD + 'p2,"Town, Raion",1,2,2022-09-01,CONTESTED\n'), store) == 2
    assert [(s.place_id, s.holder, s.rule) for s in store.control()] == [
        ("p1", "RU", "baseline"),
        ("p2", "CONTESTED", "baseline"),
    ]
    assert import_baseline(baseline(tmp_path, "\ufeff" + HEAD + GOOD), store) == 1
    assert len(store.baseline()) == 1


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("place_id,name,lat,lon,date\n", "baseline-column", 1, "holder"),
        (HEAD + GOOD + "p2,X,91,2,2022-09-01,RU\n", "baseline-value", 3, "lat"),
        (HEAD + "p2,X,1,nan,2022-09-01,RU\n", "baseline-value", 2, "lon"),
        (HEAD + "p2,X,north,2,2022-09-01,RU\n", "baseline-value", 2, "lat"),
        (HEAD + "p2,X,1,2,1 September,RU\n", "baseline-value", 2, "date"),
        (HEAD + "p2,X,1,2,2022-09-01,russia\n", "baseline-value", 2, "holder"),
        (HEAD + ",X,1,2,2022-09-01,RU\n", "baseline-value", 2, "place_id"),
        (HEAD + "p2,X\n", "baseline-value", 2, "holder"),
        (HEAD + GOOD + GOOD, "baseline-twice", 3, "place_id"),
    ],
)
def test_a_wrong_baseline_names_line_and_column_and_changes_nothing(
    tmp_path: Path, store: Store, text: str, code: str, line: int, column: str
) -> None:
    """The first mistake is named with where it is; what the casebook had stays."""
    import_baseline(baseline(tmp_path, HEAD + GOOD), store)
    with pytest.raises(UsageError) as caught:
        import_baseline(baseline(tmp_path, text), store)
    assert caught.value.code == code
    assert (caught.value.facts["line"], caught.value.facts["column"]) == (line, column)
    assert [b.place_id for b in store.baseline()] == ["p1"]


@pytest.mark.parametrize("make", [lambda p: p / "none.csv", lambda p: p])
def test_a_baseline_that_cannot_be_read_is_named(tmp_path: Path, store: Store, make) -> None:
    """A missing file and a folder are mistakes in the call."""
    with pytest.raises(UsageError) as caught:
        import_baseline(make(tmp_path), store)
    assert caught.value.code == "baseline-missing"


def test_a_baseline_that_is_not_text_is_refused(tmp_path: Path, store: Store) -> None:
    """Bytes that are no UTF-8 get a line that says so."""
    path = tmp_path / "b.csv"
    path.write_bytes(b"\xff\xfe\x00place")
    with pytest.raises(UsageError) as caught:
        import_baseline(path, store)
    assert caught.value.code in ("baseline-value", "baseline-column")


def test_verify_finds_a_claim_that_its_voices_do_not_make(tmp_path: Path, store: Store) -> None:
    """A claim changed behind the store's back no longer follows from its voices."""
    store.put_reading(report("a"), voices(report("a")), added_at="2022-10-01T00:00:00+00:00")
    crosscheck(store, sides_of(store.settings()))
    assert list(verify(store)) == []
    with sqlite3.connect(tmp_path / "w.db") as raw:
        raw.execute("UPDATE claims SET record = replace(record, 'Capture', 'Rescue')")
    raw.close()
    assert [p.code for p in verify(store)] == ["claim-differs"]
