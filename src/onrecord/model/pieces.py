"""Word pieces and word shapes: what the encoder reads.

The vocabulary is uncased, so the case of a word is told by its shape, a small closed set learnt with the model.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import accumulate, chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

MAX_PIECES_PER_WORD = 8
"""A longer word is read by its first pieces; names and numbers in news have fewer."""
CLS, SEP, UNKNOWN = 101, 102, 100
_LONGEST = 64
"""Letters of a word that are read."""
_KEPT = 200_000
"""Words remembered, some 60 MB."""


class Shape(IntEnum):
    """How a word is written."""

    PAD = 0
    LOWER = 1
    TITLE = 2
    UPPER = 3
    MIXED = 4
    DIGIT = 5
    ALNUM = 6
    MARK = 7
    INITIAL = 8
    """Title case at the start of a sentence, where it says little."""


def shape_of(word: str, *, first: bool) -> Shape:
    """The shape of one word; `first` if it begins a sentence."""
    if not word.isalpha():
        if not any(c.isalnum() for c in word):
            return Shape.MARK
        if word.isdigit() or all(c.isdigit() or c in ".,:" for c in word):
            return Shape.DIGIT
        if any(c.isdigit() for c in word):
            return Shape.ALNUM
    if word.islower():
        return Shape.LOWER
    if word.isupper() and len(word) > 1:
        return Shape.UPPER
    if word[0].isupper() and (len(word) == 1 or word[1:].islower()):
        return Shape.INITIAL if first else Shape.TITLE
    return Shape.MIXED


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of whole sentences that the encoder reads at once.

    `pieces` and `shapes` are (length,) int64 with [CLS] and [SEP]; `firsts` the position of each word's first piece,
    `sentences` the number of its sentence; `start`/`after` the words' range in the document.
    """

    pieces: NDArray[np.int64]
    shapes: NDArray[np.int64]
    firsts: NDArray[np.int64]
    sentences: NDArray[np.int64]
    start: int
    after: int


_Known = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]
"""A word once read: its piece ids, and its shape on each, inside a sentence and at its start."""


class PieceReader:
    """Cuts words into the vocabulary's pieces; words already known are looked up."""

    def __init__(self, tokenizer_file: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(tokenizer_file))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._vocabulary: dict[str, int] = self._tokenizer.get_vocab()
        self._known: dict[str, _Known] = {}

    def pieces(self, word: str) -> tuple[int, ...]:
        """Piece ids of one word, at least one and at most `MAX_PIECES_PER_WORD`."""
        return self._look_up(word)[0]

    def _look_up(self, word: str) -> _Known:
        found = self._known.get(word)
        if found is None:
            ids = self._cut(word)
            shapes, first_shapes = ((int(shape_of(word, first=first)),) * len(ids) for first in (False, True))
            found = ids, shapes, first_shapes
            if len(self._known) < _KEPT:
                self._known[word] = found
        return found

    def _cut(self, word: str) -> tuple[int, ...]:
        """The tokenizer's pieces. What it would make of plain letters and digits is looked up here, three times faster."""
        word = word[:_LONGEST]
        if word.isascii() and word.isalnum():
            return self._longest_first(word.lower())
        return tuple(self._tokenizer.encode(word, add_special_tokens=False).ids[:MAX_PIECES_PER_WORD]) or (UNKNOWN,)

    def _longest_first(self, word: str) -> tuple[int, ...]:
        """The longest pieces from left to right (WordPiece, Wu et al. 2016)."""
        ids: list[int] = []
        start = 0
        while start < len(word):
            end, mark = len(word), "##" if start else ""
            while end > start and (found := self._vocabulary.get(mark + word[start:end])) is None:
                end -= 1
            if found is None:
                return (UNKNOWN,)
            ids.append(found)
            start = end
        return tuple(ids[:MAX_PIECES_PER_WORD])

    def windows(self, words: Sequence[str], sentences: Sequence[tuple[int, int]], limit: int) -> list[Window]:
        """Pack whole sentences into windows of at most `limit` pieces; a longer sentence is cut at a word."""
        look_up = self._known.get
        known = [look_up(word) or self._look_up(word) for word in words]
        ids = [ids for ids, _, _ in known]
        shapes = [shapes for _, shapes, _ in known]
        for first, _ in sentences:
            shapes[first] = known[first][2]
        lengths = [len(own) for own in ids]
        number = np.repeat(np.arange(len(sentences)), [after - first for first, after in sentences])
        opening = sentences[0][0] if sentences else 0
        return [
            Window(
                _row((CLS, *chain.from_iterable(ids[first:after]), SEP)),
                _row((Shape.PAD, *chain.from_iterable(shapes[first:after]), Shape.PAD)),
                _row(accumulate(lengths[first : after - 1], initial=1)),
                number[first - opening : after - opening],
                first,
                after,
            )
            for first, after in _packed(lengths, sentences, limit - 2)
        ]


def _row(numbers: Iterable[int]) -> NDArray[np.int64]:
    return np.fromiter(numbers, np.int64)


def _packed(lengths: Sequence[int], sentences: Sequence[tuple[int, int]], room: int) -> Iterator[tuple[int, int]]:
    """Ranges of words, each of at most `room` pieces: as many whole sentences as fit; a sentence that never fits is cut."""
    start, used = sentences[0][0] if sentences else 0, 0
    for first, after in sentences:
        length = sum(lengths[first:after])
        if used and used + length > room:
            yield start, first
            start, used = first, 0
        if length <= room:
            used += length
            continue
        for i in range(first, after):
            if used + lengths[i] > room:
                yield start, i
                start, used = i, 0
            used += lengths[i]
    if used:
        yield start, sentences[-1][1]
