"""The table of rules and its page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from readings import report, voices_of

from onrecord.assemble.rules import DECISIONS, WEIGHTS, Weighing, weight_of
from onrecord.records import HappeningType, Reading, Stance

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "rules.md"


def test_the_page_has_every_rule_with_its_weight() -> None:
    """What a span cites can be looked up, and the page says what the code does."""
    text = PAGE.read_text("utf8")
    listed = {name: float(weight) for name, weight in re.findall(r"^\| `([\w-]+)` \| ([\d.]+) \|", text, re.M)}
    assert listed == {rule.name: rule.weight for rule in WEIGHTS}
    assert all(f"`{name}`" in text for name, _ in DECISIONS)


@pytest.mark.parametrize(
    ("reading", "rule", "weight"),
    [
        (report("a"), "outlet-own-voice", 1.0),
        (report("a", source="Mayor", hedged=True), "third-party", 0.6),
        (report("a", source="staff", side="ukraine"), "party-claim", 0.5),
        (report("a", source="head", side="russia"), "adverse-acknowledgement", 2.0),
        (report("a", type_=HappeningType.CLASH), "fighting", 0.0),
        (report("a", share="beside"), "beside-the-place", 0.0),
        (report("a", type_=HappeningType.HOLD), "said-in-passing", 0.5),
        (report("a", type_=HappeningType.HOLD, share="total"), "outlet-own-voice", 1.0),
        (report("a", type_=HappeningType.HOLD, source="head", side="russia"), "said-in-passing", 0.5),
        (
            report("a", type_=HappeningType.HOLD, source="head", side="russia", stance=Stance.ACKNOWLEDGE),
            "adverse-acknowledgement",
            2.0,
        ),
    ],
)
def test_the_first_rule_that_applies_gives_the_weight(reading: Reading, rule: str, weight: float) -> None:
    """Each line of the table, and doubt on top."""
    (voice,) = voices_of(reading)
    assert weight_of(Weighing(voice, "ukraine", "russia")) == (weight, rule)
