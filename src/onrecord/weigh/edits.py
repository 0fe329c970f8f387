"""What a page took back when it was edited: the claims that vanish, or change, under a notice of correction."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from importlib.resources import files

from onrecord.basics.fold import folded
from onrecord.records.claim import Voice
from onrecord.records.listing import Superseded

_NOTICE = re.compile(
    "|".join(
        f"(?:{line})"
        for line in (files("onrecord.weigh") / "corrections.txt").read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    ),
    re.IGNORECASE,
)

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)]*\s+|\n+")


def notices(before: str, after: str) -> tuple[str, ...]:
    """What a newer version says of its correction: each sentence that gives notice of one, with the new one that follows it.

    Sentences that the older version had are none.
    """
    old = {folded(s) for s in _sentences(before)}
    new = [s for s in _sentences(after) if folded(s) not in old]
    return tuple(" ".join(new[n : n + 2]) for n, sentence in enumerate(new) if _NOTICE.search(sentence))


def _sentences(text: str) -> list[str]:
    return [s.strip() for s in _SENTENCE_END.split(text) if s.strip()]


def with_withdrawals(voices: Sequence[Voice], edits: Mapping[str, Superseded]) -> tuple[Voice, ...]:
    """The voices of one claim, in the order given, each knowing whether a later version of its page took it back.

    A page takes back what its newest version no longer says in the same way, if that version has a notice of correction that
    names the place, or makes the claim in another way (another number, a denial). What only vanishes is not taken back: live
    pages drop what scrolls away.

    Args:
        edits: for each version that is no longer the newest of its page, what came after it.
    """
    said: dict[str, list[Voice]] = {}
    for voice in voices:
        said.setdefault(voice.version, []).append(voice)
    return tuple(replace(v, withdrawn=_withdrawn(v, edits.get(v.version), said)) for v in voices)


def _withdrawn(voice: Voice, edit: Superseded | None, said: Mapping[str, Sequence[Voice]]) -> str | None:
    if edit is None or voice.denies:
        return None
    now = said.get(edit.by, ())
    if any(_same(voice, other) for other in now):
        return None
    found = notices(edit.before, edit.after)
    names = folded(voice.place.name).split()[:1] if voice.place else []
    named = any(name in folded(paragraph).split() for paragraph in found for name in names)
    return edit.at if found and (named or now) else None


def _same(voice: Voice, other: Voice) -> bool:
    """True if the newer voice says what the older one said."""
    return not other.denies and (voice.low, voice.high, voice.unit) == (other.low, other.high, other.unit)
