"""Reckoning with days."""

from __future__ import annotations

from datetime import date, timedelta


def days_after(day: str, days: int) -> str:
    """The ISO 8601 day so many days later."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def days_between(first: str, second: str) -> int:
    """How many days the second ISO 8601 day is after the first."""
    return (date.fromisoformat(second) - date.fromisoformat(first)).days
