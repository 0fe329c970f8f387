"""The one place where collect makes a Document."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.basics.ids import content_id
from onrecord.collect.furniture import find_skipped
from onrecord.collect.options import CollectOptions
from onrecord.collect.urls import is_web, normal
from onrecord.errors import ItemError
from onrecord.records import Document

_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a reader found out about one text, before defaults and an id are given. Fields as in `Document`."""

    text: str
    id: str | None = None
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    url: str | None = None
    language: str | None = None
    media: tuple[tuple[str, str], ...] = ()
    forwarded_from: str | None = None
    reply_to: str | None = None
    edited: str | None = None


def document(found: Found, location: str, options: CollectOptions) -> Document:
    """A Document of what was found; `location` names it in messages (file and line).

    The id is the given one, else made of the URL, else of the text.

    Raises:
        ItemError: no text (`no-text`), more of it than one document may have (`document-too-large`), or half of a surrogate
            pair in it (`lone-surrogate`).
    """
    if not found.text.strip():
        raise ItemError(f"{location} has no text; expected at least one word", code="no-text", location=location)
    if _is_longer(found.text, options.max_document):
        raise ItemError(
            f"{location} has a text of more than {options.max_document} bytes; raise max_document or split the document",
            code="document-too-large",
            location=location,
            limit=options.max_document,
        )
    strings = [found.text, found.id, found.title, found.publisher, found.url, found.language, *found.authors]
    for value in strings:
        if value and (half := _SURROGATE.search(value)):
            raise ItemError(
                f"{location} has half of a surrogate pair, {half[0]!r}, at character {half.start()}; "
                "such text cannot be stored, write the character whole",
                code="lone-surrogate",
                location=location,
                position=half.start(),
            )
    return Document(
        id=found.id or _made_id(found),
        text=found.text,
        title=found.title or None,
        published=found.published or options.published,
        publisher=found.publisher or options.publisher,
        authors=found.authors,
        url=found.url,
        language=found.language or options.language,
        skipped=find_skipped(found.text, title=found.title),
        media=found.media,
        forwarded_from=found.forwarded_from,
        reply_to=found.reply_to,
        edited=found.edited,
    )


def _is_longer(text: str, limit: int) -> bool:
    """True if the text takes more bytes in UTF-8; short texts are not encoded to find out."""
    return len(text) > limit or (4 * len(text) > limit and len(text.encode("utf-8", "surrogatepass")) > limit)


def _made_id(found: Found) -> str:
    return content_id("d", normal(found.url) if found.url and is_web(found.url) else found.text)
