"""The document's words as patterns ask for them: lemmas, word classes, and the phrase around a word.

Tokenisers differ on hyphens and on the possessive: "Russian-held" may come as one token or as three, "city's" as one or
as two. Here the hyphenated are always one word and the possessive mark always its own, so that one pattern serves both.
Where the tagger gave no part of speech, a guess from form and neighbours stands in.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.basics.lemma import noun_lemma, verb_lemma
from onrecord.basics.spans import Span
from onrecord.code.english import names_of, words_of
from onrecord.records import Tagging, Token

POSSESSIVES = words_of("words", "possessives")
NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM", "PRON", "SYM"})
BE = words_of("words", "be")
HAVE = words_of("words", "have")
AUXILIARIES = BE | HAVE | words_of("words", "other_auxiliaries")
_QUOTES = words_of("words", "quotes")
_LIKE_PREPOSITIONS = words_of("words", "like_prepositions")
"""Taggers take some of these for verbs; "following shelling" follows nobody."""
_ADVERBIAL = ("newly-", "recently-", "formerly-", "already-", "now-", "still-")
_HYPHENS = ("-", "‐", "‑")
_CLOSED = names_of("guess")


@dataclass(frozen=True, slots=True)
class Word:
    """One word. `verb` and `noun` are its lemmas read as either; `pos` is universal, `tag` Penn; `head` counts words, -1 none."""

    start: int
    end: int
    lower: str
    verb: str
    noun: str
    pos: str
    tag: str
    head: int
    deprel: str
    sentence: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def nominal(self) -> bool:
        return self.pos in NOMINAL

    @property
    def auxiliary(self) -> bool:
        return self.pos == "AUX" or (self.lower in AUXILIARIES and self.pos != "PART")


class Words(Sequence[Word]):
    """The words of one document. Indexes count words, not tokens."""

    __slots__ = ("_sentences", "_starts", "_words", "text")

    def __init__(self, text: str, tagging: Tagging) -> None:
        self.text = text
        self._words, self._sentences = _read(text, tagging)
        self._starts = [w.start for w in self._words]

    def __len__(self) -> int:
        return len(self._words)

    def __getitem__(self, index: int) -> Word:  # type: ignore[override]
        return self._words[index]

    def sentence(self, index: int) -> range:
        """The words of the sentence that the word is in."""
        return self._sentences[self._words[index].sentence]

    def sentence_at(self, number: int) -> range:
        """The words of the sentence with this number."""
        return self._sentences[number]

    def sentence_before(self, index: int) -> range | None:
        """The words of the sentence before that one, None at the start."""
        number = self._words[index].sentence
        return self._sentences[number - 1] if number else None

    def sentence_after(self, index: int) -> range | None:
        """The words of the sentence after that one, None at the end."""
        number = self._words[index].sentence + 1
        return self._sentences[number] if number < len(self._sentences) else None

    def touching(self, span: Span) -> range:
        """The words that share a code point with `span`."""
        first = bisect_left(self._starts, span.start)
        if first and self._words[first - 1].end > span.start:
            first -= 1
        return range(first, max(first, bisect_left(self._starts, span.end)))

    def span(self, first: int, last: int) -> Span:
        """From the start of one word to the end of another."""
        return Span(self._words[first].start, self._words[last].end)

    def of(self, first: int, last: int) -> str:
        """The text from one word to another."""
        return self.text[self._words[first].start : self._words[last].end]


def _read(text: str, tagging: Tagging) -> tuple[list[Word], list[range]]:
    words: list[Word] = []
    sentences: list[range] = []
    home = [-1] * len(tagging.tokens)
    for first, after in tagging.sentences:
        begin = len(words)
        for a, b in _runs(text, tagging.tokens, first, after):
            if b == a + 1 and _is_quote(text, tagging.tokens[a]):
                continue
            for i in range(a, b):
                home[i] = len(words)
            words.extend(_made(text, tagging.tokens[a:b], len(sentences)))
        if len(words) > begin:
            sentences.append(range(begin, len(words)))
    return _guessed([_hung(w, home[w.head] if w.head >= 0 else -1) if w.deprel else w for w in words]), sentences


def _hung(word: Word, head: int) -> Word:
    """The word with another head. `dataclasses.replace` takes three times as long, and every word of a text passes here."""
    return Word(
        word.start, word.end, word.lower, word.verb, word.noun, word.pos, word.tag, head, word.deprel, word.sentence
    )  # fmt: skip


def _runs(text: str, tokens: Sequence[Token], first: int, after: int) -> Iterator[tuple[int, int]]:
    """Index pairs of tokens joined by hyphens without white space: one word each."""
    a = first
    while a < after:
        b = a + 1
        while b < after and _joined(text, tokens[b - 1], tokens[b]):
            b += 1
        yield a, b
        a = b


def _is_quote(text: str, token: Token) -> bool:
    """Quotation marks say who speaks, which the statements hold already; to patterns they are in the way."""
    mark = text[token.span.start : token.span.end]
    if mark in _QUOTES:
        return True
    return mark in ("'", "’", "‘") and (token.span.start == 0 or text[token.span.start - 1] != "s")


def _joined(text: str, left: Token, right: Token) -> bool:
    if left.span.end != right.span.start:
        return False
    before, behind = text[left.span.end - 1], text[right.span.start]
    if behind in _HYPHENS and len(right.span) == 1:
        return before.isalnum() or before == "."
    return (
        before in _HYPHENS
        and behind.isalnum()
        and (len(left.span) > 1 or (left.span.start > 0 and text[left.span.start - 1].isalnum()))
    )


def _made(text: str, run: Sequence[Token], sentence: int) -> Iterator[Word]:
    """One word from a run of tokens, or two where a possessive mark hangs on it."""
    start, end, last = run[0].span.start, run[-1].span.end, run[-1]
    cut = next((end - len(p) for p in ("'s", "’s", "s'", "s’") if text.endswith(p, start, end) and end - start > len(p)), end)
    if cut < end and text[cut] == "s":
        cut += 1
    yield _word(text, start, cut, last, last.pos, sentence)
    if cut < end:
        yield _word(text, cut, end, last, "PART", sentence)


def _word(text: str, start: int, end: int, token: Token, pos: str, sentence: int) -> Word:
    lower = text[start:end].lower()
    if lower in _LIKE_PREPOSITIONS:
        return Word(start, end, lower, lower, lower, "ADP", "IN", token.head, token.deprel, sentence)
    ended = lower.rpartition("-")[2] if lower.startswith(_ADVERBIAL) else lower
    return Word(start, end, lower, verb_lemma(ended), noun_lemma(lower), pos, token.tag, token.head, token.deprel, sentence)


def _guessed(words: list[Word]) -> list[Word]:
    """The same words, with a part of speech where the tagger gave none."""
    for i, word in enumerate(words):
        if not word.pos:
            words[i] = replace(word, pos=_guess(word, words[i - 1] if i and words[i - 1].sentence == word.sentence else None))
    return words


def _guess(word: Word, before: Word | None) -> str:
    lower = word.lower
    if lower in POSSESSIVES:
        return "PART"
    if lower in AUXILIARIES:
        return "AUX"
    if lower in _CLOSED:
        return _CLOSED[lower]
    if not lower[0].isalnum():
        return "SYM" if lower in "$€£%" else "PUNCT"
    if lower[0].isdigit():
        return "NUM"
    if before is not None and (before.pos in ("DET", "ADJ") or before.lower in POSSESSIVES):
        return "ADJ" if lower.endswith(("ian", "ish", "al", "ous", "ed")) else "NOUN"
    if before is not None and (before.lower == "to" or before.pos == "AUX"):
        return "VERB"
    if lower.endswith("ly"):
        return "ADV"
    if lower.endswith("ed"):
        return "VERB"
    return "ADJ" if lower.endswith(("ian", "ous", "ish")) else "X"
