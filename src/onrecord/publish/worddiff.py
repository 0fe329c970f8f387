"""Two versions of a text as one, with what went and what came marked word by word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import escape

from onrecord.publish.marking import paragraphs

MOST_PAIRS = 500_000
"""Pairs of equal words, or of equal paragraphs, that are looked at; what has more is shown as gone and come as a whole.

Comparing costs no less than their number, and a text of one word a thousand times over has a million.
"""

LEAST_KEPT = 3
"""Words in a row that must be equal to be shown as kept in a paragraph that was written anew."""

_WORD = re.compile(r"\s+|\d+(?:[.,:]\d+)*|\w+|[^\w\s]")
"""White space, a number with its separators, a word, or a mark."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Paragraphs that changed, as HTML with `del` and `ins`; or `same` paragraphs in a row that did not, and then no HTML."""

    html: str
    same: int = 0


def word_diff(before: str, after: str) -> tuple[Stretch, ...]:
    """What changed from one text to another, paragraph by paragraph, in the order of the later one.

    Every word of a changed paragraph comes out, escaped; paragraphs that are in both are only counted.
    """
    old, new = ([span.of(text) for span in paragraphs(text)] for text in (before, after))
    return tuple(_stretches(old, new))


def _stretches(old: Sequence[str], new: Sequence[str]) -> Iterator[Stretch]:
    left = MOST_PAIRS
    for equal, some, others in _compared(old, new, MOST_PAIRS):
        if equal:
            yield Stretch("", len(some))
        else:
            one, other = _WORD.findall("\n".join(some)), _WORD.findall("\n".join(others))
            yield Stretch("".join(_words(one, other, left)))
            pairs = _pairs(one, other)
            left -= pairs if pairs <= left else 0


def _words(old: Sequence[str], new: Sequence[str], most: int) -> Iterator[str]:
    """Where less than half of the words stay, what few words both have by chance do not cut the change into pieces."""
    runs = list(_compared(old, new, most))
    stays = sum(_count(some) for equal, some, _ in runs if equal)
    least = LEAST_KEPT if 2 * stays < max(_count(old), _count(new)) else 0
    gone: list[str] = []
    come: list[str] = []
    for equal, some, others in runs:
        if equal and _count(some) >= least:
            yield from (_marked("del", gone), _marked("ins", come), escape("".join(some)))
            gone, come = [], []
        else:
            gone += some
            come += others
    yield from (_marked("del", gone), _marked("ins", come))


def _count(pieces: Sequence[str]) -> int:
    """How many of the pieces are words or numbers."""
    return sum(piece[0].isalnum() for piece in pieces)


def _compared(old: Sequence[str], new: Sequence[str], most: int) -> Iterator[tuple[bool, Sequence[str], Sequence[str]]]:
    """Runs of pieces of both, in order, and whether the two are equal; both as a whole where over `most` pairs are equal."""
    if _pairs(old, new) > most:
        yield old == new, old, new
        return
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield tag == "equal", old[a:b], new[c:d]


def _pairs(old: Sequence[str], new: Sequence[str]) -> int:
    """How many pairs of one piece of either are equal."""
    found = Counter(new)
    return sum(count * found[piece] for piece, count in Counter(old).items())


def _marked(tag: str, words: Sequence[str]) -> str:
    return f"<{tag}>{escape(''.join(words))}</{tag}>" if words else ""
