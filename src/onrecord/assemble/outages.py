"""Which services were out where, from when until when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from onrecord.records.claim import Claim, ClaimPlace
from onrecord.records.happening import HappeningType
from onrecord.records.situation import OutageSpan


@dataclass(slots=True)
class _Service:
    """One service in one place, with the claims about it."""

    place: ClaimPlace
    service: str
    claims: list[Claim] = field(default_factory=list)


def outages(claims: Iterable[Claim]) -> Iterator[OutageSpan]:
    """The timeline of outages, ordered by place, service and day.

    An outage lasts until the first day on which a restoration of that service is reported for the same place; without one
    its end is None. A second report of an outage that is still on adds its claim and begins nothing new. Claims that every
    voice denies, or that have no day or no resolved place, say nothing here.
    """
    held: dict[tuple[str, str], _Service] = {}
    for claim in claims:
        if claim.type not in (HappeningType.OUTAGE, HappeningType.RESTORATION) or not claim.places or claim.start is None:
            continue
        voice = next((v for v in claim.voices if not v.denies), None)
        if voice is None:
            continue
        place, service = claim.places[0], voice.service or "power"
        if place.id is None:
            continue
        key = place.id, service
        held.setdefault(key, _Service(place, service)).claims.append(claim)
    for key in sorted(held):
        yield from _spans(key[0], held[key])


def _spans(place_id: str, service: _Service) -> Iterator[OutageSpan]:
    """Outages of one service, oldest first. Of one day's claims an outage comes before its restoration."""
    begun: str | None = None
    extent: str | None = None
    because: list[str] = []
    for claim in sorted(service.claims, key=lambda c: (c.start or "", c.type is HappeningType.RESTORATION, c.id)):
        if claim.type is HappeningType.OUTAGE:
            begun = begun or claim.start
            extent = _widest(extent, claim)
            because.append(claim.id)
        elif begun is not None:
            yield _span(place_id, service, begun, claim.start, extent, [*because, claim.id])
            begun, extent, because = None, None, []
    if begun is not None:
        yield _span(place_id, service, begun, None, extent, because)


def _widest(extent: str | None, claim: Claim) -> str | None:
    """Total if any voice says so, else partial if any does."""
    said = {extent, *(v.extent for v in claim.voices if not v.denies)}
    return "total" if "total" in said else "partial" if "partial" in said else None


def _span(place_id: str, service: _Service, begun: str, ended: str | None, extent: str | None, because: list[str]) -> OutageSpan:
    place = service.place
    claims = tuple(dict.fromkeys(because))
    return OutageSpan(place_id, place.label, place.lat, place.lon, service.service, extent, begun, ended, claims)
