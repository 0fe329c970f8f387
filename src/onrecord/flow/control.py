"""Following who held each place: on from where it was left, or anew where what was said before has changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from onrecord import assemble
from onrecord.assemble.places import NAMESAKE_KM, BaselinePlaces
from onrecord.assemble.rules import USED
from onrecord.flow.crosscheck import with_withdrawals
from onrecord.gazetteer import Gazetteer
from onrecord.records import BaselineRow, ClaimPlace, PlaceKind, Voice
from onrecord.store import Store, Waymark
from onrecord.store.codec import pack, unpack

if TYPE_CHECKING:
    from onrecord.flow.crosscheck import Sides

TOGETHER = 25
"""Places that are followed in one transaction."""

NEIGHBOUR_KM = 15.0
"""A place of the baseline lies in the region of the nearest settlement of the gazetteer, if that is so near."""

_DEGREES = 3 * NAMESAKE_KM / 111
"""Within so many degrees every place lies that one row of the baseline may stand for, up to 70 degrees of latitude."""

_LATER = "9999"


def put_control(store: Store, sides: Sides, places: Mapping[str, str], regions: Mapping[str, str]) -> None:
    """Put the control of these places and of those in these regions together from the day of each on, let what only time
    changes change, and let the rest end on the last day.

    Args:
        places: gazetteer id, "name:" and name, or a baseline's place id → the first day of which something has changed.
        regions: name of a first-level region of which as a whole something was said → the same.
    """
    sites = _Sites(store, sides)
    due = sites.due(places, regions)
    ended, last = store.last_control(), sites.last
    if ended is not None and last is not None and ended < last:
        store.extend_control(ended, last)
    names = sorted(due)
    for start in range(0, len(names), TOGETHER):
        with store.transaction():
            sites.put({site: due[site] for site in names[start : start + TOGETHER]})


class _Sites:
    """The places of the timeline of control, with all names that they have."""

    def __init__(self, store: Store, sides: Sides) -> None:
        self._store = store
        self._codes = {side: code for side, code in sides.codes.items() if side in sides.parties}
        self._baseline = store.baseline()
        self._rows = {row.place_id: row for row in self._baseline}
        self._known = BaselinePlaces(self._baseline)
        self._regions = regions_of(self._baseline)
        self._wide: dict[str, tuple[Voice, ...]] = {}
        self.last = store.last_day()

    def due(self, places: Mapping[str, str], regions: Mapping[str, str]) -> dict[str, str]:
        """The sites to be followed again, each with the first day of which something has changed."""
        found: dict[str, str] = {}
        for name, since in self._due(places, regions):
            found[name] = min(since, found.get(name, _LATER))
        return found

    def _due(self, places: Mapping[str, str], regions: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        for name, since in places.items():
            if name in self._rows:
                yield name, since
            for place in self._store.named_places([name]):
                yield from ((site, since) for site in self._of(place))
        for region, since in regions.items():
            yield from ((site, since) for site, its in self._regions.items() if its == region)
            yield from ((site, since) for place in self._store.places_in(region) for site in self._of(place))
        yield from ((site, _LATER) for site in self._store.moving(self.last or ""))

    def _of(self, place: ClaimPlace) -> list[str]:
        """The sites that a place is, under each name that the baseline gives its point."""
        if place.kind is PlaceKind.ADMIN1:
            return []
        row = self._known.find(place)
        if row is not None:
            return [twin.place_id for twin in self._known.at(row)]
        return [place.id] if place.id is not None and place.kind is PlaceKind.SETTLEMENT else []

    def put(self, due: Mapping[str, str]) -> None:
        """Follow some sites again, and keep their timelines."""
        kept = self._store.waymarks(list(due))
        marks = {n: unpack(assemble.Waymark, c.record) for n, c in kept.items() if c.day and c.day < due[n]}
        found = {t.place_id: t for t in self._followed(due, marks)}
        # Spans that stay as they were would keep the gazetteer's former name.
        renamed = [n for n, c in marks.items() if n in found and found[n].known_as != c.known_as]
        found |= {t.place_id: t for t in self._followed(renamed, {})}
        fresh = {n: found[n].since if n in marks and n not in renamed and n in found else "" for n in due}
        self._store.put_control([span for t in found.values() for span in t.spans], fresh)
        self._store.put_waymarks(
            Waymark(t.place_id, t.mark.day if t.mark else "", t.moves_on, pack(t.mark) if t.mark else "") for t in found.values()
        )

    def _followed(self, sites: Iterable[str], marks: Mapping[str, assemble.Waymark]) -> Iterator[assemble.Timeline]:
        names = frozenset(sites)
        voices: dict[tuple[str, str, str], Voice] = {}
        for site in sorted(names):
            after = marks[site].day if site in marks else ""
            for voice in self._told(site, after):
                voices[voice.version, voice.happening, voice.key] = voice
        return assemble.followed(
            _as_edited(self._store, voices.values()),
            self._baseline,
            self._codes,
            regions=self._regions,
            until=self.last,
            marks=marks,
            only=names,
        )

    def _told(self, site: str, after: str) -> Iterator[Voice]:
        """What was said after a day of a site under all of its names, and at any time of its region as a whole."""
        row = self._rows.get(site)
        own = self._store.named_places([site])
        lat, lon = (row.lat, row.lon) if row else (own[0].lat, own[0].lon) if own else (None, None)
        around = self._store.places_around(lat, lon, _DEGREES) if lat is not None and lon is not None else ()
        called = self._store.places_called(row.name) if row else ()
        for place in {p.id or f"name:{p.name}": p for p in (*own, *around, *called)}.items():
            if site in self._of(place[1]):
                yield from self._store.told_of(USED, place[0], after)
        region = self._regions.get(site) if row else own[0].admin1 if own else None
        if region is not None:
            if region not in self._wide:
                self._wide[region] = self._store.told_of_whole(USED, region)
            yield from self._wide[region]


def _as_edited(store: Store, voices: Collection[Voice]) -> Iterator[Voice]:
    """The voices, each knowing whether a later version of its page took it back."""
    of_claims: dict[str, list[Voice]] = {}
    for voice in voices:
        of_claims.setdefault(voice.claim, []).append(voice)
    for found in with_withdrawals(store, of_claims).values():
        yield from found


@lru_cache(maxsize=4)
def regions_of(baseline: tuple[BaselineRow, ...]) -> Mapping[str, str]:
    """Place id → name of the first-level region that it lies in; a place far from any known settlement is left out.

    Cost: one look into the gazetteer for the whole baseline, under a second for some hundred places of one country.
    """
    if len(baseline) == 0:
        return {}
    lat, lon = (sum(r.lat for r in baseline) / len(baseline), sum(r.lon for r in baseline) / len(baseline))
    reach = max(assemble.distance_km(lat, lon, r.lat, r.lon) for r in baseline) + NEIGHBOUR_KM
    around = [e for e in Gazetteer.open().within(lat, lon, reach) if e.kind is PlaceKind.SETTLEMENT and e.admin1]
    nearest = assemble.Nearest((e.lat, e.lon, e.admin1) for e in around if e.admin1)
    found = ((r.place_id, nearest.of(r.lat, r.lon, NEIGHBOUR_KM)) for r in baseline)
    return {place: region for place, region in found if region is not None}
