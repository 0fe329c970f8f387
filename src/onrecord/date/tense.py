"""Whether a sentence tells of what was or of what is to come: what its verbs say without a tagger."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.date.context import Context
from onrecord.date.patterns import Match

_REACH = 20
"""Tokens on either side that are searched for a verb."""


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
        return "past" if context.lexicon.hints["pluperfect"].intersection(around) or _done_by(context, first) else "future"
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


def _done_by(context: Context, first: int) -> bool:
    """True for "fell by Tuesday": a verb of the past right before a word that else looks ahead."""
    return _follows(context, first, "done_by") and first > 1 and _verb(context, range(first - 2, first - 3, -1)) == "past"


def _follows(context: Context, first: int, name: str) -> bool:
    """True right after a word of a list of hints."""
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
