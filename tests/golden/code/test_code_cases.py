"""Sentences of an invented conflict and the happenings in them, as plain files (tests/golden/code)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tagged import places_named, tagged

from onrecord.code import code
from onrecord.records import Happening, Place
from onrecord.register import Register

FOLDER = Path(__file__).parent
CASES = [json.loads(line) for line in (FOLDER / "english.jsonl").read_text(encoding="utf8").splitlines()]


@pytest.fixture(scope="module")
def register() -> Register:
    """The sides of the invented conflict."""
    return Register.load([FOLDER / "register.toml"])


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_happenings_of_a_sentence(case: dict[str, Any], register: Register) -> None:
    """Every happening of the case is coded as the file says, and nothing else is."""
    document, tagging = tagged(case["words"])
    places = places_named(document.text, *case["places"])
    found = code(document, tagging, (), (), places, (), register)
    assert [_told(h, document.text, places) for h in found] == case["happenings"]


def _told(happening: Happening, text: str, places: tuple[Place, ...]) -> dict[str, Any]:
    """The happening as the file writes it: what is empty is left out."""
    told: dict[str, Any] = {
        "type": happening.type.value,
        "trigger": happening.trigger[0].of(text),
        "modality": happening.modality.value,
        "agents": [[a.name, a.side] for a in happening.actors if a.role == "agent"],
        "targets": [[a.name, a.side] for a in happening.actors if a.role == "target"],
        "places": [[places[index].name, role.value] for index, role in happening.places],
        "quantities": [[q.low, q.high, q.unit, q.of] for q in happening.quantities],
        "effect": happening.effect.to_dict() if happening.effect else None,
    }
    return {key: value for key, value in told.items() if value}
