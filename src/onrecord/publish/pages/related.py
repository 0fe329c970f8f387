"""Related articles: the others of a document's story and its neighbours, each with how it relates and on what."""

from __future__ import annotations

from datetime import date

from onrecord.publish.lines import RelatedLine
from onrecord.publish.pages.parts import claim_line
from onrecord.records.listing import DocumentEntry
from onrecord.records.situation import Relation
from onrecord.store.base import DocumentFilter, Store

RELATED = 12
"""Documents named on one page."""

CLAIMS = 3
"""Claims named for each."""

_ORDER = ("dispute", "update", "agree", "story")


def related(store: Store, entry: DocumentEntry) -> tuple[RelatedLine, ...]:
    """Those that dispute it, then those that update it, agree, or only tell the same story; of each the nearest in time first."""
    own = {version.document for version in store.versions(entry.page)} | {entry.id, entry.page}
    found: dict[str, RelatedLine] = {}
    for name in sorted(own):
        for relation in store.relations(name):
            line = _line(store, entry, relation, own)
            if line is not None:
                found.setdefault(line.document.page, line)
    if entry.story is not None:
        for other in store.documents(DocumentFilter(story=entry.story), limit=RELATED + 1):
            if other.page != entry.page:
                found.setdefault(other.page, RelatedLine("story", _later(other, entry), (), (), None, other))
    ordered = sorted(
        found.values(), key=lambda line: (_ORDER.index(line.relation), _far(line.document, entry), line.document.page)
    )
    return tuple(ordered[:RELATED])


def _line(store: Store, entry: DocumentEntry, relation: Relation, own: set[str]) -> RelatedLine | None:
    other = store.document(relation.b if relation.a in own else relation.a)
    if other is None or other.page == entry.page:
        return None
    claims = [claim for name in relation.claims[:CLAIMS] if (claim := store.claim(name)) is not None]
    shared = tuple(claim_line(claim) for claim in claims)
    kind = relation.relation if claims or relation.relation != "agree" else "story"  # nothing in common, nothing to agree on
    return RelatedLine(kind, _later(other, entry), relation.about, shared, relation.same_origin, other)


def _later(one: DocumentEntry, other: DocumentEntry) -> bool:
    return (one.published or "") > (other.published or "")


def _far(one: DocumentEntry, other: DocumentEntry) -> int:
    """Days between two documents, many where one has none."""
    if not one.day or not other.day:
        return 10_000
    return abs((date.fromisoformat(one.day) - date.fromisoformat(other.day)).days)
