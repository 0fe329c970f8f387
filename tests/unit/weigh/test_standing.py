"""Where a claim stands: CONTRACT's table, line by line."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from readings import BALAKLIIA, report, voices_of

from onrecord.link import claim_of
from onrecord.records import Claim, HappeningType, Modality, Reading, SourceKind, Stance, Standing, Status
from onrecord.weigh import cannot_both_be, confirms, weigh

PARTIES = frozenset({"ukraine", "russia"})
OTHER = {"publisher": "Other News", "text": "told in entirely other words by another newsroom"}


def claim(*readings: Reading) -> Claim:
    """The claim of these reports, which must be one."""
    return claim_of(voices_of(*readings))


def standing(*readings: Reading, rivals: tuple[Claim, ...] = ()) -> Standing:
    """Its standing."""
    found = weigh(claim(*readings), rivals, parties=PARTIES).standing
    assert found is not None
    return found


def said(name: str, who: str, side: str | None = None, **more) -> Reading:
    """A report that quotes a source."""
    return report(name, source=who, known=who, side=side, **more)


def at(hour: int) -> str:
    """A time on the day of the reports."""
    return f"2022-09-08T{hour:02}:00:00+00:00"


CASES = [
    ("one outlet", [report("a")], Status.REPORTED),
    ("two outlets in their own words", [report("a"), report("b", **OTHER)], Status.CORROBORATED),
    ("one outlet twice", [report("a"), report("b")], Status.REPORTED),
    (
        "a reprint",
        [report("a", text="word for word"), report("b", publisher="Other News", text="word for word")],
        Status.REPORTED,
    ),
    ("one source in two outlets", [said("a", "staff"), said("b", "staff", **OTHER)], Status.REPORTED),
    ("two sources of one side", [said("a", "staff", "ukraine"), said("b", "mayor", "ukraine", **OTHER)], Status.REPORTED),
    ("sources of two third sides", [said("a", "london", "uk"), said("b", "paris", "france", **OTHER)], Status.CORROBORATED),
    ("a denial alone", [said("a", "ministry", "russia", stance=Stance.DENY)], Status.DENIED),
    ("assertion and denial", [report("a"), said("b", "ministry", "russia", stance=Stance.DENY)], Status.DISPUTED),
    ("the losing side says so", [report("a"), said("b", "head", "russia", published=at(20))], Status.CONCEDED),
    ("a third side says so", [report("a"), said("b", "london", "uk")], Status.CORROBORATED),
    (
        "denied, then conceded by the same",
        [
            said("a", "staff", "ukraine", published=at(8)),
            said("b", "head", "russia", stance=Stance.DENY, published=at(10)),
            said("c", "head", "russia", stance=Stance.ACKNOWLEDGE, published=at(18)),
        ],
        Status.CONCEDED,
    ),
    (
        "said, then taken back",
        [said("a", "mayor", published=at(8)), said("b", "mayor", stance=Stance.DENY, published=at(9))],
        Status.RETRACTED,
    ),
    (
        "own withdrawal",
        [said("a", "ministry", "russia", type_=HappeningType.WITHDRAWAL, holder=None, agent="russia")],
        Status.CONCEDED,
    ),
    (
        "acknowledged losses",
        [said("a", "staff", "ukraine", type_=HappeningType.CASUALTIES, stance=Stance.ACKNOWLEDGE, agent="russia")],
        Status.CONCEDED,
    ),
]


@pytest.mark.parametrize(("readings", "status"), [(r, s) for _, r, s in CASES], ids=[name for name, _, _ in CASES])
def test_status_follows_the_table(readings: list[Reading], status: Status) -> None:
    """Each line of the table, and what must not be taken for it."""
    assert standing(*readings).status is status


@pytest.mark.parametrize("readings", [r for _, r, _ in CASES if len(r) > 1], ids=[n for n, r, _ in CASES if len(r) > 1])
def test_standing_does_not_depend_on_the_order(readings: list[Reading]) -> None:
    """Any order of arrival gives the same standing, history included."""
    found = [standing(*order) for order in permutations(readings)]
    assert all(one == found[0] for one in found)


def test_history_dates_each_change_by_its_report() -> None:
    """Reported in the morning, denied at ten, conceded in the evening: three entries, each saying who."""
    readings = next(r for name, r, _ in CASES if name == "denied, then conceded by the same")
    history = standing(*readings).history
    assert [(c.at[11:13], c.status) for c in history] == [
        ("08", Status.REPORTED),
        ("10", Status.DISPUTED),
        ("18", Status.CONCEDED),
    ]
    assert [c.because for c in history] == [
        "reported by staff in The Dispatch",
        "denied by head in The Dispatch",
        "acknowledged by the same source, head in The Dispatch",
    ]


def test_claims_of_two_holders_on_one_day_are_disputed() -> None:
    """One side says that it took the town, the other that it holds it: both claims are disputed, neither is merged."""
    taken = claim(said("a", "staff", "ukraine", published=at(8)))
    held = claim(said("b", "head", "russia", type_=HappeningType.HOLD, holder="russia", agent="russia", published=at(12)))
    assert cannot_both_be(taken, held)
    assert weigh(taken, [held], parties=PARTIES).standing.status is Status.DISPUTED  # type: ignore[union-attr]
    assert weigh(held, [taken], parties=PARTIES).standing.rivals == (taken.id,)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("other", "rival"),
    [
        (report("b", type_=HappeningType.HOLD, holder="russia", published="2022-09-07"), False),
        (report("b", type_=HappeningType.HOLD, holder="russia", published="2022-09-10"), True),
        (report("b", type_=HappeningType.HOLD, holder="russia", published="2022-09-20"), False),
        (report("b", type_=HappeningType.HOLD, holder="ukraine"), False),
        (report("b", holder="russia", published="2022-09-09"), False),
        (report("b", holder="russia"), True),
        (report("b", type_=HappeningType.STRIKE, holder=None), False),
        (report("b", holder="russia", place=replace(BALAKLIIA, id="geonames:1", name="Elsewhere")), False),
    ],
)
def test_cannot_both_be_knows_time_and_place(other: Reading, rival: bool) -> None:
    """Holding a town before it is taken contradicts nothing; holding it after does, for some days."""
    assert cannot_both_be(claim(report("a")), claim(other)) is rival
    assert cannot_both_be(claim(other), claim(report("a"))) is rival


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        (report("b", type_=HappeningType.HOLD, published="2022-09-09"), True),
        (report("b", published="2022-09-10"), True),
        (report("b", type_=HappeningType.WITHDRAWAL, holder=None, agent="russia", published="2022-09-10"), True),
        (report("b", type_=HappeningType.WITHDRAWAL, holder=None, agent="ukraine", published="2022-09-10"), False),
        (report("b", type_=HappeningType.HOLD, published="2022-09-07"), False),
        (report("b", type_=HappeningType.HOLD, published="2022-09-30"), False),
        (report("b", type_=HappeningType.HOLD, holder="russia", published="2022-09-09"), False),
    ],
)
def test_confirms_knows_side_and_time(later: Reading, expected: bool) -> None:
    """Holding a town some days after it was taken confirms that it was; the loser's leaving does too."""
    assert confirms(claim(report("a")), claim(later)) is expected


