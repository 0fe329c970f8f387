"""ACLED's and PLOVER's names for a type of happening, from codes.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.records import HappeningType


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(files("onrecord.code").joinpath("codes.toml").read_text(encoding="utf-8"))


def codebooks() -> Mapping[str, str]:
    """Codebook → the version that the names are from."""
    return dict(_table()["codebooks"])


def codes_of(kind: HappeningType, lemmas: Collection[str]) -> tuple[str | None, str | None]:
    """ACLED's "event type/sub-event type" and PLOVER's "CATEGORY/mode"; None where the codebook has no place for it.

    Args:
        kind: the type.
        lemmas: lemmas of the trigger and of the words beside it, which decide the mode.
    """
    for row in _table()["modes"]:
        if row["type"] == kind.value and not set(row["words"].split()).isdisjoint(lemmas):
            return row["acled"] or None, row["plover"] or None
    row = _table()["types"][kind.value]
    return row["acled"] or None, row["plover"] or None
