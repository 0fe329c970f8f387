"""Who is quoted: the entity behind the source's words, and what kind of source it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from onrecord.basics.roles import PAPERS, RoleClass, role_class
from onrecord.basics.spanindex import Overlaps
from onrecord.basics.spans import Span
from onrecord.records import Attribution, Entity, Source, SourceKind
from onrecord.records.entity import EntityKind
from onrecord.register import Register
from onrecord.register.actors import ActorKind

_INDEFINITE = ("a ", "an ", "one ", "another ", "some ", "A ", "An ", "One ", "Another ", "Some ")
_BOUNDARIES = frozenset(
    {"of", "for", "in", "at", "from", "with", "who", "which", "that", "on", "to", "by", "near", "inside", ",", "based"}
)
_NEWS = re.compile(r"\b(?:news (?:agency|network|channel|site)|(?:TV|television|radio) network)\b", re.IGNORECASE)
_PRONOUNS = frozenset(
    {"he", "she", "it", "they", "him", "her", "them", "who", "whom", "which", "that", "i", "we", "you", "this", "there"}
)
_OF_ENTITY = {
    EntityKind.PERSON: SourceKind.PERSON,
    EntityKind.ORGANISATION: SourceKind.ORGANISATION,
    EntityKind.PLACE: SourceKind.ORGANISATION,
    EntityKind.GROUP: SourceKind.GROUP,
    EntityKind.OTHER: SourceKind.UNNAMED,
}
_OF_ACTOR = {ActorKind.OUTLET: SourceKind.OUTLET, ActorKind.CHANNEL: SourceKind.CHANNEL, ActorKind.GROUP: SourceKind.GROUP}
_OF_NOUN = {RoleClass.OUTLET: SourceKind.OUTLET, RoleClass.CHANNEL: SourceKind.CHANNEL}
NOBODY = Source((), None, None, SourceKind.UNNAMED)
"""The source of a statement whose text names none."""


class Sources:
    """Looks up the entity behind an attribution's source.

    Args:
        text: the document's text.
        entities: the document's entities.
        register: for the kind of those that it knows.
    """

    def __init__(self, text: str, entities: Iterable[Entity], register: Register) -> None:
        self._text = text
        self._register = register
        self._by_source: dict[Span, Entity] = {}
        self._named: list[tuple[Span, Entity]] = []
        for entity in entities:
            self._by_source.update(dict.fromkeys(entity.says, entity))
            self._named += [(span, entity) for span in entity.mentions]
        self._mentions = Overlaps(span for span, _ in self._named)

    def of(self, attribution: Attribution) -> Source:
        """The resolved source; `NOBODY` where the text names none, and a source without an entity keeps its words as name."""
        if not attribution.source:
            return NOBODY
        words = " ".join(attribution.source[0].of(self._text).split())
        entity = self._entity(attribution)
        if entity is None:
            name = None if words.lower() in _PRONOUNS else words
            return Source(attribution.source, None, name, SourceKind.UNNAMED, side=self._register.side_of(words))
        kind = self._kind(entity, words)
        return Source(attribution.source, entity.id, entity.name, kind, entity.role, entity.affiliation, entity.side)

    def _entity(self, attribution: Attribution) -> Entity | None:
        found = next((self._by_source[span] for span in attribution.source if span in self._by_source), None)
        if found is not None:
            return found
        inside = sorted(at for source in attribution.source for at in self._mentions.touching(source))
        return min((self._named[at] for at in inside), key=lambda pair: pair[0].start, default=(None, None))[1]

    def _kind(self, entity: Entity, words: str) -> SourceKind:
        actor = self._register.actor(entity.known) if entity.known is not None else None
        if actor is not None and actor.kind in _OF_ACTOR:
            return _OF_ACTOR[actor.kind]
        noun = head_noun(entity.name)
        described = _OF_NOUN.get(role_class(noun) or RoleClass.BODY)
        if _NEWS.search(entity.name) is not None:
            return SourceKind.OUTLET
        if described is not None and entity.kind is not EntityKind.PERSON:
            return described
        if entity.kind is EntityKind.PERSON and not entity.named:
            office = role_class(noun) in (RoleClass.OFFICE, RoleClass.MANAGER) or entity.known is not None
            return SourceKind.PERSON if office and not words.startswith(_INDEFINITE) else SourceKind.UNNAMED
        if entity.kind is EntityKind.OTHER and entity.named:
            return SourceKind.ORGANISATION
        if entity.kind is EntityKind.GROUP and role_class(noun) in PAPERS:
            return SourceKind.UNNAMED
        return _OF_ENTITY[entity.kind]


@lru_cache(maxsize=20_000)
def head_noun(phrase: str) -> str:
    """The last listed noun before the first preposition or comma of a phrase, else its last word there."""
    words = phrase.replace(",", " , ").split()
    end = next((i for i, word in enumerate(words) if i > 0 and word.lower() in _BOUNDARIES), len(words))
    known = [word for word in words[:end] if role_class(word) is not None]
    return (known or words[:end] or [""])[-1]


def is_described(source: Source) -> bool:
    """True if the words before the first preposition name nobody: "mayor of Lowfield", "local officials"."""
    words = (source.name or "").replace(",", " , ").split()
    end = next((i for i, word in enumerate(words) if i > 0 and word.lower() in _BOUNDARIES), len(words))
    return end > 0 and not any(word[0].isupper() for word in words[1:end])


def classes_of(source: Source) -> frozenset[RoleClass]:
    """What the source's name and role say that it is."""
    phrases = [phrase for phrase in (source.name, source.role) if phrase is not None]
    found = (role_class(head_noun(phrase)) for phrase in phrases)
    return frozenset(c for c in found if c is not None)
