"""Attribution relations as the tagger found them, mended by rule. Pure functions over a document and its tagging.

The tagger decides word by word, so that a source can lose its noun ("the | ministry") and two statements can claim one
quotation. What punctuation, word class and position settle is settled here, once; the tagger ends with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.basics.lemma import verb_lemma
from onrecord.basics.roles import BODIES, PEOPLE, role_class
from onrecord.basics.spanindex import Overlaps
from onrecord.basics.spans import Span, hull, trimmed
from onrecord.records.document import Document
from onrecord.records.tagging import Attribution, Tagging
from onrecord.tag.answered import answered
from onrecord.tag.clauses import side_by_side, without_labels
from onrecord.tag.estimates import estimates
from onrecord.tag.extents import quotations, with_whole_quotations, without_stray_words
from onrecord.tag.headlines import headline_attributions, signed_quotations, teaser_lines
from onrecord.tag.speakers import spoken_after_dashes, with_speaker
from onrecord.tag.turning import names_nobody, turned
from onrecord.tag.unsourced import unsourced
from onrecord.tag.words import LISTS, Words

_NO_SAYING = frozenset(LISTS["no_saying"].split())
_ANSWERING = frozenset(LISTS["answering"].split())
_LOOSE = frozenset(LISTS["loose"].split())
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_SPEAKERS = PEOPLE | BODIES
_INSIDE = frozenset({"det", "amod", "compound", "flat", "nummod", "nmod:poss", "case"})
_PARTICLES = frozenset({"for", "on", "upon", "about", "against", "out"})
_OPENERS = frozenset({"in", "on", "at", "a", "an", "the", "this", "his", "her", "its", "their"})
_POSTING = frozenset({"post", "tweet", "publish", "share"})
_PLAIN_SAYING = frozenset({"say", "tell", "write", "add", "announce", "report"})
_TITLES = frozenset({"mr", "mrs", "ms", "dr", "prof", "gen", "col", "lt", "maj", "capt", "sgt", "sen", "rep", "gov", "adm", "st"})
_THIS = re.compile(
    r"(?:this(?:\W+(?:in|on|at|during|to|via|while|by|after|when)\b(?:\W+\w+){0,12})?"
    r"|(?:Facebook|Telegram|Twitter|Instagram|social media|television|TV))\W*$",
    re.IGNORECASE,
)
_REACH = 6
"""Words that a source may lack before its cue."""


def relations(document: Document, tagging: Tagging) -> tuple[Attribution, ...]:
    """The attributions to read: mended ones of the tagger, and those that a headline's punctuation makes, by position.

    Returns:
        Attributions with at least one content span; spans are those of words, trimmed of white space.
    """
    words = Words(document.text, tagging)
    teasers = Overlaps(teaser_lines(document.text))
    kept = [a for a in tagging.attributions if a.content and _says_something(words, a) and not _inside(a, teasers)]
    spoken = spoken_after_dashes(words, [with_speaker(words, turned(words, a)) for a in kept])
    completed = [_with_source(words, a) for a in spoken if a.content]
    completed = [_told_before(words, a) for a in completed]
    quoted = quotations(document.text)
    completed = [without_stray_words(words, with_whole_quotations(words, a, quoted)) for a in completed]
    completed = without_labels(tagging, side_by_side(words, completed, quoted))
    parted = _parted(document.text, [_with_particle(words, a) for a in completed])
    made = [*parted, *signed_quotations(document.text, tagging, parted)]
    made += [a for a in headline_attributions(document.text, tagging, made) if not _inside(a, teasers)]
    made += estimates(words, made)
    answers = [a for a in answered(words, made) if not _inside(a, teasers)]
    made += [a for a in unsourced(words, made, answers) if not _inside(a, teasers)]
    made += answers
    return tuple(sorted((a for a in made if a.content), key=_position))


def _position(attribution: Attribution) -> tuple[int, int]:
    spans = (*attribution.source, *attribution.cue, *attribution.content)
    return min(span.start for span in spans), min(span.start for span in attribution.content)


def _says_something(words: Words, attribution: Attribution) -> bool:
    """False if every verb or noun of the cue is of a kind that says nothing ("tries", "eyes"), or it is "without citing"."""
    if attribution.cue and words.word(words.within(attribution.cue[0]).start - 1).lower() == "without":
        return False
    lemmas = [verb_lemma(words.word(i)) for span in attribution.cue for i in words.within(span)]
    return not lemmas or not all(lemma in _NO_SAYING or lemma in _LOOSE for lemma in lemmas)


def _inside(attribution: Attribution, lines: Overlaps) -> bool:
    return any(map(lines.holds, (*attribution.cue, *attribution.source) or attribution.content))


def _with_source(words: Words, attribution: Attribution) -> Attribution:
    if not attribution.source:
        if names_nobody(words, attribution):
            return attribution
        subject = _subject(words, attribution)
        return attribution if subject is None else replace(attribution, source=(subject,))
    span = hull(attribution.source)
    if span is None or len(attribution.source) > 1:
        return attribution
    tokens = words.within(span)
    if len(tokens) == 0:
        return attribution
    whole = Span(span.start, words.tokens[_completed(words, tokens, attribution) - 1].span.end)
    if any(whole.overlaps(other) for other in (*attribution.cue, *attribution.content)):
        return attribution
    return replace(attribution, source=(whole,))


def _completed(words: Words, tokens: range, attribution: Attribution) -> int:
    """The end of the source's noun phrase, where the tagger stopped before its noun."""
    last = tokens.stop - 1
    if words.word(last).lower() in _TITLES:
        return _name_end(words, tokens.stop + (words.word(tokens.stop) == "."), attribution)
    if words.is_nominal(last) and not _goes_on(words, last):
        return tokens.stop
    for after in range(tokens.stop, min(tokens.stop + _REACH, len(words.tokens))):
        span = words.tokens[after].span
        if any(span.overlaps(other) for other in (*attribution.cue, *attribution.content)) or not words.word(after)[0].isalnum():
            break
        if words.is_nominal(after) and not _goes_on(words, after):
            return _name_end(words, after + 1, attribution)
    return tokens.stop


