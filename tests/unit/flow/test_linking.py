"""What people say is the same or different joins and parts claims, now and when all is linked anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from readings import IZIUM, report

from onrecord.flow.crosscheck import Sides, refresh, relink
from onrecord.flow.decisions import Decisions
from onrecord.flow.judging import Wanted, judge, undo
from onrecord.link import sketch
from onrecord.records import Document, JudgementKind, Reading, Undoing
from onrecord.store import Store, open_store

SIDES = Sides({"ukraine": "UA", "russia": "RU"}, {}, frozenset({"ukraine", "russia"}))
NOW = "2022-09-12T08:00:00+00:00"


def named(reading: Reading) -> Reading:
    """The reading with a happening's id that is its document's own, as real ones are."""
    return replace(reading, happenings=tuple(replace(h, id=f"h-{reading.document.id}") for h in reading.happenings))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Two reports of one capture, and one of another town's."""
    with open_store(tmp_path / "w.db", create=True) as opened:
        for reading in (report("a"), report("b", publisher="Other News"), report("c", place=IZIUM, publisher="Third")):
            made = named(reading)
            spoken = Decisions(opened).voices(made, SIDES, sketch(made.document.text))
            opened.put_reading(made, spoken, added_at=NOW)
        refresh(opened, SIDES)
        yield opened


def claims(store: Store) -> set[frozenset[str]]:
    """Which documents share a claim."""
    return {frozenset(v.document for v in claim.voices) for claim in store.all_claims()}


def decide(store: Store, kind: JudgementKind, *about: str) -> str:
    return judge(store, Wanted(kind, about, "Ada"), SIDES, now=lambda: NOW).id


APART = {frozenset("a"), frozenset("b"), frozenset("c")}
BEFORE = {frozenset("ab"), frozenset("c")}


def test_different_parts_what_one_key_joins(store: Store) -> None:
    """It survives linking all anew, and undoing it gives the claim back."""
    assert claims(store) == BEFORE
    made = decide(store, JudgementKind.DIFFERENT, "h-a", "h-b")
    assert claims(store) == APART
    relink(store, SIDES)
    assert claims(store) == APART
    undo(store, made, Undoing("Ada", NOW), SIDES)
    assert claims(store) == BEFORE


def test_same_joins_what_no_comparison_does(store: Store) -> None:
    """Two towns, one claim, as long as the judgement stands; a former id leads to the claim."""
    former = next(c.id for c in store.all_claims() if {v.document for v in c.voices} == {"c"})
    made = decide(store, JudgementKind.SAME, "h-a", "h-c")
    assert claims(store) == {frozenset("abc")}
    joined = store.claim(former)
    assert joined is not None
    assert len(joined.voices) == 3
    undo(store, made, Undoing("Ada", NOW), SIDES)
    assert claims(store) == BEFORE


def test_documents_of_one_page_under_two_ids_are_grouped_each(tmp_path: Path) -> None:
    """A page that was stored twice, under two ids and one address, has two versions, and each id a story."""
    with open_store(tmp_path / "p.db", create=True) as store:
        for name in ("first", "second"):
            made = report(name, url="https://example.org/page")
            store.put_reading(made, Decisions(store).voices(made, SIDES, ""), added_at=NOW)
        refresh(store, SIDES)
        assert len({d.id for d in store.all_documents() if d.story}) == 2


def test_a_document_without_words_is_a_story_of_its_own(tmp_path: Path) -> None:
    """Nothing can be compared with it."""
    with open_store(tmp_path / "p.db", create=True) as store:
        for name, text in (("a", "…"), ("b", "…"), ("c", "Flood in the old town")):
            store.put_reading(Reading(Document(name, text), (), (), (), (), (), {"collect": "test 1"}), (), added_at=NOW)
        refresh(store, SIDES)
        assert len({d.story for d in store.all_documents()}) == 3
