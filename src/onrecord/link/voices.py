"""The voices of one document: what it says happened, or did not, and who says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from onrecord.basics.fold import folded, source_key
from onrecord.basics.ids import content_id
from onrecord.link.cited import OUTLETS, Citations, body_of, citations
from onrecord.link.wording import counted, is_date, is_nobodys, position, sentence, takes_back, used_to_say
from onrecord.link.words import telling
from onrecord.records.claim import ClaimPlace, Voice
from onrecord.records.document import Document, parse_moment
from onrecord.records.happening import Actor, Happening, HappeningType, Modality, PlaceRole, Quantity
from onrecord.records.place import Place, PlaceKind
from onrecord.records.reading import Reading
from onrecord.records.statement import Stance, Statement
from onrecord.records.time import Precision
from onrecord.register import Register

TELLING = frozenset({Stance.ASSERT, Stance.DENY, Stance.ACKNOWLEDGE, Stance.PRAISE, Stance.MOCK})
"""Stances that say what happened. A question, call, promise or threat does not."""

CONTROL = frozenset(
    {
        HappeningType.CAPTURE,
        HappeningType.WITHDRAWAL,
        HappeningType.HOLD,
        HappeningType.ADVANCE,
        HappeningType.ENCIRCLEMENT,
    }
)
HOLDING = frozenset({HappeningType.CAPTURE, HappeningType.HOLD})
GAINS = CONTROL - {HappeningType.WITHDRAWAL}
POLITICS = frozenset(
    {
        HappeningType.TALKS,
        HappeningType.AGREEMENT,
        HappeningType.AID,
        HappeningType.SANCTION,
        HappeningType.MOBILISATION,
        HappeningType.DEPLOYMENT,
        HappeningType.DETENTION,
        HappeningType.EXCHANGE,
        HappeningType.VOTE,
        HappeningType.PROTEST,
    }
)

WORDS = 12
"""Stems of a sentence by which voices are compared."""

_AREAS = frozenset({PlaceKind.COUNTRY, PlaceKind.ADMIN1, PlaceKind.ADMIN2, PlaceKind.REGION})
_FINE = frozenset({Precision.MINUTE, Precision.HOUR, Precision.PART_OF_DAY, Precision.DAY})


def voices(
    reading: Reading,
    *,
    outlet_side: str | None = None,
    text_sketch: str = "",
    parties: frozenset[str] = frozenset(),
    names: Mapping[str, str] | None = None,
    register: Register | None = None,
) -> tuple[Voice, ...]:
    """What a document says happened or did not, one voice for each happening and place.

    Args:
        reading: the document and what was found in it.
        outlet_side: the side that its publisher speaks for, if any.
        text_sketch: `sketch` of the document's text.
        names: the register's name for each actor by its id, so that one source has one name however texts spell it; a
            source whose id is missing, or that no register knows, keeps the name in the text.
        register: who of those that the words cite is an outlet, and whose voice an official is.
        parties: ids of the sides that fight. Of two, the one that acknowledges a gain of nobody named means the other's.

    Returns:
        Voices in order of the happenings and of their places; a happening without a place gives one voice.
    """
    said = {s.id: s for s in reading.statements}
    known = {e.id: e.known for e in reading.entities}
    moment = moment_of(reading.document)
    day = date.fromisoformat(moment[:10]) if moment else None
    cited = citations(reading, register, day)
    about = _About(reading.document, outlet_side, text_sketch, parties, known, names or {}, register, day, cited)
    dates = [span for time in reading.times for span in time.spans]
    found: list[Voice] = []
    for happening in reading.happenings:
        statement = said.get(happening.statement) if happening.statement else None
        if happening.modality not in (Modality.ACTUAL, Modality.NEGATED):
            continue
        if statement is not None and (statement.stance not in TELLING or is_nobodys(statement, said)):
            continue
        if statement is None and used_to_say(reading.document.text, happening):
            continue
        places: list[ClaimPlace | None] = [*_where(reading, happening)]
        undated = replace(
            happening, quantities=tuple(q for q in happening.quantities if not is_date(q, dates, reading.document.text))
        )
        for place in places or [None]:
            found.append(_voice(about, undated, statement, place))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _About:
    """What all voices of one document share."""

    document: Document
    outlet_side: str | None
    text_sketch: str
    parties: frozenset[str]
    known: dict[str, str | None]
    names: Mapping[str, str]
    register: Register | None
    day: date | None
    cited: Citations

    @property
    def outlet(self) -> str | None:
        """What makes two names of the publisher one."""
        publisher = self.document.publisher
        actor = self.register.find(publisher) if self.register and publisher else None
        return source_key(actor.id if actor else None, publisher)

    def is_outlet(self, entity: str | None) -> bool:
        """Is it an outlet, which tells of war and wages none?"""
        actor = self.register.actor(self.known.get(entity) or "") if self.register and entity else None
        return actor is not None and actor.kind in OUTLETS

    def body(self, known: str | None) -> str | None:
        """The body that a source of the register heads or speaks for."""
        return body_of(self.register.actor(known), self.register, self.day) if self.register and known else None


def _voice(about: _About, happening: Happening, statement: Statement | None, place: ClaimPlace | None) -> Voice:
    """The voice of one happening at one place: the outlet's own, or that of who is quoted."""
    document = about.document
    quantity = _main_quantity(happening)
    effect = happening.effect
    day, dated = _day(document, happening)
    actors = tuple(dict.fromkeys(a.name for a in happening.actors if a.name))
    holder = _holder(happening) or _conceded_to(happening, statement, about.parties)
    key = _key(happening, place, day, holder, actors, document)
    own = Voice(
        claim=key,
        key=key,
        dated=dated,
        words=_telling_words(happening, document),
        document=document.id,
        version="",
        happening=happening.id,
        statement=None,
        type=happening.type,
        modality=happening.modality,
        place=place,
        day=day,
        publisher=document.publisher,
        source=None,
        source_key=None,
        source_kind=None,
        side=about.outlet_side,
        stance=Stance.ASSERT,
        denies=happening.modality is Modality.NEGATED,
        hedged=False,
        evidence=(),
        said=None,
        reported_at=moment_of(document),
        agents=_sides((a for a in happening.actors if not about.is_outlet(a.entity)), "agent"),
        targets=_sides(happening.actors, "target"),
        actors=actors,
        holder=holder,
        service=effect.service if effect else None,
        extent=(effect.share or effect.extent) if effect else "inside" if happening.inside else None,
        low=quantity.low if quantity else None,
        high=quantity.high if quantity else None,
        unit=quantity.unit if quantity else "",
        of=counted(happening, quantity, document.text) if quantity else None,
        sketch=about.text_sketch,
        at=position(happening),
        via=about.cited.of([*happening.trigger, *(statement.cue if statement else ())]) or about.cited.whole,
        outlet=about.outlet,
    )
    return _quoted(own, statement, about) if statement else own


