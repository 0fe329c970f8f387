"""Times find the happening or the saying that they belong to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.basics.spans import Span
from onrecord.records import Precision, Tagging, Time, TimeType, Token
from onrecord.records.anchoring import clause_spans, nearest_time, said_time


def at(text: str, words: str) -> Span:
    """Where `words` first stand in `text`."""
    start = text.index(words)
    return Span(start, start + len(words))


def day(text: str, words: str, value: str = "2022-09-02") -> Time:
    """A day named by `words`."""
    return Time((at(text, words),), TimeType.DATE, value, value, value, Precision.DAY)


def whole(text: str) -> Span:
    return Span(0, len(text))


def test_nearest_time_takes_the_time_beside_the_trigger() -> None:
    """Of two times in a sentence the nearer one is the happening's."""
    text = "The bridge fell on Monday and was mended on Thursday."
    times = [day(text, "Monday"), day(text, "Thursday")]
    assert nearest_time(times, whole(text), at(text, "mended")) == times[1]


def test_nearest_time_leaves_the_time_of_the_saying() -> None:
    """A time right after the cue belongs to the saying even if it is nearer than the happening's own."""
    text = "The ministry said on Friday that troops entered the village late on Wednesday."
    times = [day(text, "Friday"), day(text, "Wednesday")]
    assert nearest_time(times, whole(text), at(text, "entered"), cues=[at(text, "said")]) == times[1]


def test_nearest_time_is_none_where_a_cue_stands_between() -> None:
    """A time on the far side of the cue is not the happening's, and nothing else is invented."""
    text = "On Friday, the ministry said troops had entered the village."
    assert nearest_time([day(text, "Friday")], whole(text), at(text, "entered"), cues=[at(text, "said")]) is None


def test_nearest_time_keeps_a_time_that_modifies_the_trigger_after_a_cue() -> None:
    """In "said Friday's attack" the day is the attack's."""
    text = "Officials said Friday's attack was answered."
    times = [day(text, "Friday")]
    assert nearest_time(times, whole(text), at(text, "attack"), cues=[at(text, "said")]) == times[0]


def test_nearest_time_prefers_the_own_clause_to_a_nearer_time_of_another() -> None:
    """The clause decides before the distance does."""
    text = "Shells that fell on Tuesday destroyed the depot, which had been emptied in the course of the day on Monday."
    times = [day(text, "Tuesday"), day(text, "Monday")]
    relative, trailing = at(text, "that fell on Tuesday"), Span(text.index("which"), len(text) - 1)
    clauses = [whole(text), relative, trailing]
    assert nearest_time(times, whole(text), at(text, "emptied"), clauses=clauses) == times[1]


def test_nearest_time_leaves_months_and_years_to_the_clauses_that_name_them() -> None:
    """What "held since May" dates is not the seizing told of; a day there may be."""
    text = "His men seized the pier, which the rebels had held since May."
    clauses = [whole(text), Span(text.index("which"), len(text) - 1)]
    month = replace(day(text, "May", "2022-05"), precision=Precision.MONTH)
    assert nearest_time([month], whole(text), at(text, "seized"), clauses=clauses) is None
    assert nearest_time([month], whole(text), at(text, "held"), clauses=clauses) == month
    assert nearest_time([day(text, "May")], whole(text), at(text, "seized"), clauses=clauses) is not None


def test_nearest_time_ignores_lengths_and_habits() -> None:
    """ "Daily" and "two hours" say how often and how long, not when."""
    text = "The town is shelled daily for two hours."
    habit = Time((at(text, "daily"),), TimeType.SET, "P1D", None, None, Precision.VAGUE)
    length = Time((at(text, "two hours"),), TimeType.DURATION, "PT2H", None, None, Precision.VAGUE)
    assert nearest_time([habit, length], whole(text), at(text, "shelled")) is None


def test_nearest_time_stays_within_the_sentence() -> None:
    """A time of another sentence is not taken, however near."""
    text = "It rained on Monday. The dam broke."
    assert nearest_time([day(text, "Monday")], at(text, "The dam broke."), at(text, "broke")) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor said on Friday that the plant had stopped on Monday.", "Friday"),
        ("On Friday the mayor said the plant had stopped on Monday.", "Friday"),
        ("The plant stopped on Monday, the mayor said Friday.", "Friday"),
    ],
)
def test_said_time_is_outside_of_the_content(text: str, expected: str) -> None:
    """The time of the saying is the one beside the cue or before it, never the content's own."""
    times = [day(text, "Friday"), day(text, "Monday")]
    start = text.lower().index("the plant")
    content = [Span(start, text.index("Monday") + len("Monday"))]
    found = said_time(times, at(text, "said"), whole(text), content=content)
    assert found is not None
    assert found.spans[0].of(text) == expected


def test_said_time_is_no_year_of_another_matter() -> None:
    """A coarse time away from the cue belongs to something else in the sentence."""
    text = "Since the flood of 2014 the mayor said little."
    year = Time((at(text, "2014"),), TimeType.DATE, "2014", "2014-01-01", "2015-01-01", Precision.YEAR)
    assert said_time([year], at(text, "said"), whole(text)) is None


def test_said_time_is_none_where_only_the_content_has_a_time() -> None:
    """A time of what is told is not when it was told."""
    text = "The mayor said the plant had stopped on Monday."
    content = [at(text, "the plant had stopped on Monday")]
    assert said_time([day(text, "Monday")], at(text, "said"), whole(text), content=content) is None


def test_clause_spans_nest_a_complement_in_its_sentence() -> None:
    """A complement clause is a span of its own inside of the whole sentence's."""
    text = "Officials said troops left."
    words = [
        ("Officials", "NOUN", 1, "nsubj"),
        ("said", "VERB", -1, "root"),
        ("troops", "NOUN", 3, "nsubj"),
        ("left", "VERB", 1, "ccomp"),
    ]
    tokens = tuple(Token(at(text, word), pos, "X", head, deprel) for word, pos, head, deprel in words)
    tagging = Tagging("d", tokens, ((0, 4),), (), (), "test")
    assert [span.of(text) for span in clause_spans(tagging, (0, 4))] == ["Officials said troops left", "troops left"]


def test_clause_spans_end_on_a_circle_of_heads() -> None:
    """Heads that point at each other do not hang the walk."""
    text = "one two"
    tokens = (Token(at(text, "one"), "VERB", "X", 1, "ccomp"), Token(at(text, "two"), "VERB", "X", 0, "ccomp"))
    assert len(clause_spans(Tagging("d", tokens, ((0, 2),), (), (), "test"), (0, 2))) == 2
