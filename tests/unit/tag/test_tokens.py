"""Words and sentences of running text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.tag.tokens import LONGEST, split_sentences, tokenize


def words(text: str) -> list[str]:
    return [t.of(text) for t in tokenize(text)]


def sentences(text: str) -> list[str]:
    tokens = tokenize(text)
    return [text[tokens[a].start : tokens[b - 1].end] for a, b in split_sentences(text, tokens)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor didn't sleep.", ["The", "mayor", "did", "n't", "sleep", "."]),
        ("Oleh's and O’Brien’s", ["Oleh", "'s", "and", "O’Brien", "’s"]),
        ("a militia-held town", ["a", "militia", "-", "held", "town"]),
        ("at 12:30, 2,000 people", ["at", "12:30", ",", "2,000", "people"]),
        ("U.S. and @ministry #flood", ["U.S.", "and", "@ministry", "#flood"]),
        ("Кам'янка – місто", ["Кам'янка", "–", "місто"]),
    ],
)
def test_tokenize_cuts_clitics_hyphens_and_marks(text: str, expected: list[str]) -> None:
    """Clitics and the parts of compounds are words; numbers, handles and names with apostrophes stay whole."""
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He left. She stayed.", ["He left.", "She stayed."]),
        ("Gen. Petro Vovk spoke. It rained.", ["Gen. Petro Vovk spoke.", "It rained."]),
        ("“We hold.” The line broke.", ["“We hold.”", "The line broke."]),
        ("A headline\n\nThe first line", ["A headline", "The first line"]),
        ("wrapped at\na line break", ["wrapped at\na line break"]),
        ("It grew to 3.5 km. Then 40 came.", ["It grew to 3.5 km.", "Then 40 came."]),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, expected: list[str]) -> None:
    """Abbreviations and numbers do not end a sentence; empty lines, and full stops before a capital, do."""
    assert sentences(text) == expected


@given(st.text(max_size=300))
def test_tokens_cover_all_but_white_space_and_sentences_cover_all_tokens(text: str) -> None:
    """Nothing is lost between the words, and each word is in exactly one sentence."""
    tokens = tokenize(text)
    assert "".join(t.of(text) for t in tokens) == "".join(text.split())
    covered = [i for a, b in split_sentences(text, tokens) for i in range(a, b)]
    assert covered == list(range(len(tokens)))


def test_a_sentence_without_end_is_cut() -> None:
    """A list of words without a full stop is several sentences, none longer than the limit, and no word is lost."""
    text = "and " * (2 * LONGEST + 1)
    assert [b - a for a, b in split_sentences(text, list(tokenize(text)))] == [LONGEST, LONGEST, 1]
