"""Which services were out where, from when until when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from onrecord.records.claim import Claim, ClaimPlace, Status, Voice
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
    its end is None. A restoration that is counted ("80% restored", "to 40,000 homes") ends nothing: the outage goes on as a
    partial one, and says how much was restored by the last report. A second report of an outage that is still on adds its
    claim and begins nothing new. Claims that every voice denies or that were taken back, or that have no day or no resolved
    place, say nothing here.
    """
    held: dict[tuple[str, str], _Service] = {}
    for claim in claims:
        if claim.type not in (HappeningType.OUTAGE, HappeningType.RESTORATION) or not claim.places or claim.start is None:
            continue
        voice = next((v for v in claim.voices if not v.denies), None)
        if voice is None or (claim.standing is not None and claim.standing.status is Status.RETRACTED):
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
    running: OutageSpan | None = None
    for claim in sorted(service.claims, key=lambda c: (c.start or "", c.type is HappeningType.RESTORATION, c.id)):
        if claim.type is HappeningType.OUTAGE:
            running = _on(running, place_id, service, claim)
        elif running is not None:
            share = _restored(claim)
            claims = tuple(dict.fromkeys([*running.claims, claim.id]))
            if share is None:
                yield replace(running, to_date=claim.start, claims=claims)
                running = None
            else:
                running = replace(running, extent="partial", restored=share or running.restored, claims=claims)
    if running is not None:
        yield running


def _on(running: OutageSpan | None, place_id: str, service: _Service, claim: Claim) -> OutageSpan:
    """The outage with one more claim, or a new one that begins with it."""
    place, extent = service.place, _widest(running.extent if running else None, claim)
    if running is not None:
        return replace(running, extent=extent, claims=tuple(dict.fromkeys([*running.claims, claim.id])))
    return OutageSpan(place_id, place.label, place.lat, place.lon, service.service, extent, claim.start or "", None, (claim.id,))


def _restored(claim: Claim) -> float | None:
    """How much of a service is back, in percent, where that is counted: 0 where it is not in percent. None for all of it."""
    told = [v for v in claim.voices if not v.denies]
    shares = [share for v in told if (share := _percent(v)) is not None]
    if shares:
        return max(shares) if max(shares) < 100 else None
    return 0.0 if told and all(v.low is not None for v in told) else None


def _percent(voice: Voice) -> float | None:
    return voice.low if voice.low is not None and voice.unit in ("percent", "%") else None


def _widest(extent: str | None, claim: Claim) -> str | None:
    """Total if any voice says so, else partial if any does."""
    said = {extent, *(v.extent for v in claim.voices if not v.denies)}
    return "total" if "total" in said else "partial" if "partial" in said else None
