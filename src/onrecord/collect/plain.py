"""Plain text, also as copied from a page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.collect.datelines import dated
from onrecord.collect.documents import Found, document
from onrecord.collect.encodings import decode
from onrecord.collect.furniture import byline_names, find_skipped
from onrecord.collect.options import CollectOptions
from onrecord.collect.sources import Source
from onrecord.records import Collected

_LONGEST_TITLE = 200
_TOP = 5000
"""Characters that a title is looked for in."""
_SENTENCE_END = re.compile(r"[.…:;,][\"”’'»)]*$")


def read(source: Source, options: CollectOptions) -> Iterator[Collected]:
    """One document. Line ends become `\\n`; nothing else of the text changes.

    Raises:
        ItemError: too large or without text (`document-too-large`, `no-text`).
    """
    text = decode(source.content(options.max_document), source.charset).replace("\r\n", "\n").replace("\r", "\n")
    found = Found(text=text, title=find_title(text), published=find_day(text), authors=byline_names(text), url=source.url)
    yield Collected(document(found, source.location, options), source.capture(options))


def find_day(text: str) -> str | None:
    """The day that the text has in a line of its own near its top, ISO 8601."""
    stamps = [line for s in find_skipped(text) if s.why == "dateline" for line in s.span.of(text).split("\n")]
    return dated([line.strip() for line in text.split("\n") if line.strip()], [line.strip() for line in stamps if line.strip()])


def find_title(text: str) -> str | None:
    """The first line that is not page furniture, if it reads like a headline and something follows it; it stays in the text."""
    top = text[:_TOP]
    skipped = find_skipped(top)
    lines = [(m.start(), m[0].strip()) for m in re.finditer(r"[^\n]+", top) if m[0].strip()]
    body = [line for start, line in lines if not any(s.span.start <= start < s.span.end for s in skipped)]
    if len(body) < 2 or len(body[0]) > _LONGEST_TITLE or _SENTENCE_END.search(body[0]):
        return None
    return body[0] if any(len(line) > len(body[0]) or _SENTENCE_END.search(line) for line in body[1:]) else None
