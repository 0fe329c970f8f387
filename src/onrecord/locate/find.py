"""Find the stretches of a text that could be place names, with what speaks for and against each.

A candidate is the longest run of words that the gazetteer knows, or a mention that the tagger calls a location. What is
decided here is only what could be a name; `choose.py` says whether it is one and which place it stands for.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from onrecord.gazetteer import AREAS, KINDS, ROMANISED, Gazetteer, How, Match, is_cyrillic
from onrecord.locate.compared import is_compared, measures_people
from onrecord.locate.lexicon import LEXICON
from onrecord.locate.words import Word
from onrecord.records import Document, Label, Mention, PlaceKind, Span, Tagging

LONGEST_NAME = 5
"""Words of the longest name that is looked up."""
_RIVER = KINDS.index(PlaceKind.RIVER)
_AREAS = frozenset(KINDS.index(kind) for kind in AREAS)
_WITH_ARTICLE = frozenset(range(len(KINDS))) - {KINDS.index(PlaceKind.SETTLEMENT), KINDS.index(PlaceKind.ADMIN2)}
"""Kinds of which "the" may stand before a name that a river has too."""
TOWN = 10_000
"""People of a town that is written about."""
LARGE, KNOWN = 100_000, 25
"""People, and names on record, from which a place is meant wherever its name stands in a longer one."""
_AND = frozenset({"and", "or", "та", "і", "й", "и"})
_PLURAL = frozenset({"regions", "oblasts", "provinces", "областей", "областях", "областям"})
_ADJECTIVES = frozenset({"ка", "ої", "ій", "ку", "ою", "ая", "ой", "ую"})
"""Last letters of a region's adjective in Ukrainian and Russian."""
_ONE_AREA = frozenset({"region", "oblast", "province", "state", "county"})
_GOES_ON = re.compile(r" (?:[AaEe][ldrsntz]|[AaEe]sh)-\w")
"""An Arabic article within a name: "Tell" is no place of its own in "Tell al-Shair"."""
_JOINTS = frozenset({" ", "-", ". ", "’", "'", "–", " - "})


@dataclass(slots=True)
class Found:
    """A stretch that could be a place name.

    `first`, `after` are its words' indices; `label` the tagger's label of the mention that covers it ("" for none), `part`
    where in that mention it lies: exact, first, later or wider. `area` is True where the text says region, oblast, county.
    `exact` is False where the gazetteer knows the name only declined, in another romanisation or without a wrapper.
    `shared` tells that an area word after a list counts for it, `compared` that it only measures something else,
    `adjacent` that another candidate ends right before it, `after_name` and `before_name` that only a comma parts the two
    ("Lima, Peru"). `feature` is the last word where that says what it is: street, river. `article` tells that "the" stands
    before it, `water` that it may then be a river ("the Dnipro" is no town), `fights` that it only says whose forces they are
    ("Russian troops"). `chance` is how likely it is a place name, 0..1.
    """

    span: Span
    name: str
    matches: tuple[Match, ...]
    first: int
    after: int
    label: str = ""
    part: str = ""
    score: float = 0.0
    area: bool = False
    exact: bool = True
    shared: bool = False
    compared: bool = False
    adjacent: bool = False
    after_name: bool = False
    before_name: bool = False
    feature: str = ""
    article: bool = False
    water: bool = False
    fights: bool = False
    chance: float = 0.0

    features: dict[str, float] = field(default_factory=dict)

    @property
    def cyrillic(self) -> bool:
        """True for a name in that script, which is declined and is never an entry's main name."""
        return is_cyrillic(self.name)

    @property
    def is_new_to_us(self) -> bool:
        """True for the tagger's location of no known name, if no word says that it is a street, a building or the like."""
        known = self.feature in LEXICON.features or self.feature in LEXICON.buildings
        return not self.matches and self.label == Label.LOCATION and self.part == "exact" and not known

    @property
    def is_named_area(self) -> bool:
        """True for a known area that the text calls one, in Cyrillic: "Донецької області"."""
        return self.area and len(self.matches) > 0 and self.after - self.first > 1 and self.cyrillic


