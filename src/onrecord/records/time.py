"""Resolved times, after TIMEX3 (ISO-TimeML)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from onrecord.basics.spans import Span


class TimeType(StrEnum):
    """TIMEX3's four types."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Precision(StrEnum):
    """How much of the calendar the words fix."""

    MINUTE = "minute"
    HOUR = "hour"
    PART_OF_DAY = "part-of-day"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression. `value` is TIMEX3; `start`/`end` are ISO 8601, `end` not included; None where the words fix none."""

    spans: tuple[Span, ...]
    type: TimeType
    value: str
    start: str | None
    end: str | None
    precision: Precision

    def to_dict(self) -> dict[str, Any]:
        return {
            "spans": [s.to_dict() for s in self.spans],
            "type": self.type.value,
            "value": self.value,
            "start": self.start,
            "end": self.end,
            "precision": self.precision.value,
        }

    @classmethod
    def from_dict(cls, value: dict[str, Any]) -> Time:
        return cls(
            tuple(Span.from_dict(s) for s in value["spans"]),
            TimeType(value["type"]),
            value["value"],
            value["start"],
            value["end"],
            Precision(value["precision"]),
        )
