"""Putting together anew what rests on the claims: stories, relations, control, outages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from onrecord import assemble
from onrecord.flow.control import regions_of
from onrecord.flow.due import assemble_due, assemble_places
from onrecord.flow.linking import link_stories
from onrecord.records import Claim, ControlSpan
from onrecord.store import Due, Store

if TYPE_CHECKING:
    from onrecord.flow.crosscheck import Sides


def assemble_all(store: Store, sides: Sides) -> None:
    """Put stories, relations, control and outages together anew, from all claims as they stand."""
    link_stories(store)
    store.all_due(Due.DOCUMENT, Due.PLACE)
    assemble_due(store, sides)


def assemble_control(store: Store, sides: Sides) -> None:
    """Put the timelines of control and outages together anew."""
    store.all_due(Due.PLACE)
    assemble_places(store, sides)


def control_of(store: Store, sides: Sides, claims: Iterable[Claim]) -> Iterator[ControlSpan]:
    """The timeline of control that follows from these claims and the casebook's baseline, up to its last day."""
    codes = {side: code for side, code in sides.codes.items() if side in sides.parties}
    baseline = store.baseline()
    return assemble.control(claims, baseline, codes, regions=regions_of(baseline), until=store.last_day())
