"""Noun phrases to actors: their entity, name and side."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache

from onrecord.basics.spans import Span
from onrecord.code.english import words_of
from onrecord.code.triggers import Context
from onrecord.records import Actor, Entity, Statement
from onrecord.records.entity import EntityKind
from onrecord.register import Register

_FIRST_PERSON = words_of("actors", "first_person")
_THIRD_PERSON = words_of("actors", "third_person")
_WHERE = words_of("actors", "where") - {"from"}
_OTHERS = frozenset({"they", "their", "them"})
"""Pronouns that rather mean others than who speaks: "they say that the Borlanders have left what they held"."""
_OUTSIDERS = words_of("actors", "outsiders")
_OUTSIDERS_WITH = words_of("actors", "outsiders_with")
_OUTSIDERS_ALONE = words_of("actors", "outsiders_alone")
_POSSESSIVES = words_of("actors", "possessives")
_BOUNDS = frozenset({"least", "most", "at", "than"})
_NAMING = frozenset({"NOUN", "PROPN", "ADJ", "PRON", "X"})
_NOBODY = frozenset({"no", "any", "some", "there"})
_ACTING = frozenset({EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.GROUP})
OUTSIDE = "other"
"""Side of those who stand outside of the conflict and are not named one by one."""


@lru_cache(maxsize=20_000)
def side_of(register: Register, phrase: str) -> str | None:
    """The side that the words mark; remembered, since the same few phrases come again in every report of a conflict."""
    return register.side_of(phrase)


class Cast:
    """Turns noun phrases of one document into actors."""

    __slots__ = ("_entities", "_register", "context", "parties")

    def __init__(self, context: Context, entities: Sequence[Entity], register: Register) -> None:
        self.context = context
        self._register = register
        self._entities = sorted(((m, e) for e in entities for m in e.mentions), key=lambda pair: pair[0])
        self.parties = frozenset(side.id for side in register.parties)

    def side_of(self, phrase: str) -> str | None:
        """The side that the words mark, by the register."""
        return side_of(self._register, phrase)

    def is_party(self, side: str | None) -> bool:
        """Is the side a party to the fighting?"""
        return side in self.parties

    def narrowed(self, actor: Actor, phrase: range) -> Actor:
        """An actor read from "a Russian missile strike" is Russia, by the one word that says so, not the strike."""
        if self.can_act(actor) or actor.side is None or actor.side not in self._register.sides:
            return actor
        words = self.context.words
        marking = next((i for i in phrase if self.side_of(words.of(i, i)) == actor.side), None)
        names = self._register.sides[actor.side].names
        if not names:
            return actor
        spans = actor.spans if marking is None else (words[marking].span,)
        return Actor(actor.role, spans, None, names[0], actor.side)

    def of_land(self, which: str, countries: Collection[str], span: Span) -> Actor | None:
        """Who frees or occupies a place in one of the countries (ISO 3166-1), where the register knows of two parties.

        Args:
            which: "owner" for the side whose country it is, "foreign" for the other.
            countries: where the places are.
            span: the words that imply it.
        """
        owners = [id_ for id_ in self.parties if self._register.sides[id_].code in countries]
        if len(owners) != 1 or len(self.parties) != 2:
            return None
        (other,) = self.parties - set(owners)
        return self.of_side(owners[0] if which == "owner" else other, span)

    def of_side(self, side: str, span: Span) -> Actor:
        """A party as the agent, by words that imply it."""
        names = self._register.sides[side].names
        return Actor("agent", (span,), None, names[0] if names else side, side)

    def names_party(self, actor: Actor) -> bool:
        """Is the actor a party, or somebody of one: "the Arvenian people"?"""
        words = self.context.words
        inside = words.touching(actor.spans[0])
        return self.is_party(actor.side) or any(self.is_party(self.side_of(words.of(i, i))) for i in inside)

    def can_act(self, actor: Actor) -> bool:
        """Is the actor a known person, body or group, not a place?"""
        return any(e.id == actor.entity and e.kind in _ACTING for _, e in self._entities)

    def opponent(self, actor: Actor) -> Actor | None:
        """Who fights the actor, where the register knows of two parties: "Arvenian troops were repelled"."""
        others = [side for side in self.parties if side != actor.side]
        if actor.side not in self.parties or len(others) != 1:
            return None
        name = self._register.sides[others[0]].names
        return Actor("agent", actor.spans, None, name[0] if name else others[0], others[0])

    def actor(self, role: str, phrase: range, statement: Statement | None) -> Actor | None:
        """The actor that a noun phrase names; None for an empty one or a mere relative pronoun."""
        words = self.context.words
        while phrase and words[phrase.start].lower in _BOUNDS:
            phrase = phrase[1:]
        if phrase and self.context.grammar.tells_time(phrase.start):
            return None
        if not phrase or self._is_common(phrase):
            return None if not phrase else self._thing(role, phrase)
        span = words.span(phrase.start, phrase.stop - 1)
        core = words.span(phrase.start, self._core(phrase).stop - 1)
        entity = self._entity(core)
        named = None if entity is None or self._only_of(phrase, entity) else entity
        text = _without_suffix(span.of(words.text))
        side = (entity.side if entity is not None else None) or self.side_of(_without_suffix(core.of(words.text)))
        if side is not None and self._is_event_there(self._core(phrase)):
            side = named = None
        last = self._core(phrase).stop - 1
        if side is None and last > phrase.start and words[last].pos == "PROPN" and not self.context.is_common(last):
            side = self.side_of(words.of(last, last))
        if side is None and self._is_outsider(phrase):
            side = OUTSIDE
        if side is None and (len(phrase) == 1 or (words[phrase.start].lower == "our" and self._is_own_force(phrase))):
            side = self._pronoun_side(words[phrase.start].lower, statement)
        if side is None and entity is None and all(words[i].pos not in _NAMING or words[i].lower in _NOBODY for i in phrase):
            return None
        return Actor(role, (span,), named.id if named else None, named.name if named else text, side)

    def _only_of(self, phrase: range, entity: Entity) -> bool:
        """Is the entity only what somebody else is of: "residents of Korsk"? Not "the town of Korsk"."""
        words = self.context.words
        of = next((i for i in phrase if words[i].lower == "of"), None)
        if of is None or of == phrase.start or self.context.matches(of - 1, "@territory"):
            return False
        head = words.span(phrase.start, of - 1)
        return not any(m.overlaps(head) for m in entity.mentions)

    def _is_event_there(self, core: range) -> bool:
        """Does the phrase name what happened in a town, not who did it: "Korsk explosions"?"""
        marked = [i for i in core if self.side_of(self.context.words.of(i, i)) is not None]
        return (
            self.context.matches(core.stop - 1, "@event")
            and bool(marked)
            and all(self.context.matches(i, "@town") for i in marked)
        )

    def _core(self, phrase: range) -> range:
        """The phrase up to where it says where or against whom: "the attack" in "the attack on Arvenia"."""
        words = self.context.words
        end = next((i for i in phrase if words[i].pos == "ADP" and words[i].lower in _WHERE and i > phrase.start), phrase.stop)
        return range(phrase.start, end)

    def _is_common(self, phrase: range) -> bool:
        """Is it one common noun that only its place at the start writes large: "Power restored"?"""
        word = self.context.words[phrase.start]
        first = phrase.start == self.context.words.sentence(phrase.start).start
        return len(phrase) == 1 and first and word.pos == "NOUN" and word.tag == "NN" and not word.lower.endswith("s")

    def _thing(self, role: str, phrase: range) -> Actor:
        """The phrase as a mere thing, whoever has the same name."""
        span = self.context.words.span(phrase.start, phrase.stop - 1)
        return Actor(role, (span,), None, span.of(self.context.words.text), None)

    def _is_own_force(self, phrase: range) -> bool:
        """Does the phrase name somebody's forces by a possessive: "its troops"?"""
        own = self.context.words[phrase.start].lower in _POSSESSIVES
        return own and any(self.context.matches(i, "@force") for i in phrase)

    def _is_outsider(self, phrase: range) -> bool:
        """Does the phrase name third states without naming them: "Western allies", "world leaders"?"""
        lemmas = {self.context.words[i].noun for i in phrase}
        several = not lemmas.isdisjoint(_OUTSIDERS) and not lemmas.isdisjoint(_OUTSIDERS_WITH)
        return several or not lemmas.isdisjoint(_OUTSIDERS_ALONE)

    def _entity(self, span: Span) -> Entity | None:
        """The entity with a mention in the phrase: one with a side first, then the last (the head of an English phrase)."""
        found = [e for m, e in self._entities if m.overlaps(span)]
        return next((e for e in reversed(found) if e.side), found[-1] if found else None)

    def _pronoun_side(self, lower: str, statement: Statement | None) -> str | None:
        if statement is None or lower not in _FIRST_PERSON | _THIRD_PERSON:
            return None
        return None if lower in _OTHERS else statement.source.side


def _without_suffix(text: str) -> str:
    """The party of a compound such as "Russian-held"."""
    return text.rpartition("-")[0] if " " not in text and "-" in text[1:] and text[0].isupper() else text
