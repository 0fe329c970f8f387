"""One attribution relation with the words around it: what the other modules of this room read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from onrecord.basics.lemma import verb_lemma
from onrecord.basics.spanindex import SpanIndex
from onrecord.basics.spans import Span, hull
from onrecord.records import Attribution, Document, Source, Tagging

_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’»]?\s+(?=[\"“‘«]?[A-Z])")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»")
_MAIN_WORDS = 45
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


class Sentences:
    """The sentences of one document by position."""

    def __init__(self, document: Document, tagging: Tagging) -> None:
        self.text = document.text
        self.spans = tagging.sentence_spans()
        self._index = SpanIndex(self.spans)

    def around(self, spans: Sequence[Span]) -> Span | None:
        """From the first to the last sentence that the spans touch; None for no span."""
        touched = [i for span in spans for i in self._index.within(span)]
        return hull(self.spans[i] for i in touched)

    def before(self, span: Span, count: int) -> Iterator[Span]:
        """The sentences that end before `span`, the nearest first, at most `count`."""
        first = min(self._index.within(span), default=0)
        return (self.spans[i] for i in range(first - 1, max(-1, first - 1 - count), -1))

    def after(self, span: Span) -> Span | None:
        """The sentence that begins at or after the end of `span`."""
        return next((self.spans[i] for i in range(self._index.at(span.end - 1) + 1, len(self.spans))), None)


@dataclass(frozen=True)
class Passage:
    """An attribution with its source resolved.

    Attributes:
        text: the document's text.
        attribution: spans as tagged; `content` as it stands in the statement.
        content: pieces of the content, continuations included.
        source: who says it.
        sentence: the sentences that hold source and cue, else content.
    """

    text: str
    attribution: Attribution
    content: tuple[Span, ...]
    source: Source
    sentence: Span

    @cached_property
    def words(self) -> str:
        """The content's text; pieces joined by a blank."""
        return " ".join(" ".join(span.of(self.text).split()) for span in self.content)

    @cached_property
    def opening(self) -> str:
        """The content's first sentence, at most 45 words: where its main clause is."""
        return " ".join(_SENTENCE_END.split(self.words, maxsplit=1)[0].split()[:_MAIN_WORDS])

    @cached_property
    def cue(self) -> tuple[str, ...]:
        """Lemmas of the cue's words, as verbs."""
        words = (word for span in self.attribution.cue for word in _WORD.findall(span.of(self.text)))
        return tuple(verb_lemma(word) for word in words)

    @cached_property
    def frame(self) -> str:
        """The sentence without the content and other words in quotation marks: source, cue and what stands beside them."""
        kept = []
        at = self.sentence.start
        for piece in sorted(self.content):
            if piece.start >= self.sentence.end or piece.end <= self.sentence.start:
                continue
            kept.append(self.text[at : max(at, piece.start)])
            at = max(at, piece.end)
        kept.append(self.text[at : self.sentence.end])
        return " ".join(_QUOTED.sub(" ", " ".join(kept)).split())
