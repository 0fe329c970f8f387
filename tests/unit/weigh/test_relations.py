"""How documents of different outlets relate."""

from __future__ import annotations

import pytest
from readings import report, voices_of

from onrecord.link import claim_of
from onrecord.records import Claim, HappeningType, Reading, Relation, Stance
from onrecord.weigh import relations, weigh

PARTIES = frozenset({"ukraine", "russia"})
TOLL = {"type_": HappeningType.CASUALTIES, "holder": None, "agent": None}
LATER = {
    "publisher": "Other News",
    "text": "told in entirely other words by another newsroom",
    "published": "2022-09-10T20:00:00+00:00",
    "day": "2022-09-08",
}
OTHER = {"publisher": "Other News", "text": "told in entirely other words by another newsroom"}


def related(*readings: Reading) -> list[Relation]:
    """The relations between reports that make one claim."""
    claim: Claim = weigh(claim_of(voices_of(*readings)), parties=PARTIES)
    return list(relations([claim], {}, {}, parties=PARTIES))


@pytest.mark.parametrize(
    ("a", "b", "relation", "about"),
    [
        (report("a"), report("b", **OTHER), "agree", ()),
        (report("a"), report("b", source="Ministry", stance=Stance.DENY, **OTHER), "dispute", ("whether",)),
        (report("a", low=3, high=3, **TOLL), report("b", low=5, high=5, **TOLL, **LATER), "update", ("toll",)),
        (report("a", low=5, high=5, **TOLL), report("b", low=3, high=3, **TOLL, **LATER), "dispute", ("toll",)),
        (report("a", low=3, high=None, **TOLL), report("b", low=5, high=5, **TOLL, **LATER), "update", ("toll",)),
        (report("a", low=3, high=6, **TOLL), report("b", low=5, high=5, **TOLL, **LATER), "agree", ()),
        (
            report("a", type_=HappeningType.STRIKE, holder=None, agent="ukraine"),
            report("b", type_=HappeningType.STRIKE, holder=None, agent="russia", **OTHER),
            "dispute",
            ("perpetrator",),
        ),
    ],
)
def test_relations_say_what_two_reports_differ_on(a: Reading, b: Reading, relation: str, about: tuple[str, ...]) -> None:
    """A toll that rises is an update, one that falls or a denial is a dispute, and bounds that overlap agree."""
    (found,) = related(a, b)
    assert (found.a, found.b, found.relation, found.about) == ("a", "b", relation, about)


def test_relations_leave_documents_of_one_outlet_out() -> None:
    """An outlet that follows up its own report is no second voice."""
    assert related(report("a"), report("b", text="more on that from the same newsroom")) == []


def test_relations_know_a_common_origin() -> None:
    """Two outlets that quote one source have one origin; two that tell it themselves have not."""
    (quoted,) = related(report("a", source="Mayor"), report("b", source="Mayor", **OTHER))
    (told,) = related(report("a"), report("b", **OTHER))
    assert (quoted.same_origin, told.same_origin) == (True, False)


def test_relations_oppose_claims_that_cannot_both_be_true() -> None:
    """Documents that give a town to two holders on one day are in dispute about what happened."""
    taken = claim_of(voices_of(report("a")))
    held = claim_of(voices_of(report("b", type_=HappeningType.HOLD, holder="russia", **OTHER)))
    (found,) = relations([taken, held], {taken.id: [held], held.id: [taken]}, {})
    assert (found.relation, found.about, set(found.claims)) == ("dispute", ("what",), {taken.id, held.id})


def test_relations_compare_the_tolls_of_one_story() -> None:
    """Two reports of one story that date it differently share no claim, and yet their numbers are compared."""
    first, later = report("a", low=3, high=3, **TOLL), report("b", low=9, high=9, **{**TOLL, **LATER, "day": "2022-09-09"})
    claims = [weigh(claim_of(voices_of(r))) for r in (first, later)]
    assert list(relations(claims, {}, {})) == []
    (found,) = relations(claims, {}, {"a": "st-1", "b": "st-1"})
    assert (found.relation, found.about, found.same_origin, found.claims) == ("update", ("toll",), None, ())


def test_relations_leave_documents_far_apart_out() -> None:
    """A story that goes on for weeks is not one happening."""
    claims = [weigh(claim_of(voices_of(r))) for r in (report("a"), report("b", **{**OTHER, "published": "2022-09-28"}))]
    assert list(relations(claims, {}, {"a": "st-1", "b": "st-1"})) == []


def test_a_count_of_the_same_day_is_an_update_either_way() -> None:
    """Which of two counts of one day came first is not known."""
    (found,) = related(report("a", low=5, high=5, **TOLL), report("b", low=3, high=3, **{**TOLL, **OTHER}))
    assert (found.relation, found.about) == ("update", ("toll",))


def test_documents_that_quote_one_source_do_not_dispute() -> None:
    """A source that blames one side here and another there, or counts fewer later, has told more: an update, no dispute."""
    strike = {"type_": HappeningType.STRIKE, "holder": None, "source": "Monitor", "known": "monitor"}
    (blamed,) = related(report("a", agent="ukraine", **strike), report("b", agent="russia", **strike, **OTHER))
    (counted,) = related(
        report("a", low=5, high=5, source="Monitor", known="monitor", **TOLL),
        report("b", low=3, high=3, source="Monitor", known="monitor", **TOLL, **LATER),
    )
    assert (blamed.relation, counted.relation) == ("agree", "update")


def test_relations_know_a_common_source_beside_the_claim() -> None:
    """That both quote the same body on anything shows where they have it from."""
    claim = weigh(claim_of(voices_of(report("a"), report("b", **OTHER))))
    (found,) = relations([claim], {}, {}, {"a": frozenset({"monitor", "mayor"}), "b": frozenset({"monitor"})})
    assert found.same_origin is True
