"""Tell names that locate something from those that do not: actors, demonyms, parts of other names, mere comparisons."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.gazetteer import How
from onrecord.locate.find import Found
from onrecord.locate.grammar import Grammar
from onrecord.locate.lexicon import LEXICON
from onrecord.locate.names import Candidate
from onrecord.locate.words import Word
from onrecord.records import Label, PlaceKind

WELL_KNOWN = 60
"""Names on record from which a place is one that speaks for a country or region."""
_POSSESSIVE = ("'", "’")
DATELINE_WITHIN = 40
"""Code points from the start of a paragraph within which a dateline's names begin."""
_DATELINE = re.compile(r"^[^\n]{0,40}?(?:\([A-Za-z][^()\n]{0,30}\)\s*)?\s?(?:—|–|--|-)\s")


def not_literal(text: str, one: Found, best: Candidate | None, words: Sequence[Word], grammar: Grammar) -> str | None:
    """Why this mention locates nothing, or None where it does."""
    if best is not None and best.how is How.DEMONYM:
        return "an adjective or inhabitants, not a place"
    if one.compared:
        return "only compared with"
    if one.label in (Label.ORGANISATION, Label.PERSON, Label.OTHER) and one.part in ("first", "later"):
        return "part of another name"
    if not grammar.tagged and _in_longer_name(one, words):
        return "part of another name"
    if one.after < len(words) and words[one.after].text in LEXICON.offices:
        return "part of another name"
    if is_dateline(text, one):
        return "the dateline: where the report was filed"
    if best is not None and _acts(text, one, best, words, grammar):
        return "named as an actor"
    return None


def _acts(text: str, one: Found, best: Candidate, words: Sequence[Word], grammar: Grammar) -> bool:
    """True where a country, a capital or another well-known place stands for who governs it."""
    country = best.entry.kind is PlaceKind.COUNTRY
    if not (country or best.entry.capital or best.entry.known >= WELL_KNOWN):
        return False
    if speaks(one, words) or (grammar.subject_of(one.span) or "") in LEXICON.says:
        return True
    if not (country or best.entry.capital):
        return False
    return owns_power(text, one, words) or (country and (grammar.is_agent(one.span) or _is_named_as_agent(one, words)))


def _is_named_as_agent(one: Found, words: Sequence[Word]) -> bool:
    """True for "by Russia", "ministry of Russia", "pro-Russia"."""
    if one.first == 0 or words[one.first - 1].gap not in (" ", "-"):
        return False
    before = words[one.first - 1].text.casefold()
    if before == "of" and one.first > 1:
        return words[one.first - 2].text.casefold() in LEXICON.powers
    return before in ("by", "pro", "anti")


def owns_power(text: str, one: Found, words: Sequence[Word]) -> bool:
    """True for "Moscow's army" and "Russia's defence ministry": a power's own, not a place's."""
    if text[one.span.end : one.span.end + 1] not in _POSSESSIVE or one.after >= len(words):
        return False
    return words[one.after - 1].gap[-1:] == " " and words[one.after].text.casefold() in LEXICON.powers


def is_dateline(text: str, one: Found) -> bool:
    """True for "KYIV, Ukraine (AP) —" and its like at the start of a paragraph, near its first words."""
    line = text.rfind("\n", max(0, one.span.start - DATELINE_WITHIN), one.span.start) + 1
    if one.span.start - line > DATELINE_WITHIN:
        return False
    first = text[line : one.span.end].lstrip().split(",")[0].split("(")[0]
    return first.isupper() and len(first) > 3 and _DATELINE.match(text[one.span.end : one.span.end + 80]) is not None


def speaks(one: Found, words: Sequence[Word]) -> bool:
    """True if the name is directly followed by a verb of saying or deciding: "Moscow said", "Kyiv has accused"."""
    for at in range(one.after, min(one.after + 3, len(words))):
        if words[at - 1].gap != " ":
            return False
        text = words[at].text.casefold()
        if text in LEXICON.says:
            return at == one.after or text not in ("called",)
        if text not in LEXICON.helpers:
            return False
    return False


def _in_longer_name(one: Found, words: Sequence[Word]) -> bool:
    """True where capitals go on after the name with no comma: "Kharkiv Regional Council"."""
    if one.cyrillic:  # a region's name may follow at once: "Бердянске Запорожской области"
        return False
    after = words[one.after] if one.after < len(words) else None
    return (
        after is not None
        and words[one.after - 1].gap == " "
        and after.upper
        and not after.first
        and after.text[0].isupper()
        and not one.area
    )