def find(document: Document, words: Sequence[Word], tagging: Tagging | None, gazetteer: Gazetteer) -> list[Found]:
    """All candidates in order of appearance, not overlapping."""
    found = list(_known(document.text, words, gazetteer))
    if tagging is not None:
        found = _with_mentions(document.text, found, words, tagging.mentions, gazetteer)
    if document.skipped:
        found = [f for f in found if not document.is_skipped(f.span)]
    _spread_areas(found, words, gazetteer)
    for one in found:
        one.compared = is_compared(document.text, one.span.start)
        one.article = one.first > 0 and words[one.first - 1].text in ("the", "The") and words[one.first - 1].gap == " "
        one.fights = _is_of_forces(one, words)
        if one.article and not one.area:
            _may_be_river(one, gazetteer)
        if one.label == Label.LOCATION:
            one.matches = by_usual_name(one, gazetteer)
        if one.water:
            one.matches = _of_kinds(one.matches, _WITH_ARTICLE, gazetteer)
        elif one.compared and not measures_people(document.text, one.span.start):
            one.matches = _of_kinds(one.matches, _AREAS, gazetteer)
    for one, after in pairwise(found):
        after.adjacent = one.after == after.first
        if after.adjacent and words[one.after - 1].gap.startswith(","):
            one.before_name = after.after_name = True
    return found


def _is_of_forces(one: Found, words: Sequence[Word]) -> bool:
    """Does the name only say whose forces or arms they are: "Russian troops", "pro-Russian fighters"?"""
    if one.first > 0 and words[one.first - 1].text.casefold() in ("pro", "anti") and words[one.first - 1].gap == "-":
        return True
    return one.after < len(words) and words[one.after - 1].gap == " " and words[one.after].text.casefold() in LEXICON.forces


def by_usual_name(one: Found, gazetteer: Gazetteer) -> tuple[Match, ...]:
    """The matches of a place's name, with towns that are called so as good as those of that main name, if there is none of it.

    Where names are romanised, the main name is one spelling of several, and often that of an earlier or later name:
    "Leninakan" is Gyumri.
    """
    if not one.exact or any(m.how is not How.OTHER and m.how is not How.SPELLING for m in one.matches):
        return one.matches
    return tuple(replace(m, how=How.NAME) if m.how is How.OTHER and _is_romanised_town(m, gazetteer) else m for m in one.matches)


def _is_romanised_town(match: Match, gazetteer: Gazetteer) -> bool:
    number = match.number
    town = gazetteer.kind_of(number) is PlaceKind.SETTLEMENT and gazetteer.population[number] >= TOWN
    return town and gazetteer.country_of(number) in ROMANISED


def _may_be_river(one: Found, gazetteer: Gazetteer) -> None:
    """Add the river of a name that "the" stands before: "the Dnipro" is said for the Dnipro River."""
    rivers = tuple(m for m in gazetteer.exact(f"{one.name} River") if gazetteer.kind_number(m.number) == _RIVER)
    known = {m.number for m in one.matches}
    one.matches += tuple(m for m in rivers if m.number not in known)
    one.water = len(rivers) > 0


def _of_kinds(matches: tuple[Match, ...], kinds: frozenset[int], gazetteer: Gazetteer) -> tuple[Match, ...]:
    """The matches of some kinds; all of them where there is none."""
    return tuple(m for m in matches if gazetteer.kind_number(m.number) in kinds) or matches


def _spread_areas(found: list[Found], words: Sequence[Word], gazetteer: Gazetteer) -> None:
    """Make areas of names that share an area word: "the Kharkiv and Sumy regions", "the region of Kharkiv"."""
    for one, after in zip(found[-2::-1], found[:0:-1], strict=True):
        listed = joint(one, after, words) is not None
        if listed and after.area and (_is_plural(after, words) or _agree(one, after)):
            after.shared = True
        if listed and after.shared:
            _make_area(one, gazetteer)
            one.shared = True
    for one in found:
        if one.first > 1 and words[one.first - 1].text == "of" and words[one.first - 2].text in _ONE_AREA:
            _make_area(one, gazetteer)


def joint(one: Found, after: Found, words: Sequence[Word]) -> str | None:
    """What joins two names of a list: "," or the word "and"; None where they are not neighbours in one."""
    between = words[one.after : after.first]
    if not between:
        return "," if words[one.after - 1].gap.startswith(",") else None
    return between[0].text if len(between) == 1 and between[0].text in _AND else None


