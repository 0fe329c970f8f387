"""The words of one language, read from its table."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from onrecord.date.scan import Token, tokens_of


@dataclass(slots=True)
class _Branch:
    """A place in the tree of set phrases."""

    following: dict[str, _Branch] = field(default_factory=dict)
    readings: list[tuple[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words, numbers and rules of one language (see the tables for what each class means).

    `starts` are the first words of all phrases; `literals` are the words that patterns name as they are; `parts` are all that can
    stand in an expression, and `common` those of them that make none among themselves ("of the"); `hints` are sets of words
    beside an expression that tell what it means (verbs that look ahead, prepositions before a year).
    """

    language: str
    day_first: bool
    cardinals: dict[str, int]
    ordinals: dict[str, int]
    number_starts: frozenset[str]
    capitalised: frozenset[str]
    past_endings: tuple[str, ...]
    future_endings: tuple[str, ...]
    present_endings: tuple[str, ...]
    hints: dict[str, frozenset[str]]
    rules: tuple[tuple[str, str, str], ...]
    literals: frozenset[str]
    starts: frozenset[str]
    parts: frozenset[str]
    common: frozenset[str]
    _root: _Branch

    def phrases_at(self, tokens: Sequence[Token], at: int) -> Iterator[tuple[str, Any, int]]:
        """Set phrases that begin at token `at`, as (class, value, token after)."""
        branch = self._root
        for place in range(at, len(tokens)):
            token = tokens[place]
            step = branch.following.get(token.key)
            if step is None or (token.key in self.capitalised and not token.is_capital):
                return
            branch = step
            for sort, value in branch.readings:
                yield sort, value, place + 1


@cache
def lexicon_for(language: str) -> Lexicon:
    """The table of a language that `languages` lists."""
    table = tomllib.loads(resources.files("onrecord.date").joinpath("tables", f"{language}.toml").read_text(encoding="utf8"))
    root = _Branch()
    phrases = [(sort, phrase, value) for sort, entries in table["words"].items() for phrase, value in _spread(entries)]
    phrases += _adjectives(table.get("adjectives"))
    words = [_add(root, phrase, sort, value) for sort, phrase, value in phrases]
    cardinals = dict(_spread(table["cardinals"]))
    ordinals = dict(_spread(table["ordinals"]))
    rules = tuple((form, rule["means"], rule.get("option", "")) for rule in table["rule"] for form in rule["forms"])
    numbers = frozenset(cardinals) | frozenset(ordinals)
    literals = frozenset(_literals(rules))
    return Lexicon(
        language=language,
        day_first=table["day_first"],
        cardinals=cardinals,
        ordinals=ordinals,
        number_starts=numbers,
        capitalised=frozenset(table["capitalised"]),
        past_endings=tuple(table["past_endings"]),
        future_endings=tuple(table["future_endings"]),
        present_endings=tuple(table["present_endings"]),
        hints={name: frozenset(words) for name, words in table["hints"].items()},
        rules=rules,
        literals=literals,
        starts=frozenset(keys[0] for keys in words),
        parts=frozenset(key for keys in words for key in keys) | numbers | literals,
        common=frozenset(table["common"]),
        _root=root,
    )


def _spread(table: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Entries of a table: "word" = value, or value-as-text = ["word", ...] for many words with one value."""
    for key, value in table.items():
        if isinstance(value, list) and value and isinstance(value[0], str):
            for word in value:
                yield word, _value(key)
        else:
            yield key, value


def _value(key: str) -> int | float | str:
    if key.lstrip("-").isdecimal():
        return int(key)
    return float(key) if key.replace(".", "", 1).isdecimal() else key


def _adjectives(parts: dict[str, Any] | None) -> Iterator[tuple[str, str, Any]]:
    """Adjectives as (class, word, value): of length ("двомісячного"), their second halves ("денної" of "5-денної"), of months."""
    if parts is None:
        return
    for ending in parts["endings"]:
        for stem, month in _spread(parts["months"]):
            yield "MONTHADJ", stem + ending, month
        for stem, unit in _spread(parts["stems"]):
            yield "LENGTHSTEM", stem + ending, unit
            for prefix, number in _spread(parts["prefixes"]):
                yield "LENGTH", prefix + stem + ending, [number, unit]


def _add(root: _Branch, phrase: str, sort: str, value: Any) -> list[str]:
    """Put a phrase into the tree; returns its words."""
    keys = [token.key for token in tokens_of(phrase)]
    branch = root
    for key in keys:
        branch = branch.following.setdefault(key, _Branch())
    branch.readings.append((sort, tuple(value) if isinstance(value, list) else value))
    return keys


def _literals(rules: Sequence[tuple[str, str, str]]) -> Iterator[str]:
    for form, _, _ in rules:
        for mark in "[](){}|":
            form = form.replace(mark, " ")
        yield from (word for word in form.split() if not word[0].isupper())
