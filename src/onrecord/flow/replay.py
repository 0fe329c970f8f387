"""The situation on a day, what changed between two days, and the timelines: as known then, or as known later."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from onrecord import assemble
from onrecord.assemble.rules import USED
from onrecord.errors import UsageError
from onrecord.flow.crosscheck import as_edited, sides_of
from onrecord.flow.due import OUTAGES
from onrecord.flow.situation import control_of
from onrecord.records import (
    Bounds,
    Claim,
    ControlSpan,
    Course,
    Difference,
    OutageSpan,
    Situation,
    Standing,
    Status,
    TimelineEntry,
    Voice,
)
from onrecord.store import ClaimFilter, Store


def situation(store: Store, *, at: str | None = None, as_known: str | None = None, place: str | None = None) -> Situation:
    """Who held each place at the end of a day, and which services were out.

    Args:
        store: the casebook; reading it is enough.
        at: the day (ISO 8601, UTC); the last one that is known where left out. Nothing newer is known than that one's.
        as_known: by what had been reported by the end of this day, with every happening on the day that its report gives it;
            None for what was known at the end of `at` itself.
        place: only places of this id, or whose name begins so.

    Raises:
        UsageError: `bad-option`: not a day.
    """
    for name, value in (("at", at), ("as-known", as_known)):
        check_day(name, value)
    spans, outages = _known(store, as_known)
    last = max((span.to_date for span in spans), default=max((d.name for d in store.days()), default=None))
    day = min(at, last) if at and last else at or last
    if day is None:
        return Situation(None, as_known, (), (), ())
    held = tuple(s for s in spans if s.from_date <= day <= s.to_date and _is(s, place))
    out = tuple(o for o in outages if o.from_date <= day and (o.to_date is None or day <= o.to_date) and _is(o, place))
    return Situation(day, as_known, held, out, _weekly([s for s in spans if _is(s, place)], day))


def changes(
    store: Store, first: str, last: str, *, as_known: str | None = None, place: str | None = None
) -> tuple[Difference, ...]:
    """What changed after the end of one day until the end of another, ordered by day, kind and place; each with its claims.

    Args:
        store: the casebook; reading it is enough.
        first, last: ISO 8601 days, UTC.
        as_known: by what had been reported by the end of this day; None for what was known day by day.
        place: only what is at places of this id, or whose name begins so.

    Raises:
        UsageError: `bad-option`: not a day, or the second is before the first.
    """
    for name, value in (("from", first), ("to", last), ("as-known", as_known)):
        check_day(name, value)
    if last < first:
        raise UsageError(f"option to is {last!r}; expected a day not before {first!r}", code="bad-option", option="to")
    spans, outages = _known(store, as_known)
    found = [*_of_control(spans, first, last), *_of_outages(outages, first, last)]
    for course in Course:
        found += [_of_entry(e) for e in timeline(store, course, known_by=as_known or last) if first < e.day <= last]
    return tuple(sorted((d for d in found if _is(d, place)), key=lambda d: (d.day, _ORDER[d.what], d.name or "", d.claims)))


_ORDER = {what: n for n, what in enumerate(("control", "outage", "restoration", *Course))}


def timeline(store: Store, course: Course, *, known_by: str | None = None, place: str | None = None) -> Iterator[TimelineEntry]:
    """The entries of one timeline, ordered by day: of everything, or by what had been reported by the end of a day."""
    claims: Iterable[Claim] = store.claims(ClaimFilter(types=assemble.COURSES[course]), limit=-1)
    if known_by is not None:
        claims = _by(claims, known_by)
    return (entry for entry in assemble.timeline(course, claims) if _is(entry, place))


def check_day(option: str, value: str | None) -> None:
    """Nothing for a day such as 2022-09-08 or for None.

    Raises:
        UsageError: `bad-option`, for anything else.
    """
    try:
        good = value is None or date.fromisoformat(value).isoformat() == value
    except ValueError:
        good = False
    if not good:
        raise UsageError(f"option {option} is {value!r}; expected a day such as 2022-09-08", code="bad-option", option=option)


def day_before(day: str) -> str:
    """The ISO 8601 day before a day."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def _known(store: Store, as_known: str | None) -> tuple[Sequence[ControlSpan], Sequence[OutageSpan]]:
    """Control and outages as they are kept (known day by day), or put together from what had been reported by a day."""
    if as_known is None:
        return store.control(), store.outages()
    claims = _by(_standing_on(as_known, as_edited(store, store.claims(ClaimFilter(types=USED), limit=-1))), as_known)
    happened = (replace(c, voices=tuple(map(_when_it_happened, c.voices))) for c in claims)
    out = assemble.outages(_by(store.claims(ClaimFilter(types=OUTAGES), limit=-1), as_known))
    return tuple(control_of(store, sides_of(store.settings()), happened)), tuple(out)