def _name_end(words: Words, after: int, attribution: Attribution) -> int:
    """Past the rest of a name: "President Mira | Tolen"."""
    while after < len(words.tokens) and words.tokens[after].pos == "PROPN" and words.word(after)[0].isupper():
        if any(words.tokens[after].span.overlaps(other) for other in (*attribution.cue, *attribution.content)):
            break
        after += 1
    return after


def _goes_on(words: Words, token: int) -> bool:
    """True if the next word is a noun that this one only modifies."""
    following = token + 1
    if following < len(words.tokens) and role_class(words.word(following)) in _SPEAKERS and words.word(token)[0].isupper():
        return True
    if role_class(words.word(token)) in PEOPLE and following < len(words.tokens) and words.word(following)[:1].isupper():
        return words.tokens[following].pos in ("NOUN", "PROPN")
    if following >= len(words.tokens) or words.tokens[following].pos not in ("NOUN", "PROPN"):
        return False
    return words.tokens[token].head == following and words.tokens[token].deprel in ("compound", "amod", "det")


def _subject(words: Words, attribution: Attribution) -> Span | None:
    """The subject of an active cue without a source: its own, or that of the verb that it hangs on ("..., adding that")."""
    tokens = [i for span in attribution.cue for i in words.within(span)]
    verbs = [i for i in tokens if words.tokens[i].pos == "VERB"]
    if not verbs or any(
        words.tokens[i].head in verbs and "pass" in words.tokens[i].deprel for i in range(*words.sentence(verbs[0]))
    ):
        return None
    if words.word(tokens[0]).lower() in ("as", "according", "it"):
        return None
    first, last = words.sentence(verbs[0])
    at, steps = verbs[0], 0
    while first <= at < last and steps < 4:
        subject = next((i for i in range(first, last) if words.tokens[i].head == at and words.tokens[i].deprel == "nsubj"), None)
        if subject is not None and not (
            words.tokens[subject].pos in ("PROPN", "PRON") or role_class(words.word(subject)) is not None
        ):
            return None
        if subject is not None:
            return _phrase(words, subject, first, last, attribution)
        if words.tokens[at].deprel not in ("advcl", "conj", "xcomp"):
            return None
        at, steps = words.tokens[at].head, steps + 1
    return None


def _phrase(words: Words, head: int, first: int, last: int, attribution: Attribution) -> Span | None:
    start = head
    while start > first and words.tokens[start - 1].deprel in _INSIDE and start - 1 < words.tokens[start - 1].head <= head:
        start -= 1
    after = head + 1
    while after < last and words.word(after)[0].isupper() and words.tokens[after].pos in _NOMINAL:
        after += 1
    span = Span(words.tokens[start].span.start, words.tokens[after - 1].span.end)
    return None if any(span.overlaps(other) for other in (*attribution.cue, *attribution.content)) else span


