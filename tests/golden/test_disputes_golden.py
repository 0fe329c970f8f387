"""Small cases of how sides contradict and concede, read, added and cross-checked as a casebook would.

`disputes/develop` was looked at while methods were made; `disputes/measured` only counts. `second`, `third` and `fourth` were
written in other manners, each after the one before had been looked at, and run once before they were looked at themselves.
The rates that were reached are in `disputes/reached.toml` with the cases that fail: a known failure may stay one, but the rate
never falls.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from dispute_cases import Case, cases

from onrecord.flow.add import add
from onrecord.flow.stages import ReadOptions, Tools
from onrecord.register import shipped
from onrecord.store import open_store

FOLDER = Path(__file__).parent / "disputes"
ISLANDS = Path(__file__).parents[1] / "support" / "two_islands.toml"
REACHED: dict[str, Any] = tomllib.loads((FOLDER / "reached.toml").read_text("utf8"))
SETS = ("develop", "measured", "second", "third", "fourth")

pytestmark = pytest.mark.timeout(1800)
"""Some eight hundred reports are tagged: a minute on an idle core."""


def tools(shared: dict[str, Tools], name: str) -> Tools:
    """The services for a register's cases; all share one tagger."""
    if name not in shared:
        register = ISLANDS if name == "two-islands" else shipped()[name]
        shared[name] = Tools(ReadOptions(registers=(register,)))
        if len(shared) > 1:
            shared[name].tagger = next(iter(shared.values())).tagger
    return shared[name]


def wrong(case: Case, services: Tools, folder: Path) -> tuple[list[str], list[str]]:
    """What the casebook made of the reports gets wrong: in the statuses, and in the rest."""
    with open_store(folder / "casebook.db", create=True) as store:
        report = add([str(case.write(folder / "in.jsonl"))], store, options=services.options, tools=services)
        assert not report.failed
        return case.check(list(store.all_claims()))


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, tuple[list[str], list[str]]]]:
    """For each half, what is wrong with each case, by its title."""
    shared: dict[str, Tools] = {}
    return {
        half: {c.title: wrong(c, tools(shared, c.register), tmp_path_factory.mktemp("case")) for c in cases(FOLDER / half)}
        for half in SETS
    }


@pytest.mark.parametrize("half", SETS)
def test_statuses_are_right_in_as_many_cases_as_before(outcomes: dict[str, Any], half: str) -> None:
    """The share of cases with every status right does not fall below what was reached."""
    failing = {title: statuses for title, (statuses, _) in outcomes[half].items() if statuses}
    rate = 1 - len(failing) / len(outcomes[half])
    new = {title: said for title, said in failing.items() if title not in REACHED[half]["known_failures"]}
    assert rate >= REACHED[half]["statuses"], f"{rate:.3f} right; newly wrong: {new}"


@pytest.mark.parametrize("half", SETS)
def test_sides_origins_and_numbers_are_right_in_as_many_cases_as_before(outcomes: dict[str, Any], half: str) -> None:
    """The share of cases with everything right, the status and what the case says beside it, does not fall either."""
    failing = {title: said for title, said in outcomes[half].items() if any(said)}
    assert 1 - len(failing) / len(outcomes[half]) >= REACHED[half]["all"], failing


@pytest.mark.parametrize("half", SETS)
def test_known_failures_are_cases(half: str) -> None:
    """The list of known failures names cases that there are."""
    assert set(REACHED[half]["known_failures"]) <= {c.title for c in cases(FOLDER / half)}


def test_there_are_hundreds_of_cases_of_which_ten_follow_the_public_record() -> None:
    """None has the title of another of its set."""
    found = [c for half in SETS for c in cases(FOLDER / half)]
    assert len(found) >= 360
    assert sum(c.file == "record" for c in found) == 10
    assert all(len({c.title for c in cases(FOLDER / half)}) == sum(1 for _ in cases(FOLDER / half)) for half in SETS)
