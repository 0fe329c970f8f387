"""Who first said it, behind reprints and quotations, and who is independent of whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from onrecord.basics.fold import folded
from onrecord.basics.sketch import likeness
from onrecord.records.claim import Voice

SAME_TEXT = 0.6
"""Texts at least so alike (`likeness`) are one text: a reprint, a wire copy or a cut."""

SAME_SENTENCE = 0.9
"""Sentences that share so much of their stems are one sentence; those with fewer than seven are alike by chance."""

_LONG = 7
_OUTLETS = frozenset({"outlet", "channel"})


def with_origins(voices: Sequence[Voice]) -> tuple[Voice, ...]:
    """The voices of one claim, each with its origin, in the order given.

    One source is one origin, however many outlets quote it, and so are a body and those who head it or speak for it. What an
    outlet says itself in a report that also quotes somebody for it, it has from that source. Who is
    cited is the origin, not the outlet that cites; where that outlet's own report is among the voices and cites somebody in
    its turn, the chain is followed. An outlet that speaks in its own voice, or quotes someone without a name, is an origin of
    its own, unless its text is that of another outlet: then the two are one.
    """
    published = {key for v in voices if (key := outlet_key(v))}
    marks = _from_whom_it_quotes(voices, [_own(v, published) for v in voices])
    marks = _along_chains(voices, marks)
    parent = _joined_by_text(voices, marks)
    return tuple(replace(v, origin=_root(parent, mark)) for v, mark in zip(voices, marks, strict=True))


def independent(voices: Iterable[Voice]) -> set[str]:
    """What can be counted as independent of each other: a side, whoever speaks for it, or else an origin."""
    return {apart(v) for v in voices}


def apart(voice: Voice) -> str:
    """What a voice counts as among the independent ones. An outlet that cites somebody does not speak for its own side."""
    echoes = voice.statement is None and voice.via
    return f"side:{voice.side}" if voice.side and not echoes else voice.origin


def outlet_key(voice: Voice) -> str | None:
    """What makes two names of its publisher one; None where it has none."""
    return voice.outlet or (folded(voice.publisher) if voice.publisher else None)


def _own(voice: Voice, published: set[str]) -> str:
    """The origin of a voice by its own words. A source that is one of the outlets that were read is that outlet."""
    named = voice.source_key is not None and voice.source_kind != "unnamed" and not _is_generic(voice)
    if named and voice.source_kind not in _OUTLETS and voice.source_key not in published:
        return f"source:{voice.body or voice.source_key}"
    if voice.via:
        kind, _, key = voice.via.partition(":")
        return f"outlet:{key}" if key in published else f"{kind}:{key}"
    if named:
        return f"outlet:{voice.source_key}"
    if voice.denies and voice.statement is not None and voice.source_key is not None:
        # Somebody without a name who denies takes nothing back that the outlet, or another whom it does not name, has said.
        return f"unnamed:{voice.document}:{voice.source_key}"
    key = outlet_key(voice) or ""
    return f"outlet:{key}" if key else f"document:{voice.document}"


def _from_whom_it_quotes(voices: Sequence[Voice], marks: Sequence[str]) -> list[str]:
    """Marks with an outlet's own voice taken for that of the first one whom the same report quotes as saying so.

    A headline or a lead leaves out who said it, and the sentence after it tells.
    """
    quoted: dict[tuple[str, str, bool], tuple[int, str]] = {}
    for voice, mark in zip(voices, marks, strict=True):
        if voice.statement is not None and mark.startswith("source:"):
            said = (voice.document, voice.version, voice.denies)
            quoted[said] = min(quoted.get(said, (voice.at, mark)), (voice.at, mark))
    return [
        quoted.get((v.document, v.version, v.denies), (0, mark))[1] if v.statement is None and not v.via else mark
        for v, mark in zip(voices, marks, strict=True)
    ]


def _is_generic(voice: Voice) -> bool:
    """True for "local media", "a state broadcaster": an outlet that the words do not name, so that it is nobody's origin."""
    if voice.source_kind not in _OUTLETS or not voice.source:
        return False
    words = voice.source.removeprefix("the ").removeprefix("The ").split()
    return not words[0][:1].isupper() or (len(words) > 1 and not any(w[:1].isupper() for w in words[1:]) and words[-1].isalpha())


def _along_chains(voices: Sequence[Voice], marks: Sequence[str]) -> list[str]:
    """Marks with each outlet that only passes on what one other said replaced by that other."""
    heard: dict[str, set[str]] = {}
    for voice, mark in zip(voices, marks, strict=True):
        heard.setdefault(f"outlet:{outlet_key(voice)}", set()).add(mark)
    return [_end_of_chain(mark, heard) for mark in marks]


def _end_of_chain(mark: str, heard: Mapping[str, set[str]]) -> str:
    seen = {mark}
    while len(onward := heard.get(mark, set())) == 1:
        (mark,) = onward
        if mark in seen:
            break
        seen.add(mark)
    return mark


def _joined_by_text(voices: Sequence[Voice], marks: Sequence[str]) -> dict[str, str]:
    """For each mark the one that it is joined to: outlets that print one text, or say it in the same sentence."""
    parent: dict[str, str] = {mark: mark for mark in marks}
    printed: dict[str, list[Voice]] = {}
    for voice, mark in zip(voices, marks, strict=True):
        if mark.startswith("outlet:"):
            printed.setdefault(mark, []).append(voice)
    outlets = sorted(printed)
    for n, one in enumerate(outlets):
        for other in outlets[n + 1 :]:
            if _root(parent, one) != _root(parent, other) and _copied(printed[one], printed[other]):
                first, second = sorted((_root(parent, one), _root(parent, other)))
                parent[second] = first
    return parent


def _root(parent: dict[str, str], mark: str) -> str:
    while parent[mark] != mark:
        mark = parent[mark]
    return mark


def _copied(some: Sequence[Voice], others: Sequence[Voice]) -> bool:
    return any(likeness(a.sketch, b.sketch) >= SAME_TEXT or _one_sentence(a, b) for a in some for b in others)


def _one_sentence(one: Voice, other: Voice) -> bool:
    """True if both say it in the same long sentence: a cut or a passage that was taken over."""
    words, also = set(one.words), set(other.words)
    return min(len(words), len(also)) >= _LONG and len(words & also) >= SAME_SENTENCE * len(words | also)
