"""Which voices a reading has, and which claim each belongs to."""

from __future__ import annotations

from dataclasses import replace

import pytest
from readings import BALAKLIIA, IZIUM, report, voices_of

from onrecord.link import claim_of, likeness, sketch, voices
from onrecord.records import HappeningType, Modality, Place, PlaceKind, PlaceRole, Precision, Span, Stance, Time, TimeType

REGION = replace(BALAKLIIA, name="Kharkiv Oblast", id="geonames:706482", kind=PlaceKind.ADMIN1)
COUNTRY = replace(BALAKLIIA, name="Ukraine", id="geonames:690791", kind=PlaceKind.COUNTRY, admin1=None)


def test_voices_of_two_outlets_join_one_claim() -> None:
    """Same type, place, day and holder: one claim, whoever reports it."""
    a, b = voices_of(report("a"), report("b", publisher="Other News"))
    assert a.claim == b.claim


@pytest.mark.parametrize(
    "other",
    [
        report("b", type_=HappeningType.HOLD),
        report("b", place=IZIUM),
        report("b", day="2022-09-07"),
        report("b", holder="russia"),
        report("b", place=None),
    ],
)
def test_voices_of_different_happenings_stay_apart(other) -> None:
    """Another type, place, day or holder is another claim."""
    a, b = voices_of(report("a"), other)
    assert a.claim != b.claim


def test_voices_take_the_day_of_the_report_where_no_day_is_told() -> None:
    """Without a time in the words the happening is as of the day of publication, in UTC."""
    (voice,) = voices(report("a", published="2022-09-08T01:30:00+03:00"))
    assert voice.day == "2022-09-07"


def test_voices_take_the_day_of_the_report_for_a_stretch_around_it() -> None:
    """ "This month" says no day; the report's own is the best known."""
    reading = report("a")
    month = Time((Span(0, 1),), TimeType.DATE, "2022-09", "2022-09-01", "2022-10-01", Precision.MONTH)
    happening = replace(reading.happenings[0], time=month)
    (voice,) = voices(replace(reading, happenings=(happening,)))
    assert voice.day == "2022-09-08"


@pytest.mark.parametrize("start", ["0000-01-01", "9999-12-31", "2022-02-30", "-0044-03-15", "XXXX"])
def test_a_time_that_no_calendar_has_is_taken_for_none(start: str) -> None:
    """A strange year in a text does not stop the cross-check: the day is that of the report."""
    reading = report("a")
    strange = Time((Span(0, 1),), TimeType.DATE, start, start, None, Precision.DAY)
    (voice,) = voices(replace(reading, happenings=(replace(reading.happenings[0], time=strange),)))
    assert voice.day == "2022-09-08"
    assert claim_of([voice]).start == "2022-09-08"


@pytest.mark.parametrize("modality", [Modality.PLANNED, Modality.POSSIBLE])
def test_plans_and_possibilities_make_no_claim(modality: Modality) -> None:
    """Only what is told as having happened, or not, is a claim."""
    assert voices(report("a", modality=modality)) == ()


@pytest.mark.parametrize("stance", [Stance.CALL, Stance.PROMISE, Stance.THREATEN, Stance.QUESTION])
def test_calls_threats_promises_and_questions_make_no_claim(stance: Stance) -> None:
    """Who calls for something does not say that it happened."""
    assert voices(report("a", source="Mayor", stance=stance)) == ()


@pytest.mark.parametrize(
    ("reading", "denies"),
    [
        (report("a", source="Mayor"), False),
        (report("a", source="Mayor", stance=Stance.DENY), True),
        (report("a", modality=Modality.NEGATED), True),
        (report("a", source="Mayor", stance=Stance.ACKNOWLEDGE), False),
    ],
)
def test_denials_are_voices_of_the_claim_that_they_deny(reading, denies: bool) -> None:
    """A denial joins the claim that it denies."""
    (voice,) = voices(reading)
    assert voice.denies is denies
    assert voice.claim == voices(report("a"))[0].claim


def _at(*places: Place) -> tuple[str | None, ...]:
    reading = report("a")
    happening = replace(reading.happenings[0], places=tuple((n, PlaceRole.AT) for n in range(len(places))))
    return tuple(v.place.name if v.place else None for v in voices(replace(reading, places=places, happenings=(happening,))))


def test_a_list_of_places_gives_a_voice_for_each() -> None:
    """Three towns taken are three claims."""
    assert _at(BALAKLIIA, IZIUM) == ("Balakliia", "Izium")


def test_an_area_that_only_says_where_a_town_is_gives_none() -> None:
    """The region and the country that a named town lies in are not places of their own."""
    assert _at(COUNTRY, REGION, BALAKLIIA) == ("Balakliia",)
    assert _at(REGION) == ("Kharkiv Oblast",)


def test_a_name_that_may_not_locate_gives_way_to_one_that_does() -> None:
    """The name of an actor is no place beside a real one; alone it is what the happening was coded with."""
    assert _at(replace(IZIUM, literal=False), BALAKLIIA) == ("Balakliia",)
    assert _at(replace(BALAKLIIA, literal=False)) == ("Balakliia",)


def test_an_unresolved_name_counts_only_where_nothing_is_resolved() -> None:
    """A name that no entry fits is kept where it is all there is."""
    unknown = replace(BALAKLIIA, id=None, lat=None, lon=None, name="Orlik")
    assert _at(unknown, BALAKLIIA) == ("Balakliia",)
    assert _at(unknown) == ("Orlik",)


