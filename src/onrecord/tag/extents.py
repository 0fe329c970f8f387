"""How far a content reaches: to the ends of the quotation that it holds a part of."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.basics.spans import Span, hull
from onrecord.records.tagging import Attribution
from onrecord.tag.words import Words

_QUOTATION = re.compile(r"“[^“”\n]*”|\"[^\"\n]*\"|«[^«»\n]*»|''[^'\n]*(?:'(?!')[^'\n]*)*''")
_SHORT = 3
"""Words of a quotation that is part of a sentence rather than what somebody says as a whole."""


def quotations(text: str) -> list[Span]:
    """Stretches between quotation marks, marks included, that close in their own paragraph, in order."""
    return [Span(match.start(), match.end()) for match in _QUOTATION.finditer(text)]


def with_whole_quotations(words: Words, attribution: Attribution, quoted: Sequence[Span]) -> Attribution:
    """A content that holds part of a quotation, to all of it: the tagger can lose its first or last words.

    Not where cue or source stand inside of it: they cut it, or somebody says something within what another one says.
    """
    outside = (*attribution.cue, *attribution.source)
    touched = [
        span
        for span in sorted({span for piece in attribution.content for span in _touched(quoted, piece)})
        if len(span.of(words.text).split()) > _SHORT and not any(other.overlaps(span) for other in outside)
    ]
    if not touched or not outside:
        return attribution
    return replace(attribution, content=tuple(_joined((*attribution.content, *touched))))


def _touched(quoted: Sequence[Span], piece: Span) -> Sequence[Span]:
    """Those of the quotations, which are in order, that share a code point with the piece."""
    return quoted[bisect_right(quoted, piece.start, key=lambda q: q.end) : bisect_left(quoted, piece.end, key=lambda q: q.start)]


def _joined(pieces: Sequence[Span]) -> Iterator[Span]:
    """The pieces in order, those that overlap as one."""
    current: Span | None = None
    for piece in sorted(pieces):
        if current is None or piece.start > current.end:
            if current is not None:
                yield current
            current = piece
        else:
            current = hull((current, piece))
    if current is not None:
        yield current


def without_stray_words(words: Words, attribution: Attribution) -> Attribution:
    """A quotation that is a whole sentence before its cue, without plain words that stand behind the cue."""
    if not attribution.cue:
        return attribution
    cue = attribution.cue[-1]
    first, after = words.sentence(words.within(cue).start)
    sentence = Span(words.tokens[first].span.start, words.tokens[after - 1].span.end)
    if not any(sentence.overlaps(p) and p.end <= cue.start and _is_sentence(p.of(words.text)) for p in attribution.content):
        return attribution
    kept = [p for p in attribution.content if p.end <= cue.start or not sentence.contains(p) or _is_quoted(p.of(words.text))]
    return replace(attribution, content=tuple(kept))


def _is_quoted(piece: str) -> bool:
    return any(mark in piece for mark in ('"', "“", "”", "«", "»", "''"))


def _is_sentence(piece: str) -> bool:
    return _QUOTATION.fullmatch(piece) is not None and piece[-2:-1] in ",.!?" and len(piece.split()) > _SHORT
