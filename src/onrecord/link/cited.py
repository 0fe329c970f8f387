"""Whom a report names as where it has something from: "citing Reuters", "told the BBC", a dateline with an agency's name."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from onrecord.basics.fold import folded
from onrecord.basics.spans import Span
from onrecord.records.entity import Entity, EntityKind
from onrecord.records.reading import Reading
from onrecord.register import Actor, ActorKind, Register

_CITES = re.compile(r"\b(?:citing|cited|cites|quoting|quoted|referring to|with reference to)\s+(?!by\b|as\b)", re.IGNORECASE)
_TOLD = re.compile(r"\b(?:told|tells|telling|speaking to|in an interview with)\s+", re.IGNORECASE)
_NAME = r"\(([A-Z][\w.&'’ -]{1,40})\)"
_DATELINE = re.compile(rf"\A[^\n]{{0,160}}?{_NAME}\s*[-–—]")
_CREDIT = re.compile(rf"{_NAME}\s*\Z")
_FROM_HERE = re.compile(r"(?:the |a |an )?((?:[A-Z][\w.&'’-]*)(?: (?:of |and |for |the )*[A-Z][\w.&'’-]*)*)")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+(?=[\"'“‘(]?[^\W\d_a-zа-я])|\n")
_BREAK = re.compile(r"[.;:,]\s")

_CITED_WITHIN = 60
"""Characters between "citing" and the name: "citing a statement on the website of the Interior Ministry" is none."""
_TOLD_WITHIN = 35

_VOICES = frozenset({EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.GROUP})
OUTLETS = frozenset({ActorKind.OUTLET, ActorKind.CHANNEL})


@dataclass(frozen=True, slots=True)
class Citations:
    """Who is cited where: (sentence, mark) in the order of the text; `whole` is the mark that stands for all of it, or "".

    A mark is "outlet:" or "source:" and the key of who is cited (the register's id, else the folded name).
    """

    ends: tuple[int, ...]
    cited: tuple[tuple[int, str], ...]
    whole: str

    def of(self, spans: Iterable[Span]) -> str:
        """The one cited in the sentence of any of the spans, the last of several: who cites whom is told from left to right."""
        sentences = {bisect_right(self.ends, span.start) for span in spans}
        return next((mark for sentence, mark in reversed(self.cited) if sentence in sentences), "")


def citations(reading: Reading, register: Register | None, day: date | None) -> Citations:
    """Everyone whom the words of a document cite.

    Args:
        register: who is an outlet, and whose voice a person is; without it every name stands for itself.
        day: the document's, for the offices held then.
    """
    text = reading.document.text
    ends = tuple(m.end() for m in _SENTENCE_END.finditer(text))
    known = _Names(register, day)
    mentions = sorted(
        ((span, entity) for entity in reading.entities if entity.kind in _VOICES and entity.named for span in entity.mentions),
        key=lambda pair: pair[0].start,
    )
    found: list[tuple[int, int, str]] = []
    for pattern, within, default in ((_CITES, _CITED_WITHIN, "source"), (_TOLD, _TOLD_WITHIN, "outlet")):
        for match in pattern.finditer(text):
            mark = _named_after(text, match.end(), within, mentions, known, default)
            if mark and not (default == "outlet" and not mark.startswith("outlet:")):
                found.append((match.start(), bisect_right(ends, match.start()), mark))
    agency = _DATELINE.match(text) or _CREDIT.search(text)
    whole = known.mark(agency.group(1), None, "outlet") if agency else ""
    return Citations(ends, tuple((sentence, mark) for _, sentence, mark in sorted(found)), whole if _is_outlet(whole) else "")


def _is_outlet(mark: str) -> bool:
    return mark.startswith("outlet:")


def _named_after(text: str, start: int, within: int, mentions: list[tuple[Span, Entity]], known: _Names, default: str) -> str:
    """The mark of the first one named so soon after a cue, in the same clause; "" for nobody."""
    at = bisect_left(mentions, start, key=lambda pair: pair[0].start)
    if at < len(mentions) and mentions[at][0].start <= start + within:
        span, entity = mentions[at]
        if not _BREAK.search(text[start : span.start]):
            return known.mark(entity.name, entity.known, default)
    plain = _FROM_HERE.match(text, start)
    return known.mark(plain.group(1), None, default) if plain else ""


@dataclass(frozen=True, slots=True)
class _Names:
    register: Register | None
    day: date | None

    def mark(self, name: str, id_: str | None, default: str) -> str:
        """ "outlet:reuters", "source:the-ministry"; whose name the register does not have is what one cites or tells."""
        actor = None
        if self.register is not None:
            actor = self.register.actor(id_) if id_ else self.register.find(name, at=self.day)
        if actor is None:
            return f"{default}:{folded(name)}"
        if actor.kind in OUTLETS:
            return f"outlet:{actor.id}"
        return f"source:{body_of(actor, self.register, self.day) or actor.id}"


def body_of(actor: Actor | None, register: Register | None, day: date | None) -> str | None:
    """The body whose voice a person is by the office held on the day; None for others, and for the office of a country."""
    if actor is None or register is None or actor.kind is not ActorKind.PERSON:
        return None
    role = actor.role_at(day)
    body = register.actor(role.of) if role is not None and role.of else None
    return body.id if body is not None and body.kind in (ActorKind.ORGANISATION, ActorKind.GROUP) else None