def _quoted(own: Voice, statement: Statement, about: _About) -> Voice:
    """The voice as that of the statement's source."""
    source = statement.source
    known = about.known.get(source.entity) if source.entity else None
    return replace(
        own,
        statement=statement.id,
        source=about.names.get(known or "", source.name),
        source_key=source_key(known, source.name),
        source_kind=source.kind.value,
        side=source.side,
        stance=statement.stance,
        denies=own.denies or statement.stance is Stance.DENY or takes_back(statement, about.document.text),
        hedged=statement.hedged,
        evidence=tuple(e.value for e in statement.evidence),
        said=statement.said.start if statement.said else None,
        body=about.body(known),
    )


def _key(
    happening: Happening,
    place: ClaimPlace | None,
    day: str | None,
    holder: str | None,
    actors: tuple[str, ...],
    document: Document,
) -> str:
    """What makes two voices say the same: type, place and day, with the holder for control and the service for outages."""
    service = happening.effect.service if happening.effect else None
    where = (place.id or f"name:{folded(place.name)}") if place else _nowhere(happening, holder, actors, document)
    return content_id("c", happening.type.value, where, day, holder or "", service or "", digits=16)


def _nowhere(happening: Happening, holder: str | None, actors: tuple[str, ...], document: Document) -> str:
    """What stands in for a place: of politics the actors, of a gain what is counted ("so many square kilometres").

    "The town" and "the troops" are other ones in every document, so for the rest nothing but the document itself does.
    """
    quantity = _main_quantity(happening)
    if holder is not None and quantity is not None:
        return f"counted:{quantity.unit}"
    if happening.type in POLITICS and actors:
        return "actors:" + "|".join(sorted(folded(name) for name in actors))
    return f"document:{document.url or document.id}"


