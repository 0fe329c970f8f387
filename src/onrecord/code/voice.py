"""Is a verb active or passive, and does a participle stand before its noun? Headlines and mistaken tags make both a question."""

from __future__ import annotations

from onrecord.code.english import words_of
from onrecord.code.phrases import EMPTY, Phrases
from onrecord.code.words import BE, HAVE, Words

_SKIPPED = frozenset({"ADV", "PART", "AUX", "INTJ"})
_PURE_PARTICIPLES = words_of("grammar", "pure_participles")
_UNDERGONE = words_of("grammar", "undergone")
_DESCRIBING = frozenset({"occupy", "liberate", "besiege", "annex", "recapture", "encircle"})
_STRIKING = words_of("grammar", "striking")
_PARTICLES = words_of("grammar", "particles")
_BOUNDS = words_of("grammar", "bounds")
_SAME_FORMS = words_of("grammar", "same_forms")
_NEVER_PASSIVE = frozenset({"VBZ", "VBP", "VB", "VBG"})


class Voice(Phrases):
    """Auxiliaries and voice of one document's verbs; answers are remembered."""

    __slots__ = ("_passive",)

    def __init__(self, words: Words, intransitive: frozenset[str] = frozenset()) -> None:
        super().__init__(words, intransitive)
        self._passive: dict[int, bool] = {}

    def auxiliaries(self, index: int) -> list[int]:
        """Auxiliaries, negations and adverbs in front of a verb, nearest first."""
        found, i, start = [], index - 1, self.words.sentence(index).start
        while i >= start and (
            self.words[i].auxiliary or self.words[i].pos in _SKIPPED or self.words[i].lower in ("not", "n't", "n’t")
        ):
            found.append(i)
            i -= 1
        return found

    def passive(self, index: int) -> bool:
        """Is the verb's subject acted on? Also true of a participle that stands after or before its noun."""
        if index not in self._passive:
            self._passive[index] = self._is_passive(index)
        return self._passive[index]

    def _is_passive(self, index: int) -> bool:
        if not self._looks_like_participle(index):
            return False
        if self.premodifier(index):
            return True
        nearest = next((a for a in self.auxiliaries(index) if self.words[a].auxiliary), None)
        if nearest is not None and self.words[nearest].lower in BE and self.words[index].verb not in self._intransitive:
            return True
        if nearest is not None and self.words[nearest].lower in HAVE:
            return False
        if self.words[index].tag in _NEVER_PASSIVE or (nearest is None and self.words[index].verb in self._intransitive):
            return False
        if nearest is None and self._shares_have(index):
            return False
        if self._by_someone(index) or (nearest is None and self.words[index].lower in _PURE_PARTICIPLES):
            return True
        if self.children(index, "nsubj:pass", "aux:pass"):
            return True
        if any(self.words[c].deprel == "nsubj" for c in self.children(index, "nsubj")):
            return self._undergone(index)
        for aux in self.auxiliaries(index):
            if self.words[aux].lower in BE:
                return True
            if self.words[aux].lower in HAVE:
                return False
        if self.words[index].verb in self._intransitive:
            return False
        after = self._next(index)
        if after is not None and self.words[after].lower == "by":
            return True
        return len(self._right(index)) == 0 and not self._bare_relative(index)

    def _shares_have(self, index: int) -> bool:
        """Does the verb before "and" have the auxiliary for both: "had entered and taken the town"?"""
        word = self.words[index]
        if word.deprel != "conj" or not 0 <= word.head < index or not self.children(index, "obj"):
            return False
        return any(self.words[a].lower in HAVE for a in self.auxiliaries(word.head))

    def _undergone(self, index: int) -> bool:
        """A headline's participle that the tree takes for a past tense: "Three officers killed in Korsk"."""
        word = self.words[index]
        bare = not self._right(index) and not self.children(index, "obj") and not self.auxiliaries(index)
        return word.verb in _UNDERGONE and word.deprel != "acl:relcl" and bare

    def _by_someone(self, index: int) -> bool:
        """Does "by" and a doer follow at once: "retaken by the army", not "by Friday"?"""
        after = self._next(index)
        if after is None or self.words[after].lower != "by" or after + 1 >= self.words.sentence(index).stop:
            return False
        return self.words[after + 1].pos in ("PROPN", "ADJ", "DET", "NOUN") and not self.tells_time(after + 1)

    def _bare_relative(self, index: int) -> bool:
        """A relative clause without "that": "the region Borland captured"."""
        if index < self.words.sentence(index).start + 3 or self.words[index].tag != "VBD":
            return False
        return (
            self.words[index - 1].pos == "PROPN"
            and self.words[index - 2].pos == "NOUN"
            and self.words[index - 3].pos in ("DET", "ADJ")
        )

    def _looks_like_participle(self, index: int) -> bool:
        """Can the form be a past participle? Taggers mix up tenses, so the form itself has to agree."""
        word = self.words[index]
        if word.lower.endswith("ing") or (word.lower.endswith("s") and word.lower == word.noun + "s"):
            return False
        return word.verb != word.lower or word.lower in _SAME_FORMS

    def premodifier(self, index: int) -> bool:
        """Does the participle stand in front of the noun that it describes?"""
        word = self.words[index]
        if not word.lower.endswith(("ed", "en", "wn", "ng")):
            return False
        # A determiner or a verb right before it leaves no room for a past tense: "shelled occupied Korsk".
        follows = index > 0 and self.words[index - 1].pos in ("DET", "VERB") and not self.words[index - 1].auxiliary
        if word.tag in ("VBN", "VBG", "JJ", "") or (word.tag == "VBD" and follows):
            return self._before_noun(index) or self._after_headline_verb(index)
        return self._after_headline_verb(index)

    def _after_headline_verb(self, index: int) -> bool:
        """Does a verb that the tagger took for a noun stand before a participle: "Arvenia shells occupied Korsk"?"""
        start, after = self.words.sentence(index).start, index + 1
        if self.words[index].verb not in _DESCRIBING or index < start + 2 or after >= self.words.sentence(index).stop:
            return False
        verb, doer = self.words[index - 1], self.words[index - 2]
        return self.words[after].pos == "PROPN" and verb.verb in _STRIKING and verb.lower != verb.verb and doer.pos == "PROPN"

    def _next(self, index: int) -> int | None:
        i, stop = index + 1, self.words.sentence(index).stop
        while i < stop and (self.words[i].pos == "ADV" or self.words[i].lower in _PARTICLES):
            i += 1
        while (
            i + 1 < stop
            and self.words[i].lower in _BOUNDS
            and (self.words[i + 1].lower in _BOUNDS or self.words[i + 1].pos == "NUM")
        ):
            i += 1
        return i if i < stop else None

    def phrase_around(self, index: int) -> range:
        """The noun phrase whose head is `index`."""
        return range(self.modifiers(index).start, self.phrase_at(index).stop)

    def _right(self, index: int) -> range:
        start = self._next(index)
        if start is None or not self._inside_phrase(start) or self.words[start].auxiliary or self.tells_time(start):
            return EMPTY
        return self.phrase_at(start)
