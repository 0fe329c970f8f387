"""Markdown, with or without front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from onrecord.collect.documents import Found, document
from onrecord.collect.encodings import decode
from onrecord.collect.fragments import to_text
from onrecord.collect.moments import read_moment
from onrecord.collect.options import MIB, CollectOptions
from onrecord.collect.sources import Source
from onrecord.collect.urls import is_web
from onrecord.records import Collected

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<fields>.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^(?P<key>[\w-]+)\s*:\s*(?P<value>.*)$", re.MULTILINE)
_LARGEST = MIB
"""Bytes; hostile Markdown takes its parser half a minute at this size, a long report takes a blink."""


def read(source: Source, options: CollectOptions) -> Iterator[Collected]:
    """One document: the words without the marks. The title is that of the front matter, else the first heading.

    Front matter is read line by line (`key: value`); `title`, `date` or `published`, `author` or `authors`,
    `publisher`, `url`, `language` or `lang` and `id` are used.

    Raises:
        ItemError: too large or without text (`document-too-large`, `no-text`).
    """
    raw = decode(source.content(min(options.max_document, _LARGEST)), source.charset).replace("\r\n", "\n")
    front = _FRONT_MATTER.match(raw)
    fields = {m["key"].lower(): _plain(m["value"]) for m in _FIELD.finditer(front["fields"])} if front else {}
    body = raw[front.end() :] if front else raw
    parser = MarkdownIt("commonmark").enable("table")
    tokens = parser.parse(body)
    text = to_text(parser.renderer.render(tokens, parser.options, {}), source.location)
    authors = fields.get("authors") or fields.get("author") or ""
    url = fields.get("url")
    found = Found(
        text=text,
        id=fields.get("id") or None,
        title=fields.get("title") or _first_heading(tokens, source.location),
        published=read_moment(fields.get("published") or fields.get("date")),
        publisher=fields.get("publisher") or None,
        authors=tuple(name for part in authors.strip("[]").split(",") if (name := part.strip())),
        url=url if is_web(url) else source.url,
        language=fields.get("language") or fields.get("lang") or None,
    )
    yield Collected(document(found, source.location, options), source.capture(options))


def _plain(value: str) -> str:
    return value.strip().strip("'\"").strip()


def _first_heading(tokens: list[Token], location: str) -> str | None:
    for mark, inline in pairwise(tokens):
        if mark.type == "heading_open" and mark.level == 0:
            return to_text(MarkdownIt("commonmark").renderInline(inline.content), location) or None
    return None
