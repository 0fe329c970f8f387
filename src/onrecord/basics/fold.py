"""Names and words in the form in which two spellings of one thing are equal."""

from __future__ import annotations

import re
import unicodedata

_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ`´", "'"))
_NO_WORD = re.compile(r"[^\w']+")


def folded(name: str) -> str:
    """The name without case, accents, punctuation, doubled spaces and a leading article; "" for no word at all."""
    plain = name.translate(_APOSTROPHES).casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", name.translate(_APOSTROPHES)).casefold()
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    if "'" in plain:
        plain = re.sub(r"'s\b", "", plain)
    words = _NO_WORD.sub(" ", plain).replace("'", "").split()
    if len(words) > 1 and words[0] in ("the", "a", "an"):
        words = words[1:]
    return " ".join(words)


def source_key(known: str | None, name: str | None) -> str | None:
    """What makes two names one source: the register's id, else the folded name; None where neither says anything."""
    return known or (folded(name) if name else "") or None
