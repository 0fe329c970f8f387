"""Names in texts of a conflict, labelled by machine.

    python -m tagger.silver --out silver.jsonl --countries UA,RU TEXTS.jsonl ...

The corpora of names are old news of other matters, and a tagger trained on them takes an unknown town for a person. Here
the tagger so trained reads texts of a conflict, and what it says is put right where the gazetteer and the register know
better: a capitalised name that is a settlement or region of the countries at hand, and nobody's name in the register, is a
place. No gold label is used.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from onrecord.basics.fold import folded as fold
from onrecord.gazetteer import Gazetteer
from onrecord.records import Document, PlaceKind
from onrecord.register import ActorKind, Register, shipped
from onrecord.tag import Tagger
from onrecord.tag.tokens import split_sentences, tokenize
from tagger.data import Example

AREAS = (PlaceKind.ADMIN1, PlaceKind.REGION)
LEAST_PEOPLE = 2000
LONGEST = 3


class Known:
    """Names of places in some countries, and of people."""

    def __init__(self, countries: frozenset[str]) -> None:
        self._gazetteer = Gazetteer.open()
        self._countries = countries
        people = [a for a in Register.load(list(shipped().values())) if a.kind is ActorKind.PERSON]
        self._people = {fold(part) for a in people for part in (a.name, a.name.split()[-1])}
        self._seen: dict[str, bool] = {}

    def is_person(self, name: str) -> bool:
        """True for a name or surname of the register."""
        return fold(name) in self._people

    def is_place(self, name: str) -> bool:
        """True for a settlement of some size or a region of the countries at hand that is nobody's name."""
        if name not in self._seen:
            self._seen[name] = fold(name) not in self._people and any(
                e.country in self._countries
                and (e.kind in AREAS or (e.kind is PlaceKind.SETTLEMENT and e.population >= LEAST_PEOPLE))
                for e in self._gazetteer.candidates(name)
            )
        return self._seen[name]


def label(document: Document, tagger: Tagger, known: Known) -> Example:
    """The tagger's names, with places put right."""
    text = document.text
    tokens = tokenize(text)
    words = [t.of(text) for t in tokens]
    index = {t.start: i for i, t in enumerate(tokens)}
    ends = {t.end: i + 1 for i, t in enumerate(tokens)}
    found = [
        (index[m.span.start], ends[m.span.end], m.label.value)
        for m in tagger.tag(document).mentions
        if m.span.start in index and m.span.end in ends
    ]
    sentences = split_sentences(text, tokens)
    firsts = {a for a, _ in sentences}
    entities: list[tuple[int, int, str]] = []
    taken: set[int] = set()
    for first, after in places(words, firsts, known):
        clash = [f for f in found if f[0] < after and first < f[1]]
        if any(f[1] - f[0] > after - first for f in clash):
            continue  # part of a longer name, as in "Kharkiv Regional Council"
        entities.append((first, after, "LOC"))
        taken.update(range(first, after))
    for first, after, kind in found:
        if not taken.intersection(range(first, after)):
            name = " ".join(words[first:after])
            entities.append((first, after, "PER" if known.is_person(name) else "LOC" if known.is_place(name) else kind))
    return Example(words, sentences, entities=sorted(entities))


def places(words: list[str], firsts: set[int], known: Known) -> Iterator[tuple[int, int]]:
    """Longest names of places, left to right. The first word of a sentence counts only with a second one."""
    i = 0
    while i < len(words):
        lengths = [n for n in range(LONGEST, 0, -1) if _named(words[i : i + n], n) and (n > 1 or i not in firsts)]
        length = next((n for n in lengths if known.is_place(" ".join(words[i : i + n]))), 0)
        if length:
            yield i, i + length
        i += length or 1


def _named(part: list[str], length: int) -> bool:
    return len(part) == length and len(part[0]) > 3 and part[0][0].isupper() and part[-1][0].isupper()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=Path, nargs="+", help="JSON Lines with text")
    parser.add_argument("--countries", required=True, help="ISO codes, joined by commas")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    tagger, known = Tagger.load(), Known(frozenset(options.countries.split(",")))
    with options.out.open("w", encoding="utf8") as out:
        for file in options.texts:
            for line in file.read_text("utf8").splitlines():
                example = label(Document("silver", json.loads(line)["text"]), tagger, known)
                if example.entities:
                    out.write(json.dumps([example.words, example.sentences, example.entities]) + "\n")


if __name__ == "__main__":
    main()
