"""The verb of the room: attribution spans to statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.attribute.doubt import is_hedged
from onrecord.attribute.evidence import evidence_of
from onrecord.attribute.passage import Passage, Sentences
from onrecord.attribute.pieces import with_continuations
from onrecord.attribute.saying import Sayings, on_one_occasion
from onrecord.attribute.sides import Posters, side_in_context, side_of_state_media
from onrecord.attribute.sources import Sources, is_described
from onrecord.attribute.stance import stance_of
from onrecord.attribute.surroundings import Surroundings
from onrecord.basics.ids import content_id
from onrecord.basics.spanindex import Overlaps
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
    skipped = Overlaps(stretch.span for stretch in document.skipped)
    kept = [a for a in tagging.attributions if a.content and not skipped.touches(*a.source, *a.cue, *a.content)]
    sentences = Sentences(document, tagging)
    sources = Sources(document.text, entities, register)
    surroundings = Surroundings(document.text, sentences, places, register)
    contents = with_continuations(document.text, kept, sentences)
    earlier = Earlier()
    for attribution, content in sorted(zip(kept, contents, strict=True), key=_first_word):
        around = sentences.around((*attribution.source, *attribution.cue) or content) or hull(content)
        if around is not None:
            passage = Passage(document.text, attribution, content, sources.of(attribution), around)
            earlier.add(_with_side(passage, earlier, surroundings, register))
    latest = document.published_at.date().isoformat() if document.published_at is not None else None
    sayings = Sayings(earlier.passages, times, latest=latest)
    made = [_statement(document, passage, sentences, sayings.time_of(passage), register) for passage in earlier.passages]
    return tuple(sorted(_nested(on_one_occasion(made)), key=_position))


def _first_word(pair: tuple[Attribution, tuple[Span, ...]]) -> list[tuple[int, int]]:
    attribution, content = pair
    return sorted([(span.start, span.end) for span in (*attribution.source, *attribution.cue, *content)])


class Earlier:
    """What was said so far in one document, in its order, and by whom."""

    def __init__(self) -> None:
        self.passages: list[Passage] = []
        self.posters = Posters()
        self._sides: dict[str, str] = {}

    def add(self, passage: Passage) -> None:
        """Keep what is said next."""
        self.passages.append(passage)
        self.posters.add(passage)
        if passage.source.entity is not None and passage.source.side is not None:
            self._sides[passage.source.entity] = passage.source.side

    def side_of(self, entity: str | None) -> str | None:
        """The side that a source had when it spoke before: "It said" after "the city's military administration said"."""
        return None if entity is None else self._sides.get(entity)


def _with_side(passage: Passage, earlier: Earlier, surroundings: Surroundings, register: Register) -> Passage:
    source = passage.source
    if source.side is not None or not source.spans:
        return passage
    if source.kind in _INDEPENDENT:
        side = side_of_state_media(source.name or "", register)
    elif is_described(source):
        side = (
            earlier.posters.side_of(passage)
            or side_in_context(source.name or "", passage.words, register)
            or surroundings.side_of(passage, earlier.passages)
            or earlier.side_of(source.entity)
        )
    else:
        side = surroundings.side_of_local(passage) or earlier.side_of(source.entity)
    return passage if side is None else replace(passage, source=replace(source, side=side))


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
