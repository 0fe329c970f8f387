"""Sketches by which copies of a text are known."""

from __future__ import annotations

import random

from onrecord.basics.sketch import likeness, sketch

WORDS = [
    f"{a}{b}{c}" for a in ("ba", "do", "ke", "mi", "ru") for b in ("la", "no", "si", "te") for c in ("m", "n", "r", "s", "x")
]


def article(seed: int, length: int = 300) -> str:
    """Made-up words in an order that no other seed gives."""
    return " ".join(random.Random(seed).choices(WORDS, k=length))


def test_a_cut_to_a_third_is_as_like_as_a_reprint() -> None:
    """What counts is how much of the shorter text stands in the longer one."""
    text = article(1)
    cut = " ".join(text.split()[:100])
    assert likeness(sketch(text), sketch(cut)) > 0.9
    assert likeness(sketch(cut), sketch(text)) == likeness(sketch(text), sketch(cut))


def test_closing_words_in_common_make_no_copies() -> None:
    """Two articles of one publisher end in the same forty words."""
    end = article(9, 40)
    assert likeness(sketch(f"{article(1)} {end}"), sketch(f"{article(2)} {end}")) < 0.4


def test_a_headline_that_stands_in_an_article_is_no_copy() -> None:
    """Too few words to say so."""
    text = article(1)
    assert likeness(sketch(text), sketch(" ".join(text.split()[:6]))) == 0.0


def test_a_sketch_of_another_form_is_like_none_but_itself() -> None:
    """Casebooks keep what earlier versions made, until their documents are read again."""
    assert likeness("0123" * 32, sketch(article(1))) == 0.0
    assert likeness("0123" * 32, "0123" * 32) == 1.0
