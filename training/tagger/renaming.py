"""Other names in the same sentences, so that a name is known by its company and not by heart.

The corpus of names is news of 1996. In training, some places and persons of a document are renamed, each the same way throughout
the document: places by settlements of the gazetteer (any country alike), persons by people of the registers. Development and test
texts are never renamed.
"""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import replace

from onrecord.gazetteer import Gazetteer
from onrecord.records import PlaceKind
from onrecord.register import ActorKind, Register, shipped
from onrecord.tag.tokens import tokenize
from tagger.data import Example

PLACE_SHARE, PERSON_SHARE = 0.4, 0.3
"""How many of a document's places and persons are renamed."""


class Renamer:
    """Draws names; `rename` gives a document with some of its names exchanged."""

    def __init__(self, random_state: random.Random) -> None:
        self._random = random_state
        self._gazetteer = Gazetteer.open()
        self._towns = self._settlements()
        people = [a for a in Register.load(list(shipped().values())) if a.kind is ActorKind.PERSON and a.name.isascii()]
        self._people = [a.name for a in people if 2 <= len(a.name.split()) <= 3]

    def _settlements(self) -> list[list[str]]:
        """Latin names of settlements, by country."""
        by_country: dict[str, list[str]] = defaultdict(list)
        for number in range(len(self._gazetteer)):
            if self._gazetteer.kind_of(number) is PlaceKind.SETTLEMENT:
                name = self._gazetteer.name_of(number)
                if name.isascii() and name[0].isupper() and len(name.split()) <= 3:
                    by_country[self._gazetteer.country_of(number) or ""].append(name)
        return list(by_country.values())

    def rename(self, example: Example) -> Example:
        """The document with some places and persons renamed; labels move along."""
        chosen: dict[str, list[str] | None] = {}
        words: list[str] = []
        entities: list[tuple[int, int, str]] = []
        at: dict[int, int] = {}
        position = 0
        for first, after, kind in sorted(example.entities or []):
            for i in range(position, first):
                at[i] = len(words)
                words.append(example.words[i])
            old = example.words[first:after]
            new = self._other(old, kind, chosen)
            at.update(dict.fromkeys(range(first, after), len(words)))  # a sentence that ends in a name ends before it
            entities.append((len(words), len(words) + len(new), kind))
            words.extend(new)
            position = after
        for i in range(position, len(example.words)):
            at[i] = len(words)
            words.append(example.words[i])
        at[len(example.words)] = len(words)
        sentences = [(at[a], at[b]) for a, b in example.sentences]
        return replace(example, words=words, sentences=sentences, entities=entities)

    def _other(self, old: list[str], kind: str, chosen: dict[str, list[str] | None]) -> list[str]:
        """What stands instead of a name: itself, or the name drawn for it in this document."""
        key = f"{kind} {' '.join(old).casefold()}"
        if key not in chosen:
            chosen[key] = self._drawn(old, kind)
        drawn = chosen[key]
        if drawn is None:
            return old
        return [w.upper() for w in drawn] if all(w.isupper() for w in old) and len(old[0]) > 3 else drawn

    def _drawn(self, old: list[str], kind: str) -> list[str] | None:
        name = None
        if kind == "LOC" and self._random.random() < PLACE_SHARE and not self._is_country(" ".join(old)):
            name = self._random.choice(self._random.choice(self._towns))
        elif kind == "PER" and self._random.random() < PERSON_SHARE:
            name = self._random.choice(self._people)
            name = name.split()[-1] if len(old) == 1 else name
        return [t.of(name) for t in tokenize(name)] if name else None

    def _is_country(self, name: str) -> bool:
        return any(e.kind is PlaceKind.COUNTRY for e in self._gazetteer.candidates(name))
