"""The words in which the site says things: one place for every label, date and number that a page shows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from importlib.resources import files

from onrecord.basics.numbers import number_words, range_words
from onrecord.records.claim import Bounds, Status
from onrecord.records.document import parse_moment
from onrecord.records.happening import Modality, Quantity
from onrecord.records.judgement import JudgementKind
from onrecord.records.place import PlaceKind
from onrecord.records.situation import Course, TimelineEntry
from onrecord.records.statement import Stance

SUMMARY_AUTHOR = "Onrecord summary"
"""The author that marks a document as a summary, by the casebook's makers, of what an outlet published."""

STATUS_WORDS: dict[Status, str] = {
    Status.REPORTED: "Reported",
    Status.CORROBORATED: "Corroborated",
    Status.CONCEDED: "Conceded",
    Status.DISPUTED: "Disputed",
    Status.DENIED: "Denied",
    Status.RETRACTED: "Retracted",
}

STATUS_MEANINGS: dict[Status, str] = {
    Status.REPORTED: "One origin says so.",
    Status.CORROBORATED: "Two or more independent origins say so and none denies it.",
    Status.CONCEDED: "A source of the side that it hurts acknowledges it.",
    Status.DISPUTED: "Origins assert and deny it, or say things that cannot both be true.",
    Status.DENIED: "Only denials are left.",
    Status.RETRACTED: "The origin took it back.",
}

KIND_WORDS: dict[PlaceKind, str] = {
    PlaceKind.SETTLEMENT: "town",
    PlaceKind.ADMIN1: "region",
    PlaceKind.ADMIN2: "district",
    PlaceKind.COUNTRY: "country",
    PlaceKind.RIVER: "river",
    PlaceKind.REGION: "area",
    PlaceKind.FACILITY: "site",
    PlaceKind.OTHER: "place",
}

STANCE_WORDS: dict[Stance, str] = {
    Stance.ASSERT: "says",
    Stance.DENY: "denies",
    Stance.ACKNOWLEDGE: "acknowledges",
    Stance.QUESTION: "questions",
    Stance.CALL: "calls for",
    Stance.PROMISE: "promises",
    Stance.THREATEN: "threatens",
    Stance.PRAISE: "praises",
    Stance.MOCK: "mocks",
}

MODALITY_WORDS: dict[Modality, str] = {
    Modality.ACTUAL: "",
    Modality.PLANNED: "planned",
    Modality.POSSIBLE: "possible",
    Modality.NEGATED: "said not to have happened",
}

RELATION_WORDS: dict[str, tuple[str, str]] = {
    "agree": ("Agrees", "Agrees"),
    "update": ("Updated by this", "Updates this"),
    "dispute": ("Disputes this", "Disputes this"),
    "story": ("The same story", "The same story"),
}
"""How another document relates to the one at hand: where it came earlier, and where it came later."""

ABOUT_WORDS: dict[str, str] = {
    "perpetrator": "who did it",
    "toll": "how many",
    "what": "what happened",
    "whether": "whether it happened",
    "where": "where",
    "when": "when",
}
"""What two documents differ on, as `Relation.about` has it."""

JUDGEMENT_WORDS: dict[JudgementKind, str] = {
    JudgementKind.SAME: "The same happening",
    JudgementKind.DIFFERENT: "Different happenings",
    JudgementKind.MISREAD: "Misread",
    JudgementKind.RETRACTED: "Taken back",
    JudgementKind.WRONG_PLACE: "Wrong place",
    JudgementKind.WRONG_TIME: "Wrong time",
    JudgementKind.GRADE: "Grade",
}

JUDGEMENT_MEANINGS: dict[JudgementKind, str] = {
    JudgementKind.MISREAD: "The text does not say this. It makes no claim any more, and stays marked in the article.",
    JudgementKind.RETRACTED: "Who said it took it back. It counts for nothing from now on; what was known before stays.",
    JudgementKind.WRONG_PLACE: "It is about another place. Name the right one, or leave it empty if it is not known.",
    JudgementKind.WRONG_TIME: "It is about another day. Name the right one, or leave it empty if it is not known.",
    JudgementKind.SAME: "It tells of the same happening as another statement or claim.",
    JudgementKind.DIFFERENT: "It tells of another happening than a statement or claim that it was joined with.",
    JudgementKind.GRADE: "Your own grade: A to F for a source, 1 to 6 for a claim. The computed one stays visible.",
}
"""In the order in which the desk offers them."""

COURSE_WORDS: dict[str, str] = {
    "control": "Who holds what",
    "outage": "Services that went out",
    "restoration": "Services restored",
    "outages": "Outages",
    Course.LOSSES.value: "Losses",
    Course.CASUALTIES.value: "Casualties",
    Course.DISPLACEMENT.value: "Displacement",
    Course.TALKS.value: "Talks and agreements",
    Course.DETENTIONS.value: "Detentions and exchanges",
    Course.AID.value: "Aid",
}

HEADLINE = 120
"""Characters of a first sentence that stands for a missing title."""

GIST = 200

HOLDER_WORDS = {"CONTESTED": "Contested", "UNKNOWN": "Unknown"}
RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ps", "sd", "ug", "ur", "yi"})


def day_words(value: str | None, *, short: bool = False) -> str:
    """An ISO 8601 day or time as words, "8 September 2022" or "8 Sept 2022"; the value itself if it is neither, "" for None."""
    if not value:
        return ""
    try:
        moment = parse_moment(value)
    except ValueError:
        return value
    names = _SHORT_MONTHS if short else _MONTHS
    return f"{moment.day} {names[moment.month - 1]} {moment.year}"


