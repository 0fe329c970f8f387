"""Who acts on what: subjects, objects, voice and modifiers of a word, by the dependency tree or, without one, by position.

All answers are index ranges into the words; an empty range means that there is none. News headlines drop verbs and
articles, and parsers trained on full sentences stumble over them, so that position is the fallback for every question.
"""

from __future__ import annotations

from onrecord.code.english import words_of
from onrecord.code.phrases import EMPTY
from onrecord.code.voice import Voice
from onrecord.code.words import HAVE, Words

_SKIPPED = frozenset({"ADV", "PART", "AUX", "INTJ"})
_RELATIVES = words_of("grammar", "relatives")
_NOT_SUBJECTS = words_of("grammar", "not_subjects")
_USED = words_of("grammar", "used")
_PERSONAL = words_of("grammar", "personal")
_PHRASE_PREPOSITIONS = words_of("grammar", "phrase_prepositions")
_LEADS_TO = words_of("grammar", "leads_to")
_PLANS = words_of("grammar", "plans")
_SUBORDINATORS = words_of("grammar", "subordinators") - {"as", "but", "since"}
_LINKS = frozenset({"of"})
_ASKED = frozenset({"for", "on", "upon", "by", "of"})
_RESULTS = words_of("grammar", "results")
_PERCEIVED = words_of("modality", "perceived")
_FINITE = frozenset({"VBD", "VBZ", "VBP"})


