"""Whom "the authorities" or "a local official" speak for, from the places and states named around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.attribute.lexicon import LEXICON
from onrecord.attribute.passage import Passage, Sentences
from onrecord.attribute.sources import head_noun
from onrecord.basics.roles import RoleClass, is_plural, role_class
from onrecord.basics.spanindex import Overlaps
from onrecord.basics.spans import Span
from onrecord.records import Place, SourceKind
from onrecord.records.place import PlaceKind
from onrecord.register import Register

_SERVING = frozenset({RoleClass.OFFICE, RoleClass.OFFICIAL, RoleClass.MANAGER, RoleClass.BODY})
_STATE = frozenset({RoleClass.OFFICE, RoleClass.OFFICIAL, RoleClass.BODY})
_GROUNDS = frozenset({PlaceKind.SETTLEMENT, PlaceKind.ADMIN1, PlaceKind.ADMIN2})
_BACK = 3
"""Sentences before its own in which the state that a source belongs to is looked for."""
_LONGEST_GIVEN = 3
"""Words before the noun of a source that needs no further description, the article included."""
_PASSAGES = 3
"""Statements back in which the body is looked for whose officials speak."""
_NAME = re.compile(r"\b[A-Z]\w+(?:['’]s)?")
_QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|«[^»]*(?:»|$)")


class Surroundings:
    """The places and sides named in one document, by position.

    Args:
        text: the document's text.
        sentences: its sentences.
        places: its place names as resolved.
        register: sides and their names.
    """

    def __init__(self, text: str, sentences: Sentences, places: Sequence[Place], register: Register) -> None:
        self._text = text
        self._sentences = sentences
        self._register = register
        self._sides = _sides_of_countries(register)
        self._grounds = [place for place in places if place.kind in _GROUNDS and place.country in self._sides]
        self._ground = Overlaps(place.spans[0] for place in self._grounds)

    def side_of(self, passage: Passage, earlier: Sequence[Passage]) -> str | None:
        """The side of a source that is described without one; None where nothing near it tells, or several things do.

        Args:
            passage: what the source says.
            earlier: passages before it, the latest last.
        """
        source = passage.attribution.source[0]
        words = source.of(self._text)
        noun = head_noun(passage.source.name or words)
        if role_class(noun) not in _SERVING:
            return None
        own = self._grounds_in((source,))
        if own is not None:
            return own
        local = LEXICON.local.search(words) is not None
        if local or (is_plural(noun) and LEXICON.struck.search(passage.words)):
            told = self._grounds_in(passage.content)
            if told is not None:
                return told
        if local:
            return self._first(self._grounds_in((span,)) for span in self._before(source))
        if role_class(noun) in _STATE and _is_given(words, noun):
            quoted = _last_body(earlier) if is_plural(noun) and role_class(noun) is RoleClass.OFFICIAL else None
            return quoted or self._first(self._named_in(span) for span in self._before(source))
        return None

    def side_of_local(self, passage: Passage) -> str | None:
        """The side of a person with a name whose words give a local office, by where it is: "the mayor of Korsk, A. Bell"."""
        span = passage.attribution.source[0]
        words = span.of(self._text)
        serves = any(role_class(word) is RoleClass.OFFICE for word in re.findall(r"[\w-]+", words))
        if not serves or LEXICON.local.search(words) is None or LEXICON.installed.search(words) is not None:
            return None
        return self._grounds_in((span,)) or self._grounds_in(passage.content)

    def _first(self, sides: Iterator[str | None]) -> str | None:
        return next((side for side in sides if side is not None), None)

    def _grounds_in(self, spans: Sequence[Span]) -> str | None:
        """The one party in whose country the places lie that are named in the spans."""
        found = {self._sides[self._grounds[at].country] for span in spans for at in self._ground.touching(span)}
        return next(iter(found)) if len(found) == 1 else None

    def _before(self, source: Span) -> Iterator[Span]:
        """What stands before the source in its sentence, then the sentences before, the nearest first."""
        own = self._sentences.around((source,))
        if own is None:
            return
        if source.start > own.start:
            yield Span(own.start, source.start)
        yield from self._sentences.before(own, _BACK)

    def _named_in(self, span: Span) -> str | None:
        """The one side whose country, people or leaders the span names outside of quotation marks."""
        told = _QUOTED.sub("", span.of(self._text))
        named = {self._register.side_of(match.group()) for match in _NAME.finditer(told)} - {None}
        return next(iter(named)) if len(named) == 1 else None


def _last_body(earlier: Sequence[Passage]) -> str | None:
    """The side of the body quoted last: "diplomats" after what the foreign ministry said are its own."""
    bodies = (p.source.side for p in reversed(earlier[-_PASSAGES:]) if p.source.kind is SourceKind.ORGANISATION)
    return next((side for side in bodies if side is not None), None)


def _is_given(words: str, noun: str) -> bool:
    """True for "the authorities", "the foreign minister", "officials": those of a state that the reader knows already.

    "The official" is a person who was mentioned before, "the foreign ministers" are those of several states.
    """
    *before, last = words.lower().split()
    if last != noun.lower() or len(before) > _LONGEST_GIVEN:
        return False
    if role_class(noun) is RoleClass.OFFICIAL and last not in LEXICON.of_states:
        return False
    if role_class(noun) is RoleClass.OFFICE and is_plural(noun):
        return False
    return before[:1] == ["the"] or (is_plural(noun) and not before)


def _sides_of_countries(register: Register) -> dict[str | None, str]:
    """Country code → party, in a war between states; a civil war's parties share their country, and its places tell nothing."""
    parties: dict[str | None, str] = {party.code: party.id for party in register.parties}
    return parties if all(len(party.code) == 2 for party in register.parties) else {}
