"""Word pieces and word shapes: what the encoder reads.

The vocabulary is uncased, so the case of a word is told by its shape, a small closed set learnt with the model.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

MAX_PIECES_PER_WORD = 8
"""A longer word is read by its first pieces; names and numbers in news have fewer."""
CLS, SEP = 101, 102


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

    `pieces` and `shapes` are (length,) int64 with [CLS] and [SEP]; `firsts` the position of each word's first piece;
    `start`/`after` the words' range in the document.
    """

    pieces: NDArray[np.int64]
    shapes: NDArray[np.int64]
    firsts: NDArray[np.int64]
    start: int
    after: int


class PieceReader:
    """Cuts words into the vocabulary's pieces; words already known are looked up."""

    def __init__(self, tokenizer_file: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(tokenizer_file))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._known: dict[str, tuple[int, ...]] = {}

    def pieces(self, word: str) -> tuple[int, ...]:
        """Piece ids of one word, at least one and at most `MAX_PIECES_PER_WORD`."""
        found = self._known.get(word)
        if found is None:
            ids = self._tokenizer.encode(word[:64], add_special_tokens=False).ids
            found = tuple(ids[:MAX_PIECES_PER_WORD]) or (100,)
            if len(self._known) < 200_000:
                self._known[word] = found
        return found

    def windows(self, words: Sequence[str], sentences: Sequence[tuple[int, int]], limit: int) -> list[Window]:
        """Pack whole sentences into windows of at most `limit` pieces; a longer sentence is cut at a word."""
        cut: list[list[tuple[int, bool, tuple[int, ...]]]] = [[]]
        room = limit - 2
        used = 0
        for first, after in sentences:
            parts = [(i, i == first, self.pieces(words[i])) for i in range(first, after)]
            length = sum(len(p) for _, _, p in parts)
            if used and used + length > room:
                cut.append([])
                used = 0
            for part in parts:
                if used + len(part[2]) > room:
                    cut.append([])
                    used = 0
                cut[-1].append(part)
                used += len(part[2])
        return [_window(words, parts) for parts in cut if parts]


def _window(words: Sequence[str], parts: list[tuple[int, bool, tuple[int, ...]]]) -> Window:
    pieces, shapes, firsts = [CLS], [int(Shape.PAD)], []
    for i, first, ids in parts:
        firsts.append(len(pieces))
        pieces.extend(ids)
        shapes.extend([int(shape_of(words[i], first=first))] * len(ids))
    pieces.append(SEP)
    shapes.append(int(Shape.PAD))
    return Window(
        np.array(pieces, np.int64), np.array(shapes, np.int64), np.array(firsts, np.int64), parts[0][0], parts[-1][0] + 1
    )
