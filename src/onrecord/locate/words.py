"""Words of a text with their offsets, as far as finding names needs them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = re.compile(r"[A-Z]\.[ ]?(?:[A-Z]\.|[A-Z][a-z]{1,3}\.)+|\w+(?:['’ʼ]\w+)*")
_POSSESSIVE = ("'s", "’s", "ʼs", "'S", "’S", "ʼS")
_OPENERS = "\"'“”‘’«»([{-–—•* \t\r"
LONGEST_WORD = 60
"""Longer words name nothing; they are passed over."""


@dataclass(slots=True)
class Word:
    """`text[start:end]` without a possessive "'s". `first` is True where a
    sentence could begin (and `upper`), `gap` is what follows up to
    the next word (at most 4 code points), `upper` that it starts as a name would."""

    start: int
    end: int
    text: str
    first: bool
    upper: bool
    gap: str = ""


def split_words(text: str) -> list[Word]:
    """The words of `text` in order. Linear in its length."""
    words: list[Word] = []
    last = Word(0, 0, "", False, False)
    for match in _WORD.finditer(text):
        start, end = match.span()
        if end - start > LONGEST_WORD:
            continue
        surface = match.group()
        if surface.endswith(_POSSESSIVE):
            end, surface = end - 2, surface[:-2]
        last.gap = text[last.end : start if start < last.end + 4 else last.end + 4]
        begin = surface[0]
        upper = not "a" <= begin <= "z" and not begin.islower() and begin.isalpha()
        last = Word(start, end, surface, upper and _begins(text, start), upper)
        words.append(last)
    return words


def _begins(text: str, at: int) -> bool:
    """True if a sentence could begin at `at`: at the start, after a line break or after a full stop and the like."""
    for back in range(at - 1, max(-1, at - 6), -1):
        if text[back] == "\n":
            return True
        if text[back] not in _OPENERS:
            return text[back] in ".!?:;…"
    return at < 6
