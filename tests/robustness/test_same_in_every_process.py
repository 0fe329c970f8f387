"""The same text is read the same in every process: nothing rests on the order of a set."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

TEXTS = [
    "Brigades from Arvenia took the town of Duby on Monday after two days of airstrikes, the defence ministry said.",
    "The governor denied that the bridges had fallen. He said 12 people were killed and dozens of houses damaged.",
    "Blackouts in three districts after overnight drone strikes; power was restored by noon, according to the grid operator.",
    "Talks on an exchange of prisoners broke off, two officials told the newspaper, and sanctions may follow next week.",
]
PROGRAM = "import sys; from onrecord.cli import main; main()"


def test_a_text_is_read_the_same_in_every_process(tmp_path: Path) -> None:
    """Three processes with different hash seeds print the same bytes."""
    file = tmp_path / "in.jsonl"
    file.write_text(
        "".join(json.dumps({"id": f"d{n}", "text": t, "published": "2022-09-08"}) + "\n" for n, t in enumerate(TEXTS))
    )
    printed = set()
    for seed in ("0", "1", "2"):
        command = [sys.executable, "-c", PROGRAM, "read", str(file), "--json"]
        done = subprocess.run(command, capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
        printed.add(done.stdout)
    assert len(printed) == 1
    assert len(printed.pop().splitlines()) == len(TEXTS)
