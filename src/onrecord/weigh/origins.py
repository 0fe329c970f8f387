"""Who first said it, behind reprints and quotations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.basics.fold import folded
from onrecord.basics.sketch import likeness
from onrecord.records.claim import Voice

SAME_TEXT = 0.8
"""Texts at least so alike (`likeness`) are one text: a reprint or a wire copy."""


def with_origins(voices: Sequence[Voice]) -> tuple[Voice, ...]:
    """The voices of one claim, each with its origin, in the order given.

    One source is one origin, however many outlets quote it. An outlet that speaks in its own voice, or quotes someone
    without a name, is an origin of its own, unless its text is that of another outlet: then the two are one. An outlet that
    is quoted by another is its own origin, the same as where it speaks itself.
    """
    marks = [_own(v) for v in voices]
    parent: dict[str, str] = {mark: mark for mark in marks}
    texts: dict[str, list[str]] = {}
    for voice, mark in zip(voices, marks, strict=True):
        if voice.sketch and mark.startswith("outlet:"):
            texts.setdefault(mark, []).append(voice.sketch)
    outlets = sorted(texts)
    for n, one in enumerate(outlets):
        for other in outlets[n + 1 :]:
            if _root(parent, one) != _root(parent, other) and _share_a_text(texts[one], texts[other]):
                first, second = sorted((_root(parent, one), _root(parent, other)))
                parent[second] = first
    return tuple(replace(v, origin=_root(parent, mark)) for v, mark in zip(voices, marks, strict=True))


def _own(voice: Voice) -> str:
    if voice.source and voice.source_kind in ("outlet", "channel"):
        return f"outlet:{folded(voice.source)}"
    if voice.source_key and voice.source_kind != "unnamed":
        return f"source:{voice.source_key}"
    return f"outlet:{folded(voice.publisher)}" if voice.publisher else f"document:{voice.document}"


def _root(parent: dict[str, str], mark: str) -> str:
    while parent[mark] != mark:
        mark = parent[mark]
    return mark


def _share_a_text(some: list[str], others: list[str]) -> bool:
    return any(likeness(a, b) >= SAME_TEXT for a in some for b in others)
