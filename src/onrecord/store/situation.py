"""What a store keeps that rests on the claims; part of `onrecord.store.base.Store`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from onrecord.records.claim import ClaimPlace
from onrecord.records.situation import BaselineRow, ControlSpan, OutageSpan, Relation


class Due(StrEnum):
    """What must be put together again because claims, voices or stories changed."""

    DOCUMENT = "document"
    """The relations of a document."""
    PLACE = "place"
    """Control and outages of a place: its gazetteer id, or "name:" and its name; a baseline's place by its id there."""
    REGION = "region"
    """Control of all places of a first-level region: its name."""


@dataclass(frozen=True, slots=True)
class Waymark:
    """How far the control of a place was followed: to the end of `day` ("" not at all), in words that only `assemble` reads.

    `moves_on` is the next day on which the place changes though nothing more is said of it; None if it does not.
    """

    place_id: str
    day: str
    moves_on: str | None
    record: str


class Situation(Protocol):
    """What rests on the claims: relations of documents, control and outages of places; and what of it must be put together."""

    def put_baseline(self, rows: Iterable[BaselineRow]) -> int:
        """Put the start of control in place of the one stored. Returns how many rows."""
        ...

    def baseline(self) -> tuple[BaselineRow, ...]:
        """Who held what at the start, in order of place id."""
        ...

    def due(self, kind: Due) -> dict[str, str]:
        """What must be put together again, each with the day from which on ("" from the start): documents in order of their
        days, the rest of their names."""
        ...

    def settle(self, kind: Due, names: Iterable[str]) -> None:
        """Say that these are due no more."""
        ...

    def all_due(self, *kinds: Due) -> None:
        """Forget what was put together for documents or for places, and say that all of them are due."""
        ...

    def partners(self, documents: Sequence[str], claims: Sequence[str], days: int) -> frozenset[str]:
        """Documents that make one of these claims, or tell the same story as one of these documents; these included.

        They came at most so many days before the first or after the last of them, or on a day unknown.
        """
        ...

    def put_relations(self, relations: Iterable[Relation], of: Sequence[str] | None = None) -> None:
        """Put the relations between documents in place of those stored; with `of`, only those of these documents."""
        ...

    def relations(self, document: str | None = None) -> tuple[Relation, ...]:
        """Relations between documents, ordered by ids; of one document or all."""
        ...

    def named_places(self, places: Sequence[str]) -> tuple[ClaimPlace, ...]:
        """Places by gazetteer id, or "name:" and their name, as the first voice named each; one that none ever named is left
        out."""
        ...

    def places_around(self, lat: float, lon: float, degrees: float) -> tuple[ClaimPlace, ...]:
        """Places that a voice named, at most so many degrees north, south, east or west."""
        ...

    def places_called(self, name: str) -> tuple[ClaimPlace, ...]:
        """Places of that name that a voice named and that nobody could find on the map."""
        ...

    def places_in(self, region: str) -> tuple[ClaimPlace, ...]:
        """Places that a voice named in a first-level region, by its name."""
        ...

    def put_waymarks(self, waymarks: Iterable[Waymark]) -> None:
        """Keep how far the control of places was followed, in place of what was kept of them."""
        ...

    def waymarks(self, places: Sequence[str]) -> dict[str, Waymark]:
        """How far the control of places was followed, by place id; one that never was is left out."""
        ...

    def moving(self, day: str) -> tuple[str, ...]:
        """Places that change by this day though nothing more is said of them, in order of id."""
        ...

    def last_control(self) -> str | None:
        """The last day of the timeline of control; None where there is none."""
        ...

    def extend_control(self, before: str, last: str) -> None:
        """Let every span of control that ended on the day `before`, then the last one, end on the day `last`."""
        ...

    def put_control(self, spans: Iterable[ControlSpan], of: Mapping[str, str] | None = None) -> None:
        """Put the computed timeline of control in place of the one stored; with `of` (place id → day), only the spans of these
        places that begin on their day or later ("" for all of them)."""
        ...

    def control(self, *, place: str | None = None, day: str | None = None) -> tuple[ControlSpan, ...]:
        """The timeline of control as known then, ordered by place and day; of one place, or as it was on one day."""
        ...

    def put_outages(self, spans: Iterable[OutageSpan], of: Mapping[str, str] | None = None) -> None:
        """Put the computed timeline of outages in place of the one stored; `of` as for `put_control`."""
        ...

    def outages(self, *, place: str | None = None, day: str | None = None) -> tuple[OutageSpan, ...]:
        """The timeline of outages, ordered by place, service and day; of one place, or those in force on one day."""
        ...
