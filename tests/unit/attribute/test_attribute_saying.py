"""When something was said."""

from __future__ import annotations

from spoken import Said, spoken, two_islands

from onrecord.attribute import attribute
from onrecord.basics.spans import Span
from onrecord.identify import identify
from onrecord.records import Precision, Time, TimeType

REGISTER = two_islands()
DAYS = {"Monday": "2023-03-06", "Wednesday": "2023-03-08", "Friday": "2023-03-10", "Sunday": "2023-03-12"}
PEOPLE = [("Tolen", "PER"), ("Venn", "PER")]


def days_of(text: str, said: list[Said]) -> list[str | None]:
    """The day of each statement of a text of 10 March; the weekdays in it are those of DAYS."""
    document, tagging = spoken(text, mentions=PEOPLE, said=said)
    times = tuple(
        Time((Span(at, at + len(name)),), TimeType.DATE, day, day, day, Precision.DAY)
        for name, day in DAYS.items()
        for at in (text.find(name),)
        if at >= 0
    )
    found = attribute(document, tagging, identify(document, tagging, REGISTER), times, REGISTER)
    return [None if statement.said is None else statement.said.value for statement in found]


def test_a_day_in_what_somebody_else_says_is_not_when_this_was_said() -> None:
    """The day of the ship's leaving lies in Venn's words; it tells nothing about Tolen's."""
    text = "The pier was safe, Tolen said, but a ship had left on Wednesday, Venn said."
    said: list[Said] = [
        ("Tolen", "said", ["The pier was safe"]),
        ("Venn", "said", ["a ship had left on Wednesday"]),
    ]
    assert days_of(text, said) == [None, None]


def test_a_day_beside_another_cue_belongs_to_that_one() -> None:
    """Each of two speakers in one sentence has the day beside the verb."""
    text = "Tolen warned on Monday that ships had left and Venn said on Wednesday that none had."
    said: list[Said] = [("Tolen", "warned", ["that ships had left"]), ("Venn", "said", ["that none had"])]
    assert days_of(text, said) == [DAYS["Monday"], DAYS["Wednesday"]]


def test_nothing_is_said_after_the_day_of_the_document() -> None:
    """A day to come belongs to what is announced."""
    text = "Tolen says the port will close from Sunday."
    assert days_of(text, [("Tolen", "says", ["the port will close"])]) == [None]


def test_what_the_same_source_adds_was_said_on_the_same_day() -> None:
    """ "Tolen added" follows "Tolen said on Monday"; Venn may have spoken on another day."""
    text = "Tolen said on Monday that ships had left. Tolen added that two were lost. Venn denied that any were lost."
    said: list[Said] = [
        ("Tolen", "said", ["that ships had left"]),
        ("Tolen", "added", ["that two were lost"]),
        ("Venn", "denied", ["that any were lost"]),
    ]
    assert days_of(text, said) == [DAYS["Monday"], DAYS["Monday"], None]


def test_a_later_day_of_its_own_is_kept() -> None:
    """A source that speaks again on another day has both days."""
    text = "Tolen said on Monday that ships had left. On Wednesday Tolen said that two were lost."
    said: list[Said] = [("Tolen", "said", ["that ships had left"]), ("Tolen", "said", ["that two were lost"])]
    assert days_of(text, said) == [DAYS["Monday"], DAYS["Wednesday"]]


def test_the_day_of_what_a_source_put_out_is_when_it_was_said() -> None:
    """A day inside the source's words counts before a briefing or an update, not before an attack or behind a verb of its own."""
    briefing = "Tolen's Wednesday briefing said the port was open."
    assert days_of(briefing, [("Tolen's Wednesday briefing", "said", ["the port was open"])]) == [DAYS["Wednesday"]]
    update = "According to Venn's Monday evening update, the port was open."
    assert days_of(update, [("Venn's Monday evening update", "According to", ["the port was open"])]) == [DAYS["Monday"]]
    attack = "Survivors of Wednesday's attack said the port was open."
    assert days_of(attack, [("Survivors of Wednesday's attack", "said", ["the port was open"])]) == [None]
    fled = "Sailors who fled on Monday said the port was open."
    assert days_of(fled, [("Sailors who fled on Monday", "said", ["the port was open"])]) == [None]
