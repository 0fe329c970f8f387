"""Putting together what rests on the claims: stories, relations, control, outages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from onrecord import assemble, weigh
from onrecord.assemble.rules import USED
from onrecord.flow.linking import link_stories
from onrecord.gazetteer import Gazetteer
from onrecord.records import BaselineRow, Claim, ControlSpan, HappeningType, PlaceKind, Relation
from onrecord.store import ClaimFilter, Due, Store

if TYPE_CHECKING:
    from onrecord.flow.crosscheck import Sides

DUE = "assemble.due"
"""The setting that says "yes" from the first new document of a run until everything is put together."""

OUTAGES = (HappeningType.OUTAGE, HappeningType.RESTORATION)


def assemble_all(store: Store, sides: Sides) -> None:
    """Put stories, relations, control and outages together anew, from all claims as they stand."""
    link_stories(store)
    stories = {entry.id: entry.story for entry in store.all_documents() if entry.story}
    relations = tuple(_relations(store, stories, sides.parties))
    control = tuple(control_spans(store, sides))
    outages = tuple(assemble.outages(store.claims(ClaimFilter(types=OUTAGES), limit=-1)))
    with store.transaction():
        store.put_relations(relations)
        store.put_control(control)
        store.put_outages(outages)
        store.settle(Due.DOCUMENT)
        store.settle(Due.PLACE)
        store.put_setting(DUE, "no")


def assemble_control(store: Store, sides: Sides) -> None:
    """Put the timeline of control together anew."""
    store.put_control(tuple(control_spans(store, sides)))


def control_spans(store: Store, sides: Sides) -> Iterator[ControlSpan]:
    """The timeline of control from the claims as they stand, for the sides that fight."""
    return control_of(store, sides, store.claims(ClaimFilter(types=USED), limit=-1))


def control_of(store: Store, sides: Sides, claims: Iterable[Claim]) -> Iterator[ControlSpan]:
    """The timeline of control that follows from these claims and the casebook's baseline, up to its last day."""
    codes = {side: code for side, code in sides.codes.items() if side in sides.parties}
    baseline = store.baseline()
    return assemble.control(claims, baseline, codes, regions=regions_of(baseline), until=store.last_day())


NEIGHBOUR_KM = 15.0
"""A place of the baseline lies in the region of the nearest settlement of the gazetteer, if that is so near."""


@lru_cache(maxsize=4)
def regions_of(baseline: tuple[BaselineRow, ...]) -> Mapping[str, str]:
    """Place id → name of the first-level region that it lies in; a place far from any known settlement is left out.

    Cost: one look into the gazetteer for the whole baseline, under a second for some hundred places of one country.
    """
    if len(baseline) == 0:
        return {}
    lat, lon = (sum(r.lat for r in baseline) / len(baseline), sum(r.lon for r in baseline) / len(baseline))
    reach = max(assemble.distance_km(lat, lon, r.lat, r.lon) for r in baseline) + NEIGHBOUR_KM
    around = [e for e in Gazetteer.open().within(lat, lon, reach) if e.kind is PlaceKind.SETTLEMENT and e.admin1]
    nearest = assemble.Nearest((e.lat, e.lon, e.admin1) for e in around if e.admin1)
    found = ((r.place_id, nearest.of(r.lat, r.lon, NEIGHBOUR_KM)) for r in baseline)
    return {place: region for place, region in found if region is not None}


def _relations(store: Store, stories: Mapping[str, str], parties: frozenset[str]) -> Iterator[Relation]:
    claims = {claim.id: claim for claim in store.all_claims()}

    def rivals(claim: Claim) -> list[Claim]:
        return [claims[r] for r in (claim.standing.rivals if claim.standing else ()) if r in claims]

    return weigh.relations(claims.values(), {c.id: rivals(c) for c in claims.values()}, stories, store.quoted(), parties)
