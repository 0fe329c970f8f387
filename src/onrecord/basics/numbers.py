"""Numbers in words, in one way wherever they are shown or compared."""

from __future__ import annotations


def number_words(value: float) -> str:
    """A number with thin grouping: 2,000; 1.5."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.10g}"


def range_words(low: float | None, high: float | None) -> str:
    """Bounds as words: "2,000", "2,000 to 3,000", "2,000 or more", "up to 3,000"."""
    if low is not None and high is not None:
        return number_words(low) if low == high else f"{number_words(low)} to {number_words(high)}"
    if low is not None:
        return f"{number_words(low)} or more"
    return f"up to {number_words(high)}" if high is not None else "number unknown"
