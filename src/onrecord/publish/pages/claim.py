"""The claim page: every voice for and against, each with the sentence it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.flow.crosscheck import as_edited
from onrecord.flow.decisions import Decisions
from onrecord.flow.grades import claim_grade
from onrecord.publish.contexts import ClaimPage
from onrecord.publish.lines import Judged, VoiceLine
from onrecord.publish.pages.judgements import beside, judged_claim, judged_in
from onrecord.publish.pages.parts import claim_line, not_found, pager, summary_of
from onrecord.publish.pages.quotes import quote
from onrecord.records.claim import Voice
from onrecord.records.reading import Reading
from onrecord.store.base import Store

VOICES = 30
RIVALS = 10


def claim_page(store: Store, claim: str, *, page: int = 1) -> ClaimPage:
    """One claim. Voices are in order of report, `VOICES` a page.

    Raises:
        UsageError: `not-found`, no such claim or page.
    """
    known = store.claim(claim)
    if known is None:
        raise not_found("claim", claim)
    (found,) = as_edited(store, [known])
    where = pager(page, len(found.voices), VOICES)
    lines = _voice_lines(store, found.voices, where.offset, where.offset + where.size)
    judged = judged_claim(store, found.id, found.voices)
    lines = [_apart(line, {j.id for j in judged}) for line in lines]
    rivals = [store.claim(r) for r in found.standing.rivals[:RIVALS]] if found.standing else []
    return ClaimPage(
        title=found.summary,
        path=("claims", found.id),
        claim=claim_line(found),
        because=found.standing.because if found.standing else (),
        unknown=found.standing.unknown if found.standing else (),
        history=found.standing.history if found.standing else (),
        makes=tuple(line for line in lines if not line.denies),
        denies=tuple(line for line in lines if line.denies),
        rivals=tuple(claim_line(r) for r in rivals if r is not None),
        pager=where,
        judged=judged,
        grade=claim_grade(found, Decisions(store, [found.id, *{v.document for v in found.voices}])),
    )


def _apart(line: VoiceLine, shown: set[str]) -> VoiceLine:
    """The line without the judgements that are about the whole claim."""
    return replace(line, judged=tuple(j for j in line.judged if j.id not in shown))


def _voice_lines(store: Store, voices: Sequence[Voice], start: int, end: int) -> list[VoiceLine]:
    """Lines of the voices from `start` to `end`; which origin came first is counted over all of them."""
    first: dict[tuple[str, bool], int] = {}
    for ordinal, voice in enumerate(voices, 1):
        if voice.origin:
            first.setdefault((voice.origin, voice.denies), ordinal)
    readings: dict[str, Reading | None] = {}
    judged: dict[str, Mapping[str, tuple[Judged, ...]]] = {}
    lines = []
    for ordinal, voice in enumerate(voices[start:end], start + 1):
        if voice.version not in readings:
            reading = readings[voice.version] = store.reading(voice.version)
            judged[voice.version] = beside(judged_in(store, reading), reading) if reading else {}
        same = first.get((voice.origin, voice.denies), ordinal)
        line = _voice_line(store, voice, ordinal, same if same != ordinal else None, readings[voice.version])
        lines.append(replace(line, judged=judged[voice.version].get(voice.happening, ())))
    return lines


def _voice_line(store: Store, voice: Voice, ordinal: int, same_as: int | None, reading: Reading | None) -> VoiceLine:
    document = reading.document if reading else None
    entry = store.document(voice.version)
    versions = store.versions(voice.version)
    older = [v.number for v in versions[:-1] if v.id == voice.version]
    return VoiceLine(
        ordinal=ordinal,
        same_as=same_as,
        happening=voice.happening,
        statement=voice.statement,
        document=entry.page if entry else voice.document,
        version=older[0] if older else None,
        title=(document.title or "").strip() or None if document else None,
        publisher=voice.publisher,
        summary_of=summary_of(document.authors, document.publisher) if document else None,
        url=document.url if document else None,
        language=document.language if document else None,
        source=voice.source,
        source_key=voice.source_key,
        side=voice.side,
        stance=voice.stance.value,
        denies=voice.denies,
        hedged=voice.hedged,
        evidence=voice.evidence,
        said=voice.said,
        reported=voice.reported_at,
        withdrawn=voice.withdrawn,
        origin=voice.origin,
        low=voice.low,
        high=voice.high,
        unit=voice.unit,
        of=voice.of,
        quote=quote(reading, voice.happening, voice.statement) if reading else None,
    )
