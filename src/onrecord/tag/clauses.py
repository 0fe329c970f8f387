"""Two who speak in one sentence, side by side: "Harwick says the bridge fell as Belmark denies an attack"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.basics.lemma import verb_lemma
from onrecord.basics.roles import BODIES, PEOPLE, role_class
from onrecord.basics.spans import Span, trimmed
from onrecord.records.tagging import Attribution, Label, Tagging
from onrecord.tag.words import LISTS, Words

_TELLING = frozenset(LISTS["telling"].split())
_SPEAKERS = PEOPLE | BODIES
_PRESENT, _PAST = frozenset({"VBZ", "VBP"}), frozenset({"VBD"})
_FINITE = _PRESENT | _PAST
_TENSES = _FINITE | {"VBN"}
_HAVE, _NEVER = frozenset({"has", "have", "had"}), frozenset({"never", "not"})
_APART = frozenset({"while", "but", "whereas", ";"})
_APART_IN_HEADLINES = _APART | {"as", ",", "-", "–", "—"}
_SCORE = 0.4
_SPEAKER_WORDS = 6
_MODIFIERS = frozenset({"PROPN", "NOUN", "ADJ", "DET", "NUM"})


@dataclass(frozen=True, slots=True)
class _Clause:
    """A named speaker and a finite verb of telling; `joined` is the word before them, `stop` where what is said ends.

    `cue` is the verb or what helps it: "has", with adverbs between.
    """

    joined: int
    speaker: int
    cue: int
    verb: int
    stop: int


def side_by_side(words: Words, attributions: Sequence[Attribution], quoted: Sequence[Span]) -> list[Attribution]:
    """The attributions, none with what another speaker tells beside it, and one for each such clause that none of them has."""
    cues = {i for a in attributions for span in a.cue for i in words.within(span)}
    sources = {i for a in attributions for span in a.source for i in words.within(span)}
    verbs: dict[tuple[int, int], list[int]] = {}
    for verb in (i for i in words.of_kind(*_TENSES) if verb_lemma(words.forms[i]) in _TELLING):
        verbs.setdefault(words.sentence(verb), []).append(verb)
    clauses = [c for own, found in verbs.items() for c in _clauses(words, *own, found) if not _is_quoted(words, c, quoted)]
    made = [a for c in clauses if c.verb not in cues and c.verb not in sources and (a := _made(words, c)) is not None]
    seen = {c.verb for c in clauses}
    clauses += [c for a in attributions if (c := _seen(words, a)) is not None and c.verb not in seen]
    clauses.sort(key=lambda c: c.verb)
    starts = [words.tokens[c.verb].span.start for c in clauses]
    return [_alone(words, a, clauses, starts) for a in (*attributions, *made)]


def _seen(words: Words, attribution: Attribution) -> _Clause | None:
    """The clause of an attribution whose source stands right before its cue."""
    if len(attribution.source) != 1 or not attribution.cue:
        return None
    source, cue = words.within(attribution.source[0]), words.within(attribution.cue[0])
    if not source or not cue or source.stop != cue.start or words.tokens[source.stop - 1].pos == "PRON":
        return None
    first, after = words.sentence(cue.start)
    return _Clause(source.start - 1 if source.start > first else -1, source.start, cue.start, cue.stop - 1, after)


def without_labels(tagging: Tagging, attributions: Sequence[Attribution]) -> list[Attribution]:
    """The attributions without a place before a colon that only says where: "Arvik: Belmark says its troops have left"."""
    places = {mention.span for mention in tagging.mentions if mention.label is Label.LOCATION}
    speakers = {span.start for a in attributions if a.cue for span in a.source}
    return [a for a in attributions if not (_is_bare(a) and a.source[0] in places and a.content[0].start in speakers)]


def _is_bare(attribution: Attribution) -> bool:
    """True if nothing but a colon attributes."""
    return bool(attribution.source) and all(span.end - span.start == 1 for span in attribution.cue)


def _clauses(words: Words, first: int, after: int, verbs: Sequence[int]) -> Iterator[_Clause]:
    """The clauses of telling of one sentence, in order; `verbs` are those of telling."""
    cues = [(cue, verb) for verb in verbs if (cue := _cue(words, first, verb)) is not None]
    found = [(speaker, cue, verb) for cue, verb in cues if (speaker := _speaker(words, first, cue)) is not None]
    for at, (speaker, cue, verb) in enumerate(found):
        stop = found[at + 1][0] - 1 if at + 1 < len(found) else after
        yield _Clause(speaker - 1 if speaker > first else -1, speaker, cue, verb, stop)


def _cue(words: Words, first: int, verb: int) -> int | None:
    """Where a finite verb begins: at itself, or at the "has" before it; None for other forms."""
    if words.tokens[verb].tag in _FINITE:
        return verb
    helping = verb - 1
    while helping > first and words.tokens[helping].pos == "ADV" and words.word(helping).lower() not in _NEVER:
        helping -= 1
    if words.tokens[verb].tag != "VBN" or helping < first or words.word(helping).lower() not in _HAVE:
        return None
    return helping


def _speaker(words: Words, first: int, cue: int) -> int | None:
    """The first word of the name or office right before a cue; None where there is none."""
    last = cue - 1
    if last < first or not (words.tokens[last].pos == "PROPN" or role_class(words.word(last)) in _SPEAKERS):
        return None
    start = last
    while start > first and last - start < _SPEAKER_WORDS and words.tokens[start - 1].pos in _MODIFIERS:
        start -= 1
    return start


def _is_quoted(words: Words, clause: _Clause, quoted: Sequence[Span]) -> bool:
    at = words.tokens[clause.verb].span.start
    before = bisect_right(quoted, at, key=lambda q: q.start) - 1
    return before >= 0 and quoted[before].end > at


def _made(words: Words, clause: _Clause) -> Attribution | None:
    """What the clause says; None where nothing follows its verb."""
    first = clause.verb + 1
    adverb = first < clause.stop and words.tokens[first].pos == "ADV"
    if words.word(first + adverb).lower() == "that":
        first += adverb + 1
    if clause.stop - first < 2 or words.word(first).lower() in ("by", "to", "no", "in", "on", "at"):
        return None
    content = _bare(words.text, words.tokens[first].span.start, words.tokens[clause.stop - 1].span.end)
    source = Span(words.tokens[clause.speaker].span.start, words.tokens[clause.cue - 1].span.end)
    cue = Span(words.tokens[clause.cue].span.start, words.tokens[clause.verb].span.end)
    return None if content is None else Attribution((source,), (cue,), (content,), _SCORE)


def _bare(text: str, start: int, end: int) -> Span | None:
    """The stretch without white space at its edges and without marks at its end."""
    span = trimmed(text, start, end)
    bare = "" if span is None else span.of(text).rstrip(" .,;:!?-–—")
    return Span(span.start, span.start + len(bare)) if span is not None and bare else None


def _alone(words: Words, attribution: Attribution, clauses: Sequence[_Clause], starts: Sequence[int]) -> Attribution:
    """The attribution without a clause of another speaker that begins behind its cue, within its content."""
    if not attribution.cue:
        return attribution
    tenses = {words.tokens[i].tag for span in attribution.cue for i in words.within(span)}
    if _is_bare(attribution):  # the colon of a headline
        tenses |= _PRESENT
    content = []
    for piece in attribution.content:
        inside = clauses[bisect_right(starts, piece.start) : bisect_right(starts, piece.end)]
        cut = next((c for c in inside if _is_beside(words, attribution, c, piece, tenses)), None)
        if cut is None:
            content.append(piece)
            continue
        left = _bare(words.text, piece.start, words.tokens[cut.joined].span.start)
        if left is not None:
            content.append(left)
    return replace(attribution, content=tuple(content)) if content else attribution


def _is_beside(words: Words, attribution: Attribution, clause: _Clause, piece: Span, tenses: set[str]) -> bool:
    if clause.joined < 0 or words.tokens[clause.joined].span.start <= max(piece.start, attribution.cue[-1].start):
        return False
    joint = words.word(clause.joined).lower()
    tense = words.tokens[clause.cue].tag
    if tense in _PRESENT:
        return joint in _APART_IN_HEADLINES and bool(_PRESENT & tenses)
    return joint in _APART and bool(_PAST & tenses)
