"""The page on control says what its rules give."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from readings import report, voices_of

from onrecord.assemble import control
from onrecord.cli.commands import run
from onrecord.link import claim_of
from onrecord.records import BaselineRow, HappeningType, Reading, Stance
from onrecord.weigh import weigh

CODES = {"ukraine": "UA", "russia": "RU"}
WORDS = {"Russia": "RU", "Ukraine": "UA", "contested": "CONTESTED"}
START = BaselineRow("town", "Balakliia", 49.456, 36.8443, "2022-09-01", "RU")


def outcome(docs: Path) -> list[tuple[str, str, str]]:
    """The page's second table: day, holder and, where it is named, rule."""
    page = (docs / "explanation/control-rules.md").read_text("utf8")
    rows = re.findall(r"^\| (\d+) September \| (\w+) \| (?:`([\w-]+)`)?", page, re.MULTILINE)
    return [(f"2022-09-{int(day):02}", WORDS[holder], rule) for day, holder, rule in rows]


def told() -> list[Reading]:
    """The page's first table, coded by hand."""
    holds = HappeningType.HOLD
    head = {"source": "head", "known": "head", "side": "russia"}
    readings = [
        report(f"head-{n}", publisher=f"Outlet {n}", published=at(8, 6 + n), type_=holds, holder="russia", agent="russia", **head)
        for n in range(3)
    ]
    readings.append(report("video", published=at(8, 16), source="a video", hedged=True, holder=None, agent=None))
    readings.append(report("president", published=at(8, 19), source="president", known="president", side="ukraine"))
    readings.append(report("lost", published=at(9, 8), stance=Stance.ACKNOWLEDGE, **head))
    left = {"type_": HappeningType.WITHDRAWAL, "holder": "russia", "agent": "russia"}
    readings.append(report("ministry", published=at(10, 14), source="ministry", known="ministry", side="russia", **left))
    return readings


def at(day: int, hour: int) -> str:
    """A moment of September 2022."""
    return f"2022-09-{day:02}T{hour:02}:00:00+00:00"


def test_the_rules_give_what_the_page_says(docs: Path) -> None:
    """What the page's dispatches say, coded by hand, leads to the page's holders by the page's rules."""
    spoken = voices_of(*told())
    claims = [weigh(claim_of([v for v in spoken if v.claim == name])) for name in sorted({v.claim for v in spoken})]
    spans = list(control(claims, [START], CODES, until="2022-09-30"))
    rows = outcome(docs)
    assert len(rows) == 4
    for day, holder, rule in rows:
        (span,) = [s for s in spans if s.from_date <= day <= s.to_date]
        assert (day, span.holder) == (day, holder)
        assert rule in ("", span.rule)


def test_the_demo_ends_as_the_page_does(docs: Path, demo_casebook: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Read by the program, the town has the page's holder before the first and after the last report."""
    rows = outcome(docs)
    for day, holder, _ in (rows[0], rows[-1]):
        wanted = ["situation", "--at", day, "--place", "Balakliia", "--json", "--casebook", str(demo_casebook)]
        assert run(wanted) == 0
        assert json.loads(capsys.readouterr().out.splitlines()[0])["holder"] == holder
