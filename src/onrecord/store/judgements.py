"""What a store keeps of judgements; part of `onrecord.store.base.Store`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from onrecord.records.judgement import Judgement, Undoing


class Judgements(Protocol):
    """What people decided."""

    def put_judgement(self, judgement: Judgement) -> bool:
        """Keep what a person decided. The same one again only brings its undoing, if that is new. True if anything was new."""
        ...

    def undo_judgement(self, judgement: str, undone: Undoing) -> bool:
        """Say that a judgement no longer counts; both are kept. False if it had been undone before.

        Raises:
            UsageError: `unknown-judgement`.
        """
        ...

    def judgement(self, judgement: str) -> Judgement | None:
        """One judgement by its id, undone or not; None if there is none."""
        ...

    def judgements(self, names: Sequence[str] | None = None, *, limit: int = -1, offset: int = 0) -> tuple[Judgement, ...]:
        """Judgements, undone ones too, newest first.

        `names` keeps those that are about one of these ids, or whose words stand in a document of one of these ids.
        """
        ...

    def count_judgements(self) -> int:
        """How many judgements there are, undone ones too."""
        ...
