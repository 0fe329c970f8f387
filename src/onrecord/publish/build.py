"""The whole site as files, with relative links: it can be read from any folder of any server, without this program."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from importlib import resources
from itertools import count
from pathlib import Path

from onrecord.errors import RunError, UsageError
from onrecord.publish import pages
from onrecord.publish.contexts import IndexPage, Page
from onrecord.publish.data import as_json
from onrecord.publish.feeds import claims_feed, edits_feed
from onrecord.publish.links import Links, file_name, key_to_slug, safe_link
from onrecord.publish.rendering import render
from onrecord.records.claim import Status
from onrecord.store.base import Store

DAYS_ON_MAP = 400
"""Newest days whose maps are written; a longer record is served, or built from a part of it."""

Read = Callable[[int], Page]


def build(store: Store, folder: Path, *, address: str | None = None, progress: Callable[[str], None] | None = None) -> int:
    """Write every page of a casebook's site under a folder; files of an earlier build are written over.

    Args:
        store: the casebook, only read.
        folder: where; made if there is none. An existing folder must be empty or hold an earlier build.
        address: where readers will find the folder ("https://example.org/record"); with it the site has its Atom feeds,
            which need whole addresses.
        progress: told the name of each file as it is written.

    Returns:
        How many pages were written.

    Raises:
        UsageError: `folder-in-use`, the folder holds something else; `bad-option`, the address is none.
        RunError: `site-unwritable`, a file cannot be written.
    """
    base = None if address is None else _checked(address)
    _claim_folder(folder)
    settings = store.settings()
    written = 0
    try:
        _copy_static(folder / "static")
        for path, query, read in _plan(store):
            depth = path.count("/")
            page = read(depth)
            name = file_name(path, query)
            _write(folder / name, render(page, links=Links(static=True, depth=depth, feeds=base is not None), settings=settings))
            if not query:
                _write(folder / "api" / f"{path or 'index'}.json", json.dumps(as_json(page), ensure_ascii=False, indent=1))
            written += 1
            if progress is not None:
                progress(name)
        if base is not None:
            _write(folder / "feeds" / "claims.atom", claims_feed(store, base, Links(static=True)))
            _write(folder / "feeds" / "edits.atom", edits_feed(store, base, Links(static=True)))
    except OSError as error:
        raise RunError(
            f"cannot write the site into {str(folder)!r}: {error.strerror}; free space or choose another folder",
            code="site-unwritable",
            folder=str(folder),
        ) from error
    return written


def _checked(address: str) -> str:
    found = safe_link(address)
    if found is None or "?" in found or "#" in found:
        raise UsageError(
            f"option address is {address[:80]!r}; expected one such as https://example.org/record",
            code="bad-option",
            option="address",
        )
    return found


def _claim_folder(folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()) and not (folder / _MARK).exists():
        raise UsageError(
            f"folder {str(folder)!r} holds files that are no earlier build of the site; choose an empty one",
            code="folder-in-use",
            folder=str(folder),
        )
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _MARK).write_text("Written by onrecord build; may be written over by the next one.\n", encoding="utf-8")


_MARK = ".onrecord-site"


def _copy_static(target: Path) -> None:
    with resources.as_file(resources.files("onrecord.publish") / "static") as source:
        shutil.copytree(source, target, dirs_exist_ok=True)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", errors="replace")


Entry = tuple[str, dict[str, str], Callable[[int], Page]]


def _plan(store: Store) -> Iterator[Entry]:
    """Every page: its path, what its query would ask for, and how to read it."""
    yield "", {}, lambda _: pages.front_page(store)
    yield "about", {}, lambda _: pages.about_page(store)
    yield from _paged("documents", lambda page: pages.documents_page(store, page=page))
    yield from _paged("claims", lambda page: pages.claims_page(store, page=page))
    for status in Status:
        yield from _paged("claims", _claims_of(store, status.value), {"status": status.value})
    yield from _paged("sources", lambda page: pages.sources_page(store, page=page))
    yield from _paged("places", lambda page: pages.places_page(store, page=page))
    for target in ("outlets", "authors", "topics", "days"):
        yield from _index(store, target)
    yield from _paged("judgements", lambda page: pages.judgements_page(store, page=page))
    yield from _paged("edits", lambda page: pages.edits_page(store, page=page))
    yield from _paged("corrections", lambda page: pages.corrections_page(store, page=page))
    for edited in sorted({version.page for version in store.edited()}):
        yield f"edits/{key_to_slug(edited)}", {}, _edits_of(store, edited)
    yield from _timelines(store)
    yield from _maps(store)
    named: set[str | None] = set()
    yield from _articles(store, named)
    for claim in store.all_claims():
        yield from _paged(f"claims/{key_to_slug(claim.id)}", _one(pages.claim_page, store, claim.id))
    for number in count(0):
        some = store.sources(limit=500, offset=500 * number)
        for source in some:
            yield from _paged(f"sources/{key_to_slug(source.key)}", _one(pages.source_page, store, source.key))
        if not some:
            break
    for place in _place_ids(store, named):
        yield from _paged(f"places/{key_to_slug(place)}", _one(pages.place_page, store, place))


def _edits_of(store: Store, document: str) -> Callable[[int], Page]:
    return lambda _: pages.document_edits_page(store, document)


def _place_ids(store: Store, named: set[str | None]) -> list[str]:
    """Every place that a page can link to: named in an article's happenings, in a document, in a claim, or in the situation."""
    found = named | {entry.place.id for entry in store.places(limit=-1)}
    found |= {place.id for place, _ in store.claim_places()}
    found |= {span.page for span in store.control()}
    found |= {span.place_id for span in store.outages()}
    return sorted(place for place in found if place is not None)