def _is_plural(one: Found, words: Sequence[Word]) -> bool:
    return one.after < len(words) and words[one.after].text in _PLURAL


def _agree(one: Found, after: Found) -> bool:
    """True for the adjectives of a list before one noun, in Cyrillic: "Сумська, Харківська області"."""
    return one.cyrillic and one.name[-2:] == after.name.partition(" ")[0][-2:] and one.name[-2:] in _ADJECTIVES


def _make_area(one: Found, gazetteer: Gazetteer) -> None:
    areas = tuple(m for m in gazetteer.matches(f"{one.name} region") if gazetteer.kind_of(m.number) in AREAS)
    areas = of_level(areas, "region", gazetteer)
    if areas and not one.area:
        one.area, one.matches = True, areas


def _known(text: str, words: Sequence[Word], gazetteer: Gazetteer) -> Iterator[Found]:
    at = 0
    while at < len(words):
        found = _street(text, words, at, gazetteer) or _longest(text, words, at, gazetteer) if words[at].upper else None
        if found is None:
            at += 1
            continue
        yield found
        at = found.after


def _longest(text: str, words: Sequence[Word], at: int, gazetteer: Gazetteer) -> Found | None:
    last = at
    while last + 1 < len(words) and last + 1 - at < LONGEST_NAME and words[last].gap in _JOINTS:
        if (
            not words[last + 1].upper
            and words[last + 1].text not in LEXICON.particles
            and words[last + 1].text not in LEXICON.areas
        ):
            break
        last += 1
    cyrillic = is_cyrillic(words[at].text)
    for end in range(last, at - 1, -1):
        word = words[end]
        area = word.text.casefold() in LEXICON.areas and end > at
        if not word.upper and not area:
            continue
        name = text[words[at].start : word.end]
        full = area or end == at or cyrillic or _GOES_ON.search(name) is not None
        matches = gazetteer.matches(name) if full else gazetteer.exact(name)
        matches = _as_written(matches, name, text[word.end : word.end + 1])
        if not matches or (area and matches[0].wrapper and _goes_on(words, end)):
            continue
        if area and not word.upper and not cyrillic and end - at >= 1:
            return _made(text, words, gazetteer, at, end, of_level(matches, word.text, gazetteer), area=True)
        matches = of_level(matches, word.text, gazetteer) if area else matches
        return _made(text, words, gazetteer, at, end + 1, matches, area=area)
    return None


def of_level(matches: tuple[Match, ...], word: str, gazetteer: Gazetteer) -> tuple[Match, ...]:
    """The matches of the level that an area word means; all of them where there is none of it or the word means any."""
    folded = word.casefold()
    kind = (
        PlaceKind.ADMIN1 if folded in LEXICON.first_level
        else PlaceKind.ADMIN2 if folded in LEXICON.second_level
        else None
    )  # fmt: skip
    return tuple(m for m in matches if gazetteer.kind_of(m.number) is kind) or matches


def _goes_on(words: Sequence[Word], end: int) -> bool:
    """True where capitals go on after the word: "State" in "Kansas State University" makes no area of Kansas."""
    return words[end].upper and end + 1 < len(words) and words[end].gap == " " and words[end + 1].upper


def _street(text: str, words: Sequence[Word], at: int, gazetteer: Gazetteer) -> Found | None:
    """A run of capitals that ends in a word for a road, a water or the like: "College Street"."""
    for end in range(at + 1, min(at + LONGEST_NAME, len(words))):
        if words[end - 1].gap != " " or not words[end].upper:
            return None
        if words[end].text.casefold() in LEXICON.features:
            return _made(text, words, gazetteer, at, end + 1, gazetteer.exact(text[words[at].start : words[end].end]), area=False)
    return None


def _as_written(matches: tuple[Match, ...], name: str, after: str) -> tuple[Match, ...]:
    """Without abbreviations that are not written as one, and without names of one letter or a number."""
    if len(name) < 2 or name.isdigit():
        return ()
    if len(name) > 3 or after == "." or "." in name or name.isupper():
        return matches
    return tuple(m for m in matches if m.how is not How.ABBREVIATION)


