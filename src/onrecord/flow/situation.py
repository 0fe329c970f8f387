"""Putting together what rests on the claims: stories, relations, control, outages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from onrecord import assemble, link, weigh
from onrecord.assemble.rules import USED
from onrecord.records import Claim, ControlSpan, HappeningType, Relation
from onrecord.store import ClaimFilter, Store

if TYPE_CHECKING:
    from onrecord.flow.crosscheck import Sides

DUE = "assemble.due"
"""The setting that says "yes" from the first new document of a run until everything is put together."""

_OUTAGES = (HappeningType.OUTAGE, HappeningType.RESTORATION)


def assemble_all(store: Store, sides: Sides) -> None:
    """Put stories, relations, control and outages together anew, from all claims as they stand."""
    stories = link.stories(_story_items(store))
    relations = tuple(_relations(store, stories))
    control = tuple(control_spans(store, sides))
    outages = tuple(assemble.outages(store.claims(ClaimFilter(types=_OUTAGES), limit=-1)))
    with store.transaction():
        store.put_stories(stories)
        store.put_relations(relations)
        store.put_control(control)
        store.put_outages(outages)
        store.put_setting(DUE, "no")


def assemble_control(store: Store, sides: Sides) -> None:
    """Put the timeline of control together anew."""
    store.put_control(tuple(control_spans(store, sides)))


def control_spans(store: Store, sides: Sides) -> Iterator[ControlSpan]:
    """The timeline of control from the claims as they stand, for the sides that fight."""
    codes = {side: code for side, code in sides.codes.items() if side in sides.parties}
    claims = store.claims(ClaimFilter(types=USED), limit=-1)
    last = max((day.name for day in store.days()), default=None)
    return assemble.control(claims, store.baseline(), codes, until=last)


def _story_items(store: Store) -> Iterable[link.StoryItem]:
    """Every document as grouping needs it: the newest version of each id."""
    for entry, text, claims in store.texts():
        yield link.StoryItem(entry.id, f"{entry.title or ''}\n{text}", entry.day, claims)


def _relations(store: Store, stories: Mapping[str, str]) -> Iterator[Relation]:
    claims = {claim.id: claim for claim in store.all_claims()}

    def rivals(claim: Claim) -> list[Claim]:
        return [claims[r] for r in (claim.standing.rivals if claim.standing else ()) if r in claims]

    return weigh.relations(claims.values(), {c.id: rivals(c) for c in claims.values()}, stories)
