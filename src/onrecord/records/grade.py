"""Grades after the Admiralty code: how reliable a source is, how credible a claim, kept apart and never one from the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from onrecord.records.judgement import Judgement

RELIABILITY: Mapping[str, str] = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
"""What the letters say of a source, from its record in this casebook."""

CREDIBILITY: Mapping[str, str] = {
    "1": "confirmed by others",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "cannot be judged",
}
"""What the figures say of a claim, in the code's own words: they grade the support that was found, and prove nothing."""

WORSE = "123645"
"""Credibilities from the best to the worst; what cannot be judged stands between the possible and the doubtful."""


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade with its reasons.

    `code` is a letter of `RELIABILITY` or a figure of `CREDIBILITY`; `count` how many claims (of a source) or independent
    origins (of a claim) it rests on. `by`, `note` and `at` are set where a person gave it; `computed` is then what it would be.
    """

    code: str
    count: int
    because: tuple[str, ...]
    by: str | None = None
    note: str = ""
    at: str | None = None
    computed: str | None = None

    @property
    def label(self) -> str:
        """The code's meaning in words."""
        return RELIABILITY.get(self.code) or CREDIBILITY[self.code]

    def overridden(self, judgement: Judgement | None) -> Grade:
        """The grade that a person gave in its place; the same where there is none, or one that names no grade."""
        if judgement is None or judgement.correction not in (RELIABILITY if self.code in RELIABILITY else CREDIBILITY):
            return self
        code = judgement.correction or self.code
        return replace(self, code=code, by=judgement.by, note=judgement.note, at=judgement.at, computed=self.code)

    def to_dict(self) -> dict[str, Any]:
        """The published form."""
        return {
            "grade": self.code,
            "label": self.label,
            "count": self.count,
            "because": list(self.because),
            "by": self.by,
            "note": self.note,
            "at": self.at,
            "computed": self.computed,
        }


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """How often what a source said came to what, over the claims of this casebook.

    `made` are the claims that it made, `denied` those that it denied. Of those made, `conceded` are those that the side which
    they hurt acknowledged, `corroborated` those that somebody independent of it made too and nobody denied, `disputed` those
    that somebody denied or excluded, `taken_back` those that it took back, `refuted` those of which the contrary was conceded.
    `denials_refuted` are its denials of what the side that it hurts acknowledged after all.
    """

    made: int = 0
    conceded: int = 0
    corroborated: int = 0
    disputed: int = 0
    taken_back: int = 0
    refuted: int = 0
    denied: int = 0
    denials_refuted: int = 0

    @property
    def borne_out(self) -> int:
        """Claims that others bore out."""
        return self.conceded + self.corroborated

    @property
    def failed(self) -> int:
        """Claims and denials that did not last."""
        return self.taken_back + self.refuted + self.denials_refuted

    def to_dict(self) -> dict[str, int]:
        return {
            "made": self.made,
            "conceded": self.conceded,
            "corroborated": self.corroborated,
            "disputed": self.disputed,
            "taken_back": self.taken_back,
            "refuted": self.refuted,
            "denied": self.denied,
            "denials_refuted": self.denials_refuted,
        }
