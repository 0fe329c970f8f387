"""Sketches of texts by which reprints are known, without comparing the texts themselves."""

from __future__ import annotations

import hashlib

from onrecord.basics.fold import folded

BINS = 32
_DIGITS = 4
_EMPTY = "-" * _DIGITS
_SHINGLE = 3


def sketch(text: str) -> str:
    """The MinHash sketch of a text's three-word shingles, as 32 bins of four hexadecimal digits ("----" for an empty bin).

    Case, accents and punctuation make no difference. "" for a text without words.
    Source: one-permutation MinHash (Li, Owen and Zhang, 2012).
    """
    words = folded(text).split()
    if not words:
        return ""
    least: dict[int, str] = {}
    for start in range(max(1, len(words) - _SHINGLE + 1)):
        shingle = " ".join(words[start : start + _SHINGLE]).encode()
        mark = hashlib.blake2b(shingle, digest_size=8).hexdigest()
        place, value = int(mark[:4], 16) % BINS, mark[4:]
        if value < least.get(place, "g"):
            least[place] = value
    return "".join(least[b][:_DIGITS] if b in least else _EMPTY for b in range(BINS))


def likeness(one: str, other: str) -> float:
    """How much of two texts is the same, 0..1, estimated from their sketches; 0 if either has none.

    Its standard error is about 0.09 at a likeness of 0.5 and for texts of over a hundred words.
    """
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    pairs = [(one[i : i + _DIGITS], other[i : i + _DIGITS]) for i in range(0, BINS * _DIGITS, _DIGITS)]
    filled = [(a, b) for a, b in pairs if (a, b) != (_EMPTY, _EMPTY)]
    return sum(a == b for a, b in filled) / len(filled)
