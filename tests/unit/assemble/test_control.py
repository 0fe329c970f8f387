"""Who held a place, as known then."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from readings import BALAKLIIA, IZIUM, report, voices_of

from onrecord.assemble import control
from onrecord.link import claim_of
from onrecord.records import BaselineRow, Claim, ControlSpan, HappeningType, Modality, PlaceKind, Reading, Stance
from onrecord.weigh import weigh

CODES = {"ukraine": "UA", "russia": "RU"}
START = BaselineRow("town-1", "Balakliya", 49.4627, 36.8586, "2022-09-01", "RU")


def claims(*readings: Reading) -> list[Claim]:
    """The claims of the reports, weighed."""
    spoken = voices_of(*readings)
    return [weigh(claim_of([v for v in spoken if v.claim == name])) for name in sorted({v.claim for v in spoken})]


def line(*readings: Reading, start: BaselineRow | None = START, until: str = "2022-09-30") -> list[tuple[str, str, str]]:
    """The timeline of the place of the reports."""
    spans = control(claims(*readings), [start] if start else [], CODES, until=until)
    return [(s.from_date[8:], s.to_date[8:], s.holder) for s in spans]


def day(number: int) -> str:
    """Noon of a day of the month."""
    return f"2022-09-{number:02}T12:00:00+00:00"


def boast(name: str, number: int, **more) -> Reading:
    """The side that gains says so."""
    return report(name, source="staff", known="staff", side="ukraine", published=day(number), **more)


def test_baseline_holds_until_something_is_reported() -> None:
    """Without reports the start goes on, and cites nothing."""
    (span,) = control([], [START], CODES, until="2022-09-30")
    assert span == ControlSpan("town-1", "Balakliya", 49.4627, 36.8586, "2022-09-01", "2022-09-30", "RU", (), "baseline")


def test_an_outlets_own_voice_changes_hands_on_the_day_of_its_report() -> None:
    """Known from the day on which it was reported, not from the day on which it happened."""
    assert line(report("a", published=day(10), day="2022-09-08")) == [("01", "09", "RU"), ("10", "30", "UA")]


def test_a_partys_claim_contests_and_stands_when_nobody_contradicts_it() -> None:
    """A boast makes a place contested; after four days without a contradiction it counts."""
    assert line(boast("a", 8)) == [("01", "07", "RU"), ("08", "11", "CONTESTED"), ("12", "30", "UA")]


def test_no_timeline_goes_on_after_the_last_day() -> None:
    """A claim that is to count later on ends with the record, as every other place does."""
    assert line(boast("a", 8), until="2022-09-10") == [("01", "07", "RU"), ("08", "10", "CONTESTED")]


def test_a_contradicted_claim_stays_a_claim() -> None:
    """The other side says that it holds the place: contested, until that fades, then as before."""
    other = report("b", type_=HappeningType.HOLD, holder="russia", agent="russia", source="head", side="russia", published=day(9))
    assert line(boast("a", 8), other)[-1][2] == "RU"
    assert ("08", "30", "UA") not in line(boast("a", 8), other)


def test_an_adverse_acknowledgement_decides_at_once() -> None:
    """The losing side says that it is gone: no waiting."""
    lost = report("b", source="head", side="russia", published=day(9), stance=Stance.ACKNOWLEDGE)
    found = list(control(claims(lost), [START], CODES, until="2022-09-30"))
    assert [(s.from_date[8:], s.holder, s.rule) for s in found] == [
        ("01", "RU", "baseline"),
        ("09", "UA", "adverse-acknowledgement"),
    ]


def test_a_contested_place_without_news_is_again_whose_it_was() -> None:
    """What nobody follows up does not stay contested for ever."""
    doubted = boast("a", 8, hedged=True)
    denial = report("b", source="head", side="russia", stance=Stance.DENY, published=day(9))
    assert line(doubted, denial, until="2022-10-30")[-1][2] == "RU"


def test_a_withdrawal_gives_the_place_to_the_other_party() -> None:
    """Where two fight, the one has what the other has left."""
    assert line(report("a", type_=HappeningType.WITHDRAWAL, holder=None, agent="russia", published=day(10)))[-1] == (
        "10",
        "30",
        "UA",
    )


def test_a_denied_capture_changes_nothing() -> None:
    """ "Has not fallen" confirms the holder."""
    assert line(report("a", published=day(10), modality=Modality.NEGATED)) == [("01", "30", "RU")]


def test_fighting_alone_does_not_change_hands() -> None:
    """Shots are no capture."""
    assert line(report("a", type_=HappeningType.CLASH, holder=None, published=day(10))) == [("01", "30", "RU")]


def test_an_encircled_place_is_contested_until_somebody_has_it() -> None:
    """A siege is no capture: without further news the place is again its holder's, and news of who has it decides."""
    siege = report("a", type_=HappeningType.ENCIRCLEMENT, holder=None, published=day(10))
    assert line(siege) == [("01", "09", "RU"), ("10", "23", "CONTESTED"), ("24", "30", "RU")]
    assert line(siege, report("b", published=day(12)))[1:] == [("10", "11", "CONTESTED"), ("12", "30", "UA")]


