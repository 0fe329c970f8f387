"""Documents about the same happening, grouped into stories."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from onrecord.basics.ids import content_id
from onrecord.link.cluster import Floats, Group, average_link
from onrecord.link.words import Ids, Postings, Vector, part_of, table

LINKED = 0.12
"""Documents of at least such a likeness are linked."""

LADDER = (0.0, *(round(0.01 * 1.2**step, 4) for step in range(25)))
"""What hangs together by any link is looked at together; where that is too much, by links of so much strength (see `blocks`).
Fine steps cut off no more than is needed."""

PASSES = 30
"""Documents that came so many days apart are linked half as strongly as their words are like: where much is linked, what is
near in time hangs together."""

MOST = 250
"""Documents that are looked at together."""

SAME_TOPIC = 0.06
"""Groups of documents of at least such a mean likeness are of one topic."""

SAME_STORY = 0.03
"""Within a topic, groups of at least such a mean likeness may be one story."""

HOLDS_TOGETHER = 0.76
"""Two groups of many documents are one story only if their likeness to each other is so large a part of that within the looser
of them."""

UNSURE = 1.5
"""How alike documents are within a group is the less sure the fewer they are: where the smaller one has n, only
(n - 1) / (n - 1 + `UNSURE`) of that part is asked for, and of a single document nothing."""

SHARED_BY_ALL = 0.7
"""What a word loses of its weight that every document of a topic has: it cannot tell the topic's stories apart."""

FADES = 45
"""Documents that came so many days apart are half as like as their words."""

LASTS = 0.7
"""However many days apart, two long texts keep so much of their likeness: looking back is part of a story."""

LONG = 80
"""Different words of a text that is long in that sense; of shorter ones less lasts, in proportion. A headline has too few
words to say that it looks back."""

KEYS = 12
"""Heaviest words of a document by which others are found."""

SHARED_KEYS = 0.005
"""Two documents are compared if they are so like by these words alone."""


@dataclass(frozen=True)  # no slots: what comparing needs of each document is worked out once
class StoryItem:
    """A document as far as grouping needs it. `day` is ISO 8601 or None; `vector` that of its text (`link.vector`)."""

    document: str
    vector: Vector
    day: str | None = None

    @cached_property
    def lasts(self) -> float:
        """How much of the text's likeness lasts, however many days go by."""
        return float(LASTS * min(1.0, np.count_nonzero(part_of(self.vector.ids) == 0) / LONG))

    @cached_property
    def ordinal(self) -> int | None:
        """The day's number; None where it is unknown."""
        return date.fromisoformat(self.day).toordinal() if self.day else None


def grouped(items: Sequence[StoryItem]) -> dict[str, str]:
    """The stories of one block: document id → story id. A story's id comes from its first document."""
    ordered = sorted(items, key=lambda i: (i.day or "", i.document))
    topics = average_link(_likeness(ordered), lambda _a, _b, score: score >= SAME_TOPIC)
    found: dict[str, str] = {}
    for topic in topics:
        chosen = [ordered[i] for i in topic.members]
        for story in average_link(_likeness(chosen, telling=True), one_story):
            names = [chosen[i].document for i in story.members]
            found.update(dict.fromkeys(names, content_id("st", names[0])))
    return found


def one_story(one: Group, other: Group, score: float) -> bool:
    """May two groups of a topic be one story? `score` is how like each other they are."""
    known = min(len(one.members), len(other.members)) - 1
    asked = HOLDS_TOGETHER * known / (known + UNSURE) * min(one.within, other.within)
    return score >= max(SAME_STORY, asked)


def _likeness(items: Sequence[StoryItem], *, telling: bool = False) -> Floats:
    """Likeness of each pair; with `telling`, words that all of them have count less."""
    rows, ids = table([i.vector for i in items])
    if telling:
        rows = _told_apart(rows, ids, [i.vector for i in items])
    found = rows @ rows.T
    days, lasts = _times(items)
    faded: Floats = found * _fading(_gap(days[:, None], days[None]), lasts[:, None], lasts[None])
    return faded


