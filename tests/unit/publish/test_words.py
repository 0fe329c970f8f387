"""Words for days, intervals, numbers and sides."""

import pytest

from onrecord.publish import words
from onrecord.publish.words import (
    STATUS_MEANINGS,
    STATUS_WORDS,
    count_words,
    day_words,
    direction,
    headline,
    holder_words,
    interval_words,
    moment_words,
    side_words,
)
from onrecord.records.claim import Bounds, Status
from onrecord.records.happening import TYPE_NAMES, HappeningType

SETTINGS = {"side.code.north": "NO", "side.name.north": "the North", "side.code.sea-league": "SL"}


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2031-05-08", "2031-05-09", "8 May 2031"),
        ("2031-05-08", None, "8 May 2031"),
        ("2031-05-08", "2031-05-11", "8 to 10 May 2031"),
        ("2031-05-30", "2031-06-02", "30 May 2031 to 1 June 2031"),
        ("2031-05-08T10:00:00", "2031-05-08T11:00:00", "8 May 2031"),
        (None, None, "day unknown"),
        ("XXXX-05", None, "XXXX-05"),
    ],
)
def test_intervals_leave_out_the_day_after(start, end, words):
    """An interval's end is not part of it, so its last day is the one before."""
    assert interval_words(start, end) == words


def test_moments_are_told_in_utc():
    """A time with a zone is shown in UTC, a bare day without an hour, nonsense as it is."""
    assert moment_words("2031-05-08T01:30:00+03:00") == "7 May 2031, 22:30 UTC"
    assert moment_words("2031-05-08") == "8 May 2031"
    assert moment_words("around noon on a day") == "around noon on a day"
    assert day_words(None) == ""


def test_holders_and_sides_have_the_casebooks_names():
    """Codes and ids are shown by the names that the casebook's settings give."""
    assert holder_words("NO", SETTINGS) == "the North"
    assert holder_words("SL", SETTINGS) == "Sea League"
    assert holder_words("CONTESTED", SETTINGS) == "Contested"
    assert holder_words("ZZ", SETTINGS) == "ZZ"
    assert side_words(None, SETTINGS) == ""


@pytest.mark.parametrize(("language", "expected"), [("ar", "rtl"), ("fa-IR", "rtl"), ("uk", "ltr"), (None, "auto")])
def test_direction_follows_the_language(language, expected):
    """Only languages written from right to left turn the text around; an unknown one is left to the browser."""
    assert direction(language) == expected


def test_headlines_of_untitled_texts_are_their_first_sentence():
    """A text without a title is called by its first sentence, cut at a word."""
    assert headline(None, "The bridge is open. Trains run.") == "The bridge is open."
    assert headline(" Title ", "x") == "Title"
    assert headline(None, "") == "Untitled"
    assert len(headline(None, "word " * 100)) <= 121


def test_every_status_and_type_has_words():
    """No closed set has a member that a page could not name."""
    assert set(STATUS_WORDS) == set(STATUS_MEANINGS) == set(Status)
    assert set(TYPE_NAMES) == set(HappeningType)


def test_one_is_not_many():
    """Counts agree with their noun."""
    assert (count_words(1, "origin"), count_words(1200, "origin"), count_words(2, "city", "cities")) == (
        "1 origin",
        "1,200 origins",
        "2 cities",
    )


def test_the_words_below_a_title_do_not_repeat_it():
    """A text that begins with its title shows what comes after it; one without a title has no words left to show."""
    assert words.lead("Bridge shut", "Bridge shut\n\nThe mayor  said so.") == "The mayor said so."
    assert words.lead("Bridge shut", "By A. Lind. The bridge") == "By A. Lind. The bridge"
    assert words.lead(None, "The mayor said so.") == ""


def test_a_page_says_of_itself_what_stands_below_its_heading():
    """Cut at a word; a text of nothing but its heading says that."""
    assert words.gist("Bridge shut", "Bridge shut The mayor said so.") == "The mayor said so."
    assert words.gist("Bridge shut", "Bridge shut") == "Bridge shut"
    assert words.gist("", "word " * 100).endswith("word…")


@pytest.mark.parametrize(("code", "name"), [("UA", "Ukraine"), ("SD", "Sudan"), ("XX", "XX"), (None, "")])
def test_countries_are_named(code, name):
    """Nobody should have to know the codes; one that is not known stays."""
    assert words.country_words(code) == name


def test_things_counted_are_called_what_they_are():
    """ "3 districts", not "3 items (districts)"; where nothing says what they are, items."""
    assert words.bounds_words(Bounds(3.0, 3.0, 3.0, "items", "districts")) == "3 districts"
    assert words.bounds_words(Bounds(3.0, 3.0, 3.0, "items", None)) == "3 items"
