"""Keeps a casebook: documents, what was read in them, claims and their standing.

In: readings, captures, claims, timelines. Out: the same, by whatever a page or an export asks for.
Touches: one file (SQLite), or a database address. Fails: `casebook-missing`, `casebook-damaged`, `casebook-newer`,
`casebook-locked`, `casebook-full` (RunError); `no-such-store` (UsageError).
Judged by: tests/contract, one body for every implementation.
"""

from __future__ import annotations

from pathlib import Path

from onrecord.errors import UsageError
from onrecord.store.base import (
    ClaimFilter,
    ClaimOrder,
    DocumentFilter,
    Due,
    Gist,
    LinkKind,
    Outcome,
    Store,
    Stored,
    Waymark,
    fingerprint,
)

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
    "open_store",
]


def open_store(location: str | Path, *, create: bool = False, read_only: bool = False) -> Store:
    """Open a casebook, and bring its schema up to date.

    Args:
        location: path of an SQLite file.
        create: make the file if there is none.
        read_only: never write, not even a migration; the casebook must be there.

    Raises:
        UsageError: `no-such-store` for an address that no implementation knows; `casebook-missing` without `create`.
        RunError: `casebook-damaged` not a casebook; `casebook-newer` made by a newer version; `casebook-full`.
    """
    address = str(location)
    if "://" in address:
        raise UsageError(
            f"no store for {address.split('://')[0] + '://'!r}; known: a path of an SQLite file",
            code="no-such-store",
            location=address,
        )
    from onrecord.store.sqlite import SqliteStore

    return SqliteStore(Path(address), create=create, read_only=read_only)
