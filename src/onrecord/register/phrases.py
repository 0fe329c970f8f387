"""Phrases as bags of comparable words, and the side that a phrase marks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from onrecord.register.actors import Side
from onrecord.register.fold import fold, key, without_possessive, words
from onrecord.register.words import Words

_ARTICLES = frozenset({"the", "a", "an"})
_LONGEST_NAME = 6
_KEPT = 20_000
"""Bags remembered, some 8 MB: one name is looked for in several ways; then all are forgotten."""
_OF = frozenset({"of", "for"})
_SERVING = frozenset({"of", "for", "to"})


class _How(Enum):
    """By what kind of word a side is marked."""

    NAME = auto()
    ADJECTIVE = auto()
    CAPITAL = auto()
    MARK = auto()
    ACTOR = auto()


@dataclass(frozen=True, slots=True)
class _Found:
    """A side word at `tokens[first:after]`."""

    first: int
    after: int
    side: str
    how: _How
    possessive: bool


def side_token(side: str) -> str:
    """How a bag of words holds a side, whichever word marked it."""
    return f"<{side}>"


class PhraseReader:
    """Reads noun phrases with the words for the sides of one register.

    Args:
        sides: the register's sides.
        spellings: plain word or phrase → other spellings of it, in names of bodies and offices.
        lists: English word lists.
        side_of_name: side of the actor that a folded name (`fold.key`) stands for, or None.
    """

    def __init__(
        self,
        sides: Iterable[Side],
        spellings: Mapping[str, Sequence[str]],
        lists: Words,
        side_of_name: Callable[[str], str | None],
    ) -> None:
        self._lists = lists
        self._side_of_name = side_of_name
        self._marks: dict[str, tuple[str, _How]] = {}
        self._bags: dict[str, frozenset[str]] = {}
        self._rewritten = dict(lists.rewritten)
        self._rewritten.update(
            (fold(other), tuple(fold(plain).split())) for plain, others in spellings.items() for other in others
        )
        self._capitals: dict[str, str] = {}
        for side in sides:
            self._learn(side)
        known = (*self._rewritten, *self._marks)
        self._longest = max((phrase.count(" ") + 1 for phrase in known), default=1)
        self._starts = frozenset(phrase.split(" ", 1)[0].lstrip("^") for phrase in known)

    def _learn(self, side: Side) -> None:
        for how, names in (
            (_How.NAME, side.names),
            (_How.ADJECTIVE, side.adjectives),
            (_How.CAPITAL, side.capitals),
            (_How.MARK, side.marks),
        ):
            self._marks.update((key(without_possessive(name)), (side.id, how)) for name in names)
        self._rewritten.update((key(name), (side_token(side.id),)) for name in (*side.names, *side.adjectives))
        for name in side.capitals:
            self._rewritten[key(name)] = (fold(side.capitals[0]),)
            self._capitals[fold(side.capitals[0])] = side_token(side.id)

    def bag(self, text: str) -> frozenset[str]:
        """The words of a body's name without order, inflection of the side's word, or words that carry nothing."""
        found = self._bags.get(text)
        if found is None:
            tokens = [key(word) for word in words(without_possessive(text))]
            found = frozenset(self._rewrite(tokens)) - self._lists.ignored
            if len(self._bags) >= _KEPT:
                self._bags.clear()
            self._bags[text] = found
        return found

    def office_bag(self, text: str) -> frozenset[str]:
        """`bag` for offices, which are called more loosely."""
        return self.bag(text) - self._lists.ignored_in_offices

    def with_capitals_as_sides(self, bag: frozenset[str]) -> frozenset[str]:
        """The bag with the names of capitals taken as their governments: "Moscow's defence ministry"."""
        return frozenset(self._capitals.get(word, word) for word in bag)

    def _rewrite(self, tokens: Sequence[str]) -> list[str]:
        done: list[str] = []
        at = 0
        while at < len(tokens):
            longest = min(self._longest, len(tokens) - at) if tokens[at].lstrip("^") in self._starts else 0
            for length in range(longest, 0, -1):
                found = self._rewritten_at(tokens[at : at + length])
                if found is not None:
                    done += found
                    at += length
                    break
            else:
                done.append(tokens[at].lstrip("^"))
                at += 1
        return done

    def _rewritten_at(self, tokens: Sequence[str]) -> tuple[str, ...] | None:
        phrase = " ".join(tokens)
        found = self._rewritten.get(phrase)
        return found if found is not None or "^" not in phrase else self._rewritten.get(phrase.replace("^", ""))

    def has_side(self, bag: frozenset[str]) -> bool:
        """True if a word of the bag is a side's."""
        return any(word.startswith("<") for word in bag)

    def is_side_alone(self, text: str) -> bool:
        """True if the text is nothing but a side's name, adjective or capital."""
        bag = self.with_capitals_as_sides(self.bag(text))
        return bool(bag) and all(word.startswith("<") for word in bag)

    def side_of(self, text: str) -> str | None:
        """See `Register.side_of`."""
        raw = words(text)
        plain = [without_possessive(word) for word in raw]
        tokens = [fold(word) for word in plain]
        found = list(self._find_marks(raw, plain, tokens))
        loyal = next((mark.side for mark in found if self._is_loyal(tokens, mark)), None)
        if loyal is not None:
            return loyal
        backed = [mark for mark in found if self._after(tokens, mark) in self._lists.backed and not mark.possessive]
        spoken = [mark for mark in found if mark not in backed and not self._is_neutral(tokens, mark)]
        marked = next((mark.side for mark in spoken if mark.how is _How.MARK), None)
        if marked is not None:
            return marked
        if backed:
            return next((mark.side for mark in spoken if mark.how is _How.ACTOR), backed[0].side)
        if self._is_private(tokens):
            return None
        spoken = [mark for mark in spoken if self._speaks(tokens, mark)]
        served = (mark.side for mark in spoken if mark.how is _How.ACTOR and self._before(tokens, mark)[0] in _SERVING)
        return next(served, spoken[0].side if spoken else None)

    def _find_marks(self, raw: Sequence[str], plain: Sequence[str], tokens: Sequence[str]) -> Iterable[_Found]:
        at = 0
        while at < len(plain):
            can_start = plain[at][:1].isupper() or tokens[at] in self._starts
            for length in range(min(max(self._longest, _LONGEST_NAME), len(plain) - at) if can_start else 0, 0, -1):
                found = self._marked(" ".join(plain[at : at + length]))
                if found is not None:
                    after = at + length
                    yield _Found(at, after, *found, possessive=raw[after - 1] != plain[after - 1])
                    at = after - 1
                    break
            at += 1

    def _marked(self, phrase: str) -> tuple[str, _How] | None:
        name = key(phrase)
        found = self._marks.get(name) or (self._marks.get(name[1:]) if name.startswith("^") else None)
        if not phrase[:1].isupper() or (found is not None and found[1] in (_How.MARK, _How.CAPITAL)):
            return found
        side = self._side_of_name(name)
        return found if side is None else (side, _How.ACTOR)

    def _after(self, tokens: Sequence[str], mark: _Found, offset: int = 0) -> str:
        at = mark.after + offset
        return tokens[at] if at < len(tokens) else ""

    def _before(self, tokens: Sequence[str], mark: _Found) -> tuple[str, str]:
        """The two words before the mark, nearest first, without articles."""
        words = [token for token in tokens[: mark.first] if token not in _ARTICLES]
        return (words[-1] if words else "", words[-2] if len(words) > 1 else "")

    def _is_loyal(self, tokens: Sequence[str], mark: _Found) -> bool:
        follows = self._after(tokens, mark)
        if self._before(tokens, mark)[0] in self._lists.loyal_before or follows in self._lists.loyal_after:
            return not mark.possessive
        return follows in self._lists.neutral_after and self._after(tokens, mark, 1) in self._lists.bodies

    def _is_neutral(self, tokens: Sequence[str], mark: _Found) -> bool:
        before, earlier = self._before(tokens, mark)
        if before in self._lists.neutral_before:
            return not self._is_served(before, earlier, mark)
        return not mark.possessive and self._after(tokens, mark) in self._lists.neutral_after

    def _is_private(self, tokens: Sequence[str]) -> bool:
        """True if the phrase is about people who speak for themselves: such a word stands before the first preposition."""
        for token in tokens:
            if token in self._lists.neutral_before or token in _OF:
                return False
            if token in self._lists.private:
                return True
        return False

    def _is_served(self, before: str, earlier: str, mark: _Found) -> bool:
        """ "adviser to X", "authorities in X": the preposition is not about where or against whom."""
        if before == "to":
            return earlier in self._lists.serving
        return before == "in" and earlier in self._lists.bodies and mark.how is not _How.ADJECTIVE

    def _speaks(self, tokens: Sequence[str], mark: _Found) -> bool:
        if mark.how in (_How.ADJECTIVE, _How.ACTOR) or mark.possessive:
            return True
        before = self._before(tokens, mark)[0]
        if before in self._lists.ranks:
            return self._after(tokens, mark) not in ("", "and")
        return before in ("", "in", "to") or before in _OF
