"""Grades after the Admiralty code: what each letter and figure needs, and what a person may put in its place."""

from __future__ import annotations

import pytest
from readings import report, voices_of

from onrecord.link import claim_of
from onrecord.records import Claim, HappeningType, Judgement, JudgementKind, Reading, Stance, Status
from onrecord.records.grade import CREDIBILITY, RELIABILITY, SourceRecord
from onrecord.records.statement import Evidence
from onrecord.weigh import credibility, record_of, reliability, weigh

PARTIES = frozenset({"ukraine", "russia"})


def said(name: str, who: str, side: str | None = None, **more) -> Reading:
    """A report that quotes a source, printed by an outlet of its own."""
    return report(name, source=who, known=who, side=side, publisher=f"Outlet {name}", text=f"{name} {who} says so", **more)


def weighed(*readings: Reading, rivals: tuple[Claim, ...] = ()) -> Claim:
    """The claim of these reports with its standing."""
    return weigh(claim_of(voices_of(*readings)), rivals, parties=PARTIES)


STAFF = said("a", "staff", "ukraine")
CONCEDED = weighed(STAFF, said("b", "head", "russia", stance=Stance.ACKNOWLEDGE))
LONDON, PARIS = said("c", "london", "uk"), said("d", "paris", "france")
DENIAL = said("e", "ministry", "russia", stance=Stance.DENY)

FIGURES = [
    ("conceded by the side that it hurts", CONCEDED, "1"),
    ("three independent origins", weighed(STAFF, LONDON, PARIS), "1"),
    ("two independent origins", weighed(STAFF, LONDON), "2"),
    ("two origins that both doubt", weighed(said("a", "x", hedged=True), said("b", "y", hedged=True)), "3"),
    ("one origin without evidence", weighed(STAFF), "6"),
    ("two sources of one side", weighed(STAFF, said("f", "mayor", "ukraine")), "6"),
    ("asserted and denied", weighed(STAFF, DENIAL), "4"),
    ("two against one denial", weighed(STAFF, LONDON, DENIAL), "3"),
    ("only denied", weighed(DENIAL), "5"),
]


@pytest.mark.parametrize(("claim", "figure"), [(c, f) for _, c, f in FIGURES], ids=[name for name, _, _ in FIGURES])
def test_credibility_follows_from_the_support(claim: Claim, figure: str) -> None:
    """Each figure of the scale, with a reason."""
    grade = credibility(claim)
    assert (grade.code, grade.label) == (figure, CREDIBILITY[figure])
    assert grade.because


def test_a_claim_that_is_not_weighed_cannot_be_judged() -> None:
    """No standing, no grade but 6."""
    assert credibility(claim_of(voices_of(STAFF))).code == "6"


def test_evidence_that_others_can_look_at_makes_a_single_report_possible() -> None:
    """A video in a report of one origin is worth a 3; that the report is official is worth nothing by itself."""
    filmed = weighed(said("a", "staff", "ukraine", evidence=(Evidence.VIDEO,)))
    official = weighed(said("a", "staff", "ukraine", evidence=(Evidence.OFFICIAL,)))
    assert [credibility(c).code for c in (filmed, official)] == ["3", "6"]


@pytest.mark.parametrize(
    ("record", "letter"),
    [
        (SourceRecord(made=40, corroborated=4), "F"),
        (SourceRecord(made=40, conceded=20), "A"),
        (SourceRecord(made=19, conceded=19), "B"),
        (SourceRecord(made=40, conceded=10, corroborated=6, refuted=4), "B"),
        (SourceRecord(made=40, corroborated=12, taken_back=8), "C"),
        (SourceRecord(made=40, corroborated=8, denials_refuted=12), "D"),
        (SourceRecord(made=40, corroborated=1, refuted=9), "E"),
        (SourceRecord(made=40, disputed=40), "F"),
    ],
)
def test_reliability_follows_from_the_record(record: SourceRecord, letter: str) -> None:
    """Each letter of the scale; what is merely disputed counts neither way, and the count stands beside the letter."""
    grade = reliability(record)
    assert (grade.code, grade.label) == (letter, RELIABILITY[letter])
    assert grade.count == record.borne_out + record.failed
    assert str(grade.count) in grade.because[0]


def test_record_counts_what_became_of_what_a_source_said() -> None:
    """Conceded to it, denied by it and conceded after all, taken back, disputed, corroborated, and a rival of a concession."""
    held = said("h", "head", "russia", type_=HappeningType.HOLD, holder="russia", agent="russia")
    taken_back = weighed(said("m", "staff", "ukraine"), said("n", "staff", "ukraine", stance=Stance.DENY, published="2022-09-09"))
    claims = [CONCEDED, taken_back, weighed(STAFF, LONDON), weighed(STAFF, DENIAL), weighed(DENIAL, held)]
    assert record_of("staff", claims) == SourceRecord(made=4, conceded=1, taken_back=1, corroborated=1, disputed=1)
    assert record_of("nobody", claims) == SourceRecord()
    fallen = weigh(claim_of(voices_of(held)), [CONCEDED], parties=PARTIES)
    assert record_of("head", [fallen], {CONCEDED.id: Status.CONCEDED}) == SourceRecord(made=1, refuted=1)


def test_a_denial_of_what_was_conceded_later_counts_against_the_denier() -> None:
    """The ministry denied it; another body of its side acknowledged it."""
    claim = weighed(STAFF, DENIAL, said("z", "head", "russia", stance=Stance.ACKNOWLEDGE, published="2022-09-09"))
    assert record_of("ministry", [claim]) == SourceRecord(denied=1, denials_refuted=1)


def test_a_person_may_put_another_grade_in_its_place() -> None:
    """What was computed is kept beside it, with who decided and why; what is no grade of the scale changes nothing."""
    grade = credibility(weighed(STAFF))
    made = Judgement(JudgementKind.GRADE, ("c-1",), "Ann", "2022-10-01T00:00:00+00:00", note="seen on the spot", correction="2")
    changed = grade.overridden(made)
    assert (changed.code, changed.computed, changed.by, changed.note) == ("2", "6", "Ann", "seen on the spot")
    wrong = Judgement(JudgementKind.GRADE, ("c-1",), "Ann", "2022-10-01T00:00:00+00:00", correction="B")
    assert grade.overridden(wrong) == grade == grade.overridden(None)
