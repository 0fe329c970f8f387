"""Silent edits and corrections: what outlets changed after they had published it, and what people put right."""

from __future__ import annotations

from dataclasses import replace

from onrecord.flow.edits import edit, edits
from onrecord.publish.contexts import CorrectionsPage, DocumentEditsPage, EditsPage
from onrecord.publish.lines import Correction, EditLine, WordedEdit
from onrecord.publish.pages.judgements import judged
from onrecord.publish.pages.parts import not_found, pager
from onrecord.publish.worddiff import Stretch, word_diff
from onrecord.publish.words import headline
from onrecord.records.edit import ClaimEdit, Edit, EditKind
from onrecord.records.judgement import Judgement
from onrecord.records.listing import VersionEntry
from onrecord.store.base import Store

EDITS = 20
"""Edits on one page of the list."""

CORRECTIONS = 30
"""Entries on one page of the log."""


def edits_page(store: Store, *, page: int = 1) -> EditsPage:
    """Every later version of a document, the newest first, with the claims that it changed."""
    where = pager(page, store.count_edited(), EDITS)
    found = edits(store, limit=where.size, offset=where.offset)
    return EditsPage("Edits", ("edits", None), tuple(edit_line(store, e) for e in found), where)


def document_edits_page(store: Store, document: str) -> DocumentEditsPage:
    """The versions of one document, each beside the one before it, word by word.

    Raises:
        UsageError: `not-found`, no such document, or one that was never edited.
    """
    entry = store.document(document)
    found = list(edits(store, entry.page)) if entry else []
    if entry is None or not found:
        raise not_found("edited document", document)
    worded = tuple(WordedEdit(edit_line(store, e), _diff(store, entry.page, e.number)) for e in reversed(found))
    return DocumentEditsPage(headline(entry.title, entry.lead), ("edits", entry.page), entry, worded)


def _diff(store: Store, page: str, number: int) -> tuple[Stretch, ...]:
    before, after = store.reading(page, number=number - 1), store.reading(page, number=number)
    return word_diff(before.document.text, after.document.text) if before and after else ()


def edit_line(store: Store, made: Edit) -> EditLine:
    """An edit as lists show it, with the claims that are still in the record by their summaries."""
    names = {w.claim for c in made.claims for w in (c.before, c.after) if w is not None}
    found = {name: claim.summary for name in sorted(names) if (claim := store.claim(name)) is not None}
    entry = store.document(made.page)
    title = headline(entry.title, entry.lead) if entry else made.title or made.page
    return EditLine(made, title, found)


def corrections_page(store: Store, *, page: int = 1) -> CorrectionsPage:
    """The log: claims that an outlet took out of a text or changed, and what people judged, the last to come in first.

    Edits that changed no claim are counted by the pager and not shown, so that a page costs no more than its own entries.
    """
    entries: list[tuple[str, VersionEntry | Judgement]] = [(v.added_at, v) for v in store.edited()]
    entries += [(j.at, j) for j in store.judgements()]
    entries.sort(key=lambda entry: (entry[0], entry[1].id), reverse=True)
    where = pager(page, len(entries), CORRECTIONS)
    some = entries[where.offset : where.offset + where.size]
    shown = (_correction(store, at, entry) for at, entry in some)
    return CorrectionsPage("Corrections", ("corrections", None), tuple(c for c in shown if c is not None), where)


def _correction(store: Store, at: str, entry: VersionEntry | Judgement) -> Correction | None:
    """An entry of the log; None for an edit that changed no claim."""
    if isinstance(entry, Judgement):
        return Correction(at, None, judged(store, entry))
    before = next(v for v in store.versions(entry.id) if v.number == entry.number - 1)
    found = edit(store, before, entry)
    told = tuple(c for c in found.claims if is_correction(c))
    return Correction(at, edit_line(store, replace(found, claims=told)), None) if told else None


def is_correction(change: ClaimEdit) -> bool:
    """True if an outlet no longer says what it said: the claim is gone, or a thing that it is about is another one."""
    return change.kind is not EditKind.APPEARED and change.what != ("evidence",)
