"""Acronyms that a document uses for a body other than the one that the register knows by them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from onrecord.basics.lemma import noun_lemma, verb_lemma
from onrecord.identify.lookups import Answers, LookUps
from onrecord.identify.names import body_words, is_acronym
from onrecord.identify.words import WORDS
from onrecord.records import Mention, Tagging
from onrecord.register import Actor
from onrecord.register.actors import ActorKind

_ACRONYM = re.compile(r"\b[A-Z]{2,6}\b")
_LONGEST = 80
"""Code points before a bracket in which the name stands that the acronym in it is short for."""


class Meant:
    """The register's answers without those for acronyms that the document uses for another body."""

    def __init__(self, known: LookUps, others: frozenset[str]) -> None:
        self._known = known
        self._others = others
        self.capitals = known.capitals

    def _is_other(self, phrase: str) -> bool:
        return not self._others.isdisjoint(_ACRONYM.findall(phrase))

    def find(self, phrase: str, day: date | None) -> Actor | None:
        """`LookUps.find`."""
        return None if self._is_other(phrase) else self._known.find(phrase, day)

    def government(self, name: str) -> Actor | None:
        """`LookUps.government`."""
        return None if self._is_other(name) else self._known.government(name)

    def side_of(self, phrase: str) -> str | None:
        """`LookUps.side_of`."""
        return None if self._is_other(phrase) else self._known.side_of(phrase)


def meant(text: str, tagging: Tagging, known: LookUps, day: date | None) -> Answers:
    """The register's answers for one document: its own "Mora Liberation Army (MLA)" is no other body of these initials.

    Nor is one that fights a newspaper or an aid agency, whatever the register knows by its acronym.
    """
    names = {mention.span.of(text) for mention in tagging.mentions}
    acronyms = {acronym for name in names for acronym in _ACRONYM.findall(name)}
    actors = {acronym: actor for acronym in acronyms if (actor := known.find(acronym, day)) is not None}
    spelled = {acronym: list(_spelled_out(acronym, text, names)) for acronym in actors}
    others = {a for a, actor in actors.items() if spelled[a] and all(_is_another(actor, long) for long in spelled[a])}
    peaceful = {a for a, actor in actors.items() if not spelled[a] and actor.side is None and actor.kind in _PEACEFUL}
    if peaceful:
        others |= set(_fighting(text, tagging, tagging.mentions, peaceful))
    return Meant(known, frozenset(others)) if others else known


_PEACEFUL = frozenset({ActorKind.ORGANISATION, ActorKind.OUTLET, ActorKind.CHANNEL})
"""Kinds of bodies that have no fighters, unless they are a side's."""


def _spelled_out(acronym: str, text: str, names: Iterable[str]) -> Iterator[str]:
    """The names in the text that the acronym is short for."""
    yield from (name for name in names if " " in name and is_acronym(acronym, name))
    for match in re.finditer(rf"\({acronym}\)", text):
        words = text[max(0, match.start() - _LONGEST) : match.start()].split()
        for first in range(len(words) - 2, -1, -1):
            name = " ".join(words[first:])
            if words[first][0].isupper() and is_acronym(acronym, name):
                yield name
                break


def _is_another(actor: Actor, name: str) -> bool:
    """True if no name of the actor has a word of `name`."""
    return not any(body_words(name) & body_words(other) for other in actor.names)


def _fighting(text: str, tagging: Tagging, mentions: Sequence[Mention], acronyms: set[str]) -> Iterator[str]:
    """Those of the acronyms that the text gives fighters, lets fight, or has others make peace with."""
    words = [token.span.of(text) for token in tagging.tokens]
    for mention in mentions:
        for at in tagging.token_index.within(mention.span):
            if words[at] in acronyms and (_has_force(words, at) or _fights(tagging, words, at) or _is_enemy(words, at)):
                yield words[at]


def _has_force(words: Sequence[str], at: int) -> bool:
    """ "RSF fighters", "RSF's drones"."""
    after = at + 2 if words[at + 1 : at + 2] in (["'s"], ["’s"]) else at + 1
    return after < len(words) and noun_lemma(words[after].lower()) in WORDS.force


def _fights(tagging: Tagging, words: Sequence[str], at: int) -> bool:
    token = tagging.tokens[at]
    return token.deprel == "nsubj" and token.head >= 0 and verb_lemma(words[token.head].lower()) in WORDS.fight


def _is_enemy(words: Sequence[str], at: int) -> bool:
    """ "a ceasefire with the RSF", "negotiations with RSF"."""
    before = [word.lower() for word in words[max(0, at - 3) : at] if word.lower() not in ("the", "a")]
    return before[-1:] == ["with"] and noun_lemma(before[-2] if len(before) > 1 else "") in WORDS.peace
