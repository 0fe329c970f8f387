"""The trigger lexicon: which words, in which company, tell of which type of happening. Read from lexicon.toml.

A frame has one of `verbs`, `nouns` (lemmas, separated by spaces) or `phrases` (patterns). The conditions of a frame all
have to hold; each lists alternatives, and its `not_` form lists what must be absent:

    object    the noun phrase acted on (the subject of a passive)   subject   the noun phrase that acts
    before    the words of the phrase in front of the trigger       after     what follows at once
    head      the last word of the object up to its first "of"      doer      that of the subject
    within    the words of the clause                               voice     "active" or "passive"
    form      "past", "present" or "participle"                     premodifier  true, false: does it stand before its noun?

An alternative is a pattern: lemmas separated by spaces, `a|b` for one of several, `word?` for one that may be missing,
`*` for up to four words, `@class` for a word of a class. In `phrases`, [brackets] mark the trigger where it is not all.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.records import HappeningType

CONDITIONS = ("object", "head", "subject", "doer", "before", "after", "within")
MAX_GAP = 4

Matches = Callable[[int, str], bool]
"""Does the word at this index have this lemma, form or class?"""


@dataclass(frozen=True, slots=True)
class Element:
    """One place of a pattern: alternatives, or a gap."""

    options: tuple[str, ...]
    optional: bool = False
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """A row of elements; `first`/`after` bound the part that is the trigger."""

    source: str
    elements: tuple[Element, ...]
    first: int
    after: int
    needs: tuple[frozenset[str], ...] = ()

    def may_match(self, vocabulary: Set[str]) -> bool:
        """Could the pattern fit in a sentence of these lemmas, forms and classes? False spares the search."""
        return not any(options.isdisjoint(vocabulary) for options in self.needs)

    def match(self, start: int, stop: int, matches: Matches) -> list[tuple[int, int]] | None:
        """Where each element lies, as index pairs (empty for one left out), if the pattern fits at `start`; None otherwise."""
        return _match(self.elements, 0, start, stop, matches)

    def fixed(self, places: list[tuple[int, int]]) -> int:
        """How many words the elements that are not gaps took."""
        return sum(b - a for element, (a, b) in zip(self.elements, places, strict=True) if not element.gap)


@dataclass(frozen=True, slots=True)
class Frame:
    """One row of the lexicon. `kind` is "verb", "noun" or "phrase"; `row` its number among those of its type, from 1."""

    type: HappeningType
    kind: str
    words: tuple[str, ...]
    patterns: tuple[Pattern, ...] = ()
    conditions: tuple[tuple[str, bool, tuple[Pattern, ...]], ...] = ()
    voice: str | None = None
    form: str | None = None
    agent: str | None = None
    modality: str | None = None
    service: str | None = None
    extent: str | None = None
    premodifier: bool | None = None
    weak: bool = False
    rank: int = 0
    row: int = 0


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The frames by the lemma that they begin with, and what is asked of single words.

    `classes` gives each lemma its classes; `light` verbs only carry a noun; `ambiguous` verbs are nouns too; `intransitive`
    ones have no object. Beside `figurative` words a type of `figured` is a figure of speech, but where `warlike` ones
    stand too.
    """

    verbs: Mapping[str, tuple[Frame, ...]]
    nouns: Mapping[str, tuple[Frame, ...]]
    phrases: Mapping[str, tuple[tuple[Frame, Pattern], ...]]
    classes: Mapping[str, frozenset[str]]
    light: frozenset[str]
    figurative: frozenset[str]
    warlike: frozenset[str]
    figured: frozenset[HappeningType]
    ambiguous: frozenset[str]
    intransitive: frozenset[str]
    tables: Mapping[str, Any] = field(default_factory=dict)


def parse_pattern(source: str) -> Pattern:
    """A pattern from its notation (module docstring)."""
    elements: list[Element] = []
    first, after = -1, -1
    for part in source.split():
        if part.startswith("[") and first < 0:
            first = len(elements)
        word = part.strip("[").replace("]", "")
        options = tuple(word.removesuffix("?").split("|"))
        if not all(options):
            raise ValueError(f"pattern {source!r} has an empty alternative in {part!r}")
        elements.append(Element(options, word.endswith("?"), word == "*"))
        if "]" in part:
            after = len(elements)
    needs = tuple(frozenset(e.options) for e in elements if not (e.gap or e.optional))
    return Pattern(source, tuple(elements), max(first, 0), after if after >= 0 else len(elements), needs)


