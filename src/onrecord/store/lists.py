"""What a store counts and finds; part of `onrecord.store.base.Store`."""

from __future__ import annotations

from typing import Protocol

from onrecord.records.claim import ClaimPlace
from onrecord.records.listing import CountEntry, Counts, Hit, PlaceEntry, SourceEntry
from onrecord.store.claims import ClaimFilter

_EVERY_CLAIM = ClaimFilter()


class Lists(Protocol):
    """Who and what is in the casebook, counted, and searching it."""

    def counts(self) -> Counts:
        """How much is in it."""
        ...

    def sources(self, *, side: str | None = None, limit: int = 50, offset: int = 0) -> tuple[SourceEntry, ...]:
        """Those who are quoted, most statements first."""
        ...

    def source(self, key: str) -> SourceEntry | None:
        """One source by its key; None if there is none."""
        ...

    def places(self, *, limit: int = 50, offset: int = 0) -> tuple[PlaceEntry, ...]:
        """Resolved places, those in most claims first, then those named in most documents."""
        ...

    def place(self, place: str) -> PlaceEntry | None:
        """One place by its gazetteer id; None if no document names it."""
        ...

    def claim_places(self, which: ClaimFilter = _EVERY_CLAIM) -> tuple[tuple[ClaimPlace, int], ...]:
        """Places of the claims chosen, with how many each; most first (for the map)."""
        ...

    def outlets(self) -> tuple[CountEntry, ...]:
        """Who publishes, with counts, most documents first."""
        ...

    def authors(self) -> tuple[CountEntry, ...]:
        """Who signs, with counts, most documents first."""
        ...

    def topics(self) -> tuple[CountEntry, ...]:
        """Happening types with counts, most claims first."""
        ...

    def days(self) -> tuple[CountEntry, ...]:
        """Days of publication with counts, newest first; `name` is the day."""
        ...

    def search(self, words: str, *, kind: str | None = None, limit: int = 50, offset: int = 0) -> tuple[Hit, ...]:
        """Documents and claims that hold all the words, best first. "a phrase" in double quotes is one; a final * is a prefix.

        Any input is allowed: what is no word is ignored, and no words give no hits. `kind` is "document", "claim" or
        None for both.
        """
        ...
