"""Numbers as a line of bars."""

from __future__ import annotations

from collections.abc import Sequence

BARS = "▁▂▃▄▅▆▇█"


def sparkline(counts: Sequence[int]) -> str:
    """Numbers as bars of one line; the lowest bar is none, the highest the largest number."""
    most = max(counts, default=0) or 1
    return "".join(BARS[round(count / most * (len(BARS) - 1))] for count in counts)
