"""What a page says about itself in its head: JSON-LD, meta elements, microdata."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from lxml import html

from onrecord.collect.moments import precision, read_moment

_ARTICLE = re.compile(r"(?:article|posting|report|newsarticle|webpage|liveblog)", re.IGNORECASE)
_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "og:pubdate",
    "cxenseparse:recs:publishtime",
)
_EDITED = ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified")
_AUTHORS = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl")
_OUTLETS = ("og:site_name", "application-name", "dc.publisher", "publisher")
_TITLES = ("og:title", "twitter:title", "dc.title", "parsely-title")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_LONGEST = 300
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Meta:
    """What was found; moments are ISO 8601, with zone where the page gives one."""

    title: str | None = None
    published: str | None = None
    edited: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    canonical: str | None = None
    language: str | None = None


def read_meta(tree: html.HtmlElement) -> Meta:
    """All of it. Where several places give the publication time, the first of the most precise ones is taken."""
    named = _named(tree)
    linked = list(_articles(tree))
    published = [v for a in linked for v in _strings(a.get("datePublished"))]
    published += [v for key in _PUBLISHED for v in named.get(key, ())] + list(_marked_times(tree))
    edited = [v for a in linked for v in _strings(a.get("dateModified"))] + [v for key in _EDITED for v in named.get(key, ())]
    heads = [v for a in linked for v in _strings(a.get("headline"))]
    outlets = [v for a in linked for v in _people(a.get("publisher"))]
    writers = [v for a in linked for v in _people(a.get("author"))] or [v for key in _AUTHORS for v in named.get(key, ())]
    return Meta(
        title=_first([*heads, *(v for key in _TITLES for v in named.get(key, ()))]) or _heading(tree),
        published=_most_precise(published),
        edited=_most_precise(edited),
        publisher=_first(
            [
                *(v for key in _OUTLETS[:1] for v in named.get(key, ())),
                *outlets,
                *(v for k in _OUTLETS[1:] for v in named.get(k, ())),
            ]
        ),
        authors=tuple(dict.fromkeys(_author_names(writers))),
        canonical=_first([*tree.xpath("//link[translate(@rel,'CANOIL','canoil')='canonical']/@href"), *named.get("og:url", ())]),
        language=_language([*tree.xpath("/html/@lang"), *named.get("content-language", ()), *named.get("og:locale", ())]),
    )


def _named(tree: html.HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        key = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv")
        value = (meta.get("content") or "").strip()
        if key and value:
            found.setdefault(key.strip().lower(), []).append(value)
    return found


def _articles(tree: html.HtmlElement) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        if (script.get("type") or "").split(";")[0].strip().lower() == "application/ld+json":
            try:
                value = json.loads(script.text or "", strict=False)
            except (ValueError, RecursionError):
                continue  # many pages carry broken JSON-LD; the meta elements remain
            yield from _article_nodes(value, _DEEPEST)


def _article_nodes(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth == 0:
        return
    if isinstance(value, list):
        for item in value:
            yield from _article_nodes(item, depth - 1)
    elif isinstance(value, dict):
        if any(_ARTICLE.search(kind) for kind in _strings(value.get("@type"))):
            yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _article_nodes(value.get(key), depth - 1)


def _strings(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [v.strip() for v in values if isinstance(v, str) and v.strip()]


def _people(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [name for v in values for name in _strings(v.get("name") if isinstance(v, dict) else v)]


def _marked_times(tree: html.HtmlElement) -> Iterator[str]:
    for element in tree.xpath(
        "//*[@itemprop='datePublished']|//time[@pubdate or contains(@class,'publish') or contains(@class,'entry-date')]"
    ):
        yield element.get("datetime") or element.get("content") or (element.text or "")
    times = tree.xpath("//article//header//time/@datetime|//header//time/@datetime") or tree.xpath("//article//time/@datetime")
    yield from times[:1]


def _most_precise(values: Iterable[str]) -> str | None:
    moments = [m for v in values if (m := read_moment(v))]
    return max(moments, key=precision, default=None)


def _author_names(values: Iterable[str]) -> Iterator[str]:
    for value in values:
        for part in re.split(r"[;|]", re.sub(r"^\s*by\s+", "", value, flags=re.IGNORECASE)):
            name = part.strip()
            if name and "://" not in name and len(name) <= 100:
                yield name


def _first(values: Iterable[str]) -> str | None:
    return next((" ".join(v.split()) for v in values if v.strip() and len(v) <= _LONGEST * 4), None)


def _heading(tree: html.HtmlElement) -> str | None:
    heads = [" ".join("".join(h.itertext()).split()) for h in tree.iter("h1")]
    heads = [h for h in heads if 0 < len(h) <= _LONGEST]
    return heads[0] if len(heads) == 1 else None


def _language(values: Iterable[str]) -> str | None:
    for value in values:
        if _LANGUAGE.fullmatch(value.strip()):
            return value.strip().replace("_", "-")
    return None
