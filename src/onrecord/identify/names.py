"""When two spellings are one name: order of words, initials, acronyms, romanisations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from onrecord.basics.roles import PEOPLE, role_class
from onrecord.identify.words import WORDS
from onrecord.register.fold import fold, skeleton

_ENDINGS = ((re.compile(r"(?:ov|iv|ev)$"), "iv"), (re.compile(r"(?:ii|i)$"), "i"), (re.compile(r"^k[ie]+v"), "kiv"))
_IGNORED = frozenset({"the", "of", "for", "and", "s", "in", "on", "affairs"})
_SAME_WORD = {"defense": "defence", "department": "ministry", "forces": "force", "organization": "organisation"}
_SUFFIXES = ("ians", "ian", "ans", "an", "ns", "n", "ese", "ish", "is", "i", "s", "")


@lru_cache(maxsize=20_000)
def name_key(word: str) -> str:
    """One word in the form that the usual romanisations share: "Izium" and "Izyum", "Zelenskyy" and "Zelensky"."""
    key = skeleton(fold(word))
    for ending, plain in _ENDINGS:
        key = ending.sub(plain, key)
    return key


@lru_cache(maxsize=20_000)
def person_words(name: str) -> tuple[str, ...]:
    """The keys of a person's names, forms of address and offices before them left out; never empty for a name with letters."""
    words = [w for w in re.split(r"[\s\-–]+", name.replace("’s", "").replace("'s", "")) if any(c.isalpha() for c in w)]
    first = 0
    while first < len(words) - 1 and _is_title(words[first]):
        first += 1
    return tuple(key for key in (name_key(word) for word in words[first:]) if key)


def _is_title(word: str) -> bool:
    plain = word.lower().rstrip(".")
    return plain in WORDS.titles or role_class(plain) in PEOPLE


def same_person(one: Sequence[str], other: Sequence[str]) -> bool:
    """True if the words can name one person: equal surnames and no two given names that differ.

    A single word fits the other's surname, or its given name where that is all there is.
    """
    if not one or not other:
        return False
    short, long = sorted((one, other), key=len)
    if len(short) == 1:
        return short[0] in (long[-1], long[0])
    if short[-1] != long[-1]:
        return set(short) <= set(long)
    return _given_fits(short[0], long[0]) or short[0] in long


def _given_fits(one: str, other: str) -> bool:
    """Equal, an initial, or a short form: "v" and "volodimir", "alex" and "alexander"."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short) or one[:4] == other[:4]


@lru_cache(maxsize=20_000)
def body_words(name: str) -> frozenset[str]:
    """The words of a body's or place's name that count, without order: "Ministry of Defence of Ukraine"."""
    words = fold(name.replace("’s", "").replace("'s", "")).split()
    kept = [_SAME_WORD.get(word, word) for word in words if word not in _IGNORED]
    return frozenset(name_key(word) for word in kept)


@lru_cache(maxsize=50_000)
def same_body(one: str, other: str) -> bool:
    """True if the names have the same words, or one is the initials of the other."""
    a, b = body_words(one), body_words(other)
    if a == b:
        return bool(a)
    if len(a) == len(b) and len(a) > 0:
        left, right = a - b, b - a
        if len(left) == 1 and same_stem(next(iter(left)), next(iter(right))):
            return len(a) > 1
    return is_acronym(one, other) or is_acronym(other, one)


def same_stem(one: str, other: str) -> bool:
    """True for a country and its adjective formed by rule: "ukraine" and "ukrainian", "russia" and "russian"."""
    length = len(_common_start(one, other))
    return length >= 4 and one[length:] in _LEFTOVERS and other[length:] in _LEFTOVERS


_LEFTOVERS = frozenset({*_SUFFIXES, "e", "a", "an", "ane", "ain", "y", "ia", "o"})


def _common_start(one: str, other: str) -> str:
    length = 0
    while length < min(len(one), len(other)) and one[length] == other[length]:
        length += 1
    return one[:length]


_NAME_WORD = re.compile(r"[^\W\d_]+")
_ALIAS = re.compile(
    r"\b(?:dubbed|nicknamed|codenamed|code-named|known as|goes by|call ?sign(?: is| of|,)?|nom de guerre(?: is|,)?|alias)\s+"
    r"(?:the )?[\"“'‘]?([A-Z][\w’-]*(?: [A-Z][\w’-]*)?)"
)


def aliases(text: str) -> Iterator[tuple[tuple[str, ...], int]]:
    """Second names that the text gives to somebody ("nicknamed 'Falcon'"): their keys and where they stand."""
    for match in _ALIAS.finditer(text):
        yield person_words(match.group(1)), match.start(1)


def is_acronym(short: str, long: str) -> bool:
    """True if `short` is the initials of `long`'s capitalised words: "EBU" of "European Broadcasting Union"."""
    letters = _letters(short)
    return letters != "" and letters == _initials(long)


@lru_cache(maxsize=20_000)
def _letters(name: str) -> str:
    """An acronym without its full stops; "" for what is none."""
    letters = name.replace(".", "")
    return letters if 2 <= len(letters) <= 6 and letters.isupper() else ""


@lru_cache(maxsize=20_000)
def _initials(name: str) -> str:
    return "".join(word[0] for word in _NAME_WORD.findall(name) if word[0].isupper())


_Key = tuple[str, str | frozenset[str]]


@lru_cache(maxsize=20_000)
def body_keys(name: str) -> tuple[_Key, ...]:
    """What a body's name is filed under. Names that are the `same_body` share a key with `asked_keys` of the other."""
    return (_stems(name), ("letters", _letters(name)), ("initials", _initials(name)))


@lru_cache(maxsize=20_000)
def asked_keys(name: str) -> tuple[_Key, ...]:
    """What a body's name is looked up by: its words but for their endings, and as acronym or what one stands for."""
    letters, initials = _letters(name), _initials(name)
    acronyms = (("initials", letters),) if letters else ()
    return (_stems(name), *acronyms, *((("letters", initials),) if len(initials) > 1 else ()))


def _stems(name: str) -> _Key:
    return "stems", frozenset(word[:4] for word in body_words(name))