def _holder(happening: Happening) -> str | None:
    """For control, the side that gains or gives, "contested" where a place is split; None for other types and nobody named."""
    if happening.type not in CONTROL:
        return None
    agents = _sides(happening.actors, "agent")
    holder = happening.effect.holder if happening.effect else None
    if happening.type not in HOLDING:
        return agents[0] if agents else holder if holder != "contested" else None
    if len(agents) > 1:
        return "contested"
    return holder or (agents[0] if agents else None)


def _conceded_to(happening: Happening, statement: Statement | None, parties: frozenset[str]) -> str | None:
    """Where a party acknowledges a gain or a withdrawal and the words do not say whose: the other of two gains, it withdraws."""
    if happening.type not in CONTROL or statement is None or statement.stance is not Stance.ACKNOWLEDGE:
        return None
    if happening.type is HappeningType.WITHDRAWAL:
        return statement.source.side if statement.source.side in parties else None
    others = parties - {statement.source.side}
    return min(others) if statement.source.side in parties and len(others) == 1 else None


def _sides(actors: Iterable[Actor], role: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(a.side for a in actors if a.role == role and a.side))


def _main_quantity(happening: Happening) -> Quantity | None:
    """The first number that has a bound."""
    return next((q for q in happening.quantities if q.low is not None or q.high is not None), None)


def _where(reading: Reading, happening: Happening) -> list[ClaimPlace]:
    """The places that it happened at, without those that merely contain another one of them, each once."""
    roles = (PlaceRole.AT, PlaceRole.FROM) if happening.type is HappeningType.WITHDRAWAL else (PlaceRole.AT, PlaceRole.TO)
    listed = [(reading.places[index], role) for index, role in happening.places if index < len(reading.places)]
    listed = [(place, role) for place, role in listed if place.literal] or listed
    found = [place for place, role in listed if role in roles] or [place for place, _ in listed]
    # A name that nothing fits says little beside one that is resolved.
    found = [place for place in found if place.id] or found
    finest = [p for p in found if not any(_contains(p, other) for other in found if other is not p)]
    places = {p.id or f"name:{folded(p.name)}": _claim_place(p) for p in finest}
    return list(places.values())


def _contains(area: Place, place: Place) -> bool:
    """True if the area is a country or region that the place lies in, as far as the two records say."""
    if area.kind is PlaceKind.COUNTRY:
        return place.kind is not PlaceKind.COUNTRY and place.country is not None and area.country == place.country
    if area.kind is PlaceKind.ADMIN1:
        return place.kind not in _AREAS and area.admin1 is not None and area.admin1 == place.admin1
    return False


def _claim_place(place: Place) -> ClaimPlace:
    return ClaimPlace(place.id, place.name, place.kind, place.lat, place.lon, place.country, place.admin1, place.radius_m)


def moment_of(document: Document) -> str | None:
    """When the document came out, in UTC; None where it does not say, or says it in no form or year that can be read."""
    try:
        moment = parse_moment(document.published) if document.published else None
    except (ValueError, OverflowError):
        return None
    return moment.isoformat() if moment and 1 < moment.year < 9999 else None


def _day(document: Document, happening: Happening) -> tuple[str | None, bool]:
    """The day that a voice is about, and whether its words tell it.

    It is the happening's own, or that of the report where the words fix none, or a stretch around it.
    """
    moment = moment_of(document)
    reported = moment[:10] if moment else None
    time = happening.time
    started = _calendar_day(time.start) if time and time.start else None
    if time is None or started is None:
        return reported, False
    if time.precision in _FINE:
        return started, True
    if reported and started <= reported and (time.end is None or reported < time.end[:10]):
        return reported, False
    return started, False


def _telling_words(happening: Happening, document: Document) -> tuple[str, ...]:
    """The rarest stems of the sentence around the trigger, in alphabetical order."""
    start, end = sentence(document.text, position(happening))
    return telling(document.text[start:end], WORDS)


def _calendar_day(start: str) -> str | None:
    """The day of an ISO 8601 time; None for one that no calendar has, or that leaves no day after it."""
    try:
        found = date.fromisoformat(start[:10])
    except ValueError:
        return None
    return found.isoformat() if found < date.max else None