def month_words(value: str) -> str:
    """A month as words, "September 2022", from "2022-09"; the value itself if it is none."""
    year, _, month = value.partition("-")
    return f"{_MONTHS[int(month) - 1]} {year}" if month.isdecimal() and 1 <= int(month) <= 12 else value


def moment_words(value: str | None) -> str:
    """An ISO 8601 time as words in UTC, "8 September 2022, 14:05 UTC"; a bare day has no hour."""
    if not value or len(value) <= 10:
        return day_words(value)
    try:
        moment = parse_moment(value)
    except ValueError:
        return value
    midnight = (moment.hour, moment.minute, moment.second) == (0, 0, 0)  # how a bare day of publication is stored
    return day_words(value) if midnight else f"{day_words(moment.isoformat())}, {moment:%H:%M} UTC"


def interval_words(start: str | None, end: str | None) -> str:
    """Days `[start, end)` as words: one day alone, else "8 to 10 September 2022"; "day unknown" for None."""
    if not start:
        return "day unknown"
    first = _as_day(start)
    last = _as_day(end) if end else None
    if first is None:
        return start
    if last is not None and (end is None or _is_midnight(end)):
        last = date.fromordinal(max(first.toordinal(), last.toordinal() - 1))
    if last is None or last <= first:
        return day_words(first.isoformat())
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day_words(last.isoformat())}"
    return f"{day_words(first.isoformat())} to {day_words(last.isoformat())}"


def quantity_words(quantity: Quantity) -> str:
    """What is counted: "2,000 or more km²", "3 people (killed)"."""
    return _with_unit(range_words(quantity.low, quantity.high), quantity.unit, quantity.of)


def bounds_words(bounds: Bounds) -> str:
    """The range that the voices of a claim give."""
    return _with_unit(range_words(bounds.low, bounds.high), bounds.unit, bounds.of)


def amount_words(entry: TimelineEntry) -> str:
    """The number of a timeline's entry: the best one, and the range where it has one."""
    low, high = entry.low, entry.high
    best = entry.best if entry.best is not None else low if low is not None else high
    words = number_words(best) if best is not None else ""
    if low is not None and high is not None and low != high:
        words = f"{words} ({number_words(low)} to {number_words(high)})"
    return _with_unit(words, entry.unit, entry.of)


def unit_words(unit: str) -> str:
    """A unit as printed: "km2" → "km²"."""
    return {"km2": "km²", "m2": "m²", "percent": "%"}.get(unit, unit)


def side_words(side: str | None, settings: Mapping[str, str]) -> str:
    """A side's name: as the casebook's settings have it ("side.name.ukraine"), else its id with capitals; "" for None."""
    if not side:
        return ""
    return settings.get(f"side.name.{side}") or side.replace("-", " ").title()


def side_codes(settings: Mapping[str, str]) -> dict[str, str]:
    """Code → id of the sides that the settings name ("side.code.ukraine" → "UA"): parties first, then in order of id."""
    ids = [name.removeprefix("side.code.") for name in settings if name.startswith("side.code.")]
    ids.sort(key=lambda side: (f"side.party.{side}" not in settings, side))
    return {settings[f"side.code.{side}"]: side for side in ids}


def holder_words(holder: str, settings: Mapping[str, str]) -> str:
    """Who holds a place, in words, from a code such as "UA" or "CONTESTED", or from a side's id."""
    side = side_codes(settings).get(holder)
    return side_words(side, settings) if side else HOLDER_WORDS.get(holder, holder)


def count_words(count: int, one: str, many: str | None = None) -> str:
    """ "1 origin", "3 origins"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def headline(title: str | None, lead: str) -> str:
    """A document's title, or else its first sentence, at most `HEADLINE` characters; "Untitled" for no words at all."""
    if title and title.strip():
        return title.strip()
    first = re.split(r"(?<=[.!?…])\s|\n", lead.strip(), maxsplit=1)[0]
    if len(first) > HEADLINE:
        first = first[:HEADLINE].rsplit(" ", 1)[0].rstrip(",;: ") + "…"
    return first or "Untitled"


def lead(title: str | None, first: str) -> str:
    """The first words of a text below its title; "" where it has no title, since they are its headline then."""
    if not title or not title.strip():
        return ""
    return " ".join(first.split()).removeprefix(" ".join(title.split())).strip()


def gist(title: str, first: str) -> str:
    """What a page says of itself to those who link to it: the first words below its heading, at most `GIST` characters."""
    words = " ".join(first.split()).removeprefix(title).strip() or title
    return words if len(words) <= GIST else words[:GIST].rsplit(" ", 1)[0].rstrip(",;: ") + "…"


def country_words(code: str | None) -> str:
    """A country's name from its ISO 3166-1 code, "Ukraine" for "UA"; the code itself if it is not known, "" for None."""
    return _countries().get(code or "", code or "")


@cache
def _countries() -> dict[str, str]:
    lines = (files("onrecord.publish") / "countries.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split(" ", 1) for line in lines if not line.startswith("#"))


def direction(language: str | None) -> str:
    """ "rtl" or "ltr" for a BCP 47 code; "auto" where it is unknown."""
    if not language:
        return "auto"
    return "rtl" if language.split("-")[0].lower() in RIGHT_TO_LEFT else "ltr"


def _with_unit(number: str, unit: str, of: str | None) -> str:
    if unit == "items" and of:
        return f"{number} {of}".strip()
    joined = f"{number} {unit_words(unit)}".strip()
    return f"{joined} ({of})" if of and of != unit else joined


def _as_day(value: str) -> date | None:
    try:
        return parse_moment(value).date()
    except ValueError:
        return None


def _is_midnight(value: str) -> bool:
    if len(value) == 10:
        return True
    moment: datetime = parse_moment(value)
    return (moment.hour, moment.minute) == (0, 0)


_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SHORT_MONTHS = ("Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
