"""The dictionary form of an English verb or noun: rules with a table of exceptions, no part-of-speech guess.

The caller says which of the two a word is; "left" as a verb is "leave", as a noun "left".
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files

_VOWELS = frozenset("aeiou")
_WORDS = tomllib.loads(files("onrecord.basics").joinpath("lemma.toml").read_text(encoding="utf-8"))
_SAME_VERBS = frozenset(_WORDS["same_verbs"].split())
_SAME_NOUNS = frozenset(_WORDS["same_nouns"].split())
_WHOLE_STEMS = frozenset(_WORDS["whole_stems"].split())
_DOUBLING_L = frozenset(_WORDS["doubling_l"].split())
_VERBS: dict[str, str] = {form: base for base, forms in _WORDS["verbs"].items() for form in forms.split()}
_NOUNS: dict[str, str] = {form: base for base, forms in _WORDS["nouns"].items() for form in forms.split()}
_SILENT_E_ENDINGS = frozenset(
    vowel + consonant
    for vowel, consonants in {
        "a": "tdrlmnpkgbf",
        "e": "td",
        "i": "tdrlmnpkgbf",
        "o": "tdrlmnpkb",
        "u": "tdrlmngb",
        "y": "prlnz",
    }.items()
    for consonant in consonants
)

_E_STEMS = ("interfer", "adher", "persever", "rever", "conven", "interven", "contraven", "creat", "delineat", "iat", "uat")
_SOUNDED_U = ("qu", "gu")


@lru_cache(maxsize=20_000)
def verb_lemma(word: str) -> str:
    """The infinitive of a verb form: "announced" → "announce", "fled" → "flee". Lower case; unknown forms by rule."""
    form = word.lower().replace("’", "'")
    known = _VERBS.get(form)
    if known is not None:
        return known
    if form in _SAME_VERBS or len(form) < 4:
        return form
    if form.endswith("ied"):
        return form[:-3] + "y"
    if form.endswith("ed") and _has_vowel(form[:-2]):
        return _from_stem(form[:-2])
    if form.endswith("ing") and _has_vowel(form[:-3]):
        return _from_stem(form[:-3])
    return _without_s(form) if form.endswith("s") else form


@lru_cache(maxsize=20_000)
def noun_lemma(word: str) -> str:
    """The singular of a noun: "ministries" → "ministry", "men" → "man". Lower case; plural-only words stay."""
    form = word.lower().replace("’", "'")
    known = _NOUNS.get(form)
    if known is not None:
        return known
    if form.endswith("men") and len(form) > 5 and not form.endswith(("specimen", "regimen", "acumen", "abdomen")):
        return form[:-2] + "an"
    if form in _SAME_NOUNS or len(form) < 3 or not form.endswith("s"):
        return form
    return _without_s(form)


def _has_vowel(stem: str) -> bool:
    return any(c in "aeiouy" for c in stem)


def _without_s(form: str) -> str:
    if form.endswith(("ss", "us", "is")) or not form[:-1]:
        return form
    if form.endswith("ies") and len(form) > 4:
        return form[:-3] + "y"
    if form.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return form[:-2]
    return form[:-1]


def _from_stem(stem: str) -> str:
    """The infinitive from what is left before -ed or -ing: undouble, put a silent e back, or leave it."""
    if stem in _WHOLE_STEMS:
        return stem
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS:
        return _undoubled(stem)
    return stem + "e" if _wants_e(stem) else stem


def _undoubled(stem: str) -> str:
    last = stem[-1]
    if last == "l":
        return stem[:-1] if stem[:-1] in _DOUBLING_L else stem
    if last in "sfz" or stem in ("add", "egg", "err", "butt", "purr"):
        return stem
    return stem[:-1]


def _wants_e(stem: str) -> bool:
    """True if English spells this stem with a silent e: "announc", "invad", "stat"; not "report", "defeat", "visit"."""
    last, before = stem[-1], stem[-2:-1]
    if last in "vcuz" or stem.endswith(("dg", "rg", "lg", "th", *_E_STEMS)):
        return True
    if stem.endswith("ng"):
        return stem.endswith(("ang", "eng", "ing", "ung"))
    if last == "s":
        return before != "s"
    if last == "l" and before in "bcdfgkptz":
        return True
    if before not in "aeiouy":
        return False
    one_vowel = len(stem) < 3 or stem[-3] not in _VOWELS or stem.endswith(_SOUNDED_U, 0, -2)
    return one_vowel and stem[-2:] in _SILENT_E_ENDINGS and not (len(stem) > 4 and stem.endswith(("ion", "ton")))
