"""Document → Tagging."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from onrecord.basics.spans import Span
from onrecord.model import Model, Window, WordFacts
from onrecord.records import Attribution, Document, Label, Mention, Tagging, Token
from onrecord.tag import decode
from onrecord.tag.alike import alike
from onrecord.tag.relations import relations
from onrecord.tag.tokens import split_sentences, tokenize

WINDOW_PIECES = 256
"""Whole sentences read at once; the length that the network was trained on."""
_TOGETHER = 8
"""Windows that are decoded at once."""
_NEVER = -1e4
_OPENING, _CLOSING = "\"“«„‘'", "\"”»“’'"


@dataclass(frozen=True, slots=True)
class _Text:
    """A text cut into words and sentences."""

    text: str
    tokens: list[Span]
    words: list[str]
    sentences: list[tuple[int, int]]


class Tagger:
    """Reads texts with one trained model; keep one and use it for many documents."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self.made_by = f"tag:{model.name}@{model.version}"

    @classmethod
    def load(cls, name: str = "careful", *, threads: int = 1) -> Tagger:
        """The tagger with the trained model of this name.

        Raises:
            RunError: its files are missing.
        """
        return cls(Model.load(name, threads=threads))

    def tag(self, document: Document) -> Tagging:
        """Words, sentences, names and attributions of one document.

        Cost: linear in the text's length; about 25 ms for 200 words on one core.
        """
        text = _cut(document.text)
        tokens: list[Token] = []
        names: list[decode.Logits] = []
        attributions: list[Attribution] = []
        windows = self._model.pieces.windows(text.words, text.sentences, WINDOW_PIECES)
        for start in range(0, len(windows), _TOGETHER):
            some = windows[start : start + _TOGETHER]
            read = [self._model.read(window) for window in some]
            for window, facts in zip(some, read, strict=True):
                tokens.extend(self._tokens(text, window, facts))
                names.append(facts.entity)
            attributions.extend(self._attributions(text, some, read))
        mentions = tuple(self._mentions(text, windows, names))
        tagging = Tagging(document.id, tuple(tokens), tuple(text.sentences), mentions, tuple(attributions), self.made_by)
        return replace(tagging, attributions=relations(document, tagging))

    def _tokens(self, text: _Text, window: Window, found: WordFacts) -> Iterator[Token]:
        upos, xpos, deprels = self._model.upos, self._model.xpos, self._model.deprels
        heads = found.heads.tolist()
        columns = (
            text.tokens[window.start : window.after],
            [upos[i] for i in found.upos.tolist()],
            [xpos[i] for i in found.xpos.tolist()],
            [head - 1 + window.start if head else -1 for head in heads],
            [deprels[i] if head else "root" for i, head in zip(found.deprels.tolist(), heads, strict=True)],
        )
        return map(Token._make, zip(*columns, strict=True))

    def _mentions(self, text: _Text, windows: Sequence[Window], names: Sequence[decode.Logits]) -> Iterator[Mention]:
        if not names:
            return
        logits = _parted(text, alike(text.words, np.concatenate(names)))
        found = decode.ranges_of([(logits[window.start : window.after],) for window in windows])
        for window, r in ((window, r) for window, own in zip(windows, found, strict=True) for r in own):
            span = _span(text, window.start + r.first, window.start + r.after)
            if span is not None:
                yield Mention(span, Label(self._model.entities[r.kind]), round(r.score, 4))

    def _attributions(self, text: _Text, windows: Sequence[Window], read: Sequence[WordFacts]) -> Iterator[Attribution]:
        cues: list[tuple[Window, decode.Scored]] = []
        rows: list[decode.Logits] = []
        told = decode.ranges_of([(facts.cue,) for facts in read], outside_bias=self._model.cue_bias)
        for window, facts, found in zip(windows, read, told, strict=True):
            if found:
                cues += [(window, cue) for cue in found]
                rows += list(self._model.roles(facts, [(cue.first, cue.after) for cue in found], window.sentences))
        for (window, cue), roles in zip(cues, decode.roles(rows, [cue for _, cue in cues]), strict=True):
            if roles is None:
                continue
            content = tuple(_with_quotes(text.text, span) for span in _spans(text, window, roles.content))
            if content:
                source = _spans(text, window, roles.source)
                words = _spans(text, window, ((cue.first, cue.after),), marks=True)
                yield Attribution(source, words, content, round(roles.score, 4))


def _cut(text: str) -> _Text:
    tokens = tokenize(text)
    sentences = split_sentences(text, tokens)
    return _Text(text, tokens, [text[t.start : t.end] for t in tokens], sentences)


def _parted(text: _Text, logits: decode.Logits) -> decode.Logits:
    """The name logits, with no name going on from one line into the next: what goes on there begins."""
    opens = [first for first, _ in text.sentences[1:] if "\n" in text.text[text.tokens[first - 1].end : text.tokens[first].start]]
    if not opens:
        return logits
    parted = logits.copy()
    parted[opens, 1::2] = np.maximum(logits[opens, 1::2], logits[opens, 2::2])
    parted[opens, 2::2] = _NEVER
    return parted


def _spans(text: _Text, window: Window, found: Iterable[decode.Range], *, marks: bool = False) -> tuple[Span, ...]:
    spans = (_span(text, window.start + a, window.start + b, marks=marks) for a, b in found)
    return tuple(s for s in spans if s is not None)


def _span(text: _Text, first: int, after: int, *, marks: bool = False) -> Span | None:
    """Words `[first, after)` as a span, without punctuation at its edges; a span of marks alone only where `marks` allows it."""
    start, end = first, after
    while start < end and not _has_letter(text.words[start]):
        start += 1
    while end > start and not _has_letter(text.words[end - 1]):
        end -= 1
    if start == end:
        return Span(text.tokens[first].start, text.tokens[after - 1].end) if marks else None
    return Span(text.tokens[start].start, text.tokens[end - 1].end)


def _has_letter(word: str) -> bool:
    return word[0].isalnum() or any(c.isalnum() for c in word)


def _with_quotes(text: str, span: Span) -> Span:
    """The span with the quotation marks that enclose it, and the mark of punctuation inside them, where both are there."""
    start, end = span.start, span.end
    if start == 0 or text[start - 1] not in _OPENING:
        return span
    while end < len(text) and end - span.end < 3 and text[end] in ",.!?…":
        end += 1
    if end < len(text) and text[end] in _CLOSING:
        return replace(span, start=start - 1, end=end + 1)
    return span
