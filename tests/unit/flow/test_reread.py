"""Reading again with newer methods."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from plain_stages import STAGES, read_notation

from onrecord.errors import UsageError
from onrecord.flow import Format, Kind, Stage, add, export, verify
from onrecord.flow.reread import reread
from onrecord.flow.stages import Draft, Tools
from onrecord.records import HappeningType
from onrecord.store import Store, open_store


def corpus(tmp_path: Path) -> str:
    """Two reports of one capture."""
    path = tmp_path / "in.jsonl"
    rows = [{"id": d, "text": f"capture|Balakliia|ukraine|{d}", "published": "2022-09-08", "publisher": d} for d in "ab"]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return str(path)


def newer(draft: Draft, tools: Tools) -> Draft:
    """As the notation, but what was a capture is now a strike."""
    made = read_notation(draft, tools)
    struck = tuple(replace(h, type=HappeningType.STRIKE, effect=None) for h in made.happenings)
    return replace(made, happenings=struck, made_by={**made.made_by, "code": "notation 2", "locate": "notation 2"})


NEWER = (Stage("code", newer),)


def claims(store: Store) -> list[str]:
    """The claims as exported."""
    return list(export(store, Kind.CLAIMS, Format.JSONL))


def test_reread_with_the_same_methods_changes_nothing(tmp_path: Path) -> None:
    """Every record is replaced by its equal."""
    with open_store(tmp_path / "w.db", create=True) as store:
        add([corpus(tmp_path)], store, stages=STAGES)
        before = claims(store)
        reread(store, stages=STAGES)
        assert claims(store) == before
        assert list(verify(store)) == []


def test_reread_replaces_the_records_of_the_step_and_says_by_what(tmp_path: Path) -> None:
    """Claims that nothing makes any more go, the new ones come, and other steps keep their method."""
    with open_store(tmp_path / "w.db", create=True) as store:
        add([corpus(tmp_path)], store, stages=STAGES)
        reread(store, "code", stages=NEWER)
        assert [c.type for c in store.claims()] == [HappeningType.STRIKE]
        kept = store.reading("a")
        assert kept is not None
        assert (kept.made_by["code"], kept.made_by["locate"]) == ("notation 2", "notation 1")
        assert list(verify(store)) == []


def test_reread_knows_its_steps(tmp_path: Path) -> None:
    """The tagging is not stored, so nothing begins with it."""
    with open_store(tmp_path / "w.db", create=True) as store, pytest.raises(UsageError) as caught:
        reread(store, "tag")
    assert caught.value.code == "unknown-step"
