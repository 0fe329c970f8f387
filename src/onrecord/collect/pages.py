"""Web pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

import trafilatura
from lxml import html

from onrecord.collect.documents import Found, document
from onrecord.collect.encodings import decode
from onrecord.collect.fragments import headed, paragraphs, parse
from onrecord.collect.moments import read_moment
from onrecord.collect.options import CollectOptions
from onrecord.collect.pagemeta import Meta, read_meta
from onrecord.collect.sources import Source
from onrecord.collect.urls import is_web, same_site
from onrecord.errors import ItemError
from onrecord.records import Collected

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_MOST_ELEMENTS = 60_000
_LARGE = 5_000
"""Elements from which on the second opinions of the library are left out: their time grows with the square of it."""
_CAREFUL = {"extensive_search": False, "original_date": True}
"""No searching of the words for anything like a date: an unknown day is better than a wrong one."""
_DECLARATION = re.compile(rb"\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")


def read(source: Source, options: CollectOptions) -> Iterator[Collected]:
    """The article of a page: its title, then its paragraphs, without navigation, comments and the like.

    Raises:
        ItemError: too large, nested too deep, or no article in it (`document-too-large`, `html-too-deep`, `no-text`).
    """
    data = source.content(options.max_document)
    yield Collected(document(_found(data, source), source.location, options), source.capture(options))


def _found(data: bytes, source: Source) -> Found:
    # the page's own word on its charset comes second, after the server's (WHATWG)
    inside = _CHARSET.search(data[:4096]) or _DECLARATION.match(data[:512])
    markup = decode(data, source.charset or (inside[1].decode() if inside else None))
    tree = parse(markup, source.location)
    elements = _counted(tree, source.location)
    meta = read_meta(tree)
    url = _address(meta, source)
    article = trafilatura.bare_extraction(
        parse(markup, source.location),
        fast=elements > _LARGE,
        url=url,
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        date_extraction_params=_CAREFUL,
    )
    text = paragraphs(_plain_tables(getattr(article, "text", None) or "")) or _plainest(tree)
    if not text:
        raise ItemError(f"{source.location} has no article in its HTML", code="no-text", location=source.location)
    title = meta.title or getattr(article, "title", None)
    author = getattr(article, "author", None) or ""
    return Found(
        text=headed(title, text),
        title=title,
        published=meta.published or _guessed(getattr(article, "date", None)),
        publisher=meta.publisher or getattr(article, "sitename", None),
        authors=meta.authors or tuple(a.strip() for a in author.split(";") if a.strip()),
        url=url,
        language=meta.language,
        edited=meta.edited,
    )


def _counted(tree: html.HtmlElement, location: str) -> int:
    elements = sum(1 for _ in tree.iter())
    if elements > _MOST_ELEMENTS:
        raise ItemError(
            f"{location} has {elements} HTML elements; a page may have {_MOST_ELEMENTS}, split it",
            code="html-too-many-elements",
            location=location,
            elements=elements,
        )
    return elements


def _plain_tables(text: str) -> str:
    """The rows of tables without the bars around them and the dashes under their headings."""
    lines = [line for line in text.split("\n") if not (line.startswith("|") and "-" in line and not line.strip("|-: \t"))]
    return "\n".join(" | ".join(filter(None, map(str.strip, n.split("|")))) if n.startswith("|") else n for n in lines)


def _guessed(date: str | None) -> str | None:
    """The day that the library made out from elements or address; its 1 January stands for a bare year, which is a guess."""
    return None if not date or date.endswith("-01-01") else read_moment(date)


def _address(meta: Meta, source: Source) -> str | None:
    """The canonical URL where it lies on the site that the page came from: no page speaks for another site."""
    if source.url is None:
        return meta.canonical if is_web(meta.canonical) else None
    if meta.canonical and is_web(meta.canonical) and same_site(meta.canonical, source.url):
        return meta.canonical
    return source.url


def _plainest(tree: html.HtmlElement) -> str:
    """The paragraphs of a page in which no article was recognised: short pages, fragments."""
    found = ["".join(p.itertext()) for p in tree.iter("p", "h1", "h2", "li", "blockquote")]
    return paragraphs("\n".join(re.sub(r"\s+", " ", words) for words in found)) or paragraphs(_bare(tree))


def _bare(tree: html.HtmlElement) -> str:
    body = tree.find("body")
    if body is None or len(body) > 20:
        return ""
    return " ".join(t for e in body.iter() if e.tag not in {"script", "style"} for t in (e.text or "", e.tail or "") if t.strip())
