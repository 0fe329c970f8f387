"""The words that finding and judging names looks for, read from `data/lexicon.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Sets of words in lower case; `data/lexicon.toml` says what each is for."""

    before: frozenset[str]
    after: frozenset[str]
    plain: frozenset[str]
    titles: frozenset[str]
    bodies: frozenset[str]
    particles: frozenset[str]
    areas: frozenset[str]
    offices: frozenset[str]
    says: frozenset[str]
    helpers: frozenset[str]
    features: frozenset[str]
    shortened: frozenset[str]
    buildings: frozenset[str]
    powers: frozenset[str]
    forces: frozenset[str]
    first_level: frozenset[str]
    second_level: frozenset[str]
    taken: frozenset[str]


def read_lexicon(path: Path) -> Lexicon:
    """The lexicon in a TOML file whose values are words divided by white space."""
    with path.open("rb") as source:
        return Lexicon(**{name: frozenset(words.split()) for name, words in tomllib.load(source).items()})


LEXICON = read_lexicon(Path(__file__).parent / "data" / "lexicon.toml")
