"""Who says it, where layout or parse tell it and the tagger took the speaker for a part of what is said, or saw nobody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.basics.lemma import verb_lemma
from onrecord.basics.roles import PEOPLE, RoleClass, role_class
from onrecord.basics.spanindex import SpanIndex
from onrecord.basics.spans import Span, trimmed
from onrecord.records.tagging import Attribution
from onrecord.tag.words import LISTS, Words

_SAYING = frozenset(LISTS["saying"].split())
_DASHES = frozenset("-–—")
_LONGEST = 16
"""Words of a speaker, his office included."""
_SURE = 0.5
_MEDIA = frozenset({RoleClass.OUTLET, RoleClass.CHANNEL})


def spoken_after_dashes(words: Words, attributions: Sequence[Attribution]) -> list[Attribution]:
    """ "- We saw nothing - says the mayor.": what stands before the last dash is said by who stands behind the verb."""
    ranges = dict.fromkeys(words.sentence(at) for at in words.which(_DASHES))
    found = [a for first, after in ranges if (a := _after_dash(words, first, after)) is not None]
    cues = SpanIndex([a.cue[0] for a in found])
    tails = [Span(a.cue[0].start, a.source[0].end) for a in found]
    index = SpanIndex(tails)
    made = []
    for attribution in attributions:
        if any(cues.within(span) for span in attribution.cue):
            continue
        for at in sorted({at for span in attribution.content for at in index.within(span)}):
            attribution = _without(words.text, attribution, tails[at])
        made.append(attribution)
    return made + found


def _after_dash(words: Words, first: int, after: int) -> Attribution | None:
    for at in range(after - 2, first + 2, -1):
        if words.word(at) not in _DASHES or verb_lemma(words.word(at + 1)) not in _SAYING:
            continue
        last = after - 1 if not words.word(after - 1)[0].isalnum() else after
        if not words.word(at + 1).islower() or not 0 < last - (at + 2) <= _LONGEST or not _opens_speaker(words, at + 2):
            return None
        start = first + (words.word(first) in _DASHES)
        content = trimmed(words.text, words.tokens[start].span.start, words.tokens[at].span.start)
        if content is None or words.text[words.tokens[at].span.start - 1] != " ":
            return None
        source = Span(words.tokens[at + 2].span.start, words.tokens[last - 1].span.end)
        return Attribution((source,), (words.tokens[at + 1].span,), (content,), _SURE)
    return None


def _opens_speaker(words: Words, token: int) -> bool:
    """True for a name, a pronoun, or a noun for somebody, with or without an article."""
    word = words.word(token)
    if word.lower() in ("the", "a", "an", "his", "her", "their", "one"):
        return True
    return word[0].isupper() or words.tokens[token].pos == "PRON" or role_class(word) in PEOPLE


def _without(text: str, attribution: Attribution, tail: Span) -> Attribution:
    """The attribution whose content does not run into `tail`."""
    content = tuple(piece for span in attribution.content for piece in _cut(text, span, tail))
    return replace(attribution, content=content)


def _cut(text: str, span: Span, tail: Span) -> Iterator[Span]:
    if not span.overlaps(tail):
        yield span
        return
    left = trimmed(text, span.start, max(span.start, tail.start))
    if left is not None:
        kept = left.of(text).rstrip(" -–—,")
        if kept:
            yield Span(left.start, left.start + len(kept))


def with_speaker(words: Words, attribution: Attribution) -> Attribution:
    """The attribution with the source that the tagger has in its content: after "by", or set beside a source."""
    if not attribution.cue:
        return attribution
    if attribution.source:
        return _apposed(words, attribution)
    return _by(words, attribution) or attribution


def _apposed(words: Words, attribution: Attribution) -> Attribution:
    """ "According to the author, the surgeon Mira Tolen, ...": what is set beside the source goes with it."""
    source, first = attribution.source[-1], min(attribution.content)
    opening = words.text[source.end : first.start]
    if opening.strip() != "," or attribution.cue[-1].end > source.start:
        return attribution
    comma = words.text.find(",", first.start, first.end)
    beside = trimmed(words.text, first.start, comma) if comma > 0 else None
    rest = trimmed(words.text, comma + 1, first.end) if comma > 0 else None
    if beside is None or rest is None or not _is_phrase(words, beside) or words.word(words.within(beside).start) in ("in", "on"):
        return attribution
    content = tuple(sorted((rest, *(piece for piece in attribution.content if piece != first))))
    return replace(attribution, source=(*attribution.source[:-1], Span(source.start, beside.end)), content=content)


def _is_phrase(words: Words, span: Span) -> bool:
    """True for a short phrase without a verb that names or describes somebody."""
    tokens = words.within(span)
    if not 0 < len(tokens) <= _LONGEST or any(words.tokens[i].pos in ("VERB", "AUX", "SCONJ") for i in tokens):
        return False
    return words.tokens[tokens.stop - 1].pos == "PROPN" and any(role_class(words.word(i)) in PEOPLE for i in tokens)


def _by(words: Words, attribution: Attribution) -> Attribution | None:
    """ "is called a fraud by neighbours", "reported on local channels": the agent that the parse gives to a passive cue."""
    cue = words.within(attribution.cue[-1])
    verb = next((i for i in reversed(cue) if words.tokens[i].tag in ("VBN", "VBD")), None)
    if verb is None:
        return None
    first, after = words.sentence(verb)
    of_verb = [i for i in range(first, after) if words.tokens[i].head == verb]
    if words.tokens[verb].tag == "VBD" and any(words.tokens[i].deprel.startswith("nsubj") for i in of_verb):
        return None
    for noun in of_verb:
        if noun < verb or not words.tokens[noun].deprel.startswith("obl") or not words.is_nominal(noun):
            continue
        start = min((i for i in range(first, noun) if words.tokens[i].head == noun), default=noun)
        printed = words.word(start) in ("on", "in") and role_class(words.word(noun)) in _MEDIA
        if not printed and words.word(start) != "by":
            continue
        agent = Span(words.tokens[start + 1].span.start, words.tokens[_name_end(words, noun + 1, after) - 1].span.end)
        cut = _without(words.text, attribution, Span(words.tokens[start].span.start, agent.end))
        return replace(cut, source=(agent,)) if cut.content else None
    return None


def _name_end(words: Words, token: int, after: int) -> int:
    while token < after and words.tokens[token].deprel == "flat":
        token += 1
    return token
