"""What a headline's layout attributes: "Name: what they say", "What they say - name"; and lines that announce other articles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.basics.roles import BODIES, PEOPLE, role_class
from onrecord.basics.spanindex import Overlaps
from onrecord.basics.spans import Span
from onrecord.records.tagging import Attribution, Label, Tagging
from onrecord.tag.words import LISTS

_TEASERS = tuple(line.strip() for line in LISTS["teasers"].splitlines() if line.strip())
_SPEAKERS = PEOPLE | BODIES
_BEFORE = re.compile(r"(\S[^:\n]{1,60}): (?=\S)")
_AFTER = re.compile(r"(?<=[^\s:])(?: [-–—] +|: +)([^:\s][^:\n]{1,59})$")
_SIGNED = re.compile(
    r"^([“”\"«][^\n]{10,}[”\"»]) ?([―—–-]) ?([^\W\d_][^\n“”\"«»―—–.,:;]{1,40}(?:[A-Z]\. ?[^\n“”\"«»―—–.,:;]{1,30})?)\.? *$",
    re.MULTILINE,
)
_HEADLINE_WORDS = 25
_HEADLINE_PAPERS = frozenset({"reports", "report", "media", "poll", "survey", "study"})


def teaser_lines(text: str) -> Iterator[Span]:
    """Lines that announce other articles: in capitals throughout in a text that is not, or opened by a set phrase."""
    if text.isupper():
        return
    for match in re.finditer(r"[^\n]+", text):
        line = match.group().strip()
        if _is_shouted(line) or line.startswith(_TEASERS):
            yield Span(match.start(), match.end())


def _is_shouted(line: str) -> bool:
    words = line.split(maxsplit=4)
    if len(words) < 4 or not words[0].isupper() or not words[1].isupper():
        return False
    letters = [c for c in line if c.isalpha()]
    return sum(c.isupper() for c in letters) > 0.9 * len(letters)


class Names:
    """Who is named in one document, by where the name ends."""

    def __init__(self, tagging: Tagging) -> None:
        self._speakers = {m.span.end for m in tagging.mentions if m.label in (Label.PERSON, Label.ORGANISATION)}
        self._places = {m.span for m in tagging.mentions if m.label is Label.LOCATION}

    def can_end(self, span: Span, text: str) -> bool:
        """`can_speak`, and in what ends a headline after a dash a country's name, which stands for its government too."""
        return self.can_speak(span, text) or span in self._places

    def can_speak(self, span: Span, text: str) -> bool:
        """True for a named person or body, an acronym, or a phrase whose last word is a noun for somebody who can say things."""
        words = span.of(text).split()
        if len(words) > 7:
            return False
        last = words[-1]
        if role_class(last) in _SPEAKERS or last.lower() in _HEADLINE_PAPERS:
            return True
        if len(words) == 1 and last.isupper() and 2 <= len(last) <= 5:
            return True
        return span.end in self._speakers


def headline_attributions(text: str, tagging: Tagging, attributions: Sequence[Attribution]) -> Iterator[Attribution]:
    """ "Name: what they say" and "What they say - name" in lines that read as headlines: short, no full stop at the end."""
    taken = _taken(attributions)
    names = Names(tagging)
    for match in re.finditer(r"[^\n]+", text):
        line = match.group().rstrip()
        if not 3 <= len(line.split(maxsplit=_HEADLINE_WORDS + 1)) <= _HEADLINE_WORDS or line.endswith("."):
            continue
        found = _split_headline(line, match.start(), text, names)
        if found is not None and not taken.touches(found[0]):
            yield Attribution((found[0],), (), (found[1],), 0.5)


def signed_quotations(text: str, tagging: Tagging, attributions: Sequence[Attribution]) -> Iterator[Attribution]:
    """A quotation that is a line of its own, signed after a dash: “I saw it fall.” ― Mira Tolen."""
    taken = _taken(attributions)
    names = Names(tagging)
    for match in _SIGNED.finditer(text):
        name = Span(match.start(3), match.end(3))
        if taken.touches(name) or not _is_signature(name, text, names):
            continue
        yield Attribution((name,), (Span(match.start(2), match.end(2)),), (Span(match.start(1), match.end(1)),), 0.5)


def _taken(attributions: Sequence[Attribution]) -> Overlaps:
    return Overlaps(span for a in attributions for span in (*a.source, *a.cue))


def _is_signature(name: Span, text: str, names: Names) -> bool:
    words = name.of(text).split()
    return (len(words) > 1 and all(word[0].isupper() for word in words)) or names.can_speak(name, text)


def _split_headline(line: str, offset: int, text: str, names: Names) -> tuple[Span, Span] | None:
    after = _AFTER.search(line)
    if after is not None:
        speaker = _speaker(Span(offset + after.start(1), offset + after.end(1)), text)
        if names.can_end(speaker, text):
            return speaker, Span(offset, offset + after.start())
    before = _BEFORE.match(line)
    if before is not None:
        speaker = _speaker(Span(offset, offset + before.end(1)), text)
        if names.can_speak(speaker, text):
            return speaker, Span(offset + before.end(), offset + len(line))
    return None


def _speaker(span: Span, text: str) -> Span:
    """The words of a headline that name who speaks, without what about: "Minister on the talks"."""
    words, about, _ = span.of(text).partition(" on ")
    return Span(span.start, span.start + len(words.rstrip())) if about else span
