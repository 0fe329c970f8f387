"""The side of officials whose words name none ("the regional military administrator"), from what stands around them."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.attribute.lexicon import LEXICON, RECORDING
from onrecord.attribute.passage import Passage
from onrecord.attribute.sources import head_noun
from onrecord.basics.roles import RoleClass, is_plural, role_class
from onrecord.register import Register

_OFFICES = frozenset({RoleClass.OFFICE, RoleClass.OFFICIAL, RoleClass.MANAGER})
_OF_STATES = frozenset({RoleClass.BODY})


def side_in_context(source: str, content: str, register: Register) -> str | None:
    """The side that a source without one most likely speaks for; None where the content does not tell.

    An office-holder speaks for the country that is the subject of what is announced; local officials of a place under
    attack by one party for the other one; any of them for the only party that the content names as where it happens.

    Args:
        source: the source's name or words.
        content: the content's text.
    """
    if LEXICON.international.search(source) is not None:
        return INTERNATIONAL
    noun = head_noun(source)
    known = role_class(noun)
    national = LEXICON.national.search(source) is not None
    if not (known in _OFFICES or known in _OF_STATES or (known is RoleClass.COMPANY and national)):
        return None
    if known is RoleClass.OFFICE and LEXICON.local.search(source) is None:
        return _subject(content, register)
    if known is RoleClass.OFFICIAL and not is_plural(noun) and LEXICON.local.search(source) is None:
        return None
    return _attacked(content, register) or _where(content, register)


class Posters:
    """Those who put something before the public in one document, in the order of the text."""

    def __init__(self) -> None:
        self._all: list[Passage] = []
        self._reach: list[int] = []
        self._showing: list[str | None] = [None]

    def add(self, passage: Passage) -> None:
        """Keep a passage if its source has a side and posts something."""
        if passage.source.side is None or not LEXICON.posting.intersection(passage.cue):
            return
        shows = RECORDING.search(passage.words) is not None
        self._showing.append(passage.source.side if shows else self._showing[-1])
        self._reach.append(max(passage.sentence.end, self._reach[-1] if self._reach else 0))
        self._all.append(passage)

    def side_of(self, passage: Passage) -> str | None:
        """The side of who posted the recording in which soldiers or officials without a side of their own speak.

        In the sentence of who posted it, the recording is named before those who speak in it; elsewhere by both.
        """
        words = passage.attribution.source[0].of(passage.text) if passage.attribution.source else ""
        if role_class(head_noun(words)) is not RoleClass.OFFICIAL or LEXICON.not_own.search(words):
            return None
        source = passage.attribution.source[0]
        at = len(self._all)
        recorded = RECORDING.search(words) is not None
        while at > 0 and self._reach[at - 1] > source.start:
            at -= 1
            poster = self._all[at]
            if not poster.sentence.contains(source):
                if recorded and RECORDING.search(poster.words) is not None:
                    return poster.source.side
            elif RECORDING.search(passage.text[poster.attribution.cue[-1].end : source.start]) is not None:
                return poster.source.side
        return self._showing[at] if recorded else None


def side_of_state_media(source: str, register: Register) -> str | None:
    """The side whose state the words say that an outlet is of ("Arvonian state media"); None for any other outlet."""
    return register.side_of(source) if LEXICON.state_media.search(source) is not None else None


INTERNATIONAL = "international"
"""Side of "world leaders" and the like: third ones, none in particular."""


def _subject(content: str, register: Register) -> str | None:
    """The country that opens the content as one that acts: "Germany expelling diplomats"."""
    words = content.split()
    for length in (2, 1):
        actor = register.government(" ".join(words[:length]).strip(',"“'))
        if (
            actor is not None
            and actor.side is not None
            and (not _is_party(actor.side, register) or _acts(words[length : length + 2]))
        ):
            return actor.side
    return None


def _acts(following: Iterable[str]) -> bool:
    return any(word.lower() in ("will", "won't", "won’t", "would", "to", "ready") for word in following)


def _is_party(side: str, register: Register) -> bool:
    return any(party.id == side for party in register.parties)


def _attacked(content: str, register: Register) -> str | None:
    """The other of two parties where one attacks: "Russian shelling hits ..."."""
    parties = [party.id for party in register.parties]
    if len(parties) != 2:
        return None
    for match in LEXICON.attack.finditer(content):
        attacker = register.side_of(match.group(1))
        if attacker in parties:
            return parties[1 - parties.index(attacker)]
    return None


def _where(content: str, register: Register) -> str | None:
    """The one party whose country the content happens in: "across Ukraine", "Ukrainian city"."""
    named = {register.side_of(match.group(1) or match.group(2)) for match in LEXICON.where.finditer(content)}
    found = {side for side in named if side is not None and _is_party(side, register)}
    return next(iter(found)) if len(found) == 1 else None
