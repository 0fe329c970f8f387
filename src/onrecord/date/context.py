"""What the meaning of an expression depends on besides its own words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.date.calendar import first_day
from onrecord.date.lexicon import Lexicon
from onrecord.date.patterns import Match
from onrecord.date.scan import Token
from onrecord.records import TimeType

_CLOSING_QUOTES = ('"', "”", "»", "'", "“")
_REACH = 20
"""Tokens on either side that are searched for a verb."""


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


def tense_of(context: Context, match: Match) -> str | None:
    """ "future", "past", "present" or None: what the nearest verb of the sentence says, to the left first, then to the right.

    Without a tagger the verbs are those of the language's table and words with its past endings. A word such as "by" or "until"
    right before the date looks ahead, unless the sentence tells what had been done.
    """
    first = context.last_first if context.last_means == "clock" and context.last_after == match.first else match.first
    left = range(first - 1, max(-1, first - 1 - _REACH), -1)
    right = range(match.after, min(len(context.tokens), match.after + _REACH))
    if _stands_after(context, first, "behind"):
        return "past"
    if _stands_after(context, first, "ahead"):
        around = [context.tokens[place].key for places in (left, right) for place in _sentence(context, places)]
        return "past" if context.lexicon.hints["pluperfect"].intersection(around) else "future"
    following = context.following(match.after)
    if following is not None and following.key == "'":
        return "past"
    told = _verb(context, left) or _verb(context, right)
    if told is None and _follows(context, first, "onward"):
        return "future"
    if told is None and not _follows(context, first, "since") and (_has_present(context, left) or _has_present(context, right)):
        return "present"
    return told


def _stands_after(context: Context, first: int, name: str) -> bool:
    """True right after up to three words that a list of hints has together ("no later than")."""
    words = [token.key for token in context.tokens[max(0, first - 3) : first]]
    return any(" ".join(words[-count:]) in context.lexicon.hints[name] for count in (1, 2, 3))


def _follows(context: Context, first: int, name: str) -> bool:
    """True right after a word of a list of hints: what has no verb of the past runs on "through" a date."""
    before = context.before(first)
    return before is not None and before.key in context.lexicon.hints[name]


def _sentence(context: Context, places: range) -> Iterator[int]:
    """The places up to the end of the sentence or paragraph."""
    for place in places:
        if context.ends_sentence(place) or context.tokens[place].key == ";" or _breaks_line(context, place, places.step):
            return
        yield place


def _verb(context: Context, places: range) -> str | None:
    words = context.lexicon
    for place in _sentence(context, places):
        token, following, before = context.tokens[place], context.following(place + 1), context.before(place)
        if token.is_capital and token.key in words.hints["name_like"]:
            continue  # "May" is no verb
        pair = f"{token.key} {following.key}" if following is not None else ""
        if token.key in words.hints["future"] or pair in words.hints["future"] or token.key.endswith(words.future_endings):
            return "past" if _had_been(context, place) else "future"
        if places.step < 0 and token.key in words.hints["plans"] and pair.rpartition(" ")[2] in words.hints["article"]:
            return "future"  # "planned a rally on Saturday", not "on Saturday planned a rally" nor "a planned rally"
        participle = token.key.endswith(words.past_endings) and not token.is_capital and token.key not in words.hints["not_past"]
        if participle or token.key in words.hints["past"]:
            if before is not None and (before.key == "be" or (participle and before.key in words.hints["article"])):
                continue  # "to be held", "a planned march"
            return "past"
    return None


def _had_been(context: Context, place: int) -> bool:
    """True for "had been due to end on Friday": what was to come then has its day behind it now."""
    hints = context.lexicon.hints
    for token in reversed(context.tokens[max(0, place - _REACH) : place]):
        if token.key in hints["pluperfect"]:
            return True
        if token.key not in hints["had_been"] and token.key not in hints["future"]:
            return False
    return False


def _has_present(context: Context, places: range) -> bool:
    """True where a verb's form is that of the present, which in Slavic languages is also that of the future."""
    endings = context.lexicon.present_endings
    tokens = (context.tokens[place] for place in _sentence(context, places)) if endings else ()
    return any(token.key.endswith(endings) and not token.is_capital for token in tokens)


def _breaks_line(context: Context, place: int, step: int) -> bool:
    """True if an empty line lies between this token and the one on the way to the expression."""
    neighbour = place - step
    first, second = min(place, neighbour), max(place, neighbour)
    if second >= len(context.tokens) or first < 0:
        return False
    return "\n\n" in context.text[context.tokens[first].end : context.tokens[second].start]
