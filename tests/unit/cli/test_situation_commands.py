"""Who held what on a day, and what changed between two, in the terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from plain_stages import STAGES

from onrecord.basics.bars import sparkline
from onrecord.cli.commands import run
from onrecord.cli.situation import cited
from onrecord.flow import add, import_baseline
from onrecord.store import open_store


@pytest.fixture
def casebook(tmp_path: Path) -> str:
    """A town of the baseline that another side is reported to have taken."""
    notes = tmp_path / "notes.jsonl"
    note = {"id": "n1", "text": "capture|Balakliia|ukraine", "published": "2022-09-08T10:00:00+00:00", "publisher": "Post"}
    notes.write_text(json.dumps(note) + "\n", "utf8")
    start = tmp_path / "b.csv"
    start.write_text("place_id,name,lat,lon,date,holder\nx:1,Balakliia,49.4563,36.8389,2022-09-01,RU\n", "utf8")
    with open_store(tmp_path / "c.db", create=True) as store:
        add([str(notes)], store, stages=STAGES)
        import_baseline(start, store)
    return str(tmp_path / "c.db")


def test_situation_is_a_table_with_its_claims_and_a_line_of_changes(casebook: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Who has the town, since when, by which rule, on which claim; and a bar for the week of the change."""
    assert run(["situation", "--casebook", casebook]) == 0
    page = capsys.readouterr().out
    assert "At the end of 2022-09-08, as known then" in page
    assert all(word in page for word in ("Balakliia", "UA", "outlet-own-voice", "c-", "█"))


def test_changes_name_day_rule_and_claims(casebook: str, capsys: pytest.CaptureFixture[str]) -> None:
    """As a table, and as one JSON object a line."""
    wanted = ["changes", "--from", "2022-09-01", "--to", "2022-09-08", "--casebook", casebook]
    assert run(wanted) == 0
    assert "Balakliia: RU → UA" in " ".join(capsys.readouterr().out.split())
    assert run([*wanted, "--json"]) == 0
    (row,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert (row["what"], row["day"], row["before"], row["after"], len(row["claims"])) == ("control", "2022-09-08", "RU", "UA", 1)


def test_nothing_changed_is_said(casebook: str, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty interval is no empty page."""
    assert run(["changes", "--from", "2022-09-01", "--to", "2022-09-02", "--casebook", casebook]) == 0
    assert "nothing changed" in capsys.readouterr().out


@pytest.mark.parametrize(("counts", "line"), [([0, 1, 2], "▁▅█"), ([0, 0], "▁▁"), ([7], "█"), ([], "")])
def test_a_sparkline_has_a_bar_for_each_number(counts: list[int], line: str) -> None:
    """The largest number has the highest bar."""
    assert sparkline(counts) == line


def test_many_claims_are_counted() -> None:
    """A line names three and counts the rest."""
    assert (cited(["a", "b"]), cited(["a", "b", "c", "d"])) == ("a b", "a b c and 1 more")
