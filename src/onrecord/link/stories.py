"""Documents about the same happening, grouped into stories."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from math import log, sqrt

from onrecord.basics.fold import folded
from onrecord.basics.ids import content_id

SAME_STORY = 0.18
"""A document joins a story whose words are at least so like its own (cosine of TF-IDF, 0..1)."""

SHARED_CLAIM = 0.15
"""What a shared claim adds to that likeness."""

STORY_DAYS = 30
"""A story goes on while each document comes at most so many days after the last one."""

_WORDS = 200
"""Words of a document that are compared: news says what happened first."""

_NAMES = 2.0
"""What a word weighs more that is mostly written with a capital: names tell stories apart."""

_ALONE = 0.5
"""What a word weighs less that no other document has: it makes two texts unlike, but may be a slip or a strange name."""

_COMMON = frozenset((files("onrecord.link") / "common.txt").read_text("utf-8").split())
"""English words that are in every text; in a small casebook their frequency does not show it."""

_KEYS = 12
"""Heaviest words of a document by which stories are found."""

Vector = dict[str, float]


@dataclass(frozen=True, slots=True)
class StoryItem:
    """A document as far as grouping needs it. `day` is ISO 8601 or None; `claims` those that it makes or denies."""

    document: str
    text: str
    day: str | None
    claims: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Story:
    """A story as it grows: the sum of its documents' vectors."""

    members: list[str] = field(default_factory=list)
    total: Vector = field(default_factory=dict)
    claims: set[str] = field(default_factory=set)
    last: int = 0

    def add(self, item: StoryItem, vector: Vector, day: int) -> None:
        self.members.append(item.document)
        self.claims |= item.claims
        self.last = day
        for word, weight in vector.items():
            self.total[word] = self.total.get(word, 0.0) + weight

    def likeness(self, vector: Vector) -> float:
        """Mean cosine of the vector to the members."""
        return sum(weight * self.total.get(word, 0.0) for word, weight in vector.items()) / len(self.members)


def stories(items: Iterable[StoryItem], *, same_story: float = SAME_STORY) -> dict[str, str]:
    """Group documents: document id → story id.

    Documents are taken in order of day and id, whatever the order given, and each joins the likeliest story still going on,
    or begins one. A story's id comes from its first document.

    Cost: near-linear in the documents of a window of days. Source: single-pass clustering of news (Allan et al., 1998).
    """
    ordered = sorted(items, key=lambda i: (i.day or "", i.document))
    vectors = _vectors(ordered)
    going: dict[str, list[int]] = {}
    found: list[_Story] = []
    for item, vector in zip(ordered, vectors, strict=True):
        day = date.fromisoformat(item.day).toordinal() if item.day else 0
        keys = sorted(vector, key=lambda w: (-vector[w], w))[:_KEYS]
        for key in keys:
            going[key] = [n for n in going.get(key, ()) if day - found[n].last <= STORY_DAYS]
        best = _best(item, vector, {n for key in keys for n in going[key]}, found, same_story)
        if best is None:
            best = len(found)
            found.append(_Story())
        found[best].add(item, vector, day)
        for key in keys:
            if best not in going[key]:
                going[key].append(best)
    return {d: content_id("st", story.members[0]) for story in found for d in story.members}


def _best(item: StoryItem, vector: Vector, going: set[int], found: list[_Story], same_story: float) -> int | None:
    """The likeliest of the stories going on, the earliest of those that tie; None if none is like enough."""
    best, score = None, same_story
    for n in sorted(going):
        like = found[n].likeness(vector) + (SHARED_CLAIM if found[n].claims & item.claims else 0.0)
        if like >= score and (best is None or like > score):
            best, score = n, like
    return best


def _vectors(items: Sequence[StoryItem]) -> list[Vector]:
    """TF-IDF vectors of unit length, in the order of the items."""
    counted = [_counts(item.text) for item in items]
    spread = Counter(word for words, _ in counted for word in words)
    rare = {word: log((len(items) + 1) / n) * (_ALONE if n == 1 else 1.0) for word, n in spread.items()}
    return [
        _unit({w: (1 + log(n)) * rare[w] * (_NAMES if 2 * capital[w] >= n else 1.0) for w, n in words.items()})
        for words, capital in counted
    ]


def _counts(text: str) -> tuple[Counter[str], Counter[str]]:
    """How often each word of a text's beginning stands there, and how often with a capital."""
    words: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for written in text.split()[:_WORDS]:
        for word in folded(written).split():
            if len(word) > 1 and word not in _COMMON:
                words[word] += 1
                capital[word] += written[:1].isupper()
    return words, capital


def _unit(vector: Vector) -> Vector:
    length = sqrt(sum(v * v for v in vector.values()))
    return {w: v / length for w, v in vector.items() if v > 0} if length else {}