def _match(elements: tuple[Element, ...], k: int, at: int, stop: int, matches: Matches) -> list[tuple[int, int]] | None:
    if k == len(elements):
        return []
    element = elements[k]
    if element.gap:
        ends = range(at, min(at + MAX_GAP, stop) + 1)
    elif at < stop and any(matches(at, option) for option in element.options):
        ends = range(at + 1, at - 1, -1) if element.optional else range(at + 1, at + 2)
    else:
        ends = range(at, at + 1) if element.optional else range(0)
    for end in ends:
        rest = _match(elements, k + 1, end, stop, matches)
        if rest is not None:
            return [(at, end), *rest]
    return None


@cache
def load() -> Lexicon:
    """The lexicon that ships with the package, read once."""
    table = tomllib.loads(files("onrecord.code").joinpath("lexicon.toml").read_text(encoding="utf-8"))
    return build(table)


def build(table: Mapping[str, Any]) -> Lexicon:
    """A lexicon from its TOML form.

    Raises:
        ValueError: a type that CONTRACT does not know, or a frame without words.
    """
    verbs: dict[str, list[Frame]] = {}
    nouns: dict[str, list[Frame]] = {}
    phrases: dict[str, list[tuple[Frame, Pattern]]] = {}
    rank = 0
    for name in (t.value for t in HappeningType):
        for number, row in enumerate(table.get(name, ()), 1):
            rank += 1
            frame = _frame(HappeningType(name), row, rank, number)
            for lemma in frame.words:
                (verbs if frame.kind == "verb" else nouns).setdefault(lemma, []).append(frame)
            for pattern in frame.patterns:
                for lemma in pattern.elements[0].options:
                    phrases.setdefault(lemma, []).append((frame, pattern))
    return Lexicon(
        {k: tuple(v) for k, v in verbs.items()},
        {k: tuple(v) for k, v in nouns.items()},
        {k: tuple(v) for k, v in phrases.items()},
        _classes(table["classes"]),
        frozenset(table["light"]["verbs"].split()),
        frozenset(table["figurative"]["words"].split()),
        frozenset(table["figurative"]["unless"].split()),
        frozenset(HappeningType(name) for name in table["figurative"]["types"].split()),
        frozenset(table["light"]["ambiguous"].split()),
        frozenset(table["light"]["intransitive"].split()),
        table,
    )


def _frame(kind_of: HappeningType, row: Mapping[str, Any], rank: int, number: int) -> Frame:
    kind = next((k for k in ("verbs", "nouns", "phrases") if k in row), None)
    if kind is None:
        raise ValueError(f"lexicon row {number} of {kind_of.value!r} has neither verbs, nouns nor phrases")
    conditions = tuple(
        (name, negated, tuple(parse_pattern(p) for p in row[key]))
        for name in CONDITIONS
        for key, negated in ((name, False), (f"not_{name}", True))
        if key in row
    )
    return Frame(
        type=kind_of,
        kind=kind[:-1],
        words=() if kind == "phrases" else tuple(row[kind].split()),
        patterns=tuple(parse_pattern(p) for p in row["phrases"]) if kind == "phrases" else (),
        conditions=conditions,
        voice=row.get("voice"),
        form=row.get("form"),
        agent=row.get("agent"),
        modality=row.get("modality"),
        service=row.get("service"),
        extent=row.get("extent"),
        premodifier=row.get("premodifier"),
        weak=bool(row.get("weak")),
        rank=rank,
        row=number,
    )


def _classes(table: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Lemma → names of the classes it is in."""
    found: dict[str, set[str]] = {}
    for name, words in table.items():
        for word in words.split():
            found.setdefault(word, set()).add("@" + name)
    return {word: frozenset(names) for word, names in found.items()}
