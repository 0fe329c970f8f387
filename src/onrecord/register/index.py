"""Where names, bodies and offices are looked up: tables from folded forms to ids, built at their first use."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from onrecord.register.actors import Actor, ActorKind, Role, Side
from onrecord.register.fold import fold, key, keys, skeleton, without_possessive
from onrecord.register.phrases import PhraseReader, side_token
from onrecord.register.words import Words

_IN_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]")
_AROUND = " \t\n\r\"“”„«»‘’'.,;:!?@#—–-"
_PARTICLES = frozenset({"al", "el", "von", "van", "de", "der", "den", "da", "di", "la", "le", "bin", "ibn", "abu", "ter"})
_SHORTEST_ROMANISED = 4
"""Shorter than this, too many names look alike once romanisations are levelled."""
_Index = dict[str, set[str]]


def clean_name(name: str) -> str:
    """The name without brackets, quotes, possessive and article."""
    text = without_possessive(_IN_BRACKETS.sub("", name).strip(_AROUND)).strip(_AROUND)
    return text[4:] if text[:4].lower() == "the " else text


class Index:
    """The tables of one register.

    Args:
        actors: by id.
        sides: by id.
        spellings: word → other spellings, in names of bodies and offices.
        lists: English word lists.
    """

    def __init__(
        self,
        actors: Mapping[str, Actor],
        sides: Mapping[str, Side],
        spellings: Mapping[str, Sequence[str]],
        lists: Words,
    ) -> None:
        self._actors = actors
        self._sides = sides
        self._words = lists
        self.reader = PhraseReader(sides.values(), spellings, lists, self._side_of_name)

    def look(self, index: Mapping[str, set[str]], text: str) -> set[str]:
        """Ids under `text` in one of the tables of names; none for a single word in small letters."""
        if self._is_common_word(text):
            return set()
        return next((index[name] for name in keys(text) if name in index), set())

    def _is_common_word(self, text: str) -> bool:
        """True for one word in small letters, unless it is filed so."""
        return " " not in text and text.islower() and text not in self.small_names

    def by_romanisation(self, text: str) -> set[str]:
        """Ids of persons whose name or surname is the same in some other romanisation."""
        if self._is_common_word(text):
            return set()
        return self.romanised.get(self._romanise(text), set())

    def _romanise(self, name: str) -> str:
        """What the romanisations of a name share, word by word, given names included ("Serhiy", "Sergei")."""
        plain = [skeleton(word) for word in fold(name).split()]
        return " ".join(self._words.given.get(word, word) for word in plain) if len(plain) > 1 else "".join(plain)

    def _side_of_name(self, name: str) -> str | None:
        found = self.names.get(name) or (set() if " " in name else self.surnames.get(name, set()))
        sides = {self._actors[id_].side for id_ in found}
        return next(iter(sides)) if len(sides) == 1 else None

    @cached_property
    def small_names(self) -> frozenset[str]:
        """Names that are written in small letters."""
        return frozenset(name for actor in self._actors.values() for name in actor.names if name.islower())

    @cached_property
    def names(self) -> _Index:
        """Names as filed, but for governments."""
        return _index(
            (key(clean_name(name)), actor.id)
            for actor in self._actors.values()
            if actor.kind is not ActorKind.GOVERNMENT
            for name in actor.names
        )

    @cached_property
    def governments(self) -> _Index:
        """Names of governments, and the capitals that stand for them."""
        rulers = [actor for actor in self._actors.values() if actor.kind is ActorKind.GOVERNMENT]
        first = {actor.side: actor.id for actor in reversed(rulers) if actor.side is not None}
        index = _index((key(clean_name(name)), actor.id) for actor in rulers for name in actor.names)
        for side in self._sides.values():
            for capital in side.capitals:
                if side.id in first:
                    index.setdefault(key(capital), {first[side.id]})
        return index

    @cached_property
    def rulers(self) -> dict[frozenset[str], set[str]]:
        """Bags of "the government of …" for each government."""
        rulers = [actor for actor in self._actors.values() if actor.kind is ActorKind.GOVERNMENT and actor.side is not None]
        named = (
            (self.reader.bag(f"{name} {noun}"), actor.id) for actor in rulers for name in actor.names for noun in self._words.rule
        )
        index: dict[frozenset[str], set[str]] = defaultdict(set)
        for words, id_ in named:
            index[words].add(id_)
        return dict(index)

    @cached_property
    def person_names(self) -> _Index:
        """Names of persons as filed."""
        return _index(
            (key(name), actor.id) for actor in self._actors.values() if actor.kind is ActorKind.PERSON for name in actor.names
        )

    @cached_property
    def surnames(self) -> _Index:
        """Surnames of persons, where no name as filed is the same."""
        persons = (actor for actor in self._actors.values() if actor.kind is ActorKind.PERSON)
        index = _index((surname, actor.id) for actor in persons for name in actor.names for surname in _surnames(name))
        return {surname: ids for surname, ids in index.items() if surname not in self.names}

    @cached_property
    def romanised(self) -> _Index:
        """Levelled names and surnames of persons."""
        persons = [
            (self._romanise(name), actor.id)
            for actor in self._actors.values()
            if actor.kind is ActorKind.PERSON
            for name in actor.names
        ]
        surnames = ((self._romanise(surname), id_) for surname, ids in self.surnames.items() for id_ in ids)
        return _index((name, id_) for name, id_ in (*persons, *surnames) if len(name) >= _SHORTEST_ROMANISED)

    @cached_property
    def bodies(self) -> dict[frozenset[str], set[str]]:
        """Bags of the words of names and descriptions, with and without the word for the side."""
        index: dict[frozenset[str], set[str]] = defaultdict(set)
        for actor in self._actors.values():
            if actor.kind in (ActorKind.PERSON, ActorKind.GOVERNMENT):
                continue
            for name in actor.names:
                for words in self._with_side(self.reader.bag(name), actor):
                    index[words].add(actor.id)
            self._file_descriptions(index, actor)
        return dict(index)

    @cached_property
    def offices(self) -> dict[frozenset[str], list[tuple[str, Role]]]:
        """Bags of the words of offices, with their holders."""
        index: dict[frozenset[str], list[tuple[str, Role]]] = defaultdict(list)
        for actor in self._actors.values():
            for role in actor.roles:
                filed = {words for title in (role.title, *role.also) for words in self._office_words(title, actor)}
                for words in filed:
                    index[words].append((actor.id, role))
        return dict(index)

    @cached_property
    def held_by(self) -> dict[str, list[frozenset[str]]]:
        """Id → bags of the words of each office that the actor held."""
        held: dict[str, list[frozenset[str]]] = defaultdict(list)
        for words, holders in self.offices.items():
            for id_, _ in holders:
                held[id_].append(words)
        return dict(held)

    def _with_side(self, bag: frozenset[str], actor: Actor) -> Iterator[frozenset[str]]:
        if bag:
            yield bag
            if actor.side is not None and not self.reader.has_side(bag):
                yield bag | {side_token(actor.side)}

    def _file_descriptions(self, index: dict[frozenset[str], set[str]], actor: Actor) -> None:
        owner = self._actors[actor.affiliations[0]].side if actor.affiliations else None
        side = actor.side or owner
        for description in actor.descriptions:
            bag = self.reader.bag(description)
            index[bag | {side_token(side)} if side is not None else bag].add(actor.id)

    def _office_words(self, title: str, actor: Actor) -> Iterator[frozenset[str]]:
        """The title's words alone where they name a place or body, and with the side's word."""
        bag = self.reader.office_bag(title)
        if not bag:
            return
        if any(word[:1].isupper() for word in title.split()):
            yield bag
        if actor.side is not None:
            yield bag | {side_token(actor.side)}


def _index(pairs: Iterable[tuple[str, str]]) -> _Index:
    index: _Index = defaultdict(set)
    for name, id_ in pairs:
        index[name].add(id_)
    return dict(index)


def _surnames(name: str) -> Iterator[str]:
    """The last word of a name of two or more, and with the particles before it ("al-Assad", "von der Leyen")."""
    parts = fold(name).split()
    if len(parts) < 2:
        return
    yield parts[-1]
    first = len(parts) - 1
    while first > 1 and parts[first - 1] in _PARTICLES:
        first -= 1
    if first < len(parts) - 1:
        yield " ".join(parts[first:])
