"""What the meaning of an expression depends on besides its own words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.date.calendar import first_day
from onrecord.date.lexicon import Lexicon
from onrecord.date.patterns import Match
from onrecord.date.scan import Token
from onrecord.records import TimeType

_CLOSING_QUOTES = ('"', "”", "»", "'", "“")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an expression means.

    `within` is the stretch that a span relative to publication covers; `zone` as in `interval_of`.
    """

    type: TimeType
    value: str
    edge: str | None = None
    zone: str | None = None
    within: tuple[str, str] | None = None


@dataclass(slots=True)
class Context:
    """The document's side of an expression.

    `anchor` is the day of publication, None where unknown. In a `narrative` (a history, whose dates lie long before publication)
    an incomplete date continues from those before it. `last` is the calendar value that was spoken of last, and `recent` are the
    first days of the last three that the story has come to, latest first.
    """

    lexicon: Lexicon
    text: str
    tokens: Sequence[Token]
    anchor: date | None
    narrative: bool
    last: str | None = None
    recent: tuple[date, ...] = ()
    last_first: int = -1
    last_after: int = -1
    last_means: str = ""
    last_quarter: str | None = None
    quarter_after: int = -1_000_000

    @property
    def now(self) -> date | None:
        """The day that "yesterday" and "last month" count from."""
        return None if self.narrative else self.anchor

    @property
    def reference(self) -> str | None:
        """The value that "the next day" and "a year later" count from."""
        if self.last is not None:
            return self.last
        return self.anchor.isoformat() if self.anchor is not None and not self.narrative else None

    def remember(self, match: Match, meaning: Meaning) -> None:
        """Keep what later expressions continue from."""
        self.last_first, self.last_after, self.last_means = match.first, match.after, match.means
        value = meaning.value
        if meaning.type in (TimeType.DATE, TimeType.TIME) and (value.startswith("BC") or first_day(value) is not None):
            self.last = value.split("T")[0]
            self._place_in_story(match, self.last)
        if match.means == "quarter" and match.option == "":
            self.last_quarter, self.quarter_after = value, match.after
        elif match.means in ("duration", "year", "span"):
            self.quarter_after = -1_000_000

    def _place_in_story(self, match: Match, value: str) -> None:
        """Keep the last three dates that the story has come to; "until November" only looks ahead."""
        before = self.before(match.first)
        if before is not None and before.key in self.lexicon.hints["until"]:
            return
        start = first_day(value)
        if start is not None and len(value) >= 4 and value[5:6] != "W":
            self.recent = (start, *self.recent[:2])

    def ends_sentence(self, at: int) -> bool:
        """True if the mark at `at` ends a sentence: not that of "a.m.", "U.S." or "Aug. 7"."""
        mark = self.tokens[at].key
        if mark != ".":
            return mark in ("!", "?")
        before, following = self.before(at), self.following(at + 1)
        if before is None or following is None:
            return True
        short = (len(before.key) <= 2 and before.key.isalpha()) or before.key in self.lexicon.hints["abbreviations"]
        apart = following.start > self.tokens[at].end or following.key in _CLOSING_QUOTES
        return not short and (following.is_capital or (apart and not following.key[0].isalnum()))

    def in_name(self, match: Match) -> bool:
        """True if the expression's last word and the one after it begin with capitals: "the Winter Games", "the Daily Bugle"."""
        following = self.following(match.after)
        return following is not None and following.is_capital and self.tokens[match.after - 1].is_capital

    def is_part_of_word(self, at: int) -> bool:
        """True for figures that letters run into: "s1985", "KM2000"."""
        before = self.before(at)
        return before is not None and before.end == self.tokens[at].start and before.key[-1].isalpha()

    def before(self, at: int) -> Token | None:
        """The token before token `at`."""
        return self.tokens[at - 1] if at > 0 else None

    def following(self, at: int) -> Token | None:
        """The token at `at`, None at the end."""
        return self.tokens[at] if at < len(self.tokens) else None
