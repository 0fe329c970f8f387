"""Spellings made comparable: case, accents, apostrophes, hyphens, British and American forms, romanisations."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_APOSTROPHES = "'’‘ʼʹʻ`´"
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "ь": "", "&": " and "} | dict.fromkeys(_APOSTROPHES + ".", "")
)
_POSSESSIVE = re.compile(rf"(?:(?<=\w)[{_APOSTROPHES}]s|(?<=s)[{_APOSTROPHES}])(?!\w)", re.IGNORECASE)
_NOT_WORD = re.compile(r"[\W_]+")
_TOKEN = re.compile(rf"[^\W_]+(?:[.{_APOSTROPHES}][^\W_]+)*")
ACRONYM_LENGTH = 4
"""A name of at most so many letters, all capital, is only found in capitals: "US" is not "us", "WHO" not "who"."""


@lru_cache(maxsize=32768)
def fold(text: str) -> str:
    """Lower case without accents, apostrophes and full stops; hyphens and other marks are one space. A final 's is kept as s."""
    text = text.lower().translate(_LETTERS)
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", text).strip()


def key(text: str) -> str:
    """`fold`, with "^" before a short name in capitals, so that acronyms and common words stay apart."""
    folded = fold(text)
    return f"^{folded}" if text.isupper() and len(folded) <= ACRONYM_LENGTH else folded


def keys(text: str) -> tuple[str, ...]:
    """Keys under which `text`, as it stands in a document, may be filed: a headline's capitals can be an acronym or not."""
    own = key(text)
    return (own, own[1:]) if own.startswith("^") else (own,)


def without_possessive(text: str) -> str:
    """The text without "'s" and without the apostrophe of a plural possessive, wherever they stand."""
    return _POSSESSIVE.sub("", text)


def words(text: str) -> list[str]:
    """Words in order, as written; hyphens separate, "U.S." and "O'Brien" stay whole."""
    return _TOKEN.findall(text)


_ROMANISED = {
    "shch": "sh",
    "sch": "sh",
    "tch": "h",
    "cz": "h",
    "sz": "sh",
    "ch": "h",
    "tz": "ts",
    "kh": "h",
    "zh": "z",
    "ph": "f",
    "ks": "x",
    "ck": "k",
    "w": "v",
    "q": "k",
    "g": "h",
}
_ROMANISED |= {sign + vowel: vowel for sign in "iyj" for vowel in "eoua"}
_ROMANISED |= {"y": "i", "j": "i", "ou": "u", "ee": "i", "oo": "u"}
_REPEATED = re.compile(r"(.)\1+")


@lru_cache(maxsize=8192)
def skeleton(folded: str) -> str:
    """What the usual romanisations of one name share: "zelenskyy", "zelenskiy" and "zelensky" are one.

    Rougher than any single standard (BGN/PCGN, ISO 9, the Ukrainian national table), and so only a last resort.
    """
    for written, plain in _ROMANISED.items():
        folded = folded.replace(written, plain)
    return _REPEATED.sub(r"\1", folded)