def test_a_holder_does_not_encircle_its_own_place() -> None:
    """Who is said to encircle what it holds already is misread, or encircles somebody else there."""
    own = report("a", type_=HappeningType.ENCIRCLEMENT, holder=None, agent="russia", published=day(10))
    assert line(own) == [("01", "30", "RU")]


def test_fighting_in_the_streets_contests_a_place_until_somebody_has_it() -> None:
    """It is its holder's again without further news, and stays so where the fighting is denied."""
    fight = report("a", type_=HappeningType.CLASH, holder=None, inside=True, published=day(10))
    assert line(fight) == [("01", "09", "RU"), ("10", "23", "CONTESTED"), ("24", "30", "RU")]
    assert line(fight, report("b", published=day(12)))[1:] == [("10", "11", "CONTESTED"), ("12", "30", "UA")]
    found = list(control(claims(fight), [START], CODES, until="2022-09-30"))
    assert [s.rule for s in found] == ["baseline", "street-fighting", "fighting-over"]
    denied = report("a", type_=HappeningType.CLASH, holder=None, inside=True, modality=Modality.NEGATED, published=day(10))
    assert line(denied) == [("01", "30", "RU")]


def test_street_fighting_where_nobody_is_known_to_hold_a_place_says_nothing() -> None:
    """Clashes in the streets of any town of the world do not put it on the map."""
    assert line(report("a", type_=HappeningType.CLASH, holder=None, inside=True, published=day(10)), start=None) == []


def test_a_denied_encirclement_changes_nothing() -> None:
    """ "The town is not encircled" leaves everything as it was."""
    denied = report("a", type_=HappeningType.ENCIRCLEMENT, holder=None, modality=Modality.NEGATED, published=day(10))
    assert line(denied) == [("01", "30", "RU")]


def test_a_newer_report_outweighs_an_older_one() -> None:
    """Taken and retaken: each from the day of its report."""
    back = report("b", holder="russia", agent="russia", published=day(14))
    assert line(report("a", published=day(10)), back) == [("01", "09", "RU"), ("10", "13", "UA"), ("14", "30", "RU")]


def test_a_late_report_of_an_earlier_happening_changes_nothing() -> None:
    """What happened before the present holder came says nothing against it."""
    late = report("b", holder="russia", agent="russia", published=day(14), day="2022-09-05")
    assert line(report("a", published=day(10)), late) == [("01", "09", "RU"), ("10", "30", "UA")]


def test_a_change_to_somebody_unnamed_settles_what_is_contested_only() -> None:
    """ "Liberated", nobody says by whom: believed of the side that claims the place, and of nobody otherwise."""
    unnamed = report("b", holder=None, agent=None, published=day(9))
    assert line(unnamed) == [("01", "30", "RU")]
    assert line(boast("a", 8), unnamed) == [("01", "07", "RU"), ("08", "08", "CONTESTED"), ("09", "30", "UA")]


@pytest.mark.parametrize(
    ("side", "start", "expected"),
    [
        ("ukraine", "RU", [("01", "08", "RU"), ("09", "12", "CONTESTED"), ("13", "30", "UA")]),
        ("russia", "RU", [("01", "08", "RU"), ("09", "30", "UA")]),
        (None, "RU", [("01", "30", "RU")]),
        ("ukraine", "UNKNOWN", []),
    ],
)
def test_a_party_that_says_a_place_fell_means_that_it_changed_hands(side: str | None, start: str, expected: list) -> None:
    """ "It has fallen", says the holder: a loss. "It is free", says the other: a gain. Somebody else: nothing is certain."""
    fell = report("b", holder=None, agent=None, source="head", side=side, published=day(9))
    assert line(fell, start=replace(START, holder=start)) == expected


