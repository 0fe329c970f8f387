"""Content that goes on after the sentence with the cue: a quotation continued without a new attribution."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.attribute.passage import Sentences
from onrecord.basics.spanindex import Overlaps
from onrecord.basics.spans import Span, trimmed
from onrecord.records import Attribution

_OPENING = '"“«'
_CLOSING = re.compile(r"[\"”»]")


def with_continuations(text: str, attributions: Sequence[Attribution], sentences: Sentences) -> list[tuple[Span, ...]]:
    """The content of each attribution, with the following sentences that only go on with its quotation.

    A following sentence goes on if it opens with a quotation mark, no attribution touches it, and the statement before it
    is itself quoted; sentences inside one open quotation go on until it closes.
    """
    touched = Overlaps(span for a in attributions for spans in (a.source, a.cue, a.content) for span in spans)
    return [_continued(text, attribution, touched, sentences) for attribution in attributions]


def _continued(text: str, attribution: Attribution, touched: Overlaps, sentences: Sentences) -> tuple[Span, ...]:
    content = attribution.content
    around = sentences.around((*attribution.source, *attribution.cue, *content))
    if around is None or not _is_quoted(text, content):
        return content
    following = sentences.after(around)
    pieces = list(content)
    is_open = False
    while following is not None and not touched.touches(following):
        words = following.of(text)
        if not (words[0] in _OPENING or is_open):
            break
        closes = len(_CLOSING.findall(words[1:])) > 0
        end = following.start + 1 + [m.end() for m in _CLOSING.finditer(words[1:])][-1] if closes else following.end
        if words[0] not in _OPENING and not closes and not is_open:
            break
        rest = trimmed(text, end, following.end)
        if rest is not None and len(rest) > 2:
            break
        piece = trimmed(text, following.start, end)
        if piece is not None:
            pieces.append(piece)
        is_open = not closes
        following = sentences.after(following)
    return tuple(pieces)


def _is_quoted(text: str, content: Sequence[Span]) -> bool:
    return any(span.of(text)[0] in _OPENING or text[max(0, span.start - 1)] in _OPENING for span in content)
