"""What every store must do with judgements: keep them all, change none, and find them by what they are about."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from readings import report

from onrecord.errors import UsageError
from onrecord.link import voices
from onrecord.records import Anchor, ClaimPlace, Judgement, JudgementKind, PlaceKind, Span, Undoing
from onrecord.store import Store

AT = "2022-09-10T08:00:00+00:00"
LATER = "2022-09-11T08:00:00+00:00"
TOWN = ClaimPlace("geonames:707292", "Izium", PlaceKind.SETTLEMENT, 49.2, 37.2, "UA", "Kharkiv", 3000)


def misread(about: str = "s-1", *, at: str = AT, document: str = "a") -> Judgement:
    """A judgement about one statement, with the words it rests on."""
    anchor = Anchor(about, document, "00", about, None, (Span(2, 9), Span(12, 20)), "the words … and more")
    return Judgement(JudgementKind.MISREAD, (about,), "Ada", at, "not said", anchors=(anchor,))


def test_store_gives_a_judgement_back_as_it_was_put(store: Store) -> None:
    """Every field survives: the corrected place, the anchors, a note with odd characters."""
    made = replace(misread(), kind=JudgementKind.WRONG_PLACE, correction=TOWN.id, place=TOWN, note="<b>\u202e\n", id="")
    assert store.put_judgement(made) is True
    assert store.judgement(made.id) == made
    assert store.judgement("j-none") is None


def test_store_keeps_the_same_judgement_once(store: Store) -> None:
    """Importing a file a second time changes nothing and says so."""
    assert store.put_judgement(misread()) is True
    assert store.put_judgement(misread()) is False
    assert store.count_judgements() == 1


def test_store_keeps_a_judgement_that_is_undone(store: Store) -> None:
    """What was decided and who ended it when both stay; a second undoing changes nothing."""
    made = misread()
    store.put_judgement(made)
    undoing = Undoing("Ben", LATER, "it is said, in the second sentence")
    assert store.undo_judgement(made.id, undoing) is True
    assert store.undo_judgement(made.id, replace(undoing, by="Eve")) is False
    assert store.judgements() == (replace(made, undone=undoing),)


def test_store_takes_an_undoing_that_comes_with_an_import(store: Store) -> None:
    """A judgement known as in force is undone by a file in which it is."""
    made = misread()
    store.put_judgement(made)
    assert store.put_judgement(replace(made, undone=Undoing("Ben", LATER))) is True
    kept = store.judgement(made.id)
    assert kept is not None
    assert kept.undone == Undoing("Ben", LATER)


def test_store_refuses_to_undo_what_is_not_there(store: Store) -> None:
    """A mistyped id is named."""
    with pytest.raises(UsageError, match="j-none") as caught:
        store.undo_judgement("j-none", Undoing("Ben", LATER))
    assert caught.value.code == "unknown-judgement"


def test_store_lists_judgements_newest_first_by_what_they_are_about(store: Store) -> None:
    """By an id that they are about, by a document that their words stand in, or all."""
    first, second = misread("s-1"), misread("s-2", at=LATER, document="b")
    pair = Judgement(JudgementKind.DIFFERENT, ("c-1", "s-2"), "Ada", AT)
    for made in (first, second, pair):
        store.put_judgement(made)
    assert store.judgements()[0] == second
    assert {j.id for j in store.judgements(["s-2"])} == {second.id, pair.id}
    assert store.judgements(["a"]) == (first,)
    assert store.judgements(["c-1", "b"]) == (second, pair)
    assert store.judgements([]) == ()
    assert store.judgements(limit=1, offset=1) == store.judgements()[1:2]


def test_store_keeps_judgements_when_a_document_is_read_again(store: Store) -> None:
    """Replacing what was read in a document takes no decision away."""
    reading = report("a", source="The Ministry")
    version = store.put_reading(reading, voices(reading), added_at=AT).version
    store.put_judgement(misread())
    store.replace_step(version, "attribute", replace(reading, statements=(), happenings=()), ())
    assert store.judgements(["a"]) == (misread(),)


def test_store_finds_where_a_statement_or_a_happening_stands(store: Store) -> None:
    """Every version that holds the id; none for an unknown one."""
    reading = report("a", source="The Ministry")
    version = store.put_reading(reading, voices(reading), added_at=AT).version
    assert store.whereabouts("s-1") == (version,)
    assert store.whereabouts("h-1") == (version,)
    assert store.whereabouts("nothing") == ()


def test_judgement_comes_back_from_its_published_form() -> None:
    """What is exported can be imported, undoing and corrected place included."""
    made = replace(misread(), kind=JudgementKind.WRONG_PLACE, correction=TOWN.id, place=TOWN, undone=Undoing("B", LATER), id="")
    assert Judgement.from_dict(json.loads(json.dumps(made.to_dict()))) == made


@pytest.mark.parametrize("about", [(), ("a",), ("a", "a"), ("a", "b", "c")])
def test_judgement_about_a_pair_needs_two_things(about: tuple[str, ...]) -> None:
    """Nothing can be the same as itself, and two are not three."""
    with pytest.raises(ValueError, match="about 2"):
        Judgement(JudgementKind.SAME, about, "Ada", AT)
