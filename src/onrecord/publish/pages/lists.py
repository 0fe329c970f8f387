"""Lists: documents, claims, sources, places, outlets, authors, topics, days, and what a search finds."""

from __future__ import annotations

from onrecord.flow.decisions import Decisions
from onrecord.flow.grades import source_grade
from onrecord.publish.contexts import (
    ClaimsPage,
    DocumentsPage,
    IndexPage,
    PlacePage,
    PlacesPage,
    SearchPage,
    SourcePage,
    SourcesPage,
)
from onrecord.publish.pages.judgements import line
from onrecord.publish.pages.parts import PAGE_SIZE, claim_lines, claim_place, happening_type, not_found, pager
from onrecord.publish.words import STATUS_WORDS, day_words
from onrecord.records.claim import ClaimPlace, Status
from onrecord.records.happening import TYPE_NAMES
from onrecord.records.listing import CountEntry, PlaceEntry
from onrecord.records.place import PlaceKind
from onrecord.store.base import ClaimFilter, DocumentFilter, Store

BESIDE = 10
"""Documents shown beside a list of claims."""
INDEX_SIZE = 200


def documents_page(store: Store, *, page: int = 1) -> DocumentsPage:
    """All documents, newest first."""
    where = pager(page, store.count_documents())
    documents = store.documents(limit=where.size, offset=where.offset)
    return DocumentsPage("Documents", ("documents", None), None, None, documents, (), where)


def outlet_page(store: Store, name: str, *, page: int = 1) -> DocumentsPage:
    """What one outlet published, and the claims that it carries."""
    return _documents_of(store, "outlets", name, DocumentFilter(outlet=name), page, ClaimFilter(outlet=name))


def author_page(store: Store, name: str, *, page: int = 1) -> DocumentsPage:
    """What one author signed."""
    return _documents_of(store, "authors", name, DocumentFilter(author=name), page, None)


def day_page(store: Store, day: str, *, page: int = 1) -> DocumentsPage:
    """What was published on one day (UTC), the claims about it, and the days with documents before and after it."""
    result = _documents_of(store, "days", day, DocumentFilter(day=day), page, ClaimFilter(day=day))
    days = [entry.name for entry in store.days()]
    at = days.index(day)
    earlier = days[at + 1] if at + 1 < len(days) else None
    later = days[at - 1] if at > 0 else None
    return DocumentsPage(
        day_words(day), result.path, result.what, result.name, result.documents, result.claims, result.pager, earlier, later
    )


def _documents_of(
    store: Store, what: str, name: str, which: DocumentFilter, page: int, claims: ClaimFilter | None
) -> DocumentsPage:
    total = store.count_documents(which)
    if total == 0:
        raise not_found(what.removesuffix("s"), name)
    where = pager(page, total)
    documents = store.documents(which, limit=where.size, offset=where.offset)
    carried = claim_lines(store.claim_entries(claims, limit=BESIDE)) if claims and page == 1 else ()
    return DocumentsPage(name, (what, name), what, name, documents, carried, where)


def claims_page(store: Store, *, status: str | None = None, type_name: str | None = None, page: int = 1) -> ClaimsPage:
    """Claims, all or of one status or type, by the day they are about, newest first.

    Raises:
        UsageError: `not-found`, no such status, type or page.
    """
    kind = happening_type(type_name)
    try:
        standing = Status(status) if status else None
    except ValueError:
        raise not_found("status", status or "") from None
    which = ClaimFilter(status=standing, type=kind)
    where = pager(page, store.count_claims(which))
    words = [STATUS_WORDS[standing]] if standing else []
    words += [TYPE_NAMES[kind]] if kind else []
    claims = claim_lines(store.claim_entries(which, limit=where.size, offset=where.offset))
    title = ": ".join(["Claims", *words[:1]]) + (f", {words[1].lower()}" if len(words) > 1 else "")
    return ClaimsPage(title, ("claims", None), standing, kind, claims, where)


def topic_page(store: Store, name: str, *, page: int = 1) -> ClaimsPage:
    """The claims of one happening type."""
    kind = happening_type(name)
    if kind is None:
        raise not_found("topic", name)
    which = ClaimFilter(type=kind)
    where = pager(page, store.count_claims(which))
    claims = claim_lines(store.claim_entries(which, limit=where.size, offset=where.offset))
    return ClaimsPage(TYPE_NAMES[kind], ("topics", kind.value), None, kind, claims, where)