def test_who_acknowledges_a_gain_of_nobody_named_means_the_other_party() -> None:
    """Of two parties; with a third, or without an acknowledgement, nobody is meant."""
    parties = frozenset({"ukraine", "russia"})
    lost = report("a", source="head", side="russia", stance=Stance.ACKNOWLEDGE, holder=None, agent=None)
    told = report("a", source="head", side="russia", holder=None, agent=None)
    assert voices(lost, parties=parties)[0].holder == "ukraine"
    assert voices(lost, parties=parties)[0].claim == voices(report("b"))[0].claim
    assert voices(lost, parties=parties | {"atlantis"})[0].holder is None
    assert voices(told, parties=parties)[0].holder is None


def test_gains_without_a_place_join_by_holder_and_day() -> None:
    """ "So many square kilometres since the first": one claim whose number grows."""
    first = report("a", place=None, day="2022-09-01", source="President", low=1000, high=None)
    second = report("b", place=None, day="2022-09-01", source="General", low=3000, high=None)
    assert voices(first)[0].claim == voices(second)[0].claim


def test_what_happened_nowhere_joins_only_where_the_words_name_it() -> None:
    """Talks join by who talks; "the town fell" is another town in every document."""
    talks = [voices(report(n, type_=HappeningType.TALKS, place=None, holder=None, publisher=n))[0].claim for n in "ab"]
    gains = [voices(report(n, place=None, publisher=n))[0].claim for n in "ab"]
    assert talks[0] == talks[1]
    assert gains[0] != gains[1]


def test_one_source_has_one_key_in_all_documents() -> None:
    """The register's id, or else the folded name, makes two quotations one source."""
    known = voices(report("a", source="Gen. Staff", known="staff"))[0]
    also = voices(report("b", source="The General Staff", known="staff"))[0]
    folded = voices(report("c", source="The Kharkiv Mayor’s Office"))[0]
    assert (known.source_key, also.source_key) == ("staff", "staff")
    assert folded.source_key == "kharkiv mayor office"


def test_claim_of_is_the_same_for_any_order_of_voices() -> None:
    """Order of arrival changes neither summary nor order of voices."""
    spoken = voices_of(report("a"), report("b", published="2022-09-08T08:00:00+00:00"), report("c", publisher=None))
    assert claim_of(spoken) == claim_of(spoken[::-1]) == claim_of((spoken[1], spoken[2], spoken[0]))
    assert [v.document for v in claim_of(spoken).voices] == ["b", "a", "c"]


@pytest.mark.parametrize(
    ("reading", "summary"),
    [
        (report("a"), "Capture of Balakliia by Ukraine, 8 September 2022"),
        (report("a", type_=HappeningType.STRIKE, holder=None), "Strike in Balakliia, 8 September 2022"),
        (report("a", type_=HappeningType.OUTAGE, service="power"), "Power outage in Balakliia, 8 September 2022"),
        (report("a", type_=HappeningType.WITHDRAWAL, holder=None), "Withdrawal from Balakliia by Ukraine, 8 September 2022"),
        (report("a", type_=HappeningType.TALKS, place=None, holder=None), "Talks (ukraine), 8 September 2022"),
        (report("a", type_=HappeningType.TALKS, place=None, holder=None, agent="they"), "Talks, 8 September 2022"),
        (report("a", type_=HappeningType.TALKS, place=None, holder=None, agent="our envoys"), "Talks, 8 September 2022"),
        (report("a", published=None, holder=None, agent=None), "Capture of Balakliia"),
        (report("a", type_=HappeningType.HOLD, holder="contested"), "Control of Balakliia, contested, 8 September 2022"),
        (report("a", place=REGION, holder=None), "Capture of Kharkiv Oblast by Ukraine, 8 September 2022"),
        (report("a", place=replace(REGION, name="Kharkiv")), "Capture of Kharkiv region by Ukraine, 8 September 2022"),
    ],
)
def test_summary_is_a_neutral_sentence(reading, summary: str) -> None:
    """Type, place, side and day, in words that take no side."""
    assert claim_of(voices(reading), {"ukraine": "Ukraine"}).summary == summary


TEXT = "The governor said that the bridge was closed in the night and would stay closed for a week, after its inspection. " * 3


def test_sketch_knows_a_reprint() -> None:
    """Case, punctuation and a changed first word leave a text nearly the same."""
    assert likeness(sketch(TEXT), sketch("Update: " + TEXT.upper())) > 0.8


def test_sketch_tells_strangers_apart() -> None:
    """Texts that share only common words are not alike."""
    other = "A court in the capital heard the case of three fishermen who had lost their boat in a storm last winter. " * 3
    assert likeness(sketch(TEXT), sketch(other)) < 0.2


def test_a_text_without_words_is_like_nothing() -> None:
    """Two empty texts are no reprints of each other."""
    assert likeness(sketch("…"), sketch("…")) == 0.0


def test_voices_name_a_source_that_the_register_knows_as_it_does() -> None:
    """Two spellings of one actor are one source with one name; a source that no register knows keeps its own."""
    names = {"mira-tolen": "Mira Tolen"}
    spelled = [report(str(i), source=name, known="mira-tolen") for i, name in enumerate(("Mira Tolen", "Myra Tolen"))]
    found = [v for r in spelled for v in voices(r, names=names)]
    assert {(v.source, v.source_key) for v in found} == {("Mira Tolen", "mira-tolen")}
    (other,) = voices(report("c", source="Ola Venn"), names=names)
    assert other.source == "Ola Venn"
