"""A reader that asks a language model who says what; words, sentences and names come from a trained reader as ever.

A model can answer with words that nobody wrote. An answer therefore counts only where its words stand in the text, to the
letter; what does not is refused and counted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import Any, Protocol

from onrecord.basics.spans import Span
from onrecord.errors import ItemError
from onrecord.records import Attribution, Document, Tagging
from onrecord.tag.tagger import Tagger

TASK = files("onrecord.tag").joinpath("asking.txt").read_text(encoding="utf-8")
VERSION = "1"
"""Of task and mapping; a change of either that changes results raises it."""
PART = 6_000
"""Characters of whole sentences asked about at once."""
LONGEST = 120_000
"""Characters of one document; a longer one would be a hundred questions."""
SCORE = 0.5
"""The confidence of every such attribution: a language model gives none that can be relied on."""
_AGAIN = "\nYour last answer was not JSON of that form. Answer with that JSON alone.\n"
_MOST_STATEMENTS = 300
"""In one part, which has some 1,000 words; an answer of more is no answer."""
_MOST_PLACES = 50
"""Occurrences of one phrase that are looked at in a part."""


class Asked(Protocol):
    """What answers: `onrecord.model.endpoint.Chat`."""

    def ask(self, task: str, text: str) -> str: ...


class AskingReader:
    """Reads attributions with a language model.

    Args:
        chat: what is asked.
        model: its name, for `made_by`.
        tagger: finds words, sentences and names.
    """

    def __init__(self, chat: Asked, model: str, tagger: Tagger) -> None:
        self._chat, self._tagger = chat, tagger
        self.made_by = f"tag:endpoint:{model}@{VERSION}+{tagger.made_by.removeprefix('tag:')}"

    def tag(self, document: Document) -> Tagging:
        """As every reader; `refused` of the tagging counts the answers whose words are not in the text.

        Raises:
            ItemError: the document is too long, or an answer failed or was no JSON of the asked form twice.
            RunError: the endpoint cannot be used at all.
        """
        if len(document.text) > LONGEST:
            raise ItemError(
                f"document {document.id!r} has {len(document.text)} characters; a language model is asked about {LONGEST},"
                " read it with another reader",
                code="too-long-to-ask",
                location=document.id,
                length=len(document.text),
            )
        tagging = self._tagger.tag(document)
        found: list[Attribution] = []
        refused = 0
        for part in _parts(tagging):
            for answer in self._answers(document, part):
                attribution = placed(document.text, part, answer, taken=[a.content[0] for a in found])
                refused += attribution is None
                if attribution is not None and attribution not in found:
                    found.append(attribution)
        found.sort(key=lambda a: (min((*a.source, *a.cue, *a.content)), a.content))
        return replace(tagging, attributions=tuple(found), made_by=self.made_by, refused=refused)

    def _answers(self, document: Document, part: Span) -> Sequence[Answer]:
        """What the model answers about one part; a second try where the first is no JSON of the asked form."""
        words = part.of(document.text)
        read = parsed(self._chat.ask(TASK, words))
        if read is None:
            read = parsed(self._chat.ask(TASK + _AGAIN, words))
        if read is None:
            raise ItemError(
                f"document {document.id!r}: the model answers twice in another form than was asked for; try another model",
                code="endpoint-answer",
                location=document.id,
            )
        return read


@dataclass(frozen=True, slots=True)
class Answer:
    """One statement as the model wrote it down; `source` and `cue` may be empty."""

    source: str
    cue: str
    content: tuple[str, ...]


def parsed(answer: str) -> list[Answer] | None:
    """The statements of an answer; None if it is not JSON of the asked form. A code fence around it is taken off."""
    fenced = re.fullmatch(r"\s*```(?:json)?\s*\n(.*)\n\s*```\s*", answer, re.DOTALL)
    try:
        rows = json.loads(fenced.group(1) if fenced else answer)["statements"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    if not isinstance(rows, list) or len(rows) > _MOST_STATEMENTS:
        return None
    found = [_answer(row) for row in rows]
    return None if None in found else [row for row in found if row is not None]


def _answer(row: Any) -> Answer | None:
    if not isinstance(row, dict):
        return None
    source, cue, content = row.get("source") or "", row.get("cue") or "", row.get("content")
    pieces = [content] if isinstance(content, str) else content
    if not isinstance(source, str) or not isinstance(cue, str) or not isinstance(pieces, list):
        return None
    return Answer(source, cue, tuple(pieces)) if all(isinstance(piece, str) for piece in pieces) else None


def placed(text: str, part: Span, answer: Answer, taken: Sequence[Span] = ()) -> Attribution | None:
    """The answer as spans of the text inside `part`; None if one of its phrases does not stand there to the letter.

    White space may differ. Of several places those nearest to each other are taken: a cue outside the content, a source outside
    both, the content's pieces in their order. A place that an earlier answer has `taken` for its content comes last.
    """
    found: list[tuple[bool, int, Attribution]] = []
    for first in _places(text, part, answer.content[0] if answer.content else ""):
        content = _in_order(text, part, first, answer.content[1:])
        if content is None:
            continue
        cue = _nearest(_places(text, part, answer.cue), content, first)
        source = _nearest(_places(text, part, answer.source), (*content, *cue), (*cue, first)[0])
        if bool(cue) == bool(answer.cue.strip()) and bool(source) == bool(answer.source.strip()):
            away = sum(_gap(span, (*cue, first)[0]) for span in (*source, first))
            found.append((first in taken, away, Attribution(source, cue, content, SCORE)))
    return min(found, key=lambda row: row[:2])[2] if found else None


def _in_order(text: str, part: Span, first: Span, phrases: Sequence[str]) -> tuple[Span, ...] | None:
    """`first` and the nearest places of the phrases, one behind the other; None if one is missing."""
    content = [first]
    for phrase in phrases:
        if content[-1].end == part.end:
            return None
        following = next(_places(text, Span(content[-1].end, part.end), phrase), None)
        if following is None:
            return None
        content.append(following)
    return tuple(content)


def _places(text: str, part: Span, phrase: str) -> Iterator[Span]:
    """Where the phrase stands in the part as whole words, white space apart."""
    words = phrase.split()
    if not words or len(" ".join(words)) > len(part):
        return
    pattern = r"\s+".join(re.escape(word) for word in words)
    before, after = (r"\b" if word[at].isalnum() else "" for word, at in ((words[0], 0), (words[-1], -1)))
    found = re.compile(before + pattern + after).finditer(text, part.start, part.end)
    for match, _ in zip(found, range(_MOST_PLACES), strict=False):
        yield Span(match.start(), match.end())


def _nearest(places: Iterator[Span], taken: Sequence[Span], around: Span) -> tuple[Span, ...]:
    """The free place nearest to a span, as what an attribution holds; () if there is none."""
    free = [place for place in places if not any(place.overlaps(span) for span in taken)]
    return (min(free, key=lambda place: _gap(place, around)),) if free else ()


def _gap(one: Span, other: Span) -> int:
    return max(0, max(one.start, other.start) - min(one.end, other.end))


def _parts(tagging: Tagging) -> Iterator[Span]:
    """Whole sentences, as many as are asked about at once."""
    start = end = None
    for sentence in tagging.sentence_spans():
        if start is not None and end is not None and sentence.end - start > PART:
            yield Span(start, end)
            start = None
        start, end = sentence.start if start is None else start, sentence.end
    if start is not None and end is not None:
        yield Span(start, end)
