"""What the trained tagger found in a text, before anyone says who or where it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from onrecord.basics.spanindex import SpanIndex
from onrecord.basics.spans import Span


class Label(StrEnum):
    """Kinds of named mention that the tagger knows (those of CoNLL-2003)."""

    PERSON = "PER"
    ORGANISATION = "ORG"
    LOCATION = "LOC"
    OTHER = "MISC"


class Token(NamedTuple):
    """One word or mark of punctuation.

    `pos` is a Universal Dependencies part of speech ("VERB"); `tag` a Penn tag ("VBD"), which carries tense;
    `head` the index of the token it depends on (-1 for a root) and `deprel` the relation, in UD's terms. A tuple, since an
    article has a thousand.
    """

    span: Span
    pos: str
    tag: str
    head: int
    deprel: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch that names something, with the tagger's confidence, 0..1."""

    span: Span
    label: Label
    score: float


@dataclass(frozen=True, slots=True)
class Attribution:
    """Spans of one attribution relation in PolNeAR's sense; `score` is the tagger's confidence, 0..1."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    score: float


@dataclass(frozen=True)
class Tagging:
    """All that the tagger says about one document, in order of appearance.

    `sentences` are index pairs into `tokens`, `[first, after)`. `made_by` is method and version. `refused` counts the
    attributions of a language model that were left out because their words are not in the text.
    """

    document_id: str
    tokens: tuple[Token, ...]
    sentences: tuple[tuple[int, int], ...]
    mentions: tuple[Mention, ...]
    attributions: tuple[Attribution, ...]
    made_by: str
    refused: int = 0

    @cached_property
    def token_index(self) -> SpanIndex:
        """The tokens by position."""
        return SpanIndex([token.span for token in self.tokens])

    def sentence_spans(self) -> list[Span]:
        """The sentences as spans of the text."""
        return [Span(self.tokens[a].span.start, self.tokens[b - 1].span.end) for a, b in self.sentences]
