"""Putting together again what rests on what changed: relations of documents, control and outages of places."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import TYPE_CHECKING

from onrecord import assemble, weigh
from onrecord.assemble.evidence import evidence_of, of_the_whole
from onrecord.assemble.places import NAMESAKE_KM, BaselinePlaces
from onrecord.assemble.rules import REGION, USED
from onrecord.flow.situation import DUE, OUTAGES, assemble_all, regions_of
from onrecord.records import ClaimPlace, PlaceKind
from onrecord.records.situation import CONTESTED
from onrecord.store import Due, Store

if TYPE_CHECKING:
    from onrecord.flow.crosscheck import Sides

MANY = 500
"""Documents or places of which more are due are not worth picking out: all is put together anew."""

_DEGREES = 3 * NAMESAKE_KM / 111
"""Within so many degrees every place lies that one row of the baseline may stand for, up to 70 degrees of latitude."""


def assemble_due(store: Store, sides: Sides) -> None:
    """Put together what is due. The result is that of `assemble_all`."""
    documents, places = store.due(Due.DOCUMENT, MANY + 1), store.due(Due.PLACE, MANY + 1)
    if max(len(documents), len(places)) > MANY or not _put_control(store, sides, places):
        assemble_all(store, sides)
        return
    with store.transaction():
        _put_relations(store, sides, documents)
        outages = assemble.outages(store.claims_at(OUTAGES, places))
        store.put_outages((span for span in outages if span.place_id in places), places)
        store.settle(Due.DOCUMENT)
        store.settle(Due.PLACE)
        store.put_setting(DUE, "no")


def _put_relations(store: Store, sides: Sides, documents: Sequence[str]) -> None:
    """The relations of some documents, each compared with those that it shares a claim or a story with."""
    if not documents:
        return
    own = store.document_claims(documents)
    rivals = sorted({r for c in own if c.standing for r in c.standing.rivals})
    some = sorted(store.partners(documents, [*(c.id for c in own), *rivals], weigh.NEAR_DAYS))
    claims = {c.id: c for c in store.document_claims(some)}
    others = {r for c in claims.values() if c.standing for r in c.standing.rivals} - claims.keys()
    every = claims | {r: claim for r in sorted(others) if (claim := store.claim(r)) is not None}
    against = {c.id: [every[r] for r in (c.standing.rivals if c.standing else ()) if r in every] for c in claims.values()}
    found = weigh.relations(
        claims.values(), against, store.stories(some), store.quoted(some), sides.parties, only=frozenset(documents)
    )
    store.put_relations(tuple(found), documents)


def _put_control(store: Store, sides: Sides, due: Sequence[str]) -> bool:
    """Put the control of some places together anew, and let the rest end on the last day. False where all must be.

    What is said of a region as a whole, or was until now, may change each place in it; what no voice names any more is
    known by no name, so that its site cannot be told.
    """
    baseline, last = store.baseline(), store.last_day()
    regions = regions_of(baseline)
    known = BaselinePlaces(baseline)
    ended = store.last_control()
    named = store.named_places(due)
    if len(named) < len(due) or _said_of_the_whole(store, sides, [p for p in named if p.kind is PlaceKind.ADMIN1]):
        return False
    places = [*named, *_contested(store, due, ended)]
    spots = [place for place in places if place.id is not None and place.kind is not PlaceKind.ADMIN1]
    sites = {site: place for place in spots for site in _sites(place, known)}
    names = {name for place in sites.values() for name in _names(store, place, known)}
    wide = sorted({r for site, place in sites.items() if (r := regions.get(site) or place.admin1)})
    claims = store.claims_at(USED, sorted(names), wide)
    codes = {side: code for side, code in sides.codes.items() if side in sides.parties}
    spans = assemble.control(claims, baseline, codes, regions=regions, until=last)
    with store.transaction():
        if ended is not None and last is not None and ended < last:
            store.extend_control(ended, last)
        store.put_control([span for span in spans if span.place_id in sites], sorted(sites))
    return True


def _contested(store: Store, due: Sequence[str], ended: str | None) -> list[ClaimPlace]:
    """The places contested at the end that are not due: they go back to their holder as days pass without news."""
    fought = store.ending(ended, CONTESTED) if ended else ()
    return [
        ClaimPlace(span.place_id, span.name, PlaceKind.SETTLEMENT, span.lat, span.lon)
        for span in fought
        if span.place_id not in due
    ]


def _said_of_the_whole(store: Store, sides: Sides, regions: Sequence[ClaimPlace]) -> bool:
    """Is anything said of who holds one of these regions as a whole, or was it when control was last put together?"""
    claims = store.claims_at(USED, [place.id for place in regions if place.id is not None])
    codes = {side: code for side, code in sides.codes.items() if side in sides.parties}
    for voice in (v for claim in claims for v in claim.voices):
        evidence = evidence_of(voice, codes)
        if evidence is not None and of_the_whole(voice, evidence):
            return True
    return len(regions) > 0 and _was_said(store, {claim.id for claim in claims})


def _was_said(store: Store, claims: Set[str]) -> bool:
    """Does the timeline give a place its region's fate by one of these claims, or by one that is no more?"""
    cited = {claim for span in store.control() if span.rule == REGION for claim in span.claims}
    return not cited.isdisjoint(claims) or any(store.claim(claim) is None for claim in cited)


def _site(place: ClaimPlace, known: BaselinePlaces) -> str:
    """The place as the timeline of control names it: the baseline's, or its own id."""
    row = known.find(place)
    return row.place_id if row else place.id or ""


def _sites(place: ClaimPlace, known: BaselinePlaces) -> list[str]:
    """The place as the timeline has it, under each name that the baseline gives its point."""
    row = known.find(place)
    return [twin.place_id for twin in known.at(row)] if row else [place.id or ""]


def _names(store: Store, place: ClaimPlace, known: BaselinePlaces) -> set[str]:
    """The ids of all places that are the same site."""
    site = _site(place, known)
    if place.lat is None or place.lon is None:
        return {place.id or site}
    around = store.places_around(USED, place.lat, place.lon, _DEGREES)
    return {place.id or site, site, *(p.id for p in around if p.id is not None and _site(p, known) == site)}
