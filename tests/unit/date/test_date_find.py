"""What find_times does beyond single sentences (those are in tests/golden/date)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from onrecord.date import find_times
from onrecord.date.find import tree_for
from onrecord.date.lexicon import lexicon_for
from onrecord.date.meaning import MEANINGS
from onrecord.date.patterns import Node
from onrecord.date.scan import tokens_of
from onrecord.date.setting import LANGUAGES, language_of
from onrecord.records import Document, Precision


def values(text: str, published: str | None = "2022-09-14", language: str | None = None) -> list[str]:
    return [time.value for time in find_times(Document("d", text, published=published, language=language))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_of_a_table_has_a_meaning(language: str) -> None:
    """A rule whose meaning nobody gives would never be found."""
    assert {means for _, means, _ in lexicon_for(language).rules} <= MEANINGS.keys() | {"nothing"}
    assert tree_for(language).following


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_rule_is_made_of_common_words_alone(language: str) -> None:
    """Runs of common words are passed over, so a form of nothing else would never be found."""
    lexicon = lexicon_for(language)
    common = set(lexicon.common)
    for key in lexicon.common:
        tokens = tokens_of(f"{key} {key}")
        common |= {sort for sort, _, after in lexicon.phrases_at(tokens, 0) if after == 1}
    assert not list(_rules_of(tree_for(language), common))
    assert lexicon.common <= lexicon.parts


def _rules_of(node: Node, sorts: set[str]) -> Iterator[str]:
    """The rules that a way through the tree by these classes alone leads to."""
    if node.rule is not None and node.rule[0] != "nothing":
        yield node.rule[0]
    for sort, options in node.following.items():
        if sort in sorts:
            for _, child in options:
                yield from _rules_of(child, sorts)


@pytest.mark.parametrize(
    ("text", "given", "expected"),
    [
        ("Слава", None, "uk"),
        ("Взрывы", None, "ru"),
        ("Вибухи є", None, "uk"),
        ("Friday", None, "en"),
        ("Friday", "uk-UA", "uk"),
        ("vendredi", "fr", "en"),
        ("", None, "en"),
    ],
)
def test_language_is_the_given_one_or_told_by_the_script(text: str, given: str | None, expected: str) -> None:
    """A language without a table falls back on the script of the text."""
    assert language_of(Document("d", text, language=given)) == expected


def test_a_history_is_told_from_news_by_its_years() -> None:
    """Where the dated months lie years before publication, a day without a year continues from them."""
    history = "In May 1941, June 1941, July 1941 and August 1941 it rained. On 3 September it stopped."
    assert values(history)[-1] == "1941-09-03"
    assert values("In May 2019 it rained. On 3 September it stopped.")[-1] == "2022-09-03"


def test_a_look_ahead_does_not_carry_a_history_away() -> None:
    """After "до" the story goes on from where it was."""
    text = "У травні 1940 року почали. Це тривало до листопада 1943 року. 3 червня припинили."
    assert values(text, published=None)[-1] == "1940-06-03"


def test_a_span_before_publication_has_its_ends() -> None:
    """The past three months end on the day of publication."""
    (time,) = find_times(Document("d", "It fell over the past three months.", published="2022-09-14"))
    assert (time.value, time.start, time.end) == ("P3M", "2022-06-14", "2022-09-14")


def test_an_empty_text_has_no_times() -> None:
    """Nothing is found in nothing."""
    assert find_times(Document("d", "")) == ()


def test_a_clock_time_with_a_zone_is_a_moment() -> None:
    """The offset is in the interval, and the precision is the minute."""
    (time,) = find_times(Document("d", "It failed at 2130 GMT on Sunday.", published="2022-09-14"))
    assert (time.start, time.precision) == ("2022-09-11T21:30+00:00", Precision.MINUTE)


def test_skipped_stretches_are_read_too() -> None:
    """A byline's date is a time like any other."""
    assert values("Published 1 September 2022\n\nIt rained on Friday.") == ["2022-09-01", "2022-09-09"]


@pytest.mark.parametrize("text", ["У ніч на середу збили дрони.", "В ночь со вторника на среду сбили дроны."])
def test_the_night_towards_a_weekday_ends_on_its_morning(text: str) -> None:
    """Its value is that day's night, its stretch goes from the evening before to the morning."""
    (time,) = find_times(Document("d", text, published="2022-09-14"))
    assert (time.start, time.end) == ("2022-09-13T20:00", "2022-09-14T06:00")


def test_the_last_day_and_night_ends_with_publication() -> None:
    """ "За останню добу" has its ends, as "the past three months" has."""
    (time,) = find_times(Document("d", "За останню добу збили три дрони.", published="2022-09-14"))
    assert (time.value, time.start, time.end) == ("P1D", "2022-09-13", "2022-09-14")


def test_the_past_week_ends_with_publication_and_last_week_does_not() -> None:
    """Both have the value of last week, as TimeBank writes them, but not the same stretch."""
    past, last = find_times(Document("d", "It fell over the past week and rose last week.", published="2022-09-14"))
    assert (past.value, past.start, past.end) == ("2022-W36", "2022-09-07", "2022-09-14")
    assert (last.value, last.start, last.end) == ("2022-W36", "2022-09-05", "2022-09-12")
    assert past.precision is last.precision is Precision.WEEK