def test_a_capture_is_conceded_by_who_later_says_that_the_other_side_holds_the_place() -> None:
    """Disputed on the day, conceded the next day by the side that denied it: one history, each step with its source."""
    taken = claim(said("a", "staff", "ukraine", published=at(8)))
    held = claim(said("b", "head", "russia", type_=HappeningType.HOLD, holder="russia", agent="russia", published=at(12)))
    lost = claim(
        said(
            "c",
            "head",
            "russia",
            type_=HappeningType.HOLD,
            stance=Stance.ACKNOWLEDGE,
            published="2022-09-09T10:00:00+00:00",
            publisher="Other News",
        )
    )
    found = weigh(taken, [held], confirmations=[lost], parties=PARTIES).standing
    assert found is not None
    assert [(c.at[:13], c.status) for c in found.history] == [
        ("2022-09-08T08", Status.REPORTED),
        ("2022-09-08T12", Status.DISPUTED),
        ("2022-09-09T10", Status.CONCEDED),
    ]
    assert found.history[-1].because == "acknowledged by head in Other News"
    assert found.confirmed_by == (lost.id,)


def test_quantities_are_low_best_and_high() -> None:
    """Each origin counts once by its latest number; the best is that of most origins."""
    kind = {"type_": HappeningType.CASUALTIES, "holder": None}
    found = standing(
        said("a", "mayor", published=at(8), low=3, high=3, **kind),
        said("b", "mayor", published=at(9), low=5, high=5, **kind),
        said("c", "police", published=at(10), low=5, high=5, **kind),
        said("d", "witness", published=at(11), low=9, high=12, **kind),
    ).quantities
    assert found is not None
    assert (found.low, found.best, found.high, found.unit, found.of) == (3, 5, 12, "people", "killed")


