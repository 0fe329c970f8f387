"""The register's answers, remembered: the same names come in every document of a day."""

from __future__ import annotations

from datetime import date
from typing import Any, Protocol
from weakref import WeakKeyDictionary

from onrecord.register import Actor, Register

_KEPT = 50_000
"""Answers remembered of one register, some 10 MB; then all are forgotten."""


class Answers(Protocol):
    """What a document's names are looked up in. See `Register` for what the answers mean."""

    capitals: frozenset[str]

    def find(self, phrase: str, day: date | None) -> Actor | None:
        """`Register.find` on the day."""

    def government(self, name: str) -> Actor | None:
        """`Register.government`."""

    def side_of(self, phrase: str) -> str | None:
        """`Register.side_of`."""


class LookUps:
    """Answers of one register. See `Register` for what they mean."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._known: dict[str, bool] = {}
        self._found: dict[tuple[str, date | None], Actor | None] = {}
        self._governments: dict[str, Actor | None] = {}
        self._sides: dict[str, str | None] = {}
        self.capitals = frozenset(capital.lower() for side in register.sides.values() for capital in side.capitals)

    def find(self, phrase: str, day: date | None) -> Actor | None:
        """`Register.find` on the day. Most names are nobody's on any day, which is remembered once for all of them."""
        if phrase not in self._known:
            _make_room(self._known)
            self._known[phrase] = self._register.knows(phrase)
        if not self._known[phrase]:
            return None
        key = (phrase, day)
        if key not in self._found:
            _make_room(self._found)
            self._found[key] = self._register.find(phrase, at=day)
        return self._found[key]

    def government(self, name: str) -> Actor | None:
        """`Register.government`."""
        if name not in self._governments:
            _make_room(self._governments)
            self._governments[name] = self._register.government(name)
        return self._governments[name]

    def side_of(self, phrase: str) -> str | None:
        """`Register.side_of`."""
        if phrase not in self._sides:
            _make_room(self._sides)
            self._sides[phrase] = self._register.side_of(phrase)
        return self._sides[phrase]


def _make_room(answers: dict[Any, Any]) -> None:
    if len(answers) >= _KEPT:
        answers.clear()


_OF_REGISTER: WeakKeyDictionary[Register, LookUps] = WeakKeyDictionary()


def lookups(register: Register) -> LookUps:
    """The look-ups of a register, the same ones for every document."""
    found = _OF_REGISTER.get(register)
    if found is None:
        found = _OF_REGISTER[register] = LookUps(register)
    return found
