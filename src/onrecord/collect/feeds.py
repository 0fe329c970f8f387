"""Feed files: RSS, Atom, JSON Feed."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import feedparser

from onrecord.collect.documents import Found, document
from onrecord.collect.encodings import decode
from onrecord.collect.fragments import headed, to_text
from onrecord.collect.moments import read_moment
from onrecord.collect.options import CollectOptions
from onrecord.collect.sources import Source
from onrecord.collect.urls import is_web
from onrecord.errors import ItemError
from onrecord.records import Collected

_DECLARED = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")
_MAIL = re.compile(r"\S{1,100}@\S{1,200}\s+\(([^()@]{1,100})\)|([^<>@]{1,100}?)\s*<\S{1,100}@\S{1,200}>")
_XML = {"content-type": "application/xml; charset=utf-8"}
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")


def read(source: Source, options: CollectOptions) -> Iterator[Collected | ItemError]:
    """Each entry as a document: its title, then its words without markup. The outlet is the feed's title.

    Raises:
        ItemError: too large, no feed, or XML that declares entities (`document-too-large`, `bad-feed`, `xml-entities`).
    """
    data = source.content(options.max_document)
    declared = _DECLARED.match(data)
    xml = _XML_DECLARATION.sub("", decode(data, declared[1].decode() if declared else source.charset))
    if "<!ENTITY" in xml:
        raise ItemError(
            f"{source.location} declares XML entities; a feed needs none, and they can be used to read files or fill the memory",
            code="xml-entities",
            location=source.location,
        )
    # bytes in a stream: feedparser fetches a string that looks like a URL
    feed = feedparser.parse(
        io.BytesIO(xml.encode("utf-8", "replace")), response_headers=_XML, sanitize_html=False, resolve_relative_uris=False
    )
    if not feed.entries and (feed.bozo or not feed.version):
        raise ItemError(
            f"{source.location} is not a feed ({feed.get('bozo_exception', 'no entries')}); expected RSS or Atom".replace(
                "\n", " "
            ),
            code="bad-feed",
            location=source.location,
        )
    yield from _each(feed.entries, lambda entry: _found(entry, feed.feed), source, options)


def json_entries(feed: dict[str, Any], source: Source, options: CollectOptions) -> Iterator[Collected | ItemError]:
    """The items of a JSON Feed (1.0 or 1.1), in the same way."""
    yield from _each(feed["items"], lambda item: _json_found(item, feed), source, options)


def _each(entries: list[Any], find: Any, source: Source, options: CollectOptions) -> Iterator[Collected | ItemError]:
    capture = source.capture(options)
    for number, entry in enumerate(entries, 1):
        where = f"{source.location} entry {number}"
        try:
            found = find(_checked(entry, where))
            body = to_text(found.text, where)
            title = to_text(found.title or "", where) or None
            made = Found(**{**{f: getattr(found, f) for f in Found.__slots__}, "text": headed(title, body), "title": title})
            yield Collected(document(made, where, options), capture)
        except ItemError as error:
            yield error


def _checked(entry: Any, where: str) -> Any:
    if not isinstance(entry, dict):
        raise ItemError(f"{where} is {type(entry).__name__}; expected an object", code="bad-record", location=where)
    return entry


def _found(entry: Any, feed: Any) -> Found:
    # dict.get, where feedparser would answer "updated" with "published"
    bodies = [c.get("value", "") for c in entry.get("content", ())] + [entry.get("summary", "")]
    link = entry.get("link") or (entry.get("id") if is_web(entry.get("id")) else None)
    return Found(
        text=max(bodies, key=len),
        id=None if is_web(link) else _guid(entry.get("id"), feed),
        title=entry.get("title"),
        published=read_moment(dict.get(entry, "published")) or read_moment(dict.get(entry, "updated")),
        publisher=(entry.get("source") or {}).get("title") or feed.get("title") or None,
        authors=tuple(_authors(entry)),
        url=link if is_web(link) else None,
        language=_language(entry.get("language") or feed.get("language")),
        media=tuple(_media(entry)),
        edited=read_moment(dict.get(entry, "updated")) if "published" in entry else None,
    )


def _authors(entry: Any) -> Iterator[str]:
    raw = entry.get("author") or ""
    # RSS wants "address (name)", which feedparser takes apart wrongly where the domain ends in more than four letters
    if mail := _MAIL.fullmatch(raw):
        yield from (n for n in mail.groups() if n)
        return
    yield from [n for a in entry.get("authors", ()) if (n := a.get("name"))] or ([raw] if raw and "@" not in raw else [])


def _json_found(item: dict[str, Any], feed: dict[str, Any]) -> Found:
    strings = {k: v for k, v in item.items() if isinstance(v, str)}
    people = item.get("authors") or ([item["author"]] if item.get("author") else feed.get("authors") or [])
    link = strings.get("url") or strings.get("external_url")
    title = feed.get("title")
    return Found(
        text=strings.get("content_html") or strings.get("content_text") or strings.get("summary") or "",
        id=None if is_web(link) else _guid(str(item["id"]), feed) if item.get("id") else None,
        title=strings.get("title"),
        published=read_moment(strings.get("date_published")),
        publisher=title if isinstance(title, str) else None,
        authors=tuple(
            p["name"]
            for p in (people if isinstance(people, list) else [])
            if isinstance(p, dict) and isinstance(p.get("name"), str)
        ),
        url=link if is_web(link) else None,
        language=_language(strings.get("language") or feed.get("language")),
        edited=read_moment(strings.get("date_modified")),
    )


def _guid(value: Any, feed: Any) -> str | None:
    """An entry's own id, made unique by the feed that it is from: many feeds count their entries from 1."""
    home = feed.get("link") or feed.get("feed_url") or feed.get("title") or ""
    return f"{home} {value}".strip() if value else None


def _language(value: object) -> str | None:
    return (
        value.replace("_", "-")
        if isinstance(value, str) and re.fullmatch(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*", value)
        else None
    )


def _media(entry: Any) -> Iterator[tuple[str, str]]:
    for enclosure in entry.get("enclosures", ()):
        kind = str(enclosure.get("type", "")).split("/")[0]
        if kind in {"image", "video", "audio"}:
            yield ("photo" if kind == "image" else kind), str(enclosure.get("href", ""))