def _paged(path: str, read: Read, query: dict[str, str] | None = None) -> Iterator[Entry]:
    """A list's pages, as many as its pager says."""
    number = 1
    while True:
        page = read(number)
        extra = {"page": str(number)} if number > 1 else {}
        yield path, {**(query or {}), **extra}, _read_already(page)
        pager = getattr(page, "pager", None)
        if pager is None or number >= pager.pages:
            return
        number += 1


def _read_already(page: Page) -> Callable[[int], Page]:
    return lambda _: page


def _one(read: Callable[..., Page], store: Store, key: str) -> Read:
    return lambda page: read(store, key, page=page)


def _claims_of(store: Store, status: str) -> Read:
    return lambda page: pages.claims_page(store, status=status, page=page)


_OF_INDEX: dict[str, Callable[..., Page]] = {
    "outlets": pages.outlet_page,
    "authors": pages.author_page,
    "topics": pages.topic_page,
    "days": pages.day_page,
}


def _index(store: Store, target: str) -> Iterator[Entry]:
    """An index with the page of each of its entries."""
    number = 1
    while True:
        page: IndexPage = pages.index_page(store, target, page=number)
        yield target, {"page": str(number)} if number > 1 else {}, _read_already(page)
        for entry in page.entries:
            yield from _paged(f"{target}/{key_to_slug(entry.name)}", _one(_OF_INDEX[target], store, entry.name))
        if number >= page.pager.pages:
            return
        number += 1


def _timelines(store: Store) -> Iterator[Entry]:
    """Every timeline, and what changed in each month."""
    listed = pages.timelines_page(store)
    yield "timelines", {}, lambda _: listed
    for line in listed.timelines:
        yield from _paged(f"timelines/{line.name}", _one(pages.timeline_page, store, line.name))
    yield "situation", {}, lambda _: pages.situation_page(store)
    yield "changes", {}, lambda _: pages.changes_page(store)
    for month in listed.months:
        yield f"changes/{key_to_slug(month)}", {}, _month(store, month)


def _month(store: Store, month: str) -> Callable[[int], Page]:
    return lambda _: pages.changes_page(store, month)


def _maps(store: Store) -> Iterator[Entry]:
    rows = pages.map_rows(store)
    newest = pages.map_page(store, rows=rows)
    kept = newest.days[-DAYS_ON_MAP:]
    yield "map", {}, lambda _: pages.trimmed_days(newest, kept)
    for day in kept:
        yield "map", {"day": day}, _map_of(store, day, rows, kept)


def _map_of(store: Store, day: str, rows: tuple[pages.MapRow, ...], kept: tuple[str, ...]) -> Callable[[int], Page]:
    return lambda _: pages.trimmed_days(pages.map_page(store, day=day, rows=rows), kept)


def _articles(store: Store, named: set[str | None]) -> Iterator[Entry]:
    """Every document, and every version of each; the ids of the places that they link to go into `named`."""
    for number in count(0):
        some = store.documents(limit=500, offset=500 * number)
        for entry in some:
            links = Links(static=True, depth=1)
            slug = key_to_slug(entry.page)
            yield from _paged(f"documents/{slug}", _article(store, entry.page, None, links, named))
            for version in range(1, entry.number + 1):
                deeper = Links(static=True, depth=2)
                yield from _paged(f"versions/{version}/{slug}", _article(store, entry.page, version, deeper, named))
        if not some:
            break


def _article(store: Store, document: str, number: int | None, links: Links, named: set[str | None]) -> Read:
    def read(page: int) -> Page:
        article = pages.article_page(store, document, number=number, page=page, links=links)
        named.update(place.id for place in article.places)
        return article

    return read