class Grammar(Voice):
    """Questions about one document's words; answers are remembered."""

    __slots__ = ("_objects", "_subjects")

    def __init__(self, words: Words, intransitive: frozenset[str] = frozenset()) -> None:
        super().__init__(words, intransitive)
        self._subjects: dict[int, range] = {}
        self._objects: dict[int, range] = {}

    def object(self, index: int) -> range:
        """The noun phrase that the verb acts on."""
        if index not in self._objects:
            self._objects[index] = self._object(index)
        return self._objects[index]

    def _object(self, index: int) -> range:
        if self.premodifier(index):
            return EMPTY if self.words[index].lower.endswith("ing") else self.phrase_at(index + 1)
        if self.passive(index):
            undergoing = [c for c in self.children(index, "nsubj") if c < index]
            if undergoing and self.words[undergoing[-1]].lower not in _NOT_SUBJECTS:
                return self.phrase_around(undergoing[-1])
            found = self._left(index, _PHRASE_PREPOSITIONS if self.auxiliaries(index) else _LINKS)
            return found or self._of_first_conjunct(index) or self._undergone_before(index)
        beside = self._right(index)
        direct = self.children(index, "obj")
        return beside or (self.phrase_around(direct[0]) if direct else self._antecedent(index))

    def _of_first_conjunct(self, index: int) -> range:
        """The subject of the verb before "and" or "but", which a second passive shares: "hold Korsk but were repelled"."""
        around = self.auxiliaries(index)
        link = (around[-1] if around else index) - 1
        if link <= self.words.sentence(index).start or self.words[link].lower not in ("and", "or", "but"):
            return EMPTY
        first = self._verb_before(link)
        return self.acting_on(first) if first is not None else EMPTY

    def _antecedent(self, index: int) -> range:
        """What a relative clause with a subject of its own is about: "the town" in "the town that troops held"."""
        word = self.words[index]
        if word.deprel != "acl:relcl" or not 0 <= word.head < index or word.verb in self._intransitive:
            return EMPTY
        doers = [c for c in self.children(index, "nsubj") if word.head < c < index]
        known = doers and self.words[doers[0]].lower not in _RELATIVES
        return range(self.modifiers(word.head).start, word.head + 1) if known else EMPTY

    def _undergone_before(self, index: int) -> range:
        """Who undergoes a passive that hangs on another verb: "freed after being captured", "left after being surrounded"."""
        head = self.words[index].head
        if self._base(index) not in ("advcl", "xcomp") or not 0 <= head < index or self.words[head].pos != "VERB":
            return EMPTY
        return self.object(head) if self.passive(head) else self.subject(head)

    def subject(self, index: int) -> range:
        """The noun phrase that acts: the subject of an active verb, the "by" phrase of a passive one."""
        if index not in self._subjects:
            self._subjects[index] = EMPTY
            self._subjects[index] = self._subject(index)
        return self._subjects[index]

    def _subject(self, index: int) -> range:
        if self.premodifier(index) and self.words[index].lower.endswith("ing"):
            return self.phrase_at(index + 1)
        return self._by(index) if self.passive(index) else self._active_subject(index)

    def _by(self, index: int) -> range:
        stop = min(self.words.sentence(index).stop, index + 9)
        for i in range(index + 1, stop - 1):
            if self.words[i].lower == "by" and self.words[i + 1].nominal and not self.tells_time(i + 1):
                return self.phrase_at(i + 1)
            if self.words[i].pos == "VERB" or self.words[i].lower in (";", ":", "—", "–"):
                break
        return EMPTY

    def _active_subject(self, index: int) -> range:
        around = self.auxiliaries(index)
        before = (around[-1] if around else index) - 1
        if before >= self.words.sentence(index).start and self.words[before].lower in _PERSONAL:
            return range(before, before + 1)
        direct = [c for c in self.children(index, "nsubj") if self.words[c].deprel != "nsubj:pass" and c < index]
        direct = [c for c in direct if not any(self.words[i].lower in _SUBORDINATORS for i in range(c + 1, index))]
        if direct and self.words[direct[-1]].lower not in _NOT_SUBJECTS:
            return self._with_partner(self.phrase_around(direct[-1]), self.words.sentence(index).start)
        if direct:
            return self._left(index)
        governor = self._governor(index)
        if governor is not None:
            return self._blamed(index, governor) or self.acting_on(governor)
        if self._bare_relative(index):
            return range(index - 1, index)
        return self._left(index)

    def _blamed(self, index: int, governor: int) -> range:
        """The object that a gerund after "for" or "of" tells about: "tried them for committing", "accused it of shelling"."""
        if index <= self.words.sentence(index).start or self.words[index - 1].lower not in ("for", "of", "from", "into"):
            return EMPTY
        return self.object(governor) if self.words[governor].pos == "VERB" and not self.passive(governor) else EMPTY

    def _governor(self, index: int) -> int | None:
        """The verb (or noun) that lends an infinitive, a gerund or a second verb its subject."""
        word = self.words[index]
        if self._own_subject(index):
            return None
        if self._base(index) == "advcl" and index < word.head < self.words.sentence(index).stop and self._opens(index):
            return word.head
        if word.deprel and self._base(index) in ("xcomp", "conj", "advcl", "acl") and 0 <= word.head < index:
            if word.lower.endswith("ing") and self._follows_object(index, word.head):
                return None
            if not any(c < index for c in self.children(index, "nsubj")) and self.words[word.head].pos in ("VERB", "NOUN"):
                return word.head if self._base(index) != "acl" or self._is_infinitive(index) else None
            return None
        start, i = self.words.sentence(index).start, index - 1
        while i >= start and self.words[i].pos == "ADV":
            i -= 1
        if i < start:
            return None
        gerund = word.lower.endswith("ing")
        if gerund and self.words[i].pos == "NOUN" and word.verb not in _RESULTS:
            return None
        if self.words[i].lower in ("to", "and") or (
            gerund and (self.words[i].lower == "," or self.words[i].pos in ("VERB", "NOUN"))
        ):
            return self._verb_before(i + 1 if gerund else i)
        return None

    def _opens(self, index: int) -> bool:
        """Does a participle open the sentence: "Having captured the town, troops pushed on"?"""
        before = range(self.words.sentence(index).start, index)
        return len(before) < 3 and all(self.words[i].lower in HAVE or self.words[i].pos in ("ADV", "SCONJ") for i in before)

    def _follows_object(self, index: int, verb: int) -> bool:
        """Is the gerund told of the object of a verb of seeing: "saw troops leaving"?"""
        before = self.words[index - 1].pos
        if before == "PROPN" and self.words[index].verb not in _RESULTS:
            return True  # "agreed with Borland launching missiles"
        return self.words[verb].verb in _PERCEIVED and index - verb > 1 and before in ("NOUN", "PROPN", "PRON")

    def _own_subject(self, index: int) -> bool:
        """Does a noun phrase stand right before a finite verb: "and the others retook"?"""
        around = self.auxiliaries(index)
        before = (around[-1] if around else index) - 1
        finite = self.words[index].tag in _FINITE or any(self.words[i].auxiliary for i in around)
        return (
            finite
            and before >= self.words.sentence(index).start
            and self._inside_phrase(before)
            and self.words[before].pos != "DET"
        )

    def _is_infinitive(self, index: int) -> bool:
        """Does "to" stand before the verb?"""
        return index > self.words.sentence(index).start and self.words[index - 1].lower == "to"

    def controller(self, index: int) -> range:
        """The noun phrase between a verb and its infinitive: "its troops" in "ordered its troops to withdraw"."""
        start, i = self.words.sentence(index).start, index - 1
        if i <= start or self.words[i].lower != "to" or not self._inside_phrase(i - 1):
            return EMPTY
        if self.words[i - 1].noun in _PLANS:
            return EMPTY
        phrase = range(self.modifiers(i - 1).start, i)
        before = self.words[phrase.start - 1] if phrase.start > start else None
        asked = before is not None and ((before.pos == "VERB" and before.verb not in _USED) or before.lower in _ASKED)
        return phrase if asked else EMPTY

    def _verb_before(self, index: int) -> int | None:
        start = self.words.sentence(max(index - 1, 0)).start
        for i in range(index - 1, max(start, index - 12) - 1, -1):
            word = self.words[i]
            if word.lower in (";", ":") or word.lower in _RELATIVES:
                return None
            if word.pos == "VERB" or word.noun in _LEADS_TO:
                return i
        return None

    def acting_on(self, index: int) -> range:
        """The one who does what `index` names: a verb's subject, or the noun's own modifiers ("a Ukrainian operation")."""
        if self.words[index].pos in ("NOUN", "PROPN", "ADJ"):
            return self._planner(index) if self.words[index].noun in _PLANS else self.modifiers(index)
        return self.subject(index) if not self.passive(index) else self._left(index)

    def _planner(self, index: int) -> range:
        """Whose plan it is: "Ukraine's bid to", "a Russian plan to"; else the subject of the verb that it hangs on."""
        own = range(self.modifiers(index).start, index)
        if any(
            self.words[i].pos in ("PROPN", "PRON") or self.words[i].lower[:1] != self.words.text[self.words[i].start] for i in own
        ):
            return own
        verb = self._verb_before(own.start if own else index)
        return self.subject(verb) if verb is not None and self.words[verb].pos == "VERB" and not self.passive(verb) else own

    def _left(self, index: int, across: frozenset[str] = _PHRASE_PREPOSITIONS) -> range:
        """The noun phrase before a verb, past its auxiliaries and past the prepositional phrases of the noun."""
        start = self.words.sentence(index).start
        i = self._before_adverbials(index - 1, start)
        relative = False
        while i >= start and (self.words[i].auxiliary or self.words[i].pos in _SKIPPED or self.words[i].lower in _RELATIVES):
            relative = relative or self.words[i].lower in _RELATIVES
            i -= 1
        if i >= start and self.words[i].lower == ",":
            i = i - 1 if relative else self._past_aside(i, start)
        found, end = EMPTY, i + 1
        while i >= start and self._inside_phrase(i):
            found = range(self._list_start(self.modifiers(i).start, start, across), end)
            i = found.start - 1
            if i <= start or self.words[i].lower not in across or not self._inside_phrase(i - 1):
                break
            end = end if self.words[i].lower == "of" else i
            i -= 1
        found = self._with_partner(found, start)
        return (
            found
            if any(self.words[k].pos not in ("ADJ", "ADV") or (self.words[k].tag == "JJ" and k > found.start) for k in found)
            else EMPTY
        )

    def before(self, index: int) -> range:
        """The noun phrase that a phrase such as "under fire" is said of: "the town" in "the town is under fire"."""
        return self._left(index)

    def _list_start(self, first: int, start: int, across: frozenset[str]) -> int:
        """Where a list after a preposition begins: "in Korsk and Melin" from its last name."""
        link = first - 1
        if link <= start or self.words[link].lower not in ("and", "or") or not self._inside_phrase(link - 1):
            return first
        other = self.modifiers(link - 1).start
        return other if other > start and self.words[other - 1].lower in across else first

    def _with_partner(self, phrase: range, start: int) -> range:
        """A phrase with the one before "and", unless that one is a verb's object: "Arvenia and Borland signed"."""
        link = phrase.start - 1
        if not phrase or link <= start or self.words[link].lower not in ("and", "or", "&") or not self._inside_phrase(link - 1):
            return phrase
        first = self.modifiers(link - 1).start
        if first > start and self.words[first - 1].pos in ("VERB", "ADP"):
            return phrase
        return range(first, phrase.stop)

    def _before_adverbials(self, index: int, start: int) -> int:
        """Past a phrase that says when, between subject and verb: "which in 2014 occupied"."""
        if (
            index > start
            and (self.words[index].pos == "NUM" or self.tells_time(index))
            and self.words[index - 1].lower in ("in", "on")
        ):
            return index - 2
        return index

    def _past_aside(self, comma: int, start: int) -> int:
        """Before an aside between commas: "the mayor, who left, said"."""
        for i in range(comma - 1, start - 1, -1):
            if self.words[i].lower == ",":
                return i - 1
        return comma - 1
