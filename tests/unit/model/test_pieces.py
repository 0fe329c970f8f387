"""Words are cut into windows that the encoder can read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from onrecord.model.network import DATA
from onrecord.model.pieces import CLS, SEP, PieceReader, Shape, shape_of

READER = PieceReader(DATA / "careful" / "tokenizer.json")
TOKENIZER = Tokenizer.from_file(str(DATA / "careful" / "tokenizer.json"))
TOKENIZER.no_padding()
TOKENIZER.no_truncation()
LIMIT = 24

sentences_of_words = st.lists(
    st.lists(st.sampled_from(["Izium", "fell", ".", "bombardment", "7", "the"]), min_size=1, max_size=30), max_size=8
)


def laid_out(parts: list[list[str]], before: int) -> tuple[list[str], list[tuple[int, int]]]:
    """Words with `before` others in front that belong to no sentence, and the sentences' ranges."""
    words, ranges = ["x"] * before, []
    for part in parts:
        ranges.append((len(words), len(words) + len(part)))
        words += part
    return words, ranges


@given(sentences_of_words, st.integers(0, 5))
def test_windows_hold_every_word_of_the_sentences_once(parts: list[list[str]], before: int) -> None:
    """Neither lost nor read twice, also where the sentences begin in the middle of a document."""
    words, ranges = laid_out(parts, before)
    held = [i for w in READER.windows(words, ranges, LIMIT) for i in range(w.start, w.after)]
    assert held == list(range(before, len(words)))


@given(sentences_of_words, st.integers(0, 5))
def test_windows_are_framed_and_never_too_long(parts: list[list[str]], before: int) -> None:
    """[CLS] pieces [SEP], at most the limit, each word's first piece where `firsts` says."""
    words, ranges = laid_out(parts, before)
    for window in READER.windows(words, ranges, LIMIT):
        assert len(window.pieces) == len(window.shapes) <= LIMIT
        assert (window.pieces[0], window.pieces[-1]) == (CLS, SEP)
        firsts = [READER.pieces(word)[0] for word in words[window.start : window.after]]
        assert window.pieces[window.firsts].tolist() == firsts


@pytest.mark.parametrize(
    ("word", "first", "shape"),
    [
        ("Izium", False, Shape.TITLE),
        ("Izium", True, Shape.INITIAL),
        ("NATO", False, Shape.UPPER),
        ("1,200", False, Shape.DIGIT),
        ("92nd", False, Shape.ALNUM),
        ("McCain", False, Shape.MIXED),
        ("—", False, Shape.MARK),
        ("fell", True, Shape.LOWER),
    ],
)
def test_a_words_shape_tells_how_it_is_written(word: str, first: bool, shape: Shape) -> None:
    """The vocabulary is uncased: the shape carries the case."""
    assert shape_of(word, first=first) is shape


@pytest.mark.parametrize("word", ["harbour", "Bridge", "NATO", "bombardments", "Zaluzhnyi", "café", "won't", "1,200", "—"])
def test_a_word_is_cut_as_the_tokenizer_cuts_it(word: str) -> None:
    """A word that the vocabulary has whole is looked up, to the same pieces."""
    assert list(READER.pieces(word)) == TOKENIZER.encode(word, add_special_tokens=False).ids[:8]


@given(st.text("abcdefghijklmnopqrstuvwxyzABCDEIKZ0123456789", min_size=1, max_size=90))
def test_letters_and_digits_are_cut_as_the_tokenizer_cuts_them(word: str) -> None:
    """Any run of plain letters and digits, also one that is longer than what is read."""
    assert list(READER.pieces(word)) == TOKENIZER.encode(word[:64], add_special_tokens=False).ids[:8]