def test_words_that_repeat_a_change_do_not_turn_it_back() -> None:
    """ "Liberated", says the new holder the day after: an echo of the change, no loss."""
    echo = report("b", holder=None, agent=None, source="president", side="ukraine", published=day(10))
    assert line(report("a", published=day(9)), echo) == [("01", "08", "RU"), ("09", "30", "UA")]


def test_a_place_that_is_reported_split_is_contested() -> None:
    """Part of it is one side's: nobody has the place, until somebody has all of it."""
    split = report("a", type_=HappeningType.HOLD, holder="contested", agent=None, published=day(9))
    assert line(split, report("b", published=day(12))) == [("01", "08", "RU"), ("09", "11", "CONTESTED"), ("12", "30", "UA")]


def test_a_place_outside_the_baseline_begins_with_its_first_report() -> None:
    """Nothing is said of the time before."""
    spans = control(claims(report("a", place=IZIUM, published=day(10))), [START], CODES, until="2022-09-30")
    (span,) = [s for s in spans if s.name == "Izium"]
    assert (span.place_id, span.from_date, span.holder) == (IZIUM.id, "2022-09-10", "UA")


REGION = replace(BALAKLIIA, id="geonames:706482", name="Kharkiv", kind=PlaceKind.ADMIN1)


def held(*readings: Reading) -> list[tuple[str, str]]:
    """From when who had the town, which lies in the region of the reports, and by which rule."""
    spans = control(claims(*readings), [START], CODES, regions={"town-1": "Kharkiv"}, until="2022-09-30")
    return [(s.from_date[8:], s.holder, s.rule) for s in spans]


def test_a_claim_about_a_region_takes_no_town() -> None:
    """A gain somewhere in the region is none in the town."""
    assert held(report("a", place=REGION, published=day(10))) == [("01", "RU", "baseline")]
    assert held(report("a", place=REGION, published=day(10), share="beside")) == [("01", "RU", "baseline")]


def test_all_of_a_region_takes_its_towns_along() -> None:
    """Of a town that nothing else was said of, the region's fate is known."""
    whole = report("a", place=REGION, published=day(10), share="total")
    assert held(whole) == [("01", "RU", "baseline"), ("10", "UA", "whole-region")]


def test_a_region_that_its_holder_leaves_takes_its_towns_along() -> None:
    """The losing side says that it left the region, without saying "all of"."""
    leaving = {"type_": HappeningType.WITHDRAWAL, "holder": None, "agent": "russia", "published": day(10), "place": REGION}
    assert held(report("a", source="head", side="russia", **leaving))[-1] == ("10", "UA", "whole-region")
    assert held(report("a", **leaving)) == [("01", "RU", "baseline")]


def test_a_town_that_is_reported_otherwise_does_not_follow_its_region() -> None:
    """Fighting in the town, or a word that its holder still has it, keeps it."""
    whole = report("a", place=REGION, published=day(10), share="total")
    still = report("b", type_=HappeningType.HOLD, holder="russia", agent="russia", published=day(9))
    fought = report("c", type_=HappeningType.CLASH, holder=None, agent=None, published=day(9))
    assert held(whole, still) == held(whole, fought) == [("01", "RU", "baseline")]


def test_a_part_of_a_town_makes_it_contested() -> None:
    """Another than the holder has most of it; that the holder has a part of what is its own says nothing."""
    part = {"type_": HappeningType.HOLD, "share": "partial", "published": day(9)}
    assert line(report("a", **part), until="2022-09-20") == [("01", "08", "RU"), ("09", "20", "CONTESTED")]
    assert line(report("a", holder="russia", agent="russia", **part)) == [("01", "30", "RU")]


def test_what_lies_beside_a_town_says_nothing_of_it() -> None:
    """A village near it, ground around it."""
    assert line(report("a", share="beside", published=day(10))) == [("01", "30", "RU")]


def test_words_in_passing_confirm_and_do_not_take() -> None:
    """One outlet that calls the town held changes nothing; two do."""
    called = {"type_": HappeningType.HOLD, "published": day(10)}
    assert line(report("a", **called)) == [("01", "30", "RU")]
    assert line(report("a", **called), report("b", publisher="The Gazette", text="Other words of another outlet.", **called))[
        -1
    ] == (
        "10",
        "30",
        "UA",
    )


