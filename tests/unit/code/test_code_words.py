"""The words of a document as patterns ask for them."""

from __future__ import annotations

import pytest
from tagged import tagged

from onrecord.basics.spans import Span
from onrecord.code.words import Words


def _words(notation: str) -> Words:
    document, tagging = tagged(notation)
    return Words(document.text, tagging)


def test_words_join_hyphenated_tokens() -> None:
    """Three tokens of a compound are one word with the last part's class."""
    words = _words("Borlandic/JJ -/HYPH held/VBN towns/NNS")
    assert words[0].lower == "borlandic-held"
    assert words[0].tag == "VBN"


def test_words_leave_a_dash_between_spaces_alone() -> None:
    """A dash with white space around it joins nothing."""
    document, tagging = tagged("strikes/NNS –/: mayor/NN")
    assert [w.lower for w in Words(document.text, tagging)] == ["strikes", "–", "mayor"]


@pytest.mark.parametrize("notation", ["city's/NN walls/NNS", "city/NN 's/POS walls/NNS"])
def test_words_set_the_possessive_apart(notation: str) -> None:
    """The possessive is its own word, however the tokeniser cut it."""
    assert [w.lower for w in _words(notation)] == ["city", "'s", "walls"]


def test_words_drop_quotation_marks() -> None:
    """A quoted word stands beside its neighbours as if it were not quoted."""
    assert [w.lower for w in _words("the/DT “/`` liberation/NN ”/'' of/IN Korsk/NNP")] == ["the", "liberation", "of", "korsk"]


def test_words_guess_classes_where_the_tagger_gave_none() -> None:
    """Form and neighbours decide: a determiner makes a noun, an auxiliary a verb, a digit a number."""
    words = _words("The strike will hit 40 houses quickly")
    assert [w.pos for w in words] == ["DET", "NOUN", "AUX", "VERB", "NUM", "X", "ADV"]


def test_words_touching_a_span_are_those_that_share_a_code_point() -> None:
    """A span inside one word and over a gap touches both words and no other."""
    words = _words("Troops/NNS left/VBD Korsk/NNP")
    assert list(words.touching(Span(3, 8))) == [0, 1]
    assert list(words.touching(Span(6, 7))) == []


def test_words_following_is_no_verb() -> None:
    """Participles that work as prepositions are prepositions whatever the tagger says."""
    assert _words("damage/NN following/VBG strikes/NNS")[1].pos == "ADP"
