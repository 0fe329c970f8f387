"""What tests of the documentation share: the pages, and a casebook of the demo."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from onrecord.cli.commands import run

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
sys.path.insert(0, str(DOCS))  # the generators of the reference pages live beside the pages


@pytest.fixture(scope="session")
def docs() -> Path:
    """The folder of the documentation's sources."""
    return DOCS


@pytest.fixture(scope="session")
def demo() -> Path:
    """The folder of the demo's files."""
    return ROOT / "demo"


@pytest.fixture(scope="session")
def demo_casebook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's casebook, made as `make demo` makes it; read-only for tests."""
    file = tmp_path_factory.mktemp("demo") / "casebook.db"
    assert run(["baseline", str(ROOT / "demo" / "baseline.csv"), "--casebook", str(file)]) == 0
    assert run(["add", str(ROOT / "demo" / "dispatches.jsonl"), "--casebook", str(file)]) == 0
    return file
