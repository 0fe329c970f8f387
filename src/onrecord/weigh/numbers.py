"""Numbers of one claim: the lowest, the best, the highest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from onrecord.records.claim import Bounds, Voice
from onrecord.weigh.conflicts import has_number


def bounds(voices: Sequence[Voice]) -> Bounds | None:
    """Lowest, best and highest number of what most voices count; None if no voice gives one.

    Each origin counts once, by its latest number. The best is the number of most origins, the latest of those that tie.

    Args:
        voices: that know their origin, in the order of their reports.
    """
    numbered = [v for v in voices if has_number(v)]
    if not numbered:
        return None
    counted = Counter((v.unit, v.of or "") for v in numbered)
    unit, of = min(counted, key=lambda key: (-counted[key], key))
    alike = [v for v in numbered if (v.unit, v.of or "") == (unit, of)]
    latest = {v.origin: v for v in alike}
    rank = Counter(number(v) for v in latest.values())
    last = {origin: place for place, origin in enumerate(v.origin for v in alike)}
    best = max(latest.values(), key=lambda v: (rank[number(v)], last[v.origin]))
    ends = [n for v in alike for n in (v.low, v.high) if n is not None]
    return Bounds(low=min(ends), best=number(best), high=max(ends), unit=unit, of=of or None)


def number(voice: Voice) -> float:
    """One number for a voice that gives some: the middle of its bounds, or the one that it gives."""
    given = [n for n in (voice.low, voice.high) if n is not None]
    return sum(given) / len(given)