def _times(items: Sequence[StoryItem]) -> tuple[Floats, Floats]:
    """The number of each one's day, NaN where it is unknown, and how much of its likeness lasts."""
    days = np.array([np.nan if i.ordinal is None else i.ordinal for i in items])
    return days, np.array([i.lasts for i in items])


def _gap(days: Floats, others: Floats | float) -> Floats:
    """Days between documents; 0 where either day is unknown."""
    return np.nan_to_num(np.abs(days - others))


def _fading(gap: Floats, lasts: Floats, others: Floats | float) -> Floats:
    """What is left of the likeness of documents so many days apart."""
    left: Floats = np.maximum(np.minimum(lasts, others), 1 / (1 + gap / FADES))
    return left


def _told_apart(rows: Floats, ids: Ids, vectors: Sequence[Vector]) -> Floats:
    """Rows in which what all have counts less, each part of a text as long as before."""
    damped: Floats = rows * (1 - SHARED_BY_ALL * (rows > 0).sum(0) / (len(rows) + 1))
    parts = part_of(ids)
    for part in np.unique(parts):
        here = parts == part
        whole = np.array([(v.weights[part_of(v.ids) == part] ** 2).sum() for v in vectors])
        alone = whole - (rows[:, here] ** 2).sum(1)
        left = alone + (damped[:, here] ** 2).sum(1)
        damped[:, here] *= np.sqrt(whole / np.where(left > 0, left, 1.0))[:, None]
    return damped


class Others:
    """Documents turned round, so that one is compared with all of them at once."""

    def __init__(self, items: Sequence[StoryItem]) -> None:
        self._items = items
        self._days, self._lasts = _times(items)
        rows = np.repeat(np.arange(len(items)), [len(i.vector.ids) for i in items])
        ids, weights = (np.concatenate(some) for some in zip(*((i.vector.ids, i.vector.weights) for i in items), strict=True))
        self._postings = Postings.of(ids, rows, weights, len(items))

    def links(self, item: StoryItem, looked_at: Sequence[int] | NDArray[np.int64]) -> dict[str, float]:
        """How strongly a document is linked with each that it is linked with, of those looked at; itself is passed over."""
        inner = self._postings.inner(item.vector.ids, item.vector.weights)[looked_at]
        gap = _gap(self._days[looked_at], np.nan if item.ordinal is None else item.ordinal)
        strong = (inner >= LINKED) & (inner * _fading(gap, self._lasts[looked_at], item.lasts) >= LINKED)
        rows, strengths = np.asarray(looked_at)[strong].tolist(), (inner / (1 + gap / PASSES))[strong].tolist()
        found = {self._items[row].document: round(strength, 6) for row, strength in zip(rows, strengths, strict=True)}
        found.pop(item.document, None)
        return found


def found_by(one: Vector) -> dict[int, float]:
    """The ids by which a document is found, its heaviest words, with their weights."""
    body = np.flatnonzero(part_of(one.ids) == 0)
    chosen = body[np.lexsort((one.ids[body], -one.weights[body]))][:KEYS]
    return dict(zip(one.ids[chosen].tolist(), one.weights[chosen].tolist(), strict=True))


def candidates(keys: Sequence[Mapping[int, float]], holders: Sequence[tuple[int, int, float]]) -> list[NDArray[np.int64]]:
    """The numbers of the documents that each one is compared with, rising: those that are a little like it by their keys.

    Args:
        keys: `found_by` of each.
        holders: (id, number, weight) of every document that is found by any of these ids.
    """
    words, numbers, weights = np.array(holders, np.float64).reshape(-1, 3).T
    every, rows = np.unique(numbers.astype(np.int64), return_inverse=True)
    postings = Postings.of(words.astype(np.uint32), rows, weights, len(every))
    found = []
    for mine in keys:
        ids = sorted(mine)
        inner = postings.inner(np.array(ids, np.uint32), np.array([mine[i] for i in ids]))
        found.append(every[inner >= SHARED_KEYS])
    return found
