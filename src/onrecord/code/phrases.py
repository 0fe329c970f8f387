"""Noun phrases around a word, and what depends on it: index ranges into the words."""

from __future__ import annotations

from onrecord.code.english import words_of
from onrecord.code.words import AUXILIARIES, POSSESSIVES, Words

EMPTY = range(0)
_CLAUSES = frozenset({"root", "conj", "ccomp", "advcl", "parataxis"})
_NOT_SUBJECTS = words_of("grammar", "not_subjects")
_TIMES = words_of("grammar", "times")
_SPELLS = words_of("grammar", "spells") | _TIMES
_LONGEST = 40
"""Words in front of its noun that a noun phrase has at most; a text without end would be searched at each of its words."""


class Phrases:
    """The noun phrases of one document."""

    __slots__ = ("_children", "_intransitive", "words")

    def __init__(self, words: Words, intransitive: frozenset[str] = frozenset()) -> None:
        self.words, self._intransitive = words, intransitive
        self._children: dict[int, list[int]] = {}
        for i, word in enumerate(words):
            if word.deprel and word.head >= 0 and word.head != i:
                self._children.setdefault(word.head, []).append(i)

    def children(self, index: int, *relations: str) -> list[int]:
        """The words that depend on this one by one of the relations (a subtype counts as its type)."""
        return [c for c in self._children.get(index, ()) if self.words[c].deprel in relations or self._base(c) in relations]

    def _base(self, index: int) -> str:
        return self.words[index].deprel.partition(":")[0]

    def modifiers(self, index: int) -> range:
        """The words of the noun phrase in front of `index`: "a Russian missile" before "strike"."""
        first, stop = index, max(self.words.sentence(index).start, index - _LONGEST)
        while first > stop:
            if self._inside_phrase(first - 1):
                first -= 1
            elif first - stop > 1 and self._joins_modifiers(first - 1):
                first -= 2
            else:
                break
        return range(first, index)

    def _joins_modifiers(self, index: int) -> bool:
        """An "and" between two modifiers of one noun: "oil and gas embargo"."""
        before, after = self.words[index - 1], self.words[index + 1]
        return self.words[index].lower in ("and", "or") and before.pos == after.pos and before.pos in ("NOUN", "ADJ")

    def _inside_phrase(self, index: int) -> bool:
        word = self.words[index]
        if word.lower in POSSESSIVES:
            return True
        if word.lower in _NOT_SUBJECTS:
            return False
        if word.nominal or (word.pos == "X" and word.lower not in AUXILIARIES):
            return True
        return (word.pos == "VERB" and (word.tag in ("VBN", "VBG") or "-" in word.lower)) and self._before_noun(index)

    def _before_noun(self, index: int) -> bool:
        """A participle that stands in front of a noun: "destroyed buildings", "Russian-held Berdiansk"."""
        after = index + 1
        if after >= self.words.sentence(index).stop or self.words[after].pos not in ("NOUN", "PROPN", "ADJ"):
            return False
        before = self.words[index - 1] if index > self.words.sentence(index).start else None
        if self.words[index].tag == "VBG":
            alone = self.words[index].verb in self._intransitive  # "retreating troops", but "shelling residential areas"
            if before is None:
                return alone and self.words[after].pos != "PROPN"
            return before.pos in ("DET", "ADJ", "NUM") or (alone and (before.pos == "ADP" or before.lower == "as"))
        return (
            before is None
            or before.pos in ("DET", "ADJ", "ADP", "NUM", "VERB", "PUNCT", "SCONJ", "CCONJ")
            or "-" in self.words[index].lower
        )

    def phrase_at(self, index: int) -> range:
        """The noun phrase that starts at or around `index`, followed over "of" and over lists."""
        stop = self.words.sentence(index).stop
        end = index
        while end < stop and self._inside_phrase(end):
            end += 1
        while end < stop - 1 and self._goes_on(end):
            end += 2 if self.words[end + 1].nominal else 1
            while end < stop and self._inside_phrase(end):
                end += 1
        return range(index, end)

    def verb_over(self, index: int) -> int:
        """The verb of the clause that the word stands in, by the tree; -1 without one."""
        at, sentence = index, self.words.sentence(index)
        for _ in sentence:
            word = self.words[at]
            if word.pos in ("VERB", "AUX") and self._base(at) in _CLAUSES:
                return at
            if word.head not in sentence:
                return -1
            at = word.head
        return -1

    def head_of(self, phrase: range) -> range:
        """The word that the phrase is about: the last before its first "of", "and" or comma ("half" in "half of the town")."""
        end = next((i for i in phrase if self.words[i].lower in ("of", "and", "or", ",", "&")), phrase.stop)
        return range(end - 1, end) if end > phrase.start else EMPTY

    def _goes_on(self, index: int) -> bool:
        """Does the noun phrase go on over the word here: "of", "and", or the comma of a list that ends in "and"?"""
        word, after = self.words[index], self.words[index + 1]
        if word.lower in ("of", "and", "or", "&"):
            return after.nominal
        if word.lower != ",":
            return False
        if after.lower in ("and", "or"):
            return True
        end, stop = index + 1, self.words.sentence(index).stop
        while end < stop and self._inside_phrase(end):
            end += 1
        return index + 1 < end < stop and self.words[end].lower in (",", "and", "or")

    def tells_time(self, index: int) -> bool:
        """Does a noun phrase at `index` say when: "Monday", "11 September", "last week"?"""
        after = self.words[index + 1].noun if index + 1 < len(self.words) else ""
        word = self.words[index]
        if index + 2 < len(self.words) and self.words[index + 2].lower in POSSESSIVES:
            return False
        if word.lower in _TIMES or (word.lower.isdigit() and after in _TIMES):
            return True
        return word.lower in ("this", "last", "next", "early", "late") and after in _SPELLS
