"""When something was said: a time that stands with the cue, not in what is said."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.attribute.passage import Passage
from onrecord.basics.spans import Span
from onrecord.records import Time, TimeType

_REACH = 60
"""Characters between cue and time; a time further off belongs to something else in the sentence."""


def said_of(passage: Passage, times: Sequence[Time]) -> Time | None:
    """The date or time nearest to the cue in its sentence, outside content and source; None where the text has none."""
    cue = passage.attribution.cue
    if not cue:
        return None
    outside = [t for t in times if t.type in (TimeType.DATE, TimeType.TIME) and t.start is not None and _is_beside(t, passage)]
    near = [(min(_distance(t.spans[0], c) for c in cue), i) for i, t in enumerate(outside)]
    best = min(near, default=None)
    return outside[best[1]] if best is not None and best[0] <= _REACH else None


def _is_beside(time: Time, passage: Passage) -> bool:
    span = time.spans[0]
    if not passage.sentence.contains(span):
        return False
    return not any(span.overlaps(other) for other in (*passage.content, *passage.attribution.source))


def _distance(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)
