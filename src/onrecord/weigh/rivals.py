"""Claims that cannot both be true."""

from __future__ import annotations

from datetime import date

from onrecord.records.claim import Claim, Voice
from onrecord.records.happening import HappeningType

RIVAL_TYPES = (HappeningType.CAPTURE, HappeningType.HOLD)
"""Types whose claims say who holds a place."""

RIVAL_DAYS = 2
"""A claim of control may contradict one about a day at most so many days away."""


def cannot_both_be(one: Claim, other: Claim) -> bool:
    """True if one claim says that a place is one side's and the other that it is another's, at the same time.

    Two claims of one day contradict each other. A capture contradicts a later report that another side holds the place,
    up to `RIVAL_DAYS` days on; a report that someone held it before contradicts no capture, and neither does a later recapture.
    """
    if one.type not in RIVAL_TYPES or other.type not in RIVAL_TYPES or one.id == other.id:
        return False
    if _where(one) is None or _where(one) != _where(other):
        return False
    holder, rival = _holder(one), _holder(other)
    if holder is None or rival is None or holder == rival or one.start is None or other.start is None:
        return False
    days = (date.fromisoformat(other.start) - date.fromisoformat(one.start)).days
    if days == 0:
        return True
    earlier, later = (one, other) if days > 0 else (other, one)
    return abs(days) <= RIVAL_DAYS and earlier.type is HappeningType.CAPTURE and later.type is HappeningType.HOLD


def _where(claim: Claim) -> str | None:
    return (claim.places[0].id or claim.places[0].name) if claim.places else None


def _holder(claim: Claim) -> str | None:
    return _first(claim).holder


def _first(claim: Claim) -> Voice:
    return claim.voices[0]
