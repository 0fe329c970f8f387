"""Sentences and the times in them, as plain files (tests/golden/date)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.date import find_times
from onrecord.records import Document

CASES = [
    json.loads(line)
    for path in sorted((Path(__file__).parent / "date").glob("*.jsonl"))
    for line in path.read_text(encoding="utf8").splitlines()
]


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_times_of_a_sentence(case: dict[str, Any]) -> None:
    """Every expression of the case is found with its extent, type and value, and nothing else is."""
    document = Document("case", case["text"], published=case["published"], language=case.get("language"))
    found = [[time.spans[0].of(case["text"]), time.type.value, time.value] for time in find_times(document)]
    assert found == case["times"]
