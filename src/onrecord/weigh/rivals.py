"""Claims that cannot both be true."""

from __future__ import annotations

from datetime import date

from onrecord.records.claim import Claim
from onrecord.records.happening import HappeningType

HOLDING = frozenset({HappeningType.CAPTURE, HappeningType.HOLD})
"""Types whose claims say who holds a place."""

RIVAL_TYPES = (HappeningType.CAPTURE, HappeningType.HOLD, HappeningType.WITHDRAWAL)
"""Types whose claims may contradict or confirm each other."""

RIVAL_DAYS = 3
"""A claim of control may contradict or confirm one about a day at most so many days away."""


def cannot_both_be(one: Claim, other: Claim) -> bool:
    """True if one claim says that a place is one side's and the other that it is another's, at the same time.

    Two claims of one day contradict each other. A capture contradicts a later report that another side holds the place,
    up to `RIVAL_DAYS` days on; a report that someone held it before contradicts no capture, and neither does a later recapture.
    """
    if one.type not in HOLDING or other.type not in HOLDING or one.id == other.id:
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


def confirms(claim: Claim, later: Claim) -> bool:
    """True if who says `later` says that `claim` has come true.

    A capture is confirmed by a claim of the same day or some days on that the same side took or holds the place, or that
    another side has left it, or no longer holds it: a claim of its control that every voice denies.
    """
    if claim.type is not HappeningType.CAPTURE or later.type not in RIVAL_TYPES or claim.id == later.id:
        return False
    if _where(claim) is None or _where(claim) != _where(later) or claim.start is None or later.start is None:
        return False
    holder, other = _holder(claim), _holder(later)
    denied = all(voice.denies for voice in later.voices)
    if denied and later.type is not HappeningType.HOLD:
        return False
    lost = denied or later.type is HappeningType.WITHDRAWAL
    if holder is None or other is None or (holder == other) is lost:
        return False
    return 0 <= (date.fromisoformat(later.start) - date.fromisoformat(claim.start)).days <= RIVAL_DAYS


def _where(claim: Claim) -> str | None:
    return (claim.places[0].id or claim.places[0].name) if claim.places else None


def _holder(claim: Claim) -> str | None:
    """The side that a claim gives its place to; None where it names none, or says that the place is split."""
    holder = next((v.holder for v in claim.voices if v.holder is not None), None)
    return None if holder == "contested" else holder