def _standing_on(day: str, claims: Iterable[Claim]) -> Iterator[Claim]:
    """The claims without the voices that their outlet had taken back by the end of a day, and as if no other ever were."""
    for claim in claims:
        kept = tuple(replace(v, withdrawn=None) for v in claim.voices if not (v.withdrawn and v.withdrawn[:10] <= day))
        yield replace(claim, voices=kept)


def _by(claims: Iterable[Claim], day: str) -> Iterator[Claim]:
    """The claims with only the voices that had been reported by the end of a day, and as they stood then; without any: none."""
    for claim in claims:
        heard = tuple(v for v in claim.voices if v.reported_at is not None and v.reported_at[:10] <= day)
        if heard:
            counted = claim.standing.quantities if claim.standing and len(heard) == len(claim.voices) else None
            yield replace(claim, voices=heard, standing=_stood(claim.standing, counted, day))


def _stood(standing: Standing | None, counted: Bounds | None, day: str) -> Standing | None:
    """The standing with the status that the claim had at the end of a day, and the numbers that were counted by then."""
    if standing is None:
        return None
    status = next((c.status for c in reversed(standing.history) if c.at[:10] <= day), Status.REPORTED)
    return replace(standing, status=status, quantities=counted)


def _when_it_happened(voice: Voice) -> Voice:
    """The voice as if it had been reported on the day that it tells of."""
    if voice.day is None or voice.reported_at is None or voice.day >= voice.reported_at[:10]:
        return voice
    return replace(voice, reported_at=voice.day)


def _is(row: ControlSpan | OutageSpan | TimelineEntry | Difference, place: str | None) -> bool:
    if place is None:
        return True
    return row.place_id == place or (row.name or "").casefold().startswith(place.casefold())


def _weekly(spans: Sequence[ControlSpan], day: str) -> tuple[tuple[str, int], ...]:
    """How many places changed their holder in each week (from Monday) up to a day, without gaps."""
    when = [date.fromisoformat(later.from_date) for _, later in _steps(spans) if later.from_date <= day]
    if not when:
        return ()
    counts = Counter(d - timedelta(days=d.weekday()) for d in when)
    first, last = min(counts), date.fromisoformat(day)
    weeks = [first + timedelta(weeks=n) for n in range((last - first).days // 7 + 1)]
    return tuple((week.isoformat(), counts[week]) for week in weeks)


def _steps(spans: Sequence[ControlSpan]) -> Iterator[tuple[ControlSpan, ControlSpan]]:
    """Each change of a holder: the span before it and the one that begins with it."""
    for earlier, later in pairwise(spans):
        if earlier.place_id == later.place_id and earlier.holder != later.holder:
            yield earlier, later


def _of_control(spans: Sequence[ControlSpan], first: str, last: str) -> Iterator[Difference]:
    for earlier, later in _steps(spans):
        if first < later.from_date <= last:
            words = f"{later.name}: {earlier.holder} → {later.holder}"
            yield Difference(
                "control",
                later.from_date,
                later.place_id,
                later.name,
                earlier.holder,
                later.holder,
                words,
                later.rule,
                later.claims,
            )


def _of_outages(spans: Sequence[OutageSpan], first: str, last: str) -> Iterator[Difference]:
    for span in spans:
        about = f"{span.name}: {span.service}"
        if first < span.from_date <= last:
            extent = f" ({span.extent})" if span.extent else ""
            words = f"{about} out{extent}"
            yield Difference("outage", span.from_date, span.place_id, span.name, None, "out", words, None, span.claims)
        if span.to_date is not None and first < span.to_date <= last:
            words = f"{about} restored"
            yield Difference("restoration", span.to_date, span.place_id, span.name, "out", "restored", words, None, span.claims)


def _of_entry(entry: TimelineEntry) -> Difference:
    return Difference(entry.course.value, entry.day, entry.place_id, entry.name, None, None, entry.summary, None, entry.claims)
