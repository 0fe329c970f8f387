"""Small cases of how sides contradict and concede, as plain files: reports in, claims with their status out."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from readings import report

from onrecord.flow.crosscheck import Sides, crosscheck
from onrecord.link import sketch, voices
from onrecord.records import HappeningType, Modality, Reading, Stance
from onrecord.store import open_store

FOLDER = Path(__file__).parent / "claims"
SIDES = Sides({"north": "N", "south": "S"}, {}, frozenset({"north", "south"}))


def cases() -> list[Any]:
    """Every case of every file, named by its reason."""
    found = [case for file in sorted(FOLDER.glob("*.toml")) for case in tomllib.loads(file.read_text("utf8"))["case"]]
    return [pytest.param(case["reports"], case["expected"], id=case["why"]) for case in found]


def reading(number: int, row: dict[str, Any]) -> Reading:
    """The report of a row, in words of its own."""
    more: dict[str, Any] = {key: row[key] for key in ("source", "side", "low", "high") if key in row}
    return report(
        f"d{number}",
        type_=HappeningType(row["type"]),
        publisher=row["publisher"],
        published=f"2022-09-{row['at']}:00:00+00:00",
        holder=row.get("holder"),
        agent=row.get("agent", row.get("holder")),
        stance=Stance(row.get("stance", "assert")),
        modality=Modality(row.get("modality", "actual")),
        known=row.get("source"),
        text=f"{number} " + " ".join(f"word{number}{n}" for n in range(30)),
        **more,
    )


@pytest.mark.parametrize(("reports", "expected"), cases())
def test_claims_stand_as_the_case_says(tmp_path: Path, reports: list[dict[str, Any]], expected: dict[str, str]) -> None:
    """The claims of the case, each by its summary, with its status."""
    with open_store(tmp_path / "w.db", create=True) as store:
        for number, row in enumerate(reports):
            made = reading(number, row)
            mark = sketch(made.document.text)
            store.put_reading(made, voices(made, text_sketch=mark, parties=SIDES.parties), added_at="2022-10-01", sketch=mark)
        crosscheck(store, SIDES)
        found = {c.summary: c.standing.status.value for c in store.all_claims() if c.standing}
    assert found == expected
