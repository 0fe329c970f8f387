"""Pieces that several pages share: lines of lists, pagers, sources of a casebook."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache

from onrecord.errors import UsageError
from onrecord.gazetteer import Gazetteer
from onrecord.publish.lines import ClaimLine, Pager
from onrecord.publish.words import SUMMARY_AUTHOR
from onrecord.records.claim import Claim, ClaimPlace
from onrecord.records.happening import HappeningType
from onrecord.records.listing import ClaimEntry
from onrecord.records.place import Place, PlaceKind

PAGE_SIZE = 40
"""Items on one page of a list."""

RADII: dict[PlaceKind, int] = {
    PlaceKind.SETTLEMENT: 3_000,
    PlaceKind.FACILITY: 2_000,
    PlaceKind.ADMIN2: 30_000,
    PlaceKind.ADMIN1: 90_000,
    PlaceKind.REGION: 90_000,
    PlaceKind.RIVER: 100_000,
    PlaceKind.COUNTRY: 400_000,
    PlaceKind.OTHER: 10_000,
}
"""Metres drawn around a place whose own radius is not stored: half the usual width of its kind."""


def not_found(what: str, key: str) -> UsageError:
    """The error of a page that no record stands behind."""
    return UsageError(
        f"no {what} {key!r} in this casebook; it may have been written otherwise", code="not-found", what=what, key=key
    )


def pager(page: int, total: int, size: int = PAGE_SIZE) -> Pager:
    """Where page `page` of a list lies.

    Raises:
        UsageError: `not-found`, the list has no such page.
    """
    result = Pager(page, size, total)
    if not 1 <= page <= result.pages:
        raise UsageError(f"no page {page} of {result.pages}; pages count from 1", code="not-found", page=page, pages=result.pages)
    return result


def claim_line(claim: Claim) -> ClaimLine:
    """A claim with its voices as lists show it."""
    outlets = tuple(dict.fromkeys(v.publisher for v in claim.voices if v.publisher))
    return entry_line(ClaimEntry(claim, len(claim.voices), outlets))


def entry_line(entry: ClaimEntry) -> ClaimLine:
    """A claim of a list as lists show it."""
    claim, standing = entry.claim, entry.claim.standing
    history = standing.history if standing else ()
    return ClaimLine(
        id=claim.id,
        type=claim.type,
        summary=claim.summary,
        places=claim.places,
        start=claim.start,
        end=claim.end,
        status=standing.status if standing else None,
        origins=standing.origins if standing else 0,
        denials=standing.denials if standing else 0,
        sides=standing.sides if standing else (),
        quantities=standing.quantities if standing else None,
        outlets=entry.outlets,
        voices=entry.voices,
        reported=history[0].at if history else None,
        changed=history[-1].at if history else None,
    )


def claim_lines(entries: Iterable[ClaimEntry]) -> tuple[ClaimLine, ...]:
    """Claims of a list as lists show them, in the same order."""
    return tuple(entry_line(entry) for entry in entries)


def claim_place(place: Place) -> ClaimPlace:
    """A place of a reading in the form that claims have it."""
    return ClaimPlace(place.id, place.name, place.kind, place.lat, place.lon, place.country, place.admin1, place.radius_m)


def radius(place: ClaimPlace) -> int:
    """Metres around a place's point that it may lie in."""
    return place.radius_m if place.radius_m is not None else RADII[place.kind]


@lru_cache(maxsize=2_000)
def outline(id: str | None, kind: PlaceKind) -> str | None:
    """Where a region or a river lies, as a GeoJSON geometry; None for what is drawn as a disc.

    Regions are precise to about 5 km: an outline tells an area apart from others and is no border.
    """
    shape = Gazetteer.open().shape(id, kind) if id is not None else None
    return None if shape is None else json.dumps(shape.to_dict(), separators=(",", ":"))


def summary_of(authors: tuple[str, ...], publisher: str | None) -> str | None:
    """The outlet that a document only sums up; None for a document as published."""
    return (publisher or "an outlet") if SUMMARY_AUTHOR in authors else None


def happening_type(name: str | None) -> HappeningType | None:
    """A happening type by its name, None for None.

    Raises:
        UsageError: `not-found`, there is no such type.
    """
    if not name:
        return None
    try:
        return HappeningType(name)
    except ValueError:
        raise not_found("topic", name) from None