def _told_before(words: Words, attribution: Attribution) -> Attribution:
    """ "The spokesman said this in a comment": what is said stands in the paragraph before."""
    text, content = words.text, attribution.content[0]
    if len(attribution.content) > 1 or not _THIS.match(content.of(text)) or not attribution.source:
        return attribution
    if not any(verb_lemma(words.word(i)) in _PLAIN_SAYING | _POSTING for span in attribution.cue for i in words.within(span)):
        return attribution
    start = text.rfind("\n", 0, attribution.source[0].start) + 1
    end = start
    while end > 0 and text[end - 1].isspace():
        end -= 1
    told = trimmed(text, text.rfind("\n", 0, end) + 1, end)
    if start == 0 or told is None or text[start : attribution.source[0].start].strip():
        return attribution
    return replace(attribution, content=(told,))


def _with_particle(words: Words, attribution: Attribution) -> Attribution:
    """ "called | on the sides": the preposition after a cue belongs to it, that of a place or time does not ("said | in")."""
    if not attribution.cue:
        return attribution
    attribution = _with_gerund(words, _with_shorter_cue(words, attribution))
    cue, first = attribution.cue[-1], min(attribution.content)
    tokens = words.within(cue)
    opening = words.within(first)
    if len(opening) < 2 or opening.start != tokens.stop or words.word(opening.start) not in _PARTICLES:
        return attribution
    longer = Span(cue.start, words.tokens[opening.start].span.end)
    rest = Span(words.tokens[opening.start + 1].span.start, first.end)
    content = tuple(sorted((rest, *(piece for piece in attribution.content if piece != first))))
    return replace(attribution, cue=(*attribution.cue[:-1], longer), content=content)


def _with_shorter_cue(words: Words, attribution: Attribution) -> Attribution:
    """The cue without the start of a phrase that belongs to neither side: "said in a | statement"."""
    cue = attribution.cue[-1]
    tokens = words.within(cue)
    after = tokens.stop
    while after - tokens.start > 1 and words.word(after - 1).lower() in _OPENERS:
        after -= 1
    has_article = any(words.tokens[i].pos == "DET" for i in range(after, tokens.stop))
    if after == tokens.stop or not (has_article or verb_lemma(words.word(after - 1)) in _PLAIN_SAYING):
        return attribution
    return replace(attribution, cue=(*attribution.cue[:-1], Span(cue.start, words.tokens[after - 1].span.end)))


def _with_gerund(words: Words, attribution: Attribution) -> Attribution:
    """ "denied | targeting civilians": what was denied belongs to the content."""
    cue, first = attribution.cue[-1], min(attribution.content)
    tokens, opening = words.within(cue), words.within(first)
    last = tokens.stop - 1
    if len(tokens) < 2 or words.tokens[last].tag != "VBG" or verb_lemma(words.word(last - 1)) not in _ANSWERING:
        return attribution
    if opening.start != tokens.stop:
        return attribution
    shorter = Span(cue.start, words.tokens[last - 1].span.end)
    longer = Span(words.tokens[last].span.start, first.end)
    content = tuple(sorted((longer, *(piece for piece in attribution.content if piece != first))))
    return replace(attribution, cue=(*attribution.cue[:-1], shorter), content=content)


def _parted(text: str, attributions: Sequence[Attribution]) -> list[Attribution]:
    """Each piece that several attributions claim in the same words goes to the one whose cue is nearest."""
    claims: dict[Span, list[int]] = {}
    for i, attribution in enumerate(attributions):
        for piece in attribution.content:
            claims.setdefault(piece, []).append(i)
    lost: dict[int, set[Span]] = {}
    for piece, owners in claims.items():
        if len(owners) > 1:
            nearest = min(owners, key=lambda i: _distance(text, piece, attributions[i]))
            for owner in owners:
                if owner != nearest and len(attributions[owner].content) > 1:
                    lost.setdefault(owner, set()).add(piece)
    return [_without(attribution, lost.get(i, set())) for i, attribution in enumerate(attributions)]


def _without(attribution: Attribution, lost: Iterable[Span]) -> Attribution:
    dropped = set(lost)
    left = tuple(piece for piece in attribution.content if piece not in dropped)
    return replace(attribution, content=left or attribution.content)


def _distance(text: str, piece: Span, attribution: Attribution) -> int:
    """Code points between a piece and the nearest of cue and source, a paragraph's break counted as 200."""
    marks = (*attribution.cue, *attribution.source)
    gaps = []
    for mark in marks:
        start, end = (piece.end, mark.start) if mark.start >= piece.end else (mark.end, piece.start)
        gaps.append(max(0, end - start) + 200 * text.count("\n", start, max(start, end)))
    return min(gaps, default=0)
