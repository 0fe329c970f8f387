"""Taggings for tests of who says what: a text with mentions and attributions named by their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from onrecord.basics.roles import role_class
from onrecord.basics.spans import Span
from onrecord.records import Attribution, Document, Label, Mention, Tagging, Token
from onrecord.register import Register
from onrecord.tag.relations import relations
from onrecord.tag.tokens import split_sentences, tokenize

Said = tuple[str | None, str | None, Sequence[str]]
"""Words of source, cue and content pieces."""

DAY = "2023-03-10T12:00:00+00:00"


def two_islands() -> Register:
    """The invented register."""
    return Register.load([Path(__file__).parent / "two_islands.toml"])


def spoken(
    text: str, *, mentions: Sequence[tuple[str, str]] = (), said: Sequence[Said] = (), mended: bool = True
) -> tuple[Document, Tagging]:
    """A document of 10 March 2023 and its tagging.

    Args:
        mentions: (words, label): every occurrence of the words is one.
        said: attributions; a content is looked for after the start of the content of the one before, source and cue are
            the occurrences nearest to it.
        mended: attributions are mended by rule, as the tagger's are.
    """
    spans = tokenize(text)
    tokens = tuple(Token(span, _pos(span.of(text)), "X", -1, "dep") for span in spans)
    found = sorted((m for words, label in mentions for m in _mentions(text, words, Label(label))), key=lambda m: m.span)
    document = Document("d", text, published=DAY)
    attributions = tuple(_attributions(text, said))
    tagging = Tagging("d", tokens, tuple(split_sentences(text, spans)), tuple(found), attributions, "test")
    return document, replace(tagging, attributions=relations(document, tagging)) if mended else tagging


def _pos(word: str) -> str:
    if word.lower() in ("the", "a", "an"):
        return "DET"
    if role_class(word) is not None:
        return "NOUN"
    return "PROPN" if word[0].isupper() else "X" if word[0].isalpha() else "PUNCT"


def _occurrences(text: str, words: str) -> list[Span]:
    found = []
    at = text.find(words)
    while at >= 0:
        found.append(Span(at, at + len(words)))
        at = text.find(words, at + 1)
    return found


def _mentions(text: str, words: str, label: Label) -> list[Mention]:
    return [Mention(span, label, 1.0) for span in _occurrences(text, words)]


def _attributions(text: str, said: Sequence[Said]) -> list[Attribution]:
    found = []
    last = 0
    for source, cue, contents in said:
        content = [Span(at, at + len(words)) for words in contents for at in (text.index(words, last),)]
        near = [end for piece in content for end in (piece.start, piece.end)]
        cues = () if cue is None else (_nearest(text, cue, near, content),)
        ends = [end for span in cues for end in (span.start, span.end)] or near
        sources = () if source is None else (_nearest(text, source, ends, content),)
        found.append(Attribution(sources, cues, tuple(content), 1.0))
        last = min(span.start for span in content)
    return found


def _nearest(text: str, words: str, ends: Sequence[int], content: Sequence[Span]) -> Span:
    """The occurrence nearest to the positions that lies outside of the content."""
    free = [span for span in _occurrences(text, words) if not any(span.overlaps(piece) for piece in content)]
    return min(free, key=lambda span: min(min(abs(span.start - end), abs(span.end - end)) for end in ends))
