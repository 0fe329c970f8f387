"""Judging, edits and failures from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from small_casebook import EDITED_DOCUMENT, small_casebook

from onrecord.cli.commands import run
from onrecord.records import HappeningType
from onrecord.store import open_store


@pytest.fixture
def casebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small casebook in the working folder, and no settings from outside."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_BY", raising=False)
    monkeypatch.setenv("ONRECORD_CASEBOOK", "c.db")
    return small_casebook(tmp_path / "c.db")


@pytest.fixture
def capture(casebook: Path) -> str:
    with open_store(casebook) as store:
        return next(c.id for c in store.all_claims() if c.type is HappeningType.CAPTURE)


def printed(capsys: pytest.CaptureFixture[str]) -> list[dict]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_judge_records_lists_and_undoes(capture: str, capsys: pytest.CaptureFixture[str]) -> None:
    """One command for all of it; what is undone stays in the list."""
    assert run(["judge", capture, "--retracted", "--note", "taken down", "--by", "Ada", "--json"]) == 0
    (made,) = printed(capsys)
    assert (made["kind"], made["about"], made["by"], made["note"]) == ("retracted", [capture], "Ada", "taken down")
    assert run(["claims", "--status", "retracted", "--json"]) == 0
    assert [row["id"] for row in printed(capsys)] == [capture]
    assert run(["judge", "--undo", made["id"], "--by", "Ben", "--json"]) == 0
    assert printed(capsys) == [{"undone": made["id"], "new": True}]
    assert run(["judge", "--list", "--json"]) == 0
    (row,) = printed(capsys)
    assert (row["state"], row["undone"]["by"]) == ("undone", "Ben")
    assert run(["judge", "--list"]) == 0
    assert "taken down" in capsys.readouterr().out


def test_judge_takes_the_name_from_the_environment(
    capture: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A name is set once; without any nothing is recorded."""
    assert run(["judge", capture, "--misread"]) == 2
    assert "bad-judgement" in capsys.readouterr().err
    monkeypatch.setenv("ONRECORD_BY", "Ada")
    assert run(["judge", capture, "--misread", "--json"]) == 0
    assert printed(capsys)[0]["by"] == "Ada"


@pytest.mark.parametrize(
    ("options", "correction"),
    [
        (["--wrong-place", "geonames:707292"], "geonames:707292"),
        (["--wrong-place"], None),
        (["--wrong-time", "2031-05-07"], "2031-05-07"),
        (["--wrong-time", "--note", "x"], None),
        (["--grade", "5"], "5"),
    ],
)
def test_judge_takes_corrections(
    capture: str, capsys: pytest.CaptureFixture[str], options: list[str], correction: str | None
) -> None:
    """The right place and day may be left out where they are not known."""
    assert run(["judge", capture, *options, "--by", "Ada", "--json"]) == 0
    assert printed(capsys)[0]["correction"] == correction


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["THING"], "bad-option"),
        (["--misread"], "bad-option"),
        (["THING", "--misread", "--retracted"], "bad-option"),
        (["THING", "--undo", "j-1"], "bad-option"),
        (["--list", "--undo", "j-1"], "bad-option"),
        (["--undo", "j-1"], "unknown-judgement"),
        (["c-none", "--misread"], "nothing-to-judge"),
        (["THING", "--same", "c-none"], "nothing-to-judge"),
        (["THING", "--wrong-time", "soon"], "bad-judgement"),
        (["--import", "none.jsonl"], "judgements-missing"),
    ],
)
def test_a_wrong_call_is_one_line_and_records_nothing(
    casebook: Path, capture: str, capsys: pytest.CaptureFixture[str], arguments: list[str], code: str
) -> None:
    """Status 2, and the code to look up."""
    assert run(["judge", *[capture if a == "THING" else a for a in arguments], "--by", "Ada"]) == 2
    error = capsys.readouterr().err
    assert f"[{code}]" in error
    assert len(error.splitlines()) == 1
    with open_store(casebook) as store:
        assert store.count_judgements() == 0


def test_judgements_go_from_one_casebook_to_another(capture: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exported as JSON Lines and imported; those about what the other does not hold are told."""
    run(["judge", capture, "--retracted", "--by", "Ada"])
    assert run(["export", "judgements", "-o", "j.jsonl"]) == 0
    small_casebook(tmp_path / "other.db")
    capsys.readouterr()
    assert run(["judge", "--import", "j.jsonl", "--casebook", "other.db", "--json"]) == 0
    assert printed(capsys) == [{"new": 1, "known": 0, "dangling": []}]
    assert run(["claims", "--status", "retracted", "--casebook", "other.db", "--json"]) == 0
    assert [row["id"] for row in printed(capsys)] == [capture]


def test_edits_are_told_claim_by_claim(casebook: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """For people and as data; an unknown document is a wrong call."""
    assert run(["edits"]) == 0
    shown = capsys.readouterr().out
    assert "Quiet at the front" in shown
    assert "vanished: " in shown
    assert run(["edits", EDITED_DOCUMENT, "--json"]) == 0
    (row,) = printed(capsys)
    assert (row["version"], [c["kind"] for c in row["claims"]]) == (2, ["vanished"])
    assert run(["edits", "no-such"]) == 2
    assert "unknown-document" in capsys.readouterr().err


def test_failures_are_listed_with_when_where_and_why(casebook: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Newest first; none is said too, and no failure can command the terminal."""
    assert run(["failures"]) == 0
    assert capsys.readouterr().out == "every input could be read\n"
    with open_store(casebook) as store:
        store.put_failure("a.html", "empty", "nothing in \x1b[2Ja.html", "2022-09-01T00:00:00+00:00")
        store.put_failure("b.html", "too-large", "b.html is too large", "2022-09-02T00:00:00+00:00")
    assert run(["failures"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first == "2022-09-02T00:00:00+00:00  b.html is too large [too-large]"
    assert "\x1b" not in second
    assert run(["failures", "--json"]) == 0
    assert printed(capsys)[0]["location"] == "b.html"
