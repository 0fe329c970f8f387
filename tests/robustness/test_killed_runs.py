"""A run that is cut off at any moment can be gone on with, and the result is that of a run that was not."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from plain_stages import STAGES

from onrecord.errors import RunError
from onrecord.flow import Format, Kind, add, export, verify
from onrecord.store import Store, open_store

SUPPORT = Path(__file__).parents[1] / "support"
DOCUMENTS = 240
NOW = "2022-10-01T00:00:00+00:00"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports of two towns over a month, some edited, some echoed."""
    path = tmp_path_factory.mktemp("corpus") / "in.jsonl"
    with path.open("w") as out:
        for n in range(DOCUMENTS):
            kind, side = ("capture", "hold", "withdrawal")[n % 3], ("ukraine", "russia")[n % 2]
            text = f"{kind}|{('Balakliia', 'Izium')[n % 5 == 0]}|{side}|report number {n // 2} of the month, in words"
            document = {"id": f"d{n - n % 7 // 6}", "text": text, "publisher": f"Outlet {n % 4}"}
            out.write(json.dumps({**document, "published": f"2022-09-{1 + n % 28:02}T10:00:00+00:00"}) + "\n")
    return path


def exports(store: Store) -> dict[str, list[str]]:
    """All that a casebook says."""
    return {kind.value: list(export(store, kind, Format.JSONL)) for kind in Kind}


@pytest.fixture(scope="module")
def undisturbed(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The exports of a run from beginning to end."""
    with open_store(tmp_path_factory.mktemp("whole") / "w.db", create=True) as store:
        add([str(corpus)], store, stages=STAGES, now=lambda: NOW)
        return exports(store)


def run_until(casebook: Path, corpus: Path, line: int) -> int:
    """Run the program and kill it after so many lines of its output; its exit status."""
    command = [sys.executable, str(SUPPORT / "add_notation.py"), str(casebook), str(corpus)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(SUPPORT)}) as process:
        assert process.stdout is not None
        for n, _ in enumerate(process.stdout):
            if n == line:
                process.send_signal(signal.SIGKILL)
                break
        process.stdout.read()
        return process.wait()


@pytest.mark.parametrize("seed", range(3))
def test_a_killed_run_goes_on_to_the_same_result(
    tmp_path: Path, corpus: Path, undisturbed: dict[str, list[str]], seed: int
) -> None:
    """SIGKILL at three random moments, in reading and in cross-checking: sound each time, and in the end the same."""
    casebook = tmp_path / "w.db"
    chance = random.Random(seed)
    for moment in sorted(chance.sample(range(2, DOCUMENTS + 2), 3)):
        assert run_until(casebook, corpus, moment) in (-signal.SIGKILL, 0)
        with open_store(casebook) as store:
            assert list(verify(store)) == []
    assert run_until(casebook, corpus, 10**6) == 0
    with open_store(casebook) as store:
        assert list(verify(store)) == []
        assert exports(store) == undisturbed


def test_a_full_disk_ends_the_run_and_keeps_what_was_stored(
    tmp_path: Path, corpus: Path, undisturbed: dict[str, list[str]]
) -> None:
    """The file may grow no further: status 3, a sound casebook, and with more room the run goes on to the same result."""
    casebook = tmp_path / "w.db"
    with open_store(casebook, create=True) as store:
        store._db.one("PRAGMA max_page_count = 200")  # type: ignore[attr-defined]
        with pytest.raises(RunError) as caught:
            add([str(corpus)], store, stages=STAGES, now=lambda: NOW)
        assert (caught.value.code, caught.value.exit_status) == ("casebook-full", 3)
    with open_store(casebook) as store:
        assert 0 < store.counts().versions < DOCUMENTS
        assert list(verify(store)) == []
        add([str(corpus)], store, stages=STAGES, now=lambda: NOW)
        assert exports(store) == undisturbed
