"""Word pieces and word shapes: what the encoder reads.

The vocabulary is uncased, so the case of a word is told by its shape, a small closed set learnt with the model.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

MAX_PIECES_PER_WORD = 8
"""A longer word is read by its first pieces; names and numbers in news have fewer."""
CLS, SEP, UNKNOWN = 101, 102, 100


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


@dataclass(frozen=True, slots=True)
class _Known:
    """A word once read: its piece ids, and its shape on each, inside a sentence and at its start."""

    ids: tuple[int, ...]
    shapes: tuple[int, ...]
    first_shapes: tuple[int, ...]


class PieceReader:
    """Cuts words into the vocabulary's pieces; words already known are looked up."""

    def __init__(self, tokenizer_file: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(tokenizer_file))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._known: dict[str, _Known] = {}

    def pieces(self, word: str) -> tuple[int, ...]:
        """Piece ids of one word, at least one and at most `MAX_PIECES_PER_WORD`."""
        return self._look_up(word).ids

    def _look_up(self, word: str) -> _Known:
        found = self._known.get(word)
        if found is None:
            ids = tuple(self._tokenizer.encode(word[:64], add_special_tokens=False).ids[:MAX_PIECES_PER_WORD]) or (UNKNOWN,)
            shapes, first_shapes = ((int(shape_of(word, first=first)),) * len(ids) for first in (False, True))
            found = _Known(ids, shapes, first_shapes)
            if len(self._known) < 200_000:
                self._known[word] = found
        return found

    def windows(self, words: Sequence[str], sentences: Sequence[tuple[int, int]], limit: int) -> list[Window]:
        """Pack whole sentences into windows of at most `limit` pieces; a longer sentence is cut at a word."""
        found: list[Window] = []
        known = [self._look_up(word) for word in words]
        starts = {first for first, _ in sentences}
        number = np.repeat(np.arange(len(sentences)), [after - first for first, after in sentences])
        opening = sentences[0][0] if sentences else 0
        for first, after in _packed([len(k.ids) for k in known], sentences, limit - 2):
            pieces, shapes, firsts = [CLS], [int(Shape.PAD)], []
            for i in range(first, after):
                firsts.append(len(pieces))
                pieces += known[i].ids
                shapes += known[i].first_shapes if i in starts else known[i].shapes
            pieces.append(SEP)
            shapes.append(int(Shape.PAD))
            ids, forms, at = (np.array(row, np.int64) for row in (pieces, shapes, firsts))
            found.append(Window(ids, forms, at, number[first - opening : after - opening], first, after))
        return found


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
