"""Who held each place at the end of each day, using only what had been reported by then."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from onrecord.assemble.days import days_after
from onrecord.assemble.evidence import Evidence, evidence_of, of_the_whole, other_side
from onrecord.assemble.places import BaselinePlaces
from onrecord.assemble.rules import USED
from onrecord.assemble.states import State, Waymark, follow_taken_back
from onrecord.records.claim import Claim, ClaimPlace, Voice
from onrecord.records.place import PlaceKind
from onrecord.records.situation import UNKNOWN, BaselineRow, ControlSpan

_SPOTS = frozenset({PlaceKind.SETTLEMENT, PlaceKind.OTHER, PlaceKind.FACILITY})


@dataclass(slots=True)
class _Site:
    """A place with all that was said about who holds it; `region` is the name of the one that it lies in.

    `known_as` is the gazetteer's id, where the baseline has another one.
    """

    place_id: str
    name: str
    lat: float
    lon: float
    start: str | None
    holder: str
    region: str | None
    evidence: list[Evidence] = field(default_factory=list)
    known_as: str | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """Who held one place when, oldest first: all of it, or from the span on that held when it was followed last.

    `mark` is from where it can be followed later, `moves_on` the next day on which it changes though nothing more is said.
    """

    place_id: str
    spans: tuple[ControlSpan, ...]
    mark: Waymark | None
    moves_on: str | None
    known_as: str | None

    @property
    def since(self) -> str:
        """The day from which on the spans take the place of others; "" where there are none."""
        return self.spans[0].from_date if self.spans else ""


def control(
    claims: Iterable[Claim],
    baseline: Sequence[BaselineRow],
    codes: Mapping[str, str],
    *,
    regions: Mapping[str, str] | None = None,
    until: str | None = None,
) -> Iterator[ControlSpan]:
    """The timeline of control, place by place.

    Args:
        claims: with voices that know their origin; those of other types are passed over.
        baseline: who held what at the start.
        codes: side id → code; a party without a code is passed over.
        regions: place id of the baseline → name of the first-level region that it lies in, as claims' places have it.
        until: last day of the timeline; None for the last day on which anything was reported.

    Yields:
        Spans ordered by place id and day. Those of one place follow each other without a gap.
    """
    voices = (v for claim in claims for v in claim.voices)
    for timeline in followed(voices, baseline, codes, regions=regions, until=until):
        yield from timeline.spans


def followed(
    voices: Iterable[Voice],
    baseline: Sequence[BaselineRow],
    codes: Mapping[str, str],
    *,
    regions: Mapping[str, str] | None = None,
    until: str | None = None,
    marks: Mapping[str, Waymark] | None = None,
    only: Collection[str] | None = None,
) -> Iterator[Timeline]:
    """As `control`, from what single voices say, and with how each place can be followed on.

    Args:
        marks: how far places were followed before, by id: for these only what was reported later counts, and it must be
            all that was. Where the gazetteer's name of such a place changes, it has to be followed from the start.
        only: ids of places; others are passed over. None passes over none.
    """
    known = marks or {}
    map_ = _Map(baseline, regions or {}, codes, known)
    for voice in sorted((v for v in voices if v.type in USED), key=_order):
        map_.hear(voice)
    last = max(until or "", map_.last)
    opponents = {codes[side]: codes[other] for side in codes if (other := other_side(side, codes))}
    for name, site in sorted(map_.sites.items()):
        if only is not None and name not in only:
            continue
        mark = known.get(name)
        evidence = [*site.evidence, *map_.wide.get(site.region or "", ())]
        if mark is not None:
            evidence = [e for e in evidence if e.reported > mark.day]
        start = mark or (State.at_start(site.start, site.holder) if site.start is not None else None)
        found = follow_taken_back(evidence, start, opponents, last)
        kept = found.mark and replace(
            found.mark, name=site.name, lat=site.lat, lon=site.lon, region=site.region, known_as=site.known_as
        )
        yield Timeline(name, tuple(_spans(site, found.states, last)), kept, found.moves_on, site.known_as)


def _order(voice: Voice) -> tuple[str, str, str, str, str]:
    return voice.reported_at or "", voice.document, voice.version, voice.happening, voice.key


class _Map:
    """The sites, and what was said of each and of each region."""

    def __init__(
        self,
        baseline: Sequence[BaselineRow],
        regions: Mapping[str, str],
        codes: Mapping[str, str],
        marks: Mapping[str, Waymark],
    ) -> None:
        self.sites = {
            r.place_id: _Site(r.place_id, r.name, r.lat, r.lon, r.date, r.holder, regions.get(r.place_id)) for r in baseline
        }
        for name, mark in marks.items():
            new = _Site(name, mark.name, mark.lat, mark.lon, None, UNKNOWN, mark.region)
            self.sites.setdefault(name, new).known_as = mark.known_as
        self.wide: dict[str, list[Evidence]] = {}
        self.last = max((row.date for row in baseline), default="")
        self._known, self._codes = BaselinePlaces(baseline), codes

    def hear(self, voice: Voice) -> None:
        """Take in what a voice says of its place."""
        evidence = evidence_of(voice, self._codes)
        if voice.place is not None and evidence is not None and self._take(voice, voice.place, evidence):
            self.last = max(self.last, evidence.reported)

    def _take(self, voice: Voice, place: ClaimPlace, evidence: Evidence) -> bool:
        """Keep the evidence with its region or its site; False where it has none on the map."""
        if place.kind is PlaceKind.ADMIN1:
            if of_the_whole(voice, evidence):
                self.wide.setdefault(place.admin1 or place.name, []).append(replace(evidence, wide=True))
            return True
        sites = self._sites(place) if place.kind in _SPOTS else []
        for site in sites:
            site.evidence.append(evidence)
            if place.id != site.place_id:
                site.known_as = min(filter(None, (site.known_as, place.id)), default=None)
        return len(sites) > 0

    def _sites(self, place: ClaimPlace) -> list[_Site]:
        """The place's sites: the baseline's, which may have one place under several names, or one of its own."""
        row = self._known.find(place)
        if row is not None:
            return [self.sites[twin.place_id] for twin in self._known.at(row)]
        new = self._new(place)
        return [new] if new is not None else []

    def _new(self, place: ClaimPlace) -> _Site | None:
        if place.id is None or place.lat is None or place.lon is None or place.kind is not PlaceKind.SETTLEMENT:
            return None
        new = _Site(place.id, place.name, place.lat, place.lon, None, UNKNOWN, place.admin1)
        return self.sites.setdefault(place.id, new)


def _spans(site: _Site, states: Sequence[State], last: str) -> Iterator[ControlSpan]:
    """The site's states, each until the day before the next one."""
    for state, following in zip_longest(states, states[1:]):
        to_date = min(days_after(following.from_date, -1), last) if following else last
        if to_date >= state.from_date:
            yield ControlSpan(
                site.place_id,
                site.name,
                site.lat,
                site.lon,
                state.from_date,
                to_date,
                state.holder,
                state.claims,
                state.rule,
                site.known_as,
            )
