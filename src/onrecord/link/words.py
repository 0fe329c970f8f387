"""What a text is compared by: its words, each weighed by how rare it is in news at large, as a vector of numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from math import log, sqrt
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from onrecord.basics.fold import folded
from onrecord.basics.lemma import noun_lemma, verb_lemma

Floats = NDArray[np.float64]
Ids = NDArray[np.uint32]

LEAD = 60
"""Words of the lead: news says what happened first."""

BODY = 1000
"""Words that are compared at all."""

HEAVIEST = 200
"""Words of the body that are kept."""

SHARED_CLAIM = 0.15
"""What it adds to the likeness of two texts that they make the same claims."""

_SENTENCE_END = re.compile(r"[.!?:\"“”]$")
_PART_BITS = 29
_PARTS = (("body", BODY, 0.5), ("lead", LEAD, 0.5), ("claims", 0, SHARED_CLAIM))


@dataclass(frozen=True, slots=True)
class Vector:
    """A text as sorted ids of words and their weights, both of one length; the top bits of an id say which part it is of."""

    ids: Ids
    weights: NDArray[np.float32]

    def to_bytes(self) -> bytes:
        return self.ids.astype("<u4").tobytes() + self.weights.astype("<f4").tobytes()

    @classmethod
    def from_bytes(cls, packed: bytes) -> Vector:
        half = len(packed) // 2
        return cls(np.frombuffer(packed[:half], "<u4"), np.frombuffer(packed[half:], "<f4"))


@cache
def _rarity() -> tuple[dict[str, float], float]:
    """Inverse document frequency of stems, and that of a stem that the table lacks.

    `rarity.txt` begins with the number of texts counted; each further line has a number of texts, and the stems found in
    about so many. It was counted over news texts of many years and subjects; see `training/link`.
    """
    lines = (files("onrecord.link") / "rarity.txt").read_text("utf-8").splitlines()
    texts = int(lines[0])
    table = {}
    for line in lines[1:]:
        many, *stems = line.split()
        table.update(dict.fromkeys(stems, log((texts + 1) / (int(many) + 1))))
    return table, log((texts + 1) / 2)


@cache
def _common() -> frozenset[str]:
    """English words that are in every text."""
    return frozenset((files("onrecord.link") / "common.txt").read_text("utf-8").split())


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The word without the endings of nouns and verbs."""
    return verb_lemma(noun_lemma(word))


def rarity(word: str) -> float:
    """How rare a stem is in news at large: 0 for one in every text."""
    table, unknown = _rarity()
    return table.get(word, unknown)


def telling(text: str, most: int) -> tuple[str, ...]:
    """The rarest stems of a text, at most so many, in alphabetical order."""
    stems = {stem for stem, _ in _words(text)}
    return tuple(sorted(sorted(stems, key=lambda s: (-rarity(s), s))[:most]))


def vector(text: str, claims: Iterable[str] = ()) -> Vector:
    """The vector of a text, headline first, and of the claims that it makes; the inner product of two is their likeness."""
    words = _words(text)
    weighed: dict[int, float] = {}
    for part, (name, limit, share) in enumerate(_PARTS):
        counted = Counter(dict.fromkeys(claims, 1)) if name == "claims" else Counter(w for w, at in words if at < limit)
        of = {w: (1 + log(n)) * (1.0 if name == "claims" else rarity(w)) for w, n in counted.items()}
        kept = sorted(of, key=lambda w: (-of[w], w))[:HEAVIEST]
        length = sqrt(sum(of[w] ** 2 for w in kept)) or 1.0
        for word in kept:
            weighed[_id(part, word)] = sqrt(share) * of[word] / length
    ids = np.array(sorted(weighed), np.uint32)
    return Vector(ids, np.array([weighed[int(i)] for i in ids], np.float32))


def _id(part: int, word: str) -> int:
    return part << _PART_BITS | crc32(word.encode("utf-8", "surrogatepass")) >> (32 - _PART_BITS)


def _words(text: str) -> list[tuple[str, int]]:
    """Stems of a text that say something, each with its place; a name keeps its form."""
    found, before = [], "."
    capital: Counter[str] = Counter()
    counted: Counter[str] = Counter()
    for at, written in enumerate(text.split()[:BODY]):
        for word in folded(written).split():
            counted[word] += 1
            capital[word] += written.lstrip("\"“('‘`")[:1].isupper() and not _SENTENCE_END.search(before)
            if len(word) > 1 and word not in _common():
                found.append((word, at))
        before = written
    return [(w if 2 * capital[w] >= counted[w] else stem(w), at) for w, at in found]


def table(vectors: list[Vector]) -> tuple[Floats, Ids]:
    """Vectors as rows over the ids that at least two of them have, and those ids, sorted."""
    every = np.concatenate([v.ids for v in vectors]) if vectors else np.zeros(0, np.uint32)
    ids, counts = np.unique(every, return_counts=True)
    shared = ids[counts > 1]
    rows = np.zeros((len(vectors), len(shared)))
    for row, v in zip(rows, vectors, strict=True):
        at = np.searchsorted(shared, v.ids)
        at[at == len(shared)] = 0
        hit = shared[at] == v.ids if len(shared) else np.zeros(len(v.ids), bool)
        row[at[hit]] = v.weights[hit]
    return rows, shared


@dataclass(frozen=True, slots=True)
class Postings:
    """Vectors turned round: of each id, the rows that have it, `starts[i]` to `starts[i + 1]` of `rows` and `weights`."""

    ids: Ids
    starts: list[int]
    rows: NDArray[np.int64]
    weights: NDArray[np.floating]
    many: int

    @classmethod
    def of(cls, ids: Ids, rows: NDArray[np.int64], weights: NDArray[np.floating], many: int) -> Postings:
        """Of ids with the rows that have them, 0 to `many` - 1, and their weights there: three arrays of one length."""
        order = np.argsort(ids, kind="stable")
        every, starts = np.unique(ids[order], return_index=True)
        return cls(every, [*starts.tolist(), len(ids)], rows[order], weights[order], many)

    def inner(self, ids: Ids, weights: NDArray[np.floating]) -> Floats:
        """The inner product of each row with a vector; the same for two vectors whichever is the row."""
        at = np.searchsorted(self.ids, ids)
        hits = [(i, w) for i, w, one in zip(at.tolist(), weights, ids, strict=True) if i < len(self.ids) and self.ids[i] == one]
        if not hits:
            return np.zeros(self.many)
        pieces = [slice(self.starts[i], self.starts[i + 1]) for i, _ in hits]
        shares = [self.weights[piece] * w for piece, (_, w) in zip(pieces, hits, strict=True)]
        rows = np.concatenate([self.rows[piece] for piece in pieces])
        return np.bincount(rows, np.concatenate(shares), self.many).astype(np.float64, copy=False)


def part_of(ids: Ids) -> NDArray[np.int64]:
    """Which part each id is of, as an index."""
    return (ids >> _PART_BITS).astype(np.int64)
