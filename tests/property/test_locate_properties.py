"""What holds of the places of any text whatever."""

from __future__ import annotations

import itertools
import random
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from work import lines_run

from onrecord.gazetteer import Gazetteer, fold
from onrecord.locate import locate
from onrecord.records import Document, Label, Mention, Place, Span, Tagging

_WORDS = st.sampled_from(
    [
        "Kyiv",
        "KYIV",
        "Lima",
        ",",
        ".",
        ";",
        '"',
        "(",
        ")",
        "—",
        "in",
        "of",
        "near",
        "the",
        "size",
        "of",
        "Paris",
        "Texas",
        "Ky.",
        "U.S.",
        "US",
        "Georgia",
        "New",
        "York",
        "County",
        "Oblast",
        "region",
        "said",
        "Peruvian",
        "Congo",
        "River",
        "San",
        "José",
        "Saint-Denis",
        "20",
        "km",
        "south",
        "of",
        "Moscow",
        "has",
        "Council",
        "Харкові",
        "Харківській",
        "області",
        "Ізюм",
        "у",
        "під",
        "street",
        "St.",
        "Road",
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(_WORDS, max_size=40).map(" ".join), st.lists(_WORDS, max_size=40).map("".join))
world = lru_cache(maxsize=1)(Gazetteer.open)


def places(text: str, mentions: tuple[Mention, ...] = ()) -> tuple[Place, ...]:
    """The places of a text whose tagger found `mentions`."""
    return locate(Document("d", text), Tagging("d", (), (), mentions, (), "t"), world())


def mentions_of(text: str, cuts: list[int], label: Label) -> tuple[Mention, ...]:
    """Stretches between pairs of cuts as mentions, in order and apart."""
    at = sorted({c % (len(text) + 1) for c in cuts})
    return tuple(Mention(Span(a, b), label, 0.8) for a, b in zip(at[::2], at[1::2], strict=False))


@given(TEXTS, st.lists(st.integers(0, 10_000), max_size=12), st.sampled_from(list(Label)))
@settings(max_examples=300, deadline=None)
def test_spans_lie_in_the_text_in_order_and_apart(text: str, cuts: list[int], label: Label) -> None:
    """No offset is invented, whatever the tagger says: names are cut back exactly, in order, and never overlap."""
    found = places(text, mentions_of(text, cuts, label))
    spans = [span for place in found for span in place.spans]
    assert all(place.spans[0].of(text) == place.name for place in found)
    assert all(span.end <= len(text) for span in spans)
    assert all(left.end <= right.start for left, right in itertools.pairwise(spans))


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_a_place_is_resolved_or_says_why_not(text: str) -> None:
    """Id, coordinates and radius are there together or missing together, and the reason is told."""
    for place in places(text):
        assert len({place.id is None, place.lat is None, place.lon is None, place.radius_m is None}) == 1
        assert place.why
        assert all(a.id != place.id for a in place.alternatives)


@given(st.lists(TEXTS, min_size=2, max_size=4), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_resolution_does_not_depend_on_the_order_of_documents(texts: list[str], chance: random.Random) -> None:
    """What was read before leaves no trace."""
    alone = {text: places(text) for text in texts}
    chance.shuffle(texts)
    assert {text: places(text) for text in texts} == alone


@given(st.text(max_size=60))
@settings(max_examples=500, deadline=None)
def test_folding_twice_changes_nothing(name: str) -> None:
    """A folded name is its own folding."""
    assert fold(fold(name)) == fold(name)


@pytest.mark.parametrize(
    "piece", ["Kyiv ", "San ", "New York New York, ", "20 km south of ", "U.S.", "the size of the ", "'", "Ізюм і ", "A" * 30]
)
def test_work_grows_no_faster_than_the_text(piece: str) -> None:
    """Eight times the text takes about eight times the work: no list is gone through for each name."""
    places(piece * 50)
    short, long = (lines_run(lambda text=piece * times: places(text)) for times in (200, 1_600))
    assert long < 10 * short
