"""The sentence that a voice stands in, cut from the stored text with its words marked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.basics.spans import Span, hull
from onrecord.publish.lines import Quote
from onrecord.publish.marking import Mark, mark, paragraphs
from onrecord.records.reading import Reading

PARAGRAPHS = 250
"""Paragraphs on one page of a long article."""

_STOP = re.compile(r"[.!?…][\"'”’»)]*\s+|\n")
_REACH = 320


def article_page_number(text: str, position: int) -> int:
    """Which page of an article a code point of its text is on, from 1."""
    before = sum(1 for span in paragraphs(text) if span.end <= position)
    return before // PARAGRAPHS + 1


def quote(reading: Reading, happening: str, statement: str | None) -> Quote | None:
    """The sentence around a statement, or around a happening's words in the author's own voice; None if neither is there."""
    said = next((s for s in reading.statements if s.id == statement), None) if statement else None
    coded = next((h for h in reading.happenings if h.id == happening), None)
    if said is not None:
        spans, around, anchor = said.content, (*said.source.spans, *said.cue, *said.content), said.id
    elif coded is not None:
        spans, around, anchor = coded.trigger, coded.trigger, coded.id
    else:
        return None
    text = reading.document.text
    window = _sentences(text, around)
    html = _marked(text, window, spans)
    return Quote(html, window.of(text), anchor, article_page_number(text, spans[0].start))


def _sentences(text: str, spans: Sequence[Span]) -> Span:
    """The spans' hull, widened to sentence ends. Pieces far from the first one are left out rather than quoting a page."""
    near = [s for s in sorted(spans) if s.start - min(spans).start < 4 * _REACH]
    inner = hull(near) or near[0]
    before = text[max(0, inner.start - _REACH) : inner.start]
    stops = [m.end() for m in _STOP.finditer(before)]
    start = inner.start - len(before) + (stops[-1] if stops else 0)
    after = _STOP.search(text, max(inner.start, inner.end - 1), inner.end + _REACH)
    end = after.end() if after else min(len(text), inner.end + _REACH)
    if after is None and end < len(text):
        end = inner.end
    return Span(start, max(end, inner.end))


def _marked(text: str, window: Span, spans: Sequence[Span]) -> str:
    inside = [Span(max(s.start, window.start), min(s.end, window.end)) for s in spans if s.overlaps(window)]
    shifted = tuple(Span(s.start - window.start, s.end - window.start) for s in inside)
    # No id and no link: the same words stand once in the article, which the quotation links to.
    blocks = mark(window.of(text), [Mark("", shifted, "mark", "")])
    return " ".join(block.html for block in blocks)
