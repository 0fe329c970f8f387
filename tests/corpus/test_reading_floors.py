"""Floors for reading on annotated corpora, which are not part of the project.

Set ONRECORD_CORPORA to the folder that holds them and ONRECORD_SCORER to the scoring program, which takes a task, `--gold`,
`--system` and `--json`. A floor is what was reached when it was set, rounded down, and is only ever raised.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.cli.commands import run

pytestmark = pytest.mark.corpus

FLOORS = {
    ("attribution", "polnear/dev"): {
        "relation, all roles overlap": 0.81,
        "source, exact span": 0.82,
        "content, exact span": 0.65,
    },
    ("happenings", "war-gold/dev"): {
        "statements: source and content overlap": 0.88,
        "happenings: trigger overlaps, same type": 0.91,
    },
    ("places", "trnews/dev"): {"end to end (id or <=161 km)": 0.85},
    ("places", "lgl/dev"): {"end to end (id or <=161 km)": 0.78},
    ("places", "geowebnews/dev"): {"end to end (id or <=161 km)": 0.76},
}
"""F1 by task and corpus. The weights that choose places are trained on the corpora of places, so theirs measure no quality."""


@pytest.mark.parametrize(("task", "corpus"), FLOORS, ids=str)
def test_f1_does_not_fall(task: str, corpus: str, tmp_path: Path) -> None:
    """What `read --json` prints scores at or above the floors."""
    folder = Path(os.environ.get("ONRECORD_CORPORA", "")) / corpus
    scorer = os.environ.get("ONRECORD_SCORER")
    if not (folder / "gold.jsonl").is_file() or scorer is None:
        pytest.skip(f"needs the corpus {corpus} in ONRECORD_CORPORA and the program that ONRECORD_SCORER names")
    system = tmp_path / "system.jsonl"
    assert run(["read", str(folder / "docs.jsonl"), "--json", "--output", str(system)]) == 0
    command = [sys.executable, scorer, task, "--gold", str(folder / "gold.jsonl"), "--system", str(system), "--json"]
    figures = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    found = {name: figures[name]["F1"] for name in FLOORS[task, corpus]}
    assert all(found[name] >= floor for name, floor in FLOORS[task, corpus].items()), found
