"""The shipped tagger on texts of our own."""

from __future__ import annotations

import pytest

from onrecord.records import Document
from onrecord.tag import Tagger


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger.load()


def test_a_name_does_not_run_on_into_the_next_line(tagger: Tagger) -> None:
    """What stands on the next line, as in a dateline or a list, is another name."""
    text = "Reports came from Kharkiv\n\nAnna Keller of the Red Cross said on Monday that nobody had been hurt."
    names = [mention.span.of(text) for mention in tagger.tag(Document("d", text)).mentions]
    assert "Kharkiv" in names
    assert "Anna Keller" in names
    assert not any("\n" in name for name in names)


def test_tagging_an_empty_text_finds_nothing(tagger: Tagger) -> None:
    """No words, no names, no statements."""
    tagging = tagger.tag(Document("d", ""))
    assert (tagging.tokens, tagging.mentions, tagging.attributions) == ((), (), ())