def sources_page(store: Store, *, page: int = 1) -> SourcesPage:
    """Those who are quoted. How many there are is not counted: one more page is offered while pages are full."""
    found = store.sources(limit=PAGE_SIZE + 1, offset=_offset(page))
    total = _offset(page) + len(found)
    return SourcesPage("Sources", ("sources", None), found[:PAGE_SIZE], pager(page, total))


def source_page(store: Store, key: str, *, page: int = 1) -> SourcePage:
    """One source with the claims that it makes or denies."""
    source = store.source(key)
    if source is None:
        raise not_found("source", key)
    which = ClaimFilter(source=key)
    where = pager(page, store.count_claims(which))
    claims = claim_lines(store.claim_entries(which, limit=where.size, offset=where.offset))
    documents = store.documents(DocumentFilter(source=key), limit=BESIDE)
    grade, record = source_grade(store, key, Decisions(store, [key]))
    judged = tuple(line(judgement) for judgement in store.judgements([key]) if judgement.in_force)
    return SourcePage(source.name, ("sources", key), source, claims, documents, where, grade, record, judged)


def places_page(store: Store, *, page: int = 1) -> PlacesPage:
    """Places that documents name."""
    found = store.places(limit=PAGE_SIZE + 1, offset=_offset(page))
    total = _offset(page) + len(found)
    return PlacesPage("Places", ("places", None), found[:PAGE_SIZE], pager(page, total))


def place_page(store: Store, place: str, *, page: int = 1) -> PlacePage:
    """One place: control and outages as known over time, claims about it, documents that name it."""
    entry = store.place(place) or _unnamed(store, place)
    which = ClaimFilter(place=place)
    where = pager(page, store.count_claims(which))
    return PlacePage(
        title=entry.place.label,
        path=("places", place),
        place=entry,
        control=tuple(span for span in store.control() if place in (span.place_id, span.gazetteer_id)),
        outages=store.outages(place=place),
        claims=claim_lines(store.claim_entries(which, limit=where.size, offset=where.offset)),
        documents=store.documents(DocumentFilter(place=place), limit=BESIDE),
        pager=where,
    )


def _unnamed(store: Store, place: str) -> PlaceEntry:
    """A place that no document places anything at: one of the situation's or a claim's, or a name that stands for something else.

    Raises:
        UsageError: `not-found`, nothing is known of it.
    """
    for span in store.control(place=place)[:1]:
        point = ClaimPlace(place, span.name, PlaceKind.SETTLEMENT, span.lat, span.lon)
        return PlaceEntry(point, 0, 0, store.count_claims(ClaimFilter(place=place)))
    for entry in store.claim_entries(ClaimFilter(place=place), limit=1):
        return PlaceEntry(entry.claim.places[0], 0, 0, store.count_claims(ClaimFilter(place=place)))
    for document in store.documents(DocumentFilter(place=place), limit=1):
        reading = store.reading(document.version)
        found = next((p for p in reading.places if p.id == place), None) if reading else None
        if found is not None:
            return PlaceEntry(claim_place(found), store.count_documents(DocumentFilter(place=place)), 0, 0)
    raise not_found("place", place)


def index_page(store: Store, target: str, *, page: int = 1) -> IndexPage:
    """Outlets, authors, topics or days, with counts.

    Raises:
        UsageError: `not-found`, there is no such index.
    """
    readers = {"outlets": store.outlets, "authors": store.authors, "topics": store.topics, "days": store.days}
    if target not in readers:
        raise not_found("index", target)
    entries: tuple[CountEntry, ...] = readers[target]()
    where = pager(page, len(entries), INDEX_SIZE)
    return IndexPage(target.title(), (target, None), target, entries[where.offset : where.offset + where.size], where)


def search_page(store: Store, query: str, *, only: str | None = None, page: int = 1) -> SearchPage:
    """What holds all the words of a query; any query is allowed.

    Raises:
        UsageError: `not-found`, a page below 1, or `only` is neither "document" nor "claim".
    """
    if page < 1 or only not in {None, "", "document", "claim"}:
        raise not_found("search", f"{only or ''}, page {page}")
    words = query.strip()[:400]
    hits = store.search(words, kind=only or None, limit=PAGE_SIZE + 1, offset=_offset(page)) if words else ()
    title = f"Search: {words}" if words else "Search"
    return SearchPage(title, ("search", None), words, only or None, hits[:PAGE_SIZE], page, len(hits) > PAGE_SIZE)


def _offset(page: int) -> int:
    if page < 1:
        raise not_found("page", str(page))
    return (page - 1) * PAGE_SIZE
