"""A name is read alike in all of a document."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from onrecord.tag.alike import alike

PERSON, PLACE = 0, 1


def logits(*rows: tuple[int | None, float]) -> NDArray[np.float32]:
    """Logits of two kinds: each row begins a kind, or None for no name, with this much more than all others."""
    made = np.zeros((len(rows), 5), np.float32)
    for row, (kind, more) in zip(made, rows, strict=True):
        row[0 if kind is None else 1 + 2 * kind] = more
    return made


def kinds(found: NDArray[np.floating]) -> list[int]:
    return found.argmax(1).tolist()


def test_a_doubtful_name_follows_the_sure_ones() -> None:
    """Arvik, taken for a person once by a hair and for a place twice, is a place three times."""
    words = ["Arvik", "fell", ".", "Arvik", "and", "Arvik"]
    read = logits((PERSON, 0.5), (None, 9), (None, 9), (PLACE, 6), (None, 9), (PLACE, 6))
    assert kinds(alike(words, read)) == [3, 0, 0, 3, 0, 3]


def test_a_sure_name_stays_what_it_is() -> None:
    """A town and a man of one name in one report: both are read with certainty, so both stay."""
    words = ["Arvik", "Arvik"]
    assert kinds(alike(words, logits((PERSON, 9), (PLACE, 9)))) == [1, 3]


def test_a_headline_in_capitals_counts_as_the_same_word() -> None:
    """ARVIK in a headline is the Arvik of the text."""
    words = ["ARVIK", "Arvik"]
    assert kinds(alike(words, logits((None, 0.3), (PLACE, 8)))) == [3, 3]


def test_small_words_and_words_that_occur_once_keep_their_logits() -> None:
    """There is nothing to learn about them elsewhere in the document."""
    words = ["the", "the", "Tolen"]
    read = logits((None, 1), (PLACE, 1), (PERSON, 1))
    assert np.array_equal(alike(words, read), read)


def test_where_a_name_begins_is_not_moved() -> None:
    """Only the kind is: whether a word begins a name or goes on with it depends on its neighbours."""
    words = ["Arvik", "Arvik"]
    read = logits((PLACE, 2), (PLACE, 5))
    moved = alike(words, read)
    assert np.allclose(moved[:, 3] - moved[:, 4], read[:, 3] - read[:, 4])
