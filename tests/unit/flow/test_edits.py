"""Silent edits, claim by claim."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from readings import IZIUM, report

from onrecord.flow.edits import edits
from onrecord.link import voices
from onrecord.records import EditKind, HappeningType, Place, Reading, Span
from onrecord.store import Store, open_store

ADDED = "2022-09-10T00:00:00+00:00"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "w.db", create=True) as opened:
        yield opened


def put(store: Store, *readings: Reading) -> None:
    for reading in readings:
        store.put_reading(reading, voices(reading), added_at=ADDED)


def told(store: Store, document: str = "a") -> list[tuple[str, tuple[str, ...]]]:
    """What became of each claim of the document's last edit."""
    *_, last = edits(store, document)
    return [(c.kind.value, c.what) for c in last.claims]


def first(**given: Any) -> Reading:
    return report("a", text="The ministry said on Monday that the town had been taken by the army.", **given)


def second(**given: Any) -> Reading:
    return report("a", text="The ministry said on Monday that the town had been taken by its army.", **given)


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        ({"low": 3, "high": 3}, {"low": 5, "high": 5}, ("number",)),
        ({"low": 3, "high": 3}, {}, ("number",)),
        ({"source": "Mayor"}, {"source": "Governor"}, ("source",)),
        ({"source": "Mayor", "hedged": True}, {"source": "Mayor"}, ("doubt",)),
        ({}, {"source": "Mayor"}, ("source",)),
        ({"day": "2022-09-07"}, {"day": "2022-09-06"}, ("day",)),
        ({}, {"place": IZIUM}, ("place",)),
        ({"holder": "ukraine", "agent": "ukraine"}, {"holder": "russia", "agent": "russia"}, ("holder",)),
    ],
)
def test_a_changed_thing_is_named(
    store: Store, before: dict[str, object], after: dict[str, object], what: tuple[str, ...]
) -> None:
    """The sentence is one before and after; what differs in it is said, and nothing else."""
    put(store, first(**before), second(**after))
    assert told(store) == [("changed", what)]


def test_words_that_change_no_claim_are_an_edit_without_claims(store: Store) -> None:
    """A corrected typing error touches nothing that was claimed."""
    put(store, first(), second())
    (only,) = edits(store)
    assert (only.number, only.claims) == (2, ())


def test_a_claim_taken_out_has_vanished_and_one_put_in_has_appeared(store: Store) -> None:
    """With the words that it rested on, and the claim that it was of."""
    bare = replace(report("a", text="All was quiet."), happenings=())
    put(store, first(), bare, second())
    gone, come = edits(store, "a")
    assert [(c.kind, c.after) for c in gone.claims] == [(EditKind.VANISHED, None)]
    assert gone.claims[0].before is not None
    assert gone.claims[0].before.words.startswith("The ministry said")
    assert [(c.kind, c.before) for c in come.claims] == [(EditKind.APPEARED, None)]
    assert come.claims[0].after is not None
    assert come.claims[0].after.claim == gone.claims[0].before.claim


def test_other_happenings_are_not_taken_for_each_other(store: Store) -> None:
    """A strike that takes the place of a capture is another claim, however alike the sentences."""
    put(store, first(), second(type_=HappeningType.STRIKE, holder=None))
    assert sorted(told(store)) == [("appeared", ()), ("vanished", ())]


def test_two_sentences_of_one_type_are_paired_with_their_own(store: Store) -> None:
    """The likeliest pairs are taken first, whatever the order of the sentences."""

    def two(*pairs: tuple[str, Place, float]) -> Reading:
        text = "\n".join(words for words, _, _ in pairs)
        made = [report("a", text=text, place=p, type_=HappeningType.STRIKE, holder=None, low=n, high=n) for _, p, n in pairs]
        coded = []
        for n, (reading, (words, _, _)) in enumerate(zip(made, pairs, strict=True)):
            at = text.index(words)
            span = type(reading.happenings[0].trigger[0])(at, at + 6)
            where = ((n, reading.happenings[0].places[0][1]),)
            coded.append(replace(reading.happenings[0], id=f"h-{n}", trigger=(span,), places=where))
        return replace(made[0], places=tuple(r.places[0] for r in made), happenings=tuple(coded))

    east = "Shells fell on the eastern quarter of the old town"
    west = "Rockets hit a grain store in the western suburb"
    balakliia = report("a").places[0]
    put(store, two((f"{east}.", balakliia, 1.0), (f"{west}.", IZIUM, 2.0)))
    put(store, two((f"{west} at night.", IZIUM, 4.0), (f"{east} at dawn.", balakliia, 1.0)))
    (changed,) = list(edits(store, "a"))[-1].claims
    assert (changed.kind, changed.what) == (EditKind.CHANGED, ("number",))
    assert changed.before is not None
    assert dict(changed.before.says)["number"] == "2 people"


def test_a_long_text_is_compared_without_reading_each_sentence_beside_each(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stayed as it was costs nothing; where all is new, no pair of sentences is read beyond the most that are."""
    read: list[str] = []
    monkeypatch.setitem(edits.__globals__, "_likeness", lambda one, _: float(bool(read.append(one))))

    def many(word: str, count: int) -> Reading:
        lines = [f"Shells fell on house {n} {word}." for n in range(count)]
        bare = report("a", text="\n".join(lines), type_=HappeningType.STRIKE, holder=None)
        at = [bare.document.text.index(line) for line in lines]
        coded = [replace(bare.happenings[0], id=f"h-{n}", trigger=(Span(start, start + 6),)) for n, start in enumerate(at)]
        return replace(bare, happenings=tuple(coded))

    put(store, many("at night", 150), many("at night", 151))
    assert told(store) == [("appeared", ())]
    assert read == []
    put(store, many("at dawn", 151))
    assert told(store) == []
    assert read == []


def test_when_an_edit_was_made_is_told_apart_from_when_it_was_seen(store: Store) -> None:
    """What the outlet says counts; without it the day on which the change came in, marked as such."""
    put(store, first(), second(), report("b"), report("b", text="Anew.", published="2022-09-09T12:00:00+00:00"))
    found = {e.document: (e.at, e.seen) for e in edits(store)}
    assert found == {"a": (ADDED, True), "b": ("2022-09-09T12:00:00+00:00", False)}


def test_edits_of_all_documents_are_listed_newest_first(store: Store) -> None:
    """First versions are no edits."""
    put(store, first(), report("b"), second(), report("b", text="Anew."), report("c"))
    assert [e.document for e in edits(store)] == ["b", "a"]
    assert [e.document for e in edits(store, limit=1, offset=1)] == ["a"]
    assert list(edits(store, "c")) == []
