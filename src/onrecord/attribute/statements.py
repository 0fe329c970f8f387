"""The verb of the room: attribution spans to statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.attribute.doubt import is_hedged
from onrecord.attribute.evidence import evidence_of
from onrecord.attribute.passage import Passage, Sentences
from onrecord.attribute.pieces import with_continuations
from onrecord.attribute.saying import on_one_occasion, said
from onrecord.attribute.sides import side_in_context, side_of_poster, side_of_state_media
from onrecord.attribute.sources import Sources, is_described
from onrecord.attribute.stance import stance_of
from onrecord.attribute.surroundings import Surroundings
from onrecord.basics.ids import content_id
from onrecord.basics.spans import Span, hull
from onrecord.records import Attribution, Document, Entity, Place, SourceKind, Statement, Tagging, Time
from onrecord.register import Register

_INDEPENDENT = frozenset({SourceKind.OUTLET, SourceKind.CHANNEL})


def attribute(
    document: Document,
    tagging: Tagging,
    entities: Sequence[Entity],
    times: Sequence[Time],
    register: Register,
    places: Sequence[Place] = (),
) -> tuple[Statement, ...]:
    """Make statements of a document's attributions: who says what, how, on what evidence, when.

    Args:
        document: the text; attributions that touch its skipped stretches are left out.
        tagging: attributions and sentences of the same document.
        entities: who is who in it (`identify`).
        times: its time expressions (`date`).
        register: sides and kinds of known actors.
        places: its place names, resolved (`locate`): in whose country "local officials" are.

    Returns:
        Statements by the first of their spans. An attribution without content gives none; the author's own voice is none.
        `parent` is the statement with the shortest content around the cue.

    Cost: some milliseconds for 750 words.
    """
    kept = [a for a in tagging.attributions if a.content and not _is_skipped(document, a)]
    sentences = Sentences(document, tagging)
    sources = Sources(document.text, entities, register)
    surroundings = Surroundings(document.text, sentences, places, register)
    contents = with_continuations(document.text, kept, sentences)
    passages: list[Passage] = []
    for attribution, content in sorted(zip(kept, contents, strict=True), key=_first_word):
        around = sentences.around((*attribution.source, *attribution.cue) or content) or hull(content)
        if around is not None:
            passage = Passage(document.text, attribution, content, sources.of(attribution), around)
            passages.append(_with_side(passage, passages, surroundings, register))
    latest = document.published_at.date().isoformat() if document.published_at is not None else None
    whens = [said(passage, [p for p in passages if p is not passage], times, latest=latest) for passage in passages]
    made = [_statement(document, passage, sentences, when, register) for passage, when in zip(passages, whens, strict=True)]
    return tuple(sorted(_nested(on_one_occasion(made)), key=_position))


def _first_word(pair: tuple[Attribution, tuple[Span, ...]]) -> list[Span]:
    attribution, content = pair
    return sorted((*attribution.source, *attribution.cue, *content))


def _is_skipped(document: Document, attribution: Attribution) -> bool:
    return any(document.is_skipped(span) for span in (*attribution.source, *attribution.cue, *attribution.content))


def _with_side(passage: Passage, earlier: Sequence[Passage], surroundings: Surroundings, register: Register) -> Passage:
    source = passage.source
    if source.side is not None or not source.spans:
        return passage
    if source.kind in _INDEPENDENT:
        side = side_of_state_media(source.name or "", register)
    elif is_described(source):
        side = (
            side_of_poster(passage, earlier)
            or side_in_context(source.name or "", passage.words, register)
            or surroundings.side_of(passage, earlier)
            or _as_before(passage, earlier)
        )
    else:
        side = surroundings.side_of_local(passage) or _as_before(passage, earlier)
    return passage if side is None else replace(passage, source=replace(source, side=side))


def _as_before(passage: Passage, earlier: Sequence[Passage]) -> str | None:
    """The side that the same source had when it spoke before: "It said" after "the city's military administration said"."""
    entity = passage.source.entity
    same = (p.source.side for p in reversed(earlier) if entity is not None and p.source.entity == entity)
    return next((side for side in same if side is not None), None)


def _statement(document: Document, passage: Passage, sentences: Sentences, when: Time | None, register: Register) -> Statement:
    stance = stance_of(passage, register)
    whole = hull((passage.sentence, *passage.content)) or passage.sentence
    following = sentences.after(whole)
    spans = [*passage.attribution.source, *passage.attribution.cue, *passage.content]
    return Statement(
        id=content_id("s", document.id, document.sha256, *((span.start, span.end) for span in spans)),
        source=passage.source,
        cue=passage.attribution.cue,
        content=passage.content,
        stance=stance,
        hedged=is_hedged(passage, following.of(document.text) if following is not None else ""),
        evidence=evidence_of(passage, stance),
        said=when,
        parent=None,
        score=passage.attribution.score,
    )


def _position(statement: Statement) -> tuple[Span, int]:
    spans = (*statement.source.spans, *statement.cue, *statement.content)
    return min(spans), -sum(len(span) for span in statement.content)


def _nested(statements: Sequence[Statement]) -> list[Statement]:
    """The statements with their parents; one pass over the text, which keeps the pieces of content that are open."""
    pieces = sorted(((piece, s) for s in statements for piece in s.content), key=lambda pair: pair[0])
    parents: dict[int, str | None] = {}
    reached: list[tuple[Span, Statement]] = []
    taken = 0
    for at, inner in sorted(((at, _inner(s)) for at, s in enumerate(statements)), key=lambda pair: pair[1]):
        while taken < len(pieces) and pieces[taken][0].start <= inner.start:
            reached.append(pieces[taken])
            taken += 1
        reached = [pair for pair in reached if pair[0].end > inner.start]
        parents[at] = _parent(statements[at], [s for piece, s in reached if inner.end <= piece.end])
    return [replace(s, parent=parents[at]) for at, s in enumerate(statements)]


def _inner(statement: Statement) -> Span:
    return (statement.cue or statement.source.spans or statement.content)[0]


def _parent(statement: Statement, around: Sequence[Statement]) -> str | None:
    """Of those around a statement that are longer, the shortest."""
    size = _size(statement)
    longer = [(_size(other), other.id) for other in around if other is not statement]
    return min((pair for pair in longer if pair[0] > size), default=(0, None))[1]


def _size(statement: Statement) -> int:
    return sum(len(piece) for piece in statement.content)
