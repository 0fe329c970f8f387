"""Every room says at its door what goes in, what comes out, what it touches, how it fails and what it is judged by."""

from __future__ import annotations

import importlib
import inspect
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PARTS = ("In:", "Out:", "Touches:", "Fails:", "Judged by:")


def layers() -> list[list[str]]:
    """The rooms by layer, topmost first, as import-linter is told them."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf8"))["tool"]["importlinter"]["contracts"]
    return [[room.strip() for room in layer.split("|")] for layer in contracts[0]["layers"]]


ROOMS = [room for layer in layers()[:-3] for room in layer]
"""All but the ground: records, basics and errors, which do nothing."""


@pytest.mark.parametrize("room", ROOMS)
def test_the_card_of_a_room_has_all_parts_in_order(room: str) -> None:
    """In, Out, Touches, Fails, Judged by, after a first line that says what the room does."""
    card = inspect.getdoc(importlib.import_module(room)) or ""
    places = [card.find(part) for part in PARTS]
    assert -1 not in places, [part for part, place in zip(PARTS, places, strict=True) if place < 0]
    assert places == sorted(places)
    assert len(card.splitlines()[0].split()) > 3


@pytest.mark.parametrize("room", ROOMS)
def test_the_tests_that_a_card_names_are_there(room: str) -> None:
    """A room is not judged by a folder that does not exist."""
    card = inspect.getdoc(importlib.import_module(room)) or ""
    named = re.findall(r"\btests/[\w/*.-]*[\w*]", card[card.find("Judged by:") :])
    assert [path for path in named if not list(ROOT.glob(f"{path.rstrip('*')}*"))] == []


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_exports_something_with_a_docstring(room: str) -> None:
    """Every function and class that a room offers says what it is for."""
    package = importlib.import_module(room)
    offered = [getattr(package, name) for name in getattr(package, "__all__", ["main"])]
    assert offered
    assert [o.__name__ for o in offered if callable(o) and inspect.getmodule(o) and not inspect.getdoc(o)] == []


def test_every_package_is_in_a_layer() -> None:
    """A new room is not outside of the rules on imports."""
    found = {f"onrecord.{p.parent.name}" for p in (ROOT / "src/onrecord").glob("*/__init__.py")} | {"onrecord.errors"}
    assert found == {room for layer in layers() for room in layer}
