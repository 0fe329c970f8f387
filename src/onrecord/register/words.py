"""The English words that phrases are read with (data/words.toml)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from onrecord.register.fold import fold, skeleton

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Words:
    """Closed word lists, folded.

    `given` is the `fold.skeleton` of a given name → that of the name that it is exchanged with.
    `rewritten` is folded word or phrase → the words it stands for; `longest` the number of words of its longest key.
    """

    given: dict[str, str]
    rewritten: dict[str, tuple[str, ...]]
    ignored: frozenset[str]
    ignored_in_offices: frozenset[str]
    indefinite: frozenset[str]
    shared_offices: tuple[frozenset[str], ...]
    titles: frozenset[str]
    prepositions: frozenset[str]
    kin: frozenset[str]
    rule: frozenset[str]
    descriptors: frozenset[str]
    loyal_after: frozenset[str]
    backed: frozenset[str]
    loyal_before: frozenset[str]
    neutral_after: frozenset[str]
    neutral_before: frozenset[str]
    serving: frozenset[str]
    private: frozenset[str]
    bodies: frozenset[str]
    ranks: frozenset[str]


@lru_cache(maxsize=1)
def english() -> Words:
    """The shipped lists."""
    data = tomllib.loads((DATA / "words.toml").read_text("utf-8"))
    rewritten: dict[str, tuple[str, ...]] = {fold(word): (plain,) for plain, others in data["same"].items() for word in others}
    for phrase, plain in data["phrases"].items():
        rewritten[fold(phrase)] = tuple(rewritten.get(w, (w,))[0] for w in plain.split())
    given = {skeleton(fold(other)): skeleton(fold(name)) for name, others in data["given"].items() for other in others}
    return Words(
        given,
        rewritten,
        frozenset(data["ignored"]["words"]),
        frozenset(data["ignored"]["in_offices"]),
        frozenset(data["ignored"]["indefinite"]),
        tuple(frozenset(words) for words in data["shared_offices"]["all_of"]),
        frozenset(data["titles"]["words"]),
        frozenset(data["prepositions"]["words"]),
        frozenset(data["kin"]["words"]),
        frozenset(data["rule"]["words"]),
        frozenset(data["descriptors"]["words"]),
        frozenset(data["loyal"]["after"]),
        frozenset(data["loyal"]["backed"]),
        frozenset(data["loyal"]["before"]),
        frozenset(data["neutral"]["after"]),
        frozenset(data["neutral"]["before"]),
        frozenset(data["serving"]["words"]),
        frozenset(data["private"]["words"]),
        frozenset(data["bodies"]["words"]),
        frozenset(data["ranks"]["words"]),
    )
