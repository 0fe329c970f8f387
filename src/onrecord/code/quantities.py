"""Numbers with their bounds, unit and what they count: "at least 22 people" is 22 or more people."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.basics.lemma import noun_lemma
from onrecord.basics.spans import Span
from onrecord.records import Quantity

SQUARE_MILE_KM2 = 2.589988
"""Square kilometres in one square mile (international mile, 1959)."""


PEOPLE = "people"
ITEMS = "items"
"""Unit of what the table of units does not list; `of` says what is counted."""
_AFTER = re.compile(r"[\s-]*(?:more |straight |consecutive )?([\w.']+)")
_AFTER_PRONOUN = frozenset({"of", "another", "can", "has", "is", "who", "that"})


@dataclass(frozen=True, slots=True)
class Tables:
    """The words of quantities.toml, ready for look-up, and the expressions made of them."""

    cardinals: Mapping[str, int]
    scales: Mapping[str, int]
    vague: Mapping[str, int]
    bounds: tuple[tuple[str, str], ...]
    currencies: Mapping[str, str]
    units: Mapping[str, str]
    skipped: frozenset[str]
    leads: tuple[str, ...]
    number: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it stands in the text: its own span, the span with the words that bound it, and both bounds."""

    span: Span
    start: int
    low: float | None
    high: float | None
    currency: str | None
    percent: bool


@cache
def tables() -> Tables:
    read = tomllib.loads(files("onrecord.code").joinpath("quantities.toml").read_text(encoding="utf-8"))
    cardinals, scales, vague = read["cardinals"], read["scales"], read["vague"]
    return Tables(
        cardinals,
        scales,
        vague,
        tuple(sorted(((p, kind) for kind, ps in read["bounds"].items() for p in ps), key=lambda r: -len(r[0]))),
        read["currencies"],
        {word: unit for unit, words in read["units"].items() for word in words.split()},
        frozenset(read["skipped"]["words"].split()),
        tuple(f"{lead} " for lead in read["skipped"]["leads"]),
        _number_pattern(cardinals, scales, vague),
    )


def _number_pattern(cardinals: Mapping[str, Any], scales: Mapping[str, Any], vague: Mapping[str, Any]) -> re.Pattern[str]:
    """One number with its currency, the second end of a range, and a percent sign."""
    word = "|".join(cardinals)
    scale = "|".join(s for s in scales if len(s) > 2)
    short = "|".join(s for s in scales if len(s) <= 2)
    digits = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+(?:\.\d+)?"
    in_digits = rf"(?:{digits})(?:(?:\s|-)?(?:{scale})|(?:{short})\b)?"
    in_words = rf"(?:{word})(?:[- ](?:{word}))?(?:[- ](?:{scale}))?"
    simple = rf"(?:{in_digits}|{in_words}|a (?:{scale}|dozen)|(?:a )?half a (?:{scale}|dozen))"
    many = rf"(?:(?:tens|hundreds|dozens) of (?:thousands|millions)|{'|'.join(vague)}|several (?:dozen|{scale}))"
    first = rf"(?<![\w.,-])(?:(?P<cur>[$€£])\s?)?(?P<a>{many}|{simple})"
    second = rf"(?:\s?(?:-|–|to|and)\s?(?P<b>{simple}))?"
    return re.compile(rf"{first}{second}(?P<pct>\s?%|\s?per ?cent\b)?(?![\w])", re.IGNORECASE)


def numbers(text: str, within: Span) -> Iterator[Number]:
    """The numbers of a stretch of text, in order; times, distances, ages and names with numbers are left out."""
    for found in tables().number.finditer(text, within.start, within.end):
        number = _number(text, found)
        if number is not None and not _is_skipped(text, found, number):
            yield number


def _is_skipped(text: str, found: re.Match[str], number: Number) -> bool:
    """Is the number a time, a distance, an age, a name, or the pronoun "one"?"""
    after = _AFTER.match(text, found.end())
    word = after.group(1).lower().rstrip(".") if after else ""
    raw, before = found.group("a").lower(), text[max(0, found.start() - 12) : found.start()].lower()
    if noun_lemma(word) in tables().skipped and not (number.currency or number.percent):
        return True
    if raw == "one" and (before.endswith(("no ", "this ", "that ", "any ")) or word in _AFTER_PRONOUN):
        return True
    is_year = raw.isdigit() and len(raw) == 4 and 1900 <= int(raw) <= 2100
    return (is_year and noun_lemma(word) not in tables().units) or before.endswith(tables().leads)


