"""Putting together again what rests on what changed: relations of documents, control and outages of places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from onrecord import assemble, weigh
from onrecord.flow.control import put_control
from onrecord.records import HappeningType, OutageSpan
from onrecord.store import Due, Store

if TYPE_CHECKING:
    from onrecord.flow.crosscheck import Sides

DUE = "assemble.due"
"""The setting that says "yes" from the first new document of a run until everything is put together."""

TOGETHER = 1_000
"""Documents whose relations are put together in one transaction."""

OUTAGES = (HappeningType.OUTAGE, HappeningType.RESTORATION)


def assemble_due(store: Store, sides: Sides) -> None:
    """Put together what is due, some at a time. A run that was cut off goes on where it stopped."""
    documents = list(store.due(Due.DOCUMENT))
    for start in range(0, len(documents), TOGETHER):
        some = documents[start : start + TOGETHER]
        with store.transaction():
            _put_relations(store, sides, some)
            store.settle(Due.DOCUMENT, some)
    assemble_places(store, sides)
    store.put_setting(DUE, "no")


def assemble_places(store: Store, sides: Sides) -> None:
    """Put the control and the outages together of the places that are due."""
    places, regions = store.due(Due.PLACE), store.due(Due.REGION)
    put_control(store, sides, places, regions)
    for place, since in places.items():
        with store.transaction():
            _put_outages(store, place, since)
            store.settle(Due.PLACE, [place])
    store.settle(Due.REGION, regions)


def _put_relations(store: Store, sides: Sides, documents: Sequence[str]) -> None:
    """The relations of some documents, each compared with those that it shares a claim or a story with."""
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


def _put_outages(store: Store, place: str, since: str) -> None:
    """The outages of a place from a day on, and those before it that were not over by then."""
    begun = _begun(store.outages(place=place), since)
    spans = assemble.outages(store.claims_about(OUTAGES, place, begun))
    store.put_outages(spans, {place: begun})


def _begun(spans: Iterable[OutageSpan], since: str) -> str:
    """The day on which the first of the outages began that lasted until a day, or into one that did."""
    for span in sorted(spans, key=lambda s: s.from_date, reverse=True):
        if span.from_date <= since and (span.to_date is None or span.to_date >= since):
            since = span.from_date
    return since
