"""Losses, casualties, talks and aid over time."""

from __future__ import annotations

from readings import report, voices_of

from onrecord.assemble import timeline
from onrecord.assemble.timelines import OTHERS
from onrecord.link import claim_of
from onrecord.records import Claim, Course, HappeningType, Modality, Reading
from onrecord.weigh import weigh


def claims(*readings: Reading) -> list[Claim]:
    """The claims of the reports, weighed."""
    spoken = voices_of(*readings)
    return [weigh(claim_of([v for v in spoken if v.claim == name])) for name in sorted({v.claim for v in spoken})]


def told(name: str, type_: HappeningType, **more) -> Reading:
    """A report of something that nobody holds."""
    return report(name, **{"type_": type_, "holder": None, "agent": None, **more})


def test_what_two_sides_claim_of_losses_stays_apart() -> None:
    """One entry for each claimant, each with its own number; nothing is added up."""
    own = told("a", HappeningType.EQUIPMENT_LOSS, target="russia", low=40, unit="tanks", source="staff", side="ukraine")
    other = told("b", HappeningType.EQUIPMENT_LOSS, target="russia", low=3, unit="tanks", source="ministry", side="russia")
    entries = list(timeline(Course.LOSSES, claims(own, other)))
    assert sorted((e.side, e.claimants, e.low, e.best, e.high) for e in entries) == [
        ("russia", ("russia",), 3, 3, 3),
        ("russia", ("ukraine",), 40, 40, 40),
    ]


def test_casualties_have_the_range_of_all_voices() -> None:
    """Lowest, best and highest as the claim was weighed, citing it once."""
    few = told("a", HappeningType.CASUALTIES, low=3, high=3, source="mayor")
    more = told("b", HappeningType.CASUALTIES, low=5, high=5, publisher="The Gazette", text="Other words about the dead.")
    (entry,) = timeline(Course.CASUALTIES, claims(few, more))
    assert (entry.low, entry.high, entry.origins, entry.claimants, len(entry.claims)) == (3, 5, 2, (OTHERS,), 1)


def test_a_timeline_takes_its_own_types_and_what_is_upheld() -> None:
    """Talks and agreements are one timeline; what everybody denies is on none."""
    talks = told("a", HappeningType.TALKS, published="2022-09-09T10:00:00+00:00")
    agreed = told("b", HappeningType.AGREEMENT, published="2022-09-08T10:00:00+00:00")
    denied = told("c", HappeningType.TALKS, published="2022-09-07T10:00:00+00:00", modality=Modality.NEGATED)
    aid = told("d", HappeningType.AID)
    assert [(e.day, e.type) for e in timeline(Course.TALKS, claims(talks, agreed, denied, aid))] == [
        ("2022-09-08", "agreement"),
        ("2022-09-09", "talks"),
    ]
