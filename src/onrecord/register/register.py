"""The register of actors: names, descriptions and phrases to known people and bodies."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from onrecord.register.actors import Actor, ActorKind, Side
from onrecord.register.fold import fold
from onrecord.register.index import Index, clean_name
from onrecord.register.load import Contents, read, shipped
from onrecord.register.phrases import side_token
from onrecord.register.words import english

DEFAULT_REGISTER = "ukraine-2022"


class Register:
    """Actors and sides of one or more register files. Nothing changes after loading; safe to share between threads.

    Build it with `Register.load`. Iterating gives the actors in the order of the files.
    """

    def __init__(self, contents: Contents) -> None:
        self._actors = dict(contents.actors)
        self._sides = dict(contents.sides)
        self._about = tuple(contents.about)
        self._words = english()
        self._index = Index(self._actors, self._sides, contents.spellings, self._words)
        self._reader = self._index.reader

    @classmethod
    def load(cls, paths: Sequence[Path] | None = None) -> Register:
        """Read and check registers.

        Args:
            paths: TOML files or folders of them, read together; None for the shipped "ukraine-2022" alone. The other
                shipped ones are in `onrecord.register.shipped()`.

        Raises:
            UsageError: "register-file", "register-entry" or "register-reference"; names file, entry and field.

        Cost: some 40 ms for 1,200 entries, and as much again at the first look-up, which builds the index.
        """
        return cls(read([shipped()[DEFAULT_REGISTER]] if paths is None else paths))

    def __len__(self) -> int:
        return len(self._actors)

    def __iter__(self) -> Iterator[Actor]:
        return iter(self._actors.values())

    @property
    def sides(self) -> Mapping[str, Side]:
        """The sides by id."""
        return self._sides

    @property
    def parties(self) -> tuple[Side, ...]:
        """The sides that are parties to the conflict."""
        return tuple(side for side in self._sides.values() if side.party)

    @property
    def about(self) -> tuple[Mapping[str, str], ...]:
        """Name, title, source and licence of each register read."""
        return self._about

    @property
    def name(self) -> str:
        """The names of the registers read, joined by " + "; "unnamed" where none has one."""
        return " + ".join(sorted({about["name"] for about in self._about if "name" in about})) or "unnamed"

    @property
    def theatre(self) -> str | None:
        """ISO 3166-1 alpha-2 of the country that the war is fought in; None where no register, or more than one, names one."""
        found = {about["theatre"] for about in self._about if "theatre" in about}
        return found.pop() if len(found) == 1 else None

    def actor(self, id_: str) -> Actor | None:
        """The actor with this id."""
        return self._actors.get(id_)

    def government(self, name: str) -> Actor | None:
        """The government meant by a country, a capital or "the … government"; None if none or several.

        Args:
            name: as in the text: "Moscow", "Kyiv's", "the German government".
        """
        text = clean_name(name)
        return self._one(self._index.look(self._index.governments, text) or self._index.rulers.get(self._reader.bag(text), set()))

    def affiliation_name(self, actor: Actor, at: date | None = None) -> str | None:
        """Name of the body that `actor` belonged to on the day."""
        id_ = actor.affiliation_at(at)
        body = self._actors.get(id_) if id_ is not None else None
        return None if body is None else body.name

    def find(
        self,
        name: str,
        *,
        at: date | None = None,
        side: str | None = None,
        kinds: Collection[ActorKind] | None = None,
    ) -> Actor | None:
        """The one actor that a name or description stands for.

        Tried in this order; the first that fits anything decides: a name as filed; a body by its words in any order, a word
        for its side included ("Russia's Ministry of Defense"); who held an office on the day ("the mayor of Lviv"); a
        person's name after a title ("President …", "Ukraine's defence minister …"); a body's beside common nouns ("… news
        agency"); a surname; the same in another romanisation; the parts of an apposition. Governments are left out: see
        `government`.

        Args:
            name: as in the text; case, accents, apostrophes, hyphens, articles and a possessive do not matter, but a single
                word in small letters is none ("time" is no magazine), and short acronyms are found in capitals only.
            at: the document's day, for offices; without it an office is found only if one holder is filed.
            side: the side that the context suggests; decides between equals and lets a bare description
                ("the defence ministry") be found.
            kinds: only these, where the text tells (a person's name, an organisation's); None for any.

        Returns:
            None if nothing fits, or several do and neither `at` nor `side` decides.
        """
        text = clean_name(name)
        if not fold(text):
            return None
        for candidates in self._candidates(text, at, side):
            fitting = candidates if kinds is None else {id_ for id_ in candidates if self._actors[id_].kind in kinds}
            if fitting:
                return self._one(fitting, at, side or (self._reader.side_of(text) if len(fitting) > 1 else None))
        return None

    def knows(self, name: str) -> bool:
        """False if `find` would find nobody by this name on any day."""
        text = clean_name(name)
        return bool(fold(text)) and any(self._candidates(text, None, None))

    def side_of(self, phrase: str) -> str | None:
        """The side that the words of a noun phrase mark, or None.

        In this order: "Russian-installed", "pro-Russian"; words that always mark a side; then the first adjective, possessive,
        "of <country>", capital or known name that is not about where or against whom ("in Ukraine", "Russian-occupied",
        "ambassador to Russia"). People who speak for themselves (residents, witnesses, families) have no side.
        """
        return self._reader.side_of(phrase)

    def ambiguities(self) -> dict[str, tuple[str, ...]]:
        """Names and surnames (folded) that `find` or `government` resolve to nobody because several entries share them."""
        shared: dict[str, tuple[str, ...]] = {}
        for index in (self._index.surnames, self._index.names, self._index.governments):
            shared.update((name.lstrip("^"), tuple(sorted(ids))) for name, ids in index.items() if len(ids) > 1)
        return shared

    def _candidates(self, text: str, at: date | None, side: str | None) -> Iterator[set[str]]:
        yield self._index.look(self._index.names, text)
        yield self._by_words(text, side)
        yield self._by_office(text, at, side)
        yield self._by_title(text)
        yield self._by_descriptor(text)
        yield self._index.look(self._index.surnames, text)
        yield self._index.by_romanisation(text)
        yield from self._by_apposition(text, at, side)

    def _by_apposition(self, text: str, at: date | None, side: str | None) -> Iterator[set[str]]:
        """The parts of "the governor of the region, Anna Example", a name before an office."""
        parts = [clean_name(part) for part in text.split(",")] if "," in text else []
        for part in filter(None, parts):
            yield self._index.look(self._index.names, part)
            yield self._by_title(part)
        for part in filter(None, parts[:1]):
            yield self._by_office(part, at, side)

    def _by_words(self, text: str, side: str | None) -> set[str]:
        bag = self._reader.bag(text)
        context = {side_token(side)} if side is not None and not self._reader.has_side(bag) else set()
        tried = dict.fromkeys((bag, self._reader.with_capitals_as_sides(bag), bag | context))
        return next((self._index.bodies[words] for words in tried if len(words) > 1 and words in self._index.bodies), set())

    def _by_office(self, text: str, at: date | None, side: str | None) -> set[str]:
        first = text.split(None, 1)[0].lower()
        if first in self._words.indefinite:
            return set()
        bag = self._reader.office_bag(text)
        if any(words <= bag for words in self._words.shared_offices):
            return set()
        context = {side_token(side)} if side is not None and not self._reader.has_side(bag) else set()
        for words in dict.fromkeys((bag, self._reader.with_capitals_as_sides(bag), bag | context)):
            held = self._index.offices.get(words, [])
            found = {id_ for id_, role in held if at is None or role.holds_on(at)}
            if found:
                return found
        return set()

    def _by_title(self, text: str) -> set[str]:
        """The longest end of the text that names a person, if a title or a side's word stands before it."""
        words = text.split()
        for first in range(1, len(words)):
            if not self._is_title(words[:first]):
                continue
            rest = " ".join(words[first:])
            tables = (self._index.look(table, rest) for table in (self._index.person_names, self._index.surnames))
            found = next(filter(None, tables), set()) or self._index.by_romanisation(rest)
            if found:
                return self._of_office(found, " ".join(words[:first]))
        return set()

    def _of_office(self, ids: set[str], title: str) -> set[str]:
        """Of several people of one name those whose offices share most words with the title before it."""
        if len(ids) == 1:
            return ids
        bag = self._reader.office_bag(title)
        shared = {id_: max((len(bag & words) for words in self._index.held_by.get(id_, ())), default=0) for id_ in ids}
        return {id_ for id_ in ids if shared[id_] == max(shared.values())}

    def _is_title(self, before: Sequence[str]) -> bool:
        """ "Mr", "Ukraine's", "secretary of state", "envoy to the UN"; not "spokesman for", "aide of President", "wife of"."""
        folded = [word for part in before for word in fold(part).split()]
        segments: list[list[str]] = [[]]
        for word in folded:
            if word in self._words.prepositions:
                segments.append([])
            else:
                segments[-1].append(word)
        office, *complements = segments
        if any(not part or (part[-1] in self._words.titles and part[-1] != "staff") for part in complements):
            return False
        if any(word in self._words.kin for word in folded):
            return False
        return any(word in self._words.titles for word in office) or self._reader.is_side_alone(" ".join(before))

    def _by_descriptor(self, text: str) -> set[str]:
        """A body's name with common nouns before or after it: "the grid operator …", "… news agency"."""
        words = text.split()
        plain = [self._is_descriptor(word) for word in words]
        if len(words) < 2 or not (plain[0] or plain[-1]):
            return set()
        if all(plain):
            first, last = len(words) - 1, 0
        else:
            first, last = plain.index(False), len(words) - 1 - plain[::-1].index(False)
        for start, end in ((s, e) for s in range(first + 1) for e in range(len(words), max(last, s), -1)):
            found = self._index.look(self._index.names, " ".join(words[start:end]))
            bodies = {id_ for id_ in found if self._actors[id_].kind is not ActorKind.PERSON}
            if bodies:
                return bodies
        return set()

    def _is_descriptor(self, word: str) -> bool:
        """True for "newspaper", "Ukrainian", "Britain-based"."""
        last = fold(word).rsplit(" ", 1)[-1]
        if last in self._words.descriptors or ("-" in word and last in self._words.backed):
            return True
        return word[:1].isupper() and self._reader.is_side_alone(word)

    def _one(self, ids: set[str], at: date | None = None, side: str | None = None) -> Actor | None:
        if len(ids) > 1 and side is not None:
            ids = {id_ for id_ in ids if self._actors[id_].side == side} or ids
        if len(ids) > 1 and at is not None:
            ids = {id_ for id_ in ids if any(role.holds_on(at) for role in self._actors[id_].roles)} or ids
        return self._actors[next(iter(ids))] if len(ids) == 1 else None
