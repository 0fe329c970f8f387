"""What a casebook can be asked and told, whatever database keeps it.

`flow` writes through it; the site, the API and the exports read through it. Everything that comes out is a record of
`onrecord.records`; no row, cursor or SQL leaves the store. Days are ISO 8601 dates in UTC. Lists are newest first
unless a method says otherwise, and paged by `limit` and `offset`.

Two words: the *id* of a document is the one that its input gave. Documents that share an id or a URL are versions of one
*page*, whose id is that of the first to arrive; every method that takes a document's id takes either.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Protocol

from onrecord.records.listing import Problem
from onrecord.store.claims import ClaimFilter, ClaimOrder, Claims
from onrecord.store.documents import DocumentFilter, Documents, Outcome, Stored, fingerprint
from onrecord.store.judgements import Judgements
from onrecord.store.links import Gist, LinkKind, Links
from onrecord.store.lists import Lists
from onrecord.store.situation import Due, Situation, Waymark

__all__ = [
    "ClaimFilter",
    "ClaimOrder",
    "DocumentFilter",
    "Due",
    "Gist",
    "LinkKind",
    "Outcome",
    "Store",
    "Stored",
    "Waymark",
    "fingerprint",
]


class Store(Documents, Claims, Links, Situation, Judgements, Lists, Protocol):
    """One casebook. Open it with `onrecord.store.open_store`; use it as a context manager."""

    @property
    def location(self) -> str:
        """The file or the address, without any password."""
        ...

    @property
    def schema_version(self) -> int:
        """The number of the last schema migration that ran."""
        ...

    def close(self) -> None:
        """Give the database back. A second call does nothing."""
        ...

    def __enter__(self) -> Store: ...

    def __exit__(self, *error: object) -> None: ...

    def transaction(self) -> AbstractContextManager[None]:
        """All or nothing: what is written inside is stored together at the end, or not at all on an error.

        Raises:
            RunError: `casebook-full` (disk full), `casebook-locked` (another writer), `casebook-damaged`.
        """
        ...

    def put_setting(self, name: str, value: str) -> None:
        """Keep a setting of this casebook, such as the code of a side ("side.code.north" → "NO"). An empty value forgets it."""
        ...

    def settings(self) -> dict[str, str]:
        """Settings of this casebook, by name."""
        ...

    def check(self) -> Iterator[Problem]:
        """Recompute every digest and id and check the database itself. Nothing comes out of a sound casebook."""
        ...
