"""What a store keeps of claims; part of `onrecord.store.base.Store`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from onrecord.records.claim import Claim, Status, Voice
from onrecord.records.happening import HappeningType
from onrecord.records.listing import ClaimEntry


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims; every field that is set must hold. `day` is what the claim is about; `since`/`until` are days, both in."""

    day: str | None = None
    since: str | None = None
    until: str | None = None
    place: str | None = None
    source: str | None = None
    outlet: str | None = None
    document: str | None = None
    type: HappeningType | None = None
    types: tuple[HappeningType, ...] = ()
    status: Status | None = None
    side: str | None = None


class ClaimOrder(StrEnum):
    """How claims are listed: by the day they are about, by their last change, or by how many origins they have; highest first."""

    DAY = "day"
    CHANGED = "changed"
    ORIGINS = "origins"


class Claims(Protocol):
    """Claims with their voices and standing."""

    def stale_claims(self, limit: int = 1000) -> tuple[str, ...]:
        """Ids of claims whose voices changed since they were last put, in order of id."""
        ...

    def voices(self, claims: Sequence[str]) -> dict[str, tuple[Voice, ...]]:
        """The voices of each of the claims, ordered by report time, document and happening; a claim without any is left out."""
        ...

    def neighbours(self, claim: str, types: Sequence[HappeningType], days: int) -> tuple[str, ...]:
        """Ids of the claims of these types about the same place, at most so many days away, without itself, in order of id."""
        ...

    def told_of(self, types: Sequence[HappeningType], place: str, after: str = "") -> tuple[Voice, ...]:
        """Voices of these types about a place (as `named_places` has it) that were reported after a day."""
        ...

    def told_of_whole(self, types: Sequence[HappeningType], region: str) -> tuple[Voice, ...]:
        """Voices of these types that may tell of a first-level region as a whole: in words, or that somebody left it."""
        ...

    def put_claims(self, claims: Iterable[Claim], *, made_by: str) -> None:
        """Store claims with their standing, in place of those with the same ids, and mark them fresh.

        Raises:
            UsageError: `claim-unweighed`: a claim has no standing.
        """
        ...

    def drop_claims(self, claims: Sequence[str]) -> None:
        """Forget claims that no voice makes any more."""
        ...

    def claim(self, claim: str) -> Claim | None:
        """One claim with its voices and standing; None if there is none."""
        ...

    def claims(
        self, which: ClaimFilter = ClaimFilter(), *, order: ClaimOrder = ClaimOrder.DAY, limit: int = 50, offset: int = 0
    ) -> tuple[Claim, ...]:
        """Claims with their voices and standing. `limit=-1` gives all. Ties are broken by id."""
        ...

    def claim_entries(
        self, which: ClaimFilter = ClaimFilter(), *, order: ClaimOrder = ClaimOrder.DAY, limit: int = 50, offset: int = 0
    ) -> tuple[ClaimEntry, ...]:
        """What `claims` gives, as lines of a list: much faster where a claim has hundreds of voices."""
        ...

    def count_claims(self, which: ClaimFilter = ClaimFilter()) -> int:
        """How many `claims` would list without a limit."""
        ...

    def all_claims(self) -> Iterator[Claim]:
        """Every claim, in order of id (for exports)."""
        ...

    def claims_about(self, types: Sequence[HappeningType], place: str, since: str) -> tuple[Claim, ...]:
        """Claims of these types about a place (by gazetteer id), of a day or later, in order of id."""
        ...

    def document_claims(self, documents: Sequence[str]) -> tuple[Claim, ...]:
        """The claims that any version of these documents makes or denies, in order of id, with the voices of these alone."""
        ...

    def version_claims(self, version: str) -> dict[str, tuple[str, ...]]:
        """Which claims each happening of a version makes or denies: happening id → claim ids."""
        ...