def _number(text: str, found: re.Match[str]) -> Number | None:
    low, high = _value(found.group("a"))
    if low is None:
        return None
    joiner = text[found.end("a") : found.start("b")].strip().lower() if found.group("b") else ""
    start, end = found.start(), found.end()
    before = text[max(0, start - 24) : start].lower()
    if found.group("b") and (joiner != "and" or before.rstrip().endswith("between")):
        second = _value(found.group("b"))[0]
        first = low * _shared_scale(found.group("a"), found.group("b"))
        low, high = (first, second) if second is not None and second > first else (low, high)
    elif found.group("b"):
        end = found.end("a")
    bound, start = _bound(before, start)
    if bound == "low":
        high = None
    elif bound == "high":
        low, high = None, low
    return Number(
        Span(found.start(), end), start, low, high, tables().currencies.get(found.group("cur") or ""), bool(found.group("pct"))
    )


def _shared_scale(first: str, second: str) -> int:
    """The scale word that a range gives only once: "2 to 3 million"."""
    scales = tables().scales
    if any(s in first.lower() for s in scales if len(s) > 2):
        return 1
    return next((v for s, v in scales.items() if len(s) > 2 and s in second.lower()), 1)


def _bound(before: str, start: int) -> tuple[str | None, int]:
    trimmed = before.rstrip()
    for words, kind in tables().bounds:
        if trimmed.endswith(words) and not trimmed[: -len(words)][-1:].isalnum():
            return kind, start - (len(before) - len(trimmed)) - len(words)
    return None, start


def _value(raw: str) -> tuple[float | None, float | None]:
    """Bounds of a number as written; the upper one is None for "dozens" and the like."""
    t = tables()
    text = re.sub(r"(?<=\d)[,\s](?=\d{3})", "", raw.lower()).replace(",", "").strip()
    if " of " in text and text.split()[0] in ("tens", "hundreds", "dozens"):
        first, second = text.split(" of ", 1)
        return {"tens": 10.0, "hundreds": 100.0, "dozens": 12.0}[first] * float(t.vague[second]), None
    if text in t.vague:
        return float(t.vague[text]), None
    if text.startswith("several "):
        return 2.0 * (12 if text.endswith("dozen") else t.scales[text.split()[-1]]), None
    if "half a " in text:
        scale = text.split()[-1]
        half = 6.0 if scale == "dozen" else t.scales[scale] / 2
        return half, half
    total, factor = 0.0, 1.0
    for part in re.findall(r"\d+(?:\.\d+)?|[a-z]+", text):
        if part[0].isdigit():
            total += float(part)
        elif part in t.cardinals:
            total += t.cardinals[part]
        elif part == "dozen":
            total, factor = total or 1.0, 12.0
        elif part in t.scales:
            total, factor = total or 1.0, factor * t.scales[part]
        elif part != "a":
            return None, None
    return total * factor, total * factor


def quantity(text: str, number: Number, of: str | None, *, unsaid: str = PEOPLE) -> Quantity:
    """The quantity that `number` is, counting the noun phrase `of` (None where the number stands alone, then of `unsaid`)."""
    after = text[number.span.end : number.span.end + 40].lower()
    area = re.match(r"[\s-]*(?:square[\s-]+(kilomet\w+|miles?|km)|sq\.? ?(km|miles?)|(km2|km²))", after)
    if area is not None:
        miles = "mile" in area.group(0)
        factor = SQUARE_MILE_KM2 if miles else 1.0
        end = number.span.end + area.end()
        low, high = (None if v is None else round(v * factor, 1) for v in (number.low, number.high))
        return Quantity((Span(number.span.start, end),), low, high, "km2", text[number.span.start : end] if miles else None)
    of = _without_digits(of)
    unit = _unit(number, of, unsaid)
    return Quantity((number.span,), number.low, number.high, unit, None if _repeats(of, unit) else of)


def _without_digits(of: str | None) -> str | None:
    """The counted noun phrase without numbers at its ends: "2017" in "in 2017" counts nothing."""
    words = (of or "").split()
    while words and not any(c.isalpha() for c in words[-1]):
        words.pop()
    while words and not any(c.isalpha() for c in words[0]):
        words.pop(0)
    return " ".join(words) or None


def _repeats(of: str | None, unit: str) -> bool:
    """Does the noun say no more than the unit: "missiles", "dollars"?"""
    noun = noun_lemma(of.lower()) if of else ""
    return bool(noun) and (noun_lemma(unit) == noun or tables().currencies.get(noun) == unit)


def _unit(number: Number, of: str | None, unsaid: str) -> str:
    if number.currency:
        return number.currency
    if number.percent:
        return "percent"
    words = [noun_lemma(w) for w in re.findall(r"[^\W\d][\w%-]*|%", (of or "").lower())]
    for word in words:
        if word in tables().currencies:
            return tables().currencies[word]
    for word in reversed(words):
        if word in tables().units:
            return _plural(tables().units[word])
    return ITEMS if words else unsaid


def _plural(unit: str) -> str:
    return unit if unit in ("people", "percent", "km2", "aircraft") else unit + "s"