def test_an_outlet_that_another_one_cites_is_one_origin() -> None:
    """ "X, citing Y" and Y itself are one origin."""
    citing = report("b", source="The Dispatch", **OTHER)
    outlet = replace(citing.statements[0].source, kind=SourceKind.OUTLET)
    citing = replace(citing, statements=(replace(citing.statements[0], source=outlet),))
    assert standing(report("a"), citing).origins == 1


def test_unnamed_sources_of_one_outlet_are_its_own_origin() -> None:
    """ "Officials said" adds no origin to the outlet that prints it."""
    quoted = report("a", source="officials")
    unnamed = replace(quoted.statements[0].source, kind=SourceKind.UNNAMED)
    quoted = replace(quoted, statements=(replace(quoted.statements[0], source=unnamed),))
    assert standing(quoted, report("b", text="its own words on the matter, at length")).origins == 1


def test_a_capture_is_conceded_by_the_side_that_says_it_no_longer_holds_the_place() -> None:
    """The denial of one's own control gives the place up; the other side's denial of it gives up nothing."""
    taken = claim(report("a", published=at(8)))
    over = {"type_": HappeningType.HOLD, "holder": "russia", "agent": "russia", "modality": Modality.NEGATED, "published": at(20)}
    own, others = claim(said("b", "head", "russia", **over)), claim(said("c", "staff", "ukraine", **over))
    assert confirms(taken, own)
    found = [weigh(taken, confirmations=(later,), parties=PARTIES).standing for later in (own, others)]
    assert [s.status for s in found if s is not None] == [Status.CONCEDED, Status.REPORTED]


def test_a_denied_capture_confirms_none() -> None:
    """Who denies that one side took a place does not say that the other one did."""
    taken = claim(report("a"))
    denied = claim(said("b", "head", "russia", holder="russia", agent="russia", modality=Modality.NEGATED))
    assert not confirms(taken, denied)


def test_a_standing_is_the_same_whether_or_not_other_claims_were_weighed_before() -> None:
    """One source in two outlets concedes once, also where the origin of one of the two is known already."""
    lost = claim(
        said("b", "head", "russia", type_=HappeningType.HOLD, holder="ukraine"),
        said("c", "head", "russia", type_=HappeningType.HOLD, holder="ukraine", **OTHER),
    )
    before = weigh(claim(said("b", "head", "russia", type_=HappeningType.HOLD, holder="ukraine")), parties=PARTIES)
    half = replace(lost, voices=(before.voices[0], *lost.voices[1:]))
    assert half.voices[0].origin
    assert not half.voices[1].origin
    found = [weigh(claim(report("a")), confirmations=[later], parties=PARTIES).standing for later in (lost, half)]
    assert found[0] == found[1]
    assert found[0] is not None
    assert found[0].status is Status.CONCEDED