def test_what_many_said_is_not_undone_by_one() -> None:
    """After four outlets gave the town to one side, a single contrary word is not enough."""
    words = ("One text about the town.", "Quite another story.", "A third account of the day.", "What the fourth saw there.")
    many = [report(f"m{n}", publisher=f"Paper {n}", text=text, published=day(10)) for n, text in enumerate(words)]
    contrary = report("x", holder="russia", agent="russia", published=day(25), publisher="Paper 9")
    assert line(*many, contrary)[-1] == ("10", "30", "UA")
    assert line(many[0], contrary)[-1] == ("25", "30", "RU")


def test_a_name_that_the_gazetteer_does_not_know_is_the_baselines() -> None:
    """A village that only the baseline has is found by its name, if no other row bears it."""
    unknown = replace(BALAKLIIA, id=None, lat=None, lon=None, kind=PlaceKind.OTHER, name="Balakliya")
    assert line(report("a", place=unknown, published=day(10)))[-1] == ("10", "30", "UA")
    twice = [START, replace(START, place_id="town-2", lat=50.0)]
    assert all(s.rule == "baseline" for s in control(claims(report("a", place=unknown, published=day(10))), twice, CODES))


def test_spans_of_a_place_follow_without_gap_and_cite_their_claims() -> None:
    """Every day has one holder, and all but the baseline's rest on claims."""
    spans = list(control(claims(boast("a", 8), report("b", published=day(20), holder="russia", agent="russia")), [START], CODES))
    assert all(one.to_date < other.from_date for one, other in pairwise(spans))
    assert all(bool(s.claims) is (s.rule != "baseline") for s in spans)


def test_control_does_not_depend_on_the_order_of_claims() -> None:
    """Claims come in any order."""
    found = claims(boast("a", 8), report("b", published=day(9), holder="russia", agent="russia"), report("c", published=day(12)))
    assert list(control(found, [START], CODES)) == list(control(found[::-1], [START], CODES))


def test_parties_without_a_code_are_passed_over() -> None:
    """A side that the casebook does not name as a party holds nothing."""
    assert line(report("a", holder="atlantis", agent="atlantis", published=day(10))) == [("01", "30", "RU")]


def test_a_namesake_nearby_is_the_place_of_the_baseline() -> None:
    """Of two villages of one name, twenty kilometres apart, the baseline has the one that is reported on; not one far away."""
    near = replace(BALAKLIIA, id="geonames:1", lat=START.lat + 0.18, name="Balakliya")
    far = replace(near, lat=START.lat + 1.0)
    assert line(report("a", place=near, published=day(10)))[-1] == ("10", "30", "UA")
    spans = list(control(claims(report("a", place=far, published=day(10))), [START], CODES, until="2022-09-30"))
    assert [s.holder for s in spans if s.place_id == "town-1"] == ["RU"]


def test_each_voice_speaks_of_its_own_place() -> None:
    """A claim may join voices that name two places: each counts where it says."""
    one, other = voices_of(report("a", published=day(10)), report("b", place=IZIUM, published=day(11), publisher="Post"))
    joined = weigh(claim_of([one, replace(other, claim=one.claim)]))
    spans = control([joined], [START], CODES, until="2022-09-30")
    assert {(s.name, s.from_date[8:], s.holder) for s in spans if s.claims} == {("Balakliya", "10", "UA"), ("Izium", "11", "UA")}


def test_one_place_under_two_names_changes_hands_under_both() -> None:
    """A baseline may have a town twice, at one point: a claim about it counts for both rows."""
    twice = [START, replace(START, place_id="town-2", name="Old Mill")]
    spans = control(claims(report("a", published=day(10))), twice, CODES, until="2022-09-30")
    assert {(s.place_id, s.holder) for s in spans if s.to_date == "2022-09-30"} == {("town-1", "UA"), ("town-2", "UA")}


def test_what_its_page_took_back_counts_until_then() -> None:
    """From the day of the correction on it is as if it had never been said; earlier days stay as they were known."""
    corrected = [
        replace(claim, voices=tuple(replace(v, withdrawn=day(15)) for v in claim.voices))
        for claim in claims(report("a", published=day(10)))
    ]
    spans = control(corrected, [START], CODES, until="2022-09-30")
    known = [(s.from_date[8:], s.to_date[8:], s.holder) for s in spans]
    assert known == [("01", "09", "RU"), ("10", "14", "UA"), ("15", "30", "RU")]
