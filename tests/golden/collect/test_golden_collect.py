"""Each folder here is a case: `input.*`, the documents expected from it, and one line that says why it is here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.collect import CollectOptions, collect
from onrecord.errors import ItemError
from onrecord.records import Collected

CASES = sorted(p.parent for p in Path(__file__).parent.glob("*/expected.json"))


def seen(item: Collected | ItemError, keys: dict[str, Any]) -> dict[str, Any]:
    """What the case names of an item, in the form of the case."""
    if isinstance(item, ItemError):
        return {"error": item.code}
    document = item.document
    found: dict[str, Any] = {key: getattr(document, key) for key in keys if key not in {"skipped", "error"}}
    if "skipped" in keys:
        found["skipped"] = [[s.why, s.span.of(document.text)] for s in document.skipped]
    return json.loads(json.dumps(found))


@pytest.mark.parametrize("case", CASES, ids=lambda p: p.name)
def test_golden_case_is_collected_as_expected(case: Path) -> None:
    """The documents and errors of a case are those in its expected.json, as far as that names their fields."""
    expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    [source] = case.glob("input.*")
    found = list(collect(str(source), CollectOptions()))
    assert [seen(item, wanted) for item, wanted in zip(found, expected, strict=True)] == expected


@pytest.mark.parametrize("case", CASES, ids=lambda p: p.name)
def test_golden_case_says_why_it_is_here(case: Path) -> None:
    """A case without a reason cannot be reviewed."""
    assert len((case / "why.txt").read_text(encoding="utf-8").strip().splitlines()) == 1
