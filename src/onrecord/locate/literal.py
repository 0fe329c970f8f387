"""Tell names that locate something from those that do not: actors, demonyms, parts of other names, mere comparisons."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.gazetteer import How
from onrecord.locate.find import Found
from onrecord.locate.lexicon import LEXICON
from onrecord.locate.names import Candidate
from onrecord.locate.words import Word
from onrecord.records import Label, PlaceKind, Tagging

DATELINE_WITHIN = 40
"""Code points from the start of a paragraph within which a dateline's names begin."""
_DATELINE = re.compile(r"^[^\n]{0,40}?(?:\([A-Za-z][^()\n]{0,30}\)\s*)?\s?(?:—|–|--|-)\s")


def not_literal(text: str, one: Found, best: Candidate | None, words: Sequence[Word], tagging: Tagging) -> str | None:
    """Why this mention locates nothing, or None where it does."""
    if best is not None and best.how is How.DEMONYM:
        return "an adjective or inhabitants, not a place"
    if one.compared:
        return "only compared with"
    if one.label in (Label.ORGANISATION, Label.PERSON, Label.OTHER) and one.part in ("first", "later"):
        return "part of another name"
    if not tagging.mentions and _in_longer_name(one, words):
        return "part of another name"
    if one.label == Label.ORGANISATION and one.part == "exact":
        return "named as an actor"
    if is_dateline(text, one):
        return "the dateline: where the report was filed"
    acts = best is not None and (best.entry.kind is PlaceKind.COUNTRY or best.entry.known >= 60)
    if acts and speaks(one, words):
        return "named as an actor"
    return None


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
