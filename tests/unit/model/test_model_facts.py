"""What the shipped networks say of a window is well formed, whatever the words."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Model

MODELS = {name: Model.load(name) for name in ("careful", "quick")}
sentences_of_words = st.lists(
    st.lists(st.sampled_from(["Tolen", "said", "that", "the", "bridge", "fell", ",", ".", "7"]), min_size=1, max_size=40),
    min_size=1,
    max_size=6,
)


@pytest.mark.parametrize("name", MODELS)
@settings(max_examples=25, deadline=None)
@given(parts=sentences_of_words)
def test_heads_stay_in_their_sentence_and_never_point_at_themselves(name: str, parts: list[list[str]]) -> None:
    """A head is the root or another word of the same sentence."""
    model = MODELS[name]
    ends = np.cumsum([len(part) for part in parts]).tolist()
    words = [word for part in parts for word in part]
    for window in model.pieces.windows(words, list(zip([0, *ends], ends, strict=False)), 256):
        heads = model.read(window).heads
        words_with_head = np.flatnonzero(heads)
        chosen = heads[words_with_head] - 1
        assert len(heads) == len(window.firsts)
        assert (chosen != words_with_head).all()
        assert (window.sentences[chosen] == window.sentences[words_with_head]).all()


@pytest.mark.parametrize("name", MODELS)
def test_roles_are_scored_for_every_cue_and_word(name: str) -> None:
    """One row a cue, one column a word, five tags each."""
    model = MODELS[name]
    words = ["The", "mayor", "said", "that", "the", "bridge", "fell", ".", "She", "added", "that", "nobody", "was", "hurt", "."]
    (window,) = model.pieces.windows(words, [(0, 8), (8, len(words))], 256)
    assert model.roles(model.read(window), [(2, 3), (9, 10)], window.sentences).shape == (2, len(words), 5)
