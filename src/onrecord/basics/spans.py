"""Stretches of a document's text, counted in Unicode code points."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True, init=False)
class Span:
    """`text[start:end]` of one document: code points, `start` included, `end` not.

    Raises:
        ValueError: start is negative or not before end; an empty span points at nothing.
    """

    start: int
    end: int

    def __init__(self, start: int, end: int) -> None:
        # Written out: an article has some thousand spans, and the one that dataclasses make takes half as long again.
        if not 0 <= start < end:
            raise ValueError(f"span {start}:{end} is empty or negative; expected 0 <= start < end")
        _set_start(self, start)
        _set_end(self, end)

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words that this span points at."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """True if the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """True if `other` lies wholly in this span (equal counts)."""
        return self.start <= other.start and other.end <= self.end

    def to_dict(self) -> dict[str, int]:
        return {"start": self.start, "end": self.end}

    @classmethod
    def from_dict(cls, value: dict[str, int]) -> Span:
        return cls(value["start"], value["end"])


_set_start, _set_end = (Span.__dict__[name].__set__ for name in ("start", "end"))


def trimmed(text: str, start: int, end: int, drop: str = "") -> Span | None:
    """The span without white space and without characters of `drop` at either end; None if nothing is left."""
    while start < end and (text[start].isspace() or text[start] in drop):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in drop):
        end -= 1
    return Span(start, end) if start < end else None


def hull(spans: Iterable[Span]) -> Span | None:
    """The shortest span that holds all of them; None for none."""
    found = list(spans)
    if len(found) < 2:
        return found[0] if found else None
    return Span(min([s.start for s in found]), max([s.end for s in found]))
