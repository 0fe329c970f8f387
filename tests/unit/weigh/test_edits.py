"""What a newer version of a page takes back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from readings import report, voices_of

from onrecord.records import Voice
from onrecord.records.listing import Superseded
from onrecord.weigh import notices, with_withdrawals

OLD = "Troops took Balakliia on Friday. Shops were open."
AT = "2022-09-09T12:00:00+00:00"


def edited(after: str, *now: Voice) -> str | None:
    """When the newer text took back what the older one said, given what it says now."""
    (voice,) = voices_of(report("d"))
    edits = {"d": Superseded("d", "new", AT, OLD, after)}
    return with_withdrawals([voice, *now], edits)[0].withdrawn


def newer(**more: object) -> Voice:
    """A voice of the newer version."""
    (voice,) = voices_of(report("d", **more))  # type: ignore[arg-type]
    return replace(voice, version="new")


@pytest.mark.parametrize(
    "notice",
    [
        "Correction: this article named Balakliia in error.",
        "A reference to Balakliia has been removed, as it was wrong.",
        "An earlier version of this story said that Balakliia had been taken.",
        "We wrongly reported that troops took Balakliia.",
        "This article has been corrected. It had said that Balakliia was taken.",
    ],
)
def test_a_notice_that_names_the_place_takes_the_claim_back(notice: str) -> None:
    """However it is worded, from the time of the newer version on."""
    assert edited(f"Shops were open. {notice}") == AT


@pytest.mark.parametrize(
    "after",
    [
        "Shops were open.",
        "Shops were open. Correction: the bakery closes at five.",
        "Shops in Balakliia were open. Correction: the bakery closes at five.",
    ],
)
def test_what_only_vanishes_is_not_taken_back(after: str) -> None:
    """Nor is it by a notice about something else."""
    assert edited(after) is None


def test_what_the_newer_version_still_says_is_not_taken_back() -> None:
    """A correction of another detail leaves it standing; another number under a notice does not."""
    notice = "Shops were open. Correction: we gave a wrong number."
    assert edited(notice, newer()) is None
    assert edited(notice, newer(low=3, high=3)) == AT


def test_notices_are_new_sentences_only() -> None:
    """One that the older version had already is none."""
    assert notices("Correction: a name.", "Correction: a name. Troops left.") == ()
    assert notices("Troops left.", "Troops left. Correction: a name. It is Ann.") == ("Correction: a name. It is Ann.",)
