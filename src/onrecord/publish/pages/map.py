"""The map and its list: what was known of each place at the end of a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from onrecord.errors import UsageError
from onrecord.publish.contexts import MapPage
from onrecord.publish.lines import MapClaim, MapPlace
from onrecord.publish.pages.parts import radius
from onrecord.records.claim import Claim, ClaimPlace, Status
from onrecord.records.document import parse_moment
from onrecord.records.place import PlaceKind
from onrecord.store.base import Store

CLAIMS = 4
"""Newest claims named for each place."""
PLACES = 250
"""Places on one map, those with the newest reports first, besides all that have a holder."""


@dataclass(frozen=True, slots=True)
class MapRow:
    """A claim with a point: when it was first reported and how it stood from which day on."""

    claim: MapClaim
    place: ClaimPlace
    history: tuple[tuple[str, Status], ...]


def map_rows(store: Store) -> tuple[MapRow, ...]:
    """What every day's map is made of; read once where many days are drawn."""
    return tuple(row for entry in store.claim_entries(limit=-1) for row in _rows(entry.claim))


def map_page(store: Store, *, day: str | None = None, rows: Sequence[MapRow] | None = None) -> MapPage:
    """The map as known at the end of a day (UTC): the last day with a document unless `day` says which.

    Raises:
        UsageError: `bad-day`, `day` is no ISO 8601 day.
    """
    if day is not None:
        _check(day)
    days = tuple(sorted(entry.name for entry in store.days()))
    shown = day or (days[-1] if days else None)
    places: tuple[MapPlace, ...] = ()
    if shown is not None:
        holders = {span.page: span for span in store.control(day=shown)}
        grouped = _known(map_rows(store) if rows is None else rows, shown)
        for span in holders.values():
            point = ClaimPlace(span.page, span.name, PlaceKind.SETTLEMENT, span.lat, span.lon)
            grouped.setdefault(span.page, (point, []))
        held = {name: span.holder for name, span in holders.items()}
        places = tuple(_place(place, claims, held.get(place.id or "")) for place, claims in grouped.values())
    ordered = sorted(places, key=lambda p: (p.claims[0].day if p.claims else "", p.count, p.name), reverse=True)
    kept = tuple(p for n, p in enumerate(ordered) if n < PLACES or p.holder is not None)
    return MapPage("Map", ("map", None), shown, days, kept)


def _rows(claim: Claim) -> Iterable[MapRow]:
    standing = claim.standing
    if standing is None or not standing.history:
        return
    history = tuple((change.at[:10], change.status) for change in standing.history)
    for place in claim.places:
        if place.lat is not None and place.lon is not None and place.kind != PlaceKind.COUNTRY:
            yield MapRow(MapClaim(claim.id, claim.summary, claim.type, standing.status, history[0][0]), place, history)


def _known(rows: Sequence[MapRow], day: str) -> dict[str, tuple[ClaimPlace, list[MapClaim]]]:
    """Claims reported by the end of the day, by place, each with the status that it had then."""
    grouped: dict[str, tuple[ClaimPlace, list[MapClaim]]] = {}
    for row in rows:
        then = [status for at, status in row.history if at <= day]
        if then:
            claim = row.claim
            known = MapClaim(claim.id, claim.summary, claim.type, then[-1], claim.day)
            grouped.setdefault(row.place.id or row.place.name, (row.place, []))[1].append(known)
    return grouped


def _place(place: ClaimPlace, claims: list[MapClaim], holder: str | None) -> MapPlace:
    newest = sorted(claims, key=lambda c: (c.day, c.id), reverse=True)
    lat, lon = place.lat or 0.0, place.lon or 0.0
    return MapPlace(place.id, place.label, place.kind, lat, lon, radius(place), holder, len(claims), tuple(newest[:CLAIMS]))


def _check(day: str) -> None:
    try:
        good = len(day) == 10 and parse_moment(day) is not None
    except ValueError:
        good = False
    if not good:
        raise UsageError(f"day {day!r} is no day; expected the form 2022-09-08", code="bad-day", day=day)


def trimmed_days(page: MapPage, days: tuple[str, ...]) -> MapPage:
    """The same map, offering only these days (those that a static site has maps of)."""
    return replace(page, days=days)
