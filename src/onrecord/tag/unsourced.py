"""What is told without saying by whom: "reportedly", "claims of", "is believed to", where the tagger saw no attribution."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from onrecord.basics.lemma import noun_lemma
from onrecord.basics.spans import Span
from onrecord.records.tagging import Attribution
from onrecord.tag.words import LISTS, Words

_NOUNS = frozenset(LISTS["told_nouns"].split())
_FELT = frozenset(LISTS["felt_nouns"].split())
_LISTED = _NOUNS | _FELT
_ADVERBS = frozenset(LISTS["told_adverbs"].split())
_TOLD = _ADVERBS | _LISTED
_LINKS = frozenset({"of", "about", "over"})
_CLAUSES = frozenset({"acl", "ccomp", "csubj", "advcl"})
_OWNERS = frozenset({"by", "from", "among"})
_SCORE = 0.3
"""Below what the tagger gives: the words are listed, who says it is not."""
_LONGEST = 60
"""Words of a content; what is longer is a sentence parsed wrongly."""


class Tree:
    """The parse of one document: who depends on whom."""

    def __init__(self, words: Words) -> None:
        self.words = words

    @cached_property
    def children(self) -> list[list[int]]:
        """By word; made when the first listed word is met, which many documents have none of."""
        children: list[list[int]] = [[] for _ in self.words.tokens]
        for i, token in enumerate(self.words.tokens):
            if token.head >= 0:
                children[token.head].append(i)
        return children

    def extent(self, head: int) -> range:
        """From the first to the last word that depends on `head`, itself included."""
        first, last, open_ = head, head, [head]
        steps = 0
        while open_ and steps <= 2 * _LONGEST:
            at = open_.pop()
            steps += 1
            first, last = min(first, at), max(last, at)
            open_ += self.children[at]
        return range(first, last + 1)

    def mark(self, head: int, kind: str) -> str:
        """The word of a kind ("mark", "case") that opens the phrase of `head`; "" without one."""
        return next((self.words.word(i).lower() for i in self.children[head] if self.words.tokens[i].deprel == kind), "")


def unsourced(words: Words, attributions: Sequence[Attribution], answers: Sequence[Attribution] = ()) -> Iterator[Attribution]:
    """Attributions without a source for listed words that no attribution of the tagger has as its cue.

    Args:
        answers: who answers a claim; the claim that somebody rejected is told before.
    """
    tree = Tree(words)
    taken = {i for a in attributions for span in (*a.cue, *a.source) for i in words.within(span)}
    taken |= {i for a in answers for span in a.content for i in words.within(span)}
    for i in words.of_kind("NOUN", "ADV"):
        if i in taken or noun_lemma(words.forms[i]) not in _TOLD:
            continue
        found = _noun(tree, i) if words.tokens[i].pos == "NOUN" else _adverb(tree, i)
        if found is not None:
            yield found


def _noun(tree: Tree, noun: int) -> Attribution | None:
    """ "claims of a raid", "fears that ...": a noun for words or thoughts, with what it is about; its owner says it."""
    words = tree.words
    lemma = noun_lemma(words.word(noun))
    if lemma not in _LISTED or any(tree.mark(i, "case") in _OWNERS for i in tree.children[noun]):
        return None
    owner = next((i for i in tree.children[noun] if words.tokens[i].deprel == "nmod:poss" and i < noun), None)
    for child in tree.children[noun]:
        if child < noun:
            continue
        relation = words.tokens[child].deprel
        if relation in _CLAUSES and tree.mark(child, "mark") in ("that", "whether"):
            source = None if owner is None else tree.extent(owner)
            return _made(words, range(noun, noun + 1), [range(noun + 1, tree.extent(child).stop)], source)
        if owner is not None or lemma not in _NOUNS:
            continue
        if relation == "nmod" and words.word(noun + 1).lower() == tree.mark(child, "case") in _LINKS:
            return _made(words, range(noun, noun + 2), [range(noun + 2, tree.extent(child).stop)])
    return None


def _adverb(tree: Tree, adverb: int) -> Attribution | None:
    """ "reportedly": its clause is told."""
    words = tree.words
    head = words.tokens[adverb].head
    if words.word(adverb).lower() not in _ADVERBS or head < 0:
        return None
    clause = tree.extent(head)
    start = max((i + 1 for i in range(clause.start, adverb) if words.word(i) in (";", ":", "—", "–")), default=clause.start)
    return _made(words, range(adverb, adverb + 1), [range(start, adverb), range(adverb + 1, clause.stop)])


def _made(words: Words, cue: range, pieces: Iterable[range], source: range | None = None) -> Attribution | None:
    content = [span for piece in pieces for span in _span(words, piece)]
    if not content or sum(len(words.within(span)) for span in content) > _LONGEST:
        return None
    return Attribution(tuple(_span(words, source or range(0))), tuple(_span(words, cue)), tuple(content), _SCORE)


def _span(words: Words, tokens: range) -> Iterator[Span]:
    """The tokens as a span without marks at its edges; none where nothing is left."""
    kept = [i for i in tokens if words.word(i)[:1].isalnum()]
    if kept:
        yield Span(words.tokens[kept[0]].span.start, words.tokens[kept[-1]].span.end)
