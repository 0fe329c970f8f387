"""Grouping documents into stories."""

from __future__ import annotations

import random
import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from onrecord.flow import linking
from onrecord.flow.linking import link_stories
from onrecord.link import StoryItem, vector
from onrecord.link.cluster import Group
from onrecord.link.stories import PASSES, Others, found_by, one_story
from onrecord.link.words import table
from onrecord.store import Gist, open_store

FLOOD = [
    "The river flooded the old town of Duby and forced a thousand people out of their houses.",
    "A thousand residents left their houses in the old town of Duby after the river flooded it.",
    "Duby: the flooded river forces residents out of the old town.",
]
TRIAL = [
    "A court sentenced the former minister to six years in prison for taking bribes.",
    "The former minister was sentenced by the court to six years in prison over bribes.",
]
OTHERS = [
    "The football club sold its goalkeeper for a record sum before the season began.",
    "Scientists found a new species of beetle in the mountains during an expedition.",
    "The central bank raised its main interest rate by half a point to slow inflation.",
    "An airline cancelled its flights because of a strike by cabin crews over pay.",
    "The museum opened an exhibition of paintings that had been lost for decades.",
]


def items() -> list[StoryItem]:
    """Ten documents of one week: a flood, a trial, and five others."""
    texts = [*FLOOD, *TRIAL, *OTHERS]
    return [StoryItem(f"d{n:02}", vector(text), f"2022-09-0{1 + n % 7}") for n, text in enumerate(texts)]


def stories(items: list[StoryItem]) -> dict[str, str]:
    """The stories after the documents came in this order, linked at the end."""
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "w.db", create=True) as store:
        for item in items:
            store.put_gist(Gist(item.document, item.day, item.vector.to_bytes()), found_by(item.vector))
        link_stories(store)
        return store.stories([item.document for item in items])


def groups(found: dict[str, str]) -> set[frozenset[str]]:
    """The groups without their ids."""
    return {frozenset(d for d, s in found.items() if s == story) for story in found.values()}


def test_stories_join_reports_of_one_happening() -> None:
    """Three reports of a flood are a story, two of a trial another, and the rest are alone."""
    found = groups(stories(items()))
    assert {frozenset({"d00", "d01", "d02"}), frozenset({"d03", "d04"})} <= found
    assert len(found) == 7


def test_stories_do_not_depend_on_the_order() -> None:
    """The same documents give the same stories, in whatever order they come."""
    shuffled = items()
    random.Random(7).shuffle(shuffled)
    assert stories(shuffled) == stories(items())


def test_stories_do_not_depend_on_how_many_are_compared_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Linked one at a time, against two others at a time, documents give the stories that they give at once."""
    whole = stories(items())
    for name, many in (("BATCH", 3), ("TOGETHER", 1), ("UNPACKED", 2)):
        monkeypatch.setattr(linking, name, many)
        assert stories(items()) == whole, name


def test_likeness_is_the_inner_product_and_fades_with_the_days() -> None:
    """What all are compared with at once is what two vectors give alone; those that are not looked at are left out."""
    some = [replace(item, day=f"2022-09-{1 + 9 * n:02}") for n, item in enumerate(items()[:3])]
    alone = {other.document: float(np.sum(table([some[0].vector, other.vector])[0].prod(0))) for other in some[1:]}
    found = Others(some).links(some[0], [0, 1, 2])
    left = {"d01": 1 / (1 + 9 / PASSES), "d02": 1 / (1 + 18 / PASSES)}
    assert found == {name: pytest.approx(alone[name] * part, abs=1e-5) for name, part in left.items()}
    assert list(Others(some).links(some[0], [0, 2])) == ["d02"]


def test_the_fewer_documents_the_less_is_asked_of_them() -> None:
    """Two pairs as like each other as this are one story; two groups of twenty that hang together better are two."""
    pairs, crowds = ([Group(list(range(n * many, (n + 1) * many)), 0.5) for n in (0, 1)] for many in (2, 20))
    assert one_story(*pairs, 0.2)
    assert not one_story(*crowds, 0.2)
    assert one_story(*crowds, 0.45)
    assert not one_story(Group([0]), Group([1]), 0.01)


def test_a_story_ends_when_nothing_follows_for_long() -> None:
    """The same words a year later are another story."""
    early, late = StoryItem("a", vector(FLOOD[0]), "2022-09-01"), StoryItem("b", vector(FLOOD[1]), "2023-09-01")
    rest = [StoryItem(f"o{n}", vector(text), "2022-09-01") for n, text in enumerate(OTHERS)]
    found = stories([early, late, *rest])
    assert found["a"] != found["b"]


def test_a_shared_claim_brings_documents_together() -> None:
    """Two headlines with few common words that make the same claim are one story."""
    claim = frozenset({"c-1"})
    a = StoryItem("a", vector("Town of Orlik taken by advancing brigade", claim), "2022-09-01")
    b = StoryItem("b", vector("Flag raised over Orlik on Thursday morning", claim), "2022-09-01")
    rest = [StoryItem(f"o{n}", vector(text), "2022-09-01") for n, text in enumerate(OTHERS)]
    assert len(set(stories([a, b, *rest]).values())) == 6
