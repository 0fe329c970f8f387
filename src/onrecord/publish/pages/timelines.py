"""Timelines of what happened, and what changed between two days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.assemble import COURSES
from onrecord.flow import replay
from onrecord.publish.contexts import ChangesPage, SituationPage, TimelinePage, TimelinesPage
from onrecord.publish.lines import ChangeSection, TimelineLine
from onrecord.publish.pages.parts import not_found, pager
from onrecord.publish.words import COURSE_WORDS, day_words
from onrecord.records.happening import HappeningType
from onrecord.records.situation import Course, Difference
from onrecord.store.base import Store

OUTAGES = "outages"
LINES = 100
"""Entries on one page of a timeline."""
SHOWN = 60
"""Changes of one kind on one page, the newest; the timeline has the rest."""
_SECTIONS = ("control", "outage", "restoration", *Course)


def situation_page(
    store: Store, *, at: str | None = None, as_known: str | None = None, place: str | None = None
) -> SituationPage:
    """Who held each place at the end of a day (`onrecord.flow.replay.situation`); those held on claims come first.

    Raises:
        UsageError: `bad-option`: not a day.
    """
    found = replay.situation(store, at=at, as_known=as_known, place=place)
    claimed = tuple(sorted(found.control, key=lambda s: (len(s.claims) == 0, s.name)))
    days = sorted(entry.name for entry in store.days())
    title = f"Situation at the end of {day_words(found.day)}" if found.day else "Situation"
    first, last = (days[0], days[-1]) if days else (None, None)
    return SituationPage(title, ("situation", None), replace(found, control=claimed), first, last)


def timelines_page(store: Store) -> TimelinesPage:
    """Which timelines there are, with how many claims each."""
    counts = {entry.name: entry.claims for entry in store.topics()}

    def of(types: Sequence[HappeningType]) -> int:
        return sum(counts.get(kind.value, 0) for kind in types)

    outages = TimelineLine(OUTAGES, COURSE_WORDS[OUTAGES], of((HappeningType.OUTAGE, HappeningType.RESTORATION)))
    courses = (TimelineLine(course.value, COURSE_WORDS[course.value], of(COURSES[course])) for course in Course)
    return TimelinesPage("Timelines", ("timelines", None), (outages, *courses), _months(store))


def timeline_page(store: Store, name: str, *, page: int = 1) -> TimelinePage:
    """One timeline, newest first.

    Raises:
        UsageError: `not-found`, no such timeline or page.
    """
    if name != OUTAGES and name not in set(Course):
        raise not_found("timeline", name)
    path = ("timelines", name)
    if name == OUTAGES:
        out = sorted(store.outages(), key=lambda o: (o.from_date, o.name, o.service), reverse=True)
        where = pager(page, len(out), LINES)
        return TimelinePage(COURSE_WORDS[name], path, name, (), tuple(out[where.offset : where.offset + LINES]), where)
    entries = [*replay.timeline(store, Course(name))][::-1]
    where = pager(page, len(entries), LINES)
    return TimelinePage(COURSE_WORDS[name], path, name, tuple(entries[where.offset : where.offset + LINES]), (), where)


def changes_page(store: Store, key: str | None = None) -> ChangesPage:
    """What changed in a month ("2022-09") or between the ends of two days ("2022-09-01..2022-09-15"); the last month if untold.

    Raises:
        UsageError: `not-found`, `key` is neither; `bad-option`, its days are none, or the second is before the first.
    """
    months = _months(store)
    wanted = key or (months[-1] if months else None)
    if wanted is None:
        return ChangesPage("Changes", ("changes", None), None, None, (), ())
    first, last = _interval(wanted)
    found = replay.changes(store, first, last)
    sections = tuple(s for what in _SECTIONS if (s := _section(what, [d for d in found if d.what == what])) is not None)
    title = f"Changes from {day_words(first)} to {day_words(last)}"
    return ChangesPage(title, ("changes", key), first, last, months, sections)


def _interval(key: str) -> tuple[str, str]:
    """The days between whose ends the changes of a key lie."""
    first, dots, last = key.partition("..")
    if dots:
        return first, last
    replay.check_day("month", f"{key}-01")
    year, month = int(key[:4]), int(key[5:7])
    following = f"{year + month // 12:04}-{month % 12 + 1:02}-01"
    return replay.day_before(f"{key}-01"), replay.day_before(following)


def _section(what: str, found: Sequence[Difference]) -> ChangeSection | None:
    if not found:
        return None
    return ChangeSection(what, COURSE_WORDS[what], len(found), tuple(found[-SHOWN:][::-1]))


def _months(store: Store) -> tuple[str, ...]:
    """The months with a document, oldest first."""
    return tuple(sorted({entry.name[:7] for entry in store.days()}))
