"""What kind of text it is: its language, and whether it tells of days long past."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from onrecord.date.atoms import Atom
from onrecord.records import Document

LANGUAGES = ("en", "uk", "ru")
"""Languages with a table."""

_CYRILLIC, _LATIN = re.compile("[\u0400-\u04ff]"), re.compile("[A-Za-z]")
_ONLY_UKRAINIAN, _ONLY_RUSSIAN = set("іїєґІЇЄҐ"), set("ыэъёЫЭЪЁ")
_SAMPLE = 1000
"""Code points of a text that are looked at to tell its script."""

_NARRATIVE_DATES = 4
"""Months with their year that a text must name before it can be a narrative."""


def language_of(document: Document) -> str:
    """The table to use: the document's language where there is a table for it, else by the script of the text."""
    given = (document.language or "").lower().split("-")[0]
    if given in LANGUAGES:
        return given
    sample = document.text[:_SAMPLE]
    if len(_CYRILLIC.findall(sample)) <= len(_LATIN.findall(sample)):
        return "en"
    return "ru" if _ONLY_RUSSIAN.intersection(sample) and not _ONLY_UKRAINIAN.intersection(sample) else "uk"


def day_of_publication(document: Document) -> date | None:
    """The calendar day on which the outlet published, in the zone that it wrote; None where unknown.

    Not the day in UTC: at half past midnight in Kyiv, "today" is a day that has not begun in London.
    """
    if document.published is None:
        return None
    try:
        return datetime.fromisoformat(document.published).date()
    except ValueError:
        return None


def is_narrative(lattice: Sequence[Sequence[Atom]], anchor: date | None) -> bool:
    """True if the text is a history.

    Then the years that it names with a month lie mostly two years or more before publication, and it hardly speaks of weekdays or
    of yesterday. Without a day of publication every text is one: incomplete dates can only continue from those before them.
    """
    if anchor is None:
        return True
    years, fresh = [], 0
    for at, atoms in enumerate(lattice):
        for atom in atoms:
            if atom.sort == "YEAR" and at > 0 and any(before.sort == "MONTH" for before in lattice[at - 1]):
                years.append(atom.value)
            fresh += atom.sort in ("WEEKDAY", "DAYREF")
    old = sum(isinstance(year, int) and year <= anchor.year - 2 for year in years)
    return old >= _NARRATIVE_DATES and old > 0.7 * len(years) and fresh * 4 < old