def _made(
    text: str, words: Sequence[Word], gazetteer: Gazetteer, first: int, after: int, matches: tuple[Match, ...], *, area: bool
) -> Found:
    start, end = words[first].start, words[after - 1].end
    name = text[start:end]
    if text[end : end + 1] == "." and not name.isupper():
        short = tuple(m for m in matches if m.how is How.ABBREVIATION)
        matches = short or matches  # "Slidell, La." is no town called La
        end += bool(short) or (not matches and words[after - 1].text.casefold() in LEXICON.shortened)
    if not area and after < len(words) and words[after - 1].gap == " ":
        area = words[after].text in LEXICON.areas or words[after].text in LEXICON.offices
    feature = words[after - 1].text.casefold() if not matches else ""
    exact = bool(gazetteer.exact(name))
    return Found(Span(start, end), text[start:end], matches, first, after, area=area, exact=exact, feature=feature)


def _with_mentions(
    text: str, found: list[Found], words: Sequence[Word], mentions: Sequence[Mention], gazetteer: Gazetteer
) -> list[Found]:
    """`found` with the tagger's labels, and the locations that it alone knows in place of what they overlap."""
    ordered = sorted(mentions, key=lambda m: (m.span.start, m.span.end))
    starts = [w.start for w in words]
    alone = {mention.span.of(text) for mention in ordered if mention.label is Label.LOCATION}
    out: list[Found] = []
    taken: list[Span] = []
    for mention in ordered:
        if mention.label is not Label.LOCATION or any(mention.span.overlaps(s) for s in taken[-1:]):
            continue
        near = _near(found, mention.span)
        if any(f.span.contains(mention.span) for f in near):
            continue
        whole = _mentioned(text, mention, starts, near, gazetteer, alone)
        if whole is not None:
            out.append(whole)
            taken.append(whole.span)
    free = [f for f in found if not any(f.span.overlaps(s) for s in _overlapping(taken, f.span))]
    for one in free:
        _label(one, ordered)
    return sorted([*out, *free], key=lambda f: f.span)


def _near(found: list[Found], span: Span) -> list[Found]:
    at = bisect_left(found, span.start, key=lambda f: f.span.end)
    return found[at : bisect_right(found, span.end, key=lambda f: f.span.start)]


def _overlapping(taken: list[Span], span: Span) -> list[Span]:
    at = bisect_right(taken, span.start, key=lambda s: s.end)
    return taken[at : at + 1]


def _mentioned(
    text: str, mention: Mention, starts: list[int], known: list[Found], gazetteer: Gazetteer, alone: set[str]
) -> Found | None:
    """The tagger's location as a candidate, or None where only a name inside of it is known ("Dawson County Jail").

    A little known name inside is no place of its own in "Bremer Hospital", unless the text names it `alone` too.
    """
    first, after = bisect_left(starts, mention.span.start), bisect_left(starts, mention.span.end)
    if first >= after:
        return None
    name = mention.span.of(text)
    matches = _as_written(gazetteer.matches(name), name, text[mention.span.end : mention.span.end + 1])
    inside = [
        f for f in known if mention.span.contains(f.span) and f.exact and f.matches and not _GOES_ON.match(text, f.span.end)
    ]
    if not matches and any(f.name in alone or (f.first == first and _is_known_well(f, gazetteer)) for f in inside):
        return None
    feature = "" if matches or after - first < 2 else name.split()[-1].casefold()
    exact = bool(gazetteer.exact(name))
    return Found(mention.span, name, matches, first, after, Label.LOCATION, "exact", mention.score, exact=exact, feature=feature)


def _is_known_well(one: Found, gazetteer: Gazetteer) -> bool:
    """True for a name of a large or widely known place."""
    numbers = [m.number for m in one.matches[:10]]
    return any(gazetteer.population[n] >= LARGE or gazetteer.known[n] >= KNOWN for n in numbers)


def _label(one: Found, mentions: list[Mention]) -> None:
    at = bisect_right(mentions, one.span.start, key=lambda m: m.span.start) - 1
    for mention in mentions[max(0, at - 1) : at + 2]:
        if mention.span.overlaps(one.span):
            one.label, one.score = mention.label, mention.score
            one.part = (
                "exact" if mention.span == one.span
                else "wider" if one.span.contains(mention.span)
                else "first" if mention.span.start >= one.span.start
                else "later"
            )  # fmt: skip
            return
