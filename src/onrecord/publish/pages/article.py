"""The article page: a document's text with its statements marked, and a note beside each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.basics.fold import source_key
from onrecord.basics.spans import Span
from onrecord.flow.edits import edit
from onrecord.publish.contexts import ArticlePage
from onrecord.publish.lines import ClaimLine, HappeningLine, Judged, Note, Row
from onrecord.publish.links import Links
from onrecord.publish.marking import Mark, mark
from onrecord.publish.pages.edits import edit_line
from onrecord.publish.pages.judgements import beside, judged_in
from onrecord.publish.pages.parts import claim_lines, claim_place, not_found, pager, summary_of
from onrecord.publish.pages.quotes import PARAGRAPHS
from onrecord.publish.pages.related import related
from onrecord.publish.words import MODALITY_WORDS, STANCE_WORDS, headline, interval_words, quantity_words
from onrecord.records.claim import ClaimPlace
from onrecord.records.happening import Happening
from onrecord.records.listing import DocumentEntry
from onrecord.records.reading import Reading
from onrecord.records.statement import Statement
from onrecord.records.time import Time
from onrecord.store.base import ClaimFilter, Store


@dataclass(frozen=True, slots=True)
class _Found:
    """What the casebook knows about one version of a document."""

    reading: Reading
    claims: Mapping[str, ClaimLine]
    of_happening: Mapping[str, tuple[str, ...]]
    source_keys: Mapping[str, str]
    judged: Mapping[str, tuple[Judged, ...]]

    def claims_of(self, happening: Happening) -> tuple[ClaimLine, ...]:
        return tuple(self.claims[c] for c in self.of_happening.get(happening.id, ()) if c in self.claims)

    def inside(self, statement: Statement) -> tuple[Happening, ...]:
        return tuple(h for h in self.reading.happenings if h.statement == statement.id)

    def own(self) -> tuple[Happening, ...]:
        return tuple(h for h in self.reading.happenings if h.statement is None)


def article_page(
    store: Store, document: str, *, number: int | None = None, page: int = 1, links: Links | None = None
) -> ArticlePage:
    """One version of a document, the newest unless `number` says which, with its statements marked in the text.

    Raises:
        UsageError: `not-found`, no such document, version or page.
    """
    entry = store.document(document)
    versions = store.versions(document) if entry else ()
    wanted = number if number is not None else len(versions)
    if entry is None or not 1 <= wanted <= len(versions):
        raise not_found("document", document if number is None else f"{document}, version {number}")
    reading = store.reading(entry.page, number=wanted)
    if reading is None:
        raise not_found("document", document)
    found = _find(store, entry, versions[wanted - 1].id, reading)
    rows = _rows(found, links or Links())
    where = pager(page, len(rows), PARAGRAPHS)
    return ArticlePage(
        title=headline(reading.document.title, reading.document.text[:1000]),
        path=("documents", entry.page) if number is None else (f"versions/{wanted}", entry.page),
        document=entry,
        number=wanted,
        newest=wanted == len(versions),
        titled=bool((reading.document.title or "").strip()),
        summary_of=summary_of(reading.document.authors, reading.document.publisher),
        rows=rows[where.offset : where.offset + where.size],
        pager=where,
        versions=versions,
        edit=edit_line(store, edit(store, versions[wanted - 2], versions[wanted - 1])) if wanted > 1 else None,
        places=_places(reading),
        related=related(store, entry),
    )


def _find(store: Store, entry: DocumentEntry, version: str, reading: Reading) -> _Found:
    lines = claim_lines(store.claim_entries(ClaimFilter(document=entry.page), limit=-1))
    made, judged = store.version_claims(version), beside(judged_in(store, reading), reading)
    return _Found(reading, {line.id: line for line in lines}, made, _source_keys(reading), judged)


def _source_keys(reading: Reading) -> dict[str, str]:
    """The key of each statement's source, by the statement's id."""
    known = {e.id: e.known for e in reading.entities}
    keys = {s.id: source_key(known.get(s.source.entity or ""), s.source.name) for s in reading.statements}
    return {name: key for name, key in keys.items() if key is not None}


def _rows(found: _Found, links: Links) -> tuple[Row, ...]:
    numbers = _numbers(found)
    notes = {s.id: _statement_note(found, s, numbers) for s in found.reading.statements}
    notes |= {h.id: _own_note(found, h, numbers) for h in found.own()}
    document = found.reading.document
    blocks = mark(document.text, _marks(found, numbers, links), [(s.span, s.why) for s in document.skipped])
    title = (document.title or "").strip()
    return tuple(
        Row(b, tuple(notes[name] for name in b.begins if name in notes), document.text[b.start : b.end] == title) for b in blocks
    )


def _numbers(found: _Found) -> dict[str, int]:
    """Notes count from 1 in the order in which their marks begin."""
    starts = [(min(s.content), s.id) for s in found.reading.statements]
    starts += [(min(h.trigger), h.id) for h in found.own() if h.trigger]
    return {name: number for number, (_, name) in enumerate(sorted(starts), 1)}


def _marks(found: _Found, numbers: Mapping[str, int], links: Links) -> list[Mark]:
    marks = []
    for said in found.reading.statements:
        inside = [line for h in found.inside(said) for line in found.claims_of(h)]
        classes = f"said stance-{said.stance.value}" + (" hedged" if said.hedged else "")
        marks.append(_linked(said.id, said.content, classes, inside, numbers, links))
        marks.append(Mark(f"source-{said.id}", said.source.spans, "span", "source"))
        marks.append(Mark(f"cue-{said.id}", said.cue, "span", "cue"))
    for happening in found.reading.happenings:
        if happening.statement is None:
            lines = list(found.claims_of(happening))
            marks.append(_linked(happening.id, happening.trigger, "own", lines, numbers, links))
        else:
            marks.append(Mark(happening.id, happening.trigger, "span", "trigger"))
    return marks


def _linked(
    name: str, spans: tuple[Span, ...], classes: str, claims: Sequence[ClaimLine], numbers: Mapping[str, int], links: Links
) -> Mark:
    """A mark that leads to its claim, or to its own note where no claim rests on it."""
    href = links.to("claims", claims[0].id) if claims else f"#note-{name}"
    label = claims[0].summary if claims else ""
    return Mark(name, spans, "mark", classes, href=href, label=label, number=numbers.get(name))


def _statement_note(found: _Found, said: Statement, numbers: Mapping[str, int]) -> Note:
    text = found.reading.document.text
    source = said.source
    words = " ".join(s.of(text) for s in source.spans)
    return Note(
        id=said.id,
        number=numbers[said.id],
        own=False,
        source=source.name,
        source_key=found.source_keys.get(said.id),
        source_words=words,
        role=_role(source.role_beside_name, source.affiliation),
        side=source.side,
        cue=" … ".join(s.of(text) for s in said.cue),
        stance=STANCE_WORDS[said.stance],
        hedged=said.hedged,
        evidence=tuple(e.value for e in said.evidence),
        said=_time_words(said.said),
        nested_in=numbers.get(said.parent or ""),
        happenings=tuple(_happening_line(found, h) for h in found.inside(said)),
        judged=found.judged.get(said.id, ()),
    )


def _own_note(found: _Found, happening: Happening, numbers: Mapping[str, int]) -> Note:
    return Note(
        id=happening.id,
        number=numbers.get(happening.id, 0),
        own=True,
        source=found.reading.document.publisher,
        source_key=None,
        source_words="",
        role=None,
        side=None,
        cue="",
        stance="",
        hedged=False,
        evidence=(),
        said="",
        nested_in=None,
        happenings=(_happening_line(found, happening),),
        judged=found.judged.get(happening.id, ()),
    )


def _happening_line(found: _Found, happening: Happening) -> HappeningLine:
    places = found.reading.places
    effect = happening.effect
    return HappeningLine(
        id=happening.id,
        type=happening.type,
        words=" ".join(s.of(found.reading.document.text) for s in happening.trigger),
        modality=MODALITY_WORDS[happening.modality],
        places=tuple(claim_place(places[index]) for index, _ in happening.places if index < len(places)),
        time=_time_words(happening.time),
        quantities=tuple(quantity_words(q) for q in happening.quantities),
        holder=effect.holder if effect else None,
        claims=found.claims_of(happening),
    )


def _role(role: str | None, affiliation: str | None) -> str | None:
    return ", ".join(part for part in (role, affiliation) if part) or None


def _time_words(time: Time | None) -> str:
    if time is None:
        return ""
    return interval_words(time.start, time.end) if time.start else time.value


def _places(reading: Reading) -> tuple[ClaimPlace, ...]:
    """The places that happenings of the document lie in, each once, as named first."""
    used = {index for h in reading.happenings for index, _ in h.places if index < len(reading.places)}
    named = {reading.places[i].id or reading.places[i].name: claim_place(reading.places[i]) for i in sorted(used, reverse=True)}
    return tuple(reversed(named.values()))
