"""Every implementation of a service, for tests that all of them must pass."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from onrecord.store import Store, open_store

STORES: dict[str, Callable[[Path], str]] = {"sqlite": lambda folder: str(folder / "casebook.db")}
"""How to name an empty casebook of each kind in a folder of its own."""


@pytest.fixture(params=sorted(STORES))
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty casebook of each kind."""
    with open_store(STORES[request.param](tmp_path), create=True) as opened:
        yield opened
