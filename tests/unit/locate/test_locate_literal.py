"""onrecord.locate.literal"""

from __future__ import annotations

import pytest

from onrecord.locate.compared import is_compared
from onrecord.locate.find import Found
from onrecord.locate.grammar import Grammar
from onrecord.locate.literal import is_dateline, owns_power, speaks
from onrecord.locate.words import split_words
from onrecord.records import Span, Tagging, Token


def at(text: str, name: str) -> Found:
    """A mention of `name` in `text`."""
    start = text.index(name)
    words = split_words(text)
    first = next(i for i, w in enumerate(words) if w.start == start)
    return Found(Span(start, start + len(name)), name, (), first, first + len(name.split()))


@pytest.mark.parametrize(
    "before",
    [
        "an area the size of ",
        "a territory twice the size of ",
        "it is larger than ",
        "as big as all of ",
        "with a population of half of ",
        "compared with ",
    ],
)
def test_a_measure_makes_a_comparison(before: str) -> None:
    """What measures something else is not where it is."""
    text = before + "Luxembourg"
    assert is_compared(text, len(before))


@pytest.mark.parametrize("before", ["the mayor of ", "in the area of ", "more people than ever fled "])
def test_other_words_make_none(before: str) -> None:
    """A measure must be meant."""
    assert is_compared(before + "Lima", len(before)) == (before == "in the area of ")


@pytest.mark.parametrize(("text", "expected"), [
    ("Lima said on Monday it would pay.", True),
    ("Lima has repeatedly denied it.", True),
    ("Lima was flooded.", False),
    ("In Lima, officials said so.", False),
])  # fmt: skip
def test_a_capital_that_says_something_is_an_actor(text: str, expected: bool) -> None:
    """The verb must follow the name directly or after helpers."""
    assert speaks(at(text, "Lima"), split_words(text)) is expected


@pytest.mark.parametrize(("text", "expected"), [
    ("LIMA, Peru (Agency) — Rain fell.", True),
    ("LIMA (Agency) - Rain fell.", True),
    ("LIMA IS FLOODED", False),
    ("Lima - the capital - is flooded", False),
])  # fmt: skip
def test_a_dateline_is_known(text: str, expected: bool) -> None:
    """Capitals at the start, then a dash, with an agency between them or not."""
    name = text[:4]
    assert is_dateline(text, at(text, name)) is expected


@pytest.mark.parametrize(("text", "expected"), [
    ("Peru’s army moved.", True),
    ("Peru's defence ministry spoke.", True),
    ("Peru's mountains are high.", False),
    ("Peru army", False),
])  # fmt: skip
def test_a_powers_own_makes_an_actor(text: str, expected: bool) -> None:
    """ "Peru's army" is an actor, "Peru's mountains" are a place."""
    assert owns_power(text, at(text, "Peru"), split_words(text)) is expected


@pytest.mark.parametrize(
    ("verb", "pos", "expected"), [("attacked", "VERB", True), ("has", "VERB", False), ("calm", "ADJ", False)]
)
def test_the_subject_of_a_deed_is_its_agent(verb: str, pos: str, expected: bool) -> None:
    """Who attacks is an agent; who has something or is calm may be the place itself."""
    text = f"Peru {verb} it"
    tokens = (Token(Span(0, 4), "PROPN", "NNP", 1, "nsubj"), Token(Span(5, 5 + len(verb)), pos, "VBD", -1, "root"))
    grammar = Grammar(text, Tagging("d", tokens, ((0, 2),), (), (), "t"))
    assert grammar.is_agent(Span(0, 4)) is expected
