"""Words, numbers and marks of a text, in one linear pass."""

from __future__ import annotations

import operator
import re
from typing import NamedTuple

# A word may hold an apostrophe before two or more letters ("п'ять", "o'clock"); "'s" is cut off as a mark and a letter.
# Every branch consumes what it reads and none can be read in two ways, so the scan is linear on any input.
_TOKEN = re.compile(r"[^\W\d_]+(?:['’ʼ`][^\W\d_]{2,})*|\d+(?:[.,:]\d+)*|[^\w\s]|_")

_SPAN = operator.methodcaller("span")

_LONGEST_NUMBER = 12
"""Digits beyond this are no number of years, days or hours; longer runs are kept as tokens without a value."""


class Token(NamedTuple):
    """One word, number or mark: its code points `[start, end)` and its lower-case text with one kind of apostrophe and hyphen."""

    start: int
    end: int
    text: str
    key: str

    @property
    def is_number(self) -> bool:
        """True for figures, with or without decimal marks."""
        return "0" <= self.key[0] <= "9"

    @property
    def is_capital(self) -> bool:
        """True if the first letter is a capital."""
        return self.text[0].isupper()


def tokens_of(text: str) -> list[Token]:
    """Cut a text into tokens, in order of appearance; white space is left out."""
    keys = _folded(text)
    return [Token(start, end, text[start:end], keys[start:end]) for start, end in map(_SPAN, _TOKEN.finditer(text))]


def whole_number(figures: str) -> int | None:
    """The value of "12" or "1,200"; None for decimals, clock times and runs of digits that are too long to mean a count."""
    plain = figures.replace(",", "") if re.fullmatch(r"\d{1,3}(?:,\d{3})+", figures) else figures
    return int(plain) if plain.isdecimal() and len(plain) <= _LONGEST_NUMBER else None


def _folded(text: str) -> str:
    """The text in lower case with one kind of apostrophe and hyphen, and as long as it was ("İ" keeps its one code point)."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(mark.lower() if len(mark.lower()) == 1 else mark for mark in text)
    return lower.translate(_MARKS)


_MARKS = str.maketrans("’ʼ`‐‑‒−", "'''----")
"""One kind of apostrophe, and one of hyphen, for those that web pages use."""
