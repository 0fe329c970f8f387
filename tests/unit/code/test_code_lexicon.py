"""The notation of the trigger lexicon, and the lexicon that ships."""

from __future__ import annotations

import pytest

from onrecord.code.lexicon import build, load, parse_pattern
from onrecord.records import HappeningType


def _matches(words: list[str]):  # type: ignore[no-untyped-def]
    return lambda index, option: words[index] == option


@pytest.mark.parametrize(
    ("pattern", "text", "fits"),
    [
        ("raise the? flag", "raise flag", True),
        ("raise the? flag", "raise the flag", True),
        ("raise|hoist flag", "hoist flag", True),
        ("raise * flag", "raise a big red flag", True),
        ("raise * flag", "raise a b c d e flag", False),
        ("raise flag", "raise banner", False),
    ],
)
def test_pattern_fits(pattern: str, text: str, fits: bool) -> None:
    """Alternatives, words that may be missing and gaps of up to four words."""
    words = text.split()
    assert (parse_pattern(pattern).match(0, len(words), _matches(words)) is not None) is fits


def test_pattern_brackets_mark_the_trigger() -> None:
    """Of "take [control] of" only the bracketed element is the trigger; several brackets make a stretch."""
    one, two = parse_pattern("take [control] of"), parse_pattern("[take] * [control] of")
    assert (one.first, one.after) == (1, 2)
    assert (two.first, two.after) == (0, 3)


def test_pattern_with_an_empty_alternative_is_refused() -> None:
    """A slip in the notation is an error at loading, not a pattern that never fits."""
    with pytest.raises(ValueError, match="empty alternative"):
        parse_pattern("raise |flag")


def test_frame_without_words_is_refused() -> None:
    """A row of the lexicon names verbs, nouns or phrases."""
    with pytest.raises(ValueError, match="neither verbs, nouns nor phrases"):
        build({"capture": [{"object": ["@place"]}], "classes": {}, "light": {"verbs": "", "ambiguous": "", "intransitive": ""}})


def test_shipped_lexicon_has_frames_for_every_type() -> None:
    """Each of CONTRACT's types has at least one row."""
    lexicon = load()
    rows = [f for table in (lexicon.verbs, lexicon.nouns) for frames in table.values() for f in frames]
    rows += [f for pairs in lexicon.phrases.values() for f, _ in pairs]
    assert {f.type for f in rows} == set(HappeningType)


def test_shipped_lexicon_uses_only_classes_that_exist() -> None:
    """A pattern that asks for a class nobody is in could never fit."""
    lexicon = load()
    known = {name for names in lexicon.classes.values() for name in names} | {
        "@place",
        "@per",
        "@person",
        "@side",
        "@number",
        "@name",
        "@literal",
        "@town",
        "@area",
    }
    patterns = [p for pairs in lexicon.phrases.values() for _, p in pairs]
    for table in (lexicon.verbs, lexicon.nouns, {k: tuple(f for f, _ in v) for k, v in lexicon.phrases.items()}):
        patterns += [p for frames in table.values() for f in frames for _, _, ps in f.conditions for p in ps]
    asked = {o for p in patterns for e in p.elements for o in e.options if o.startswith("@")}
    assert asked <= known
