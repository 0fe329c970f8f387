"""Claims in force over an area at a time, as known at a time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

CONTESTED = "CONTESTED"
UNKNOWN = "UNKNOWN"


@dataclass(frozen=True, slots=True)
class BaselineRow:
    """Who held a place at the start. `holder` is the code of a side, CONTESTED or UNKNOWN; `date` an ISO 8601 day."""

    place_id: str
    name: str
    lat: float
    lon: float
    date: str
    holder: str


@dataclass(frozen=True, slots=True)
class ControlSpan:
    """Who held one place at the end of each day from `from_date` to `to_date` (both included, UTC), as known then.

    `holder` is the code of a side, CONTESTED or UNKNOWN. `claims` are the ids that it rests on, empty for the baseline;
    `rule` is the name of the rule that decided (docs/reference/rules.md). `gazetteer_id` is the gazetteer's id of a place that
    the baseline names otherwise, where a claim was about it.
    """

    place_id: str
    name: str
    lat: float
    lon: float
    from_date: str
    to_date: str
    holder: str
    claims: tuple[str, ...]
    rule: str
    gazetteer_id: str | None = None

    @property
    def page(self) -> str:
        """The id under which the place is shown: the gazetteer's, under which its claims are, or else the baseline's."""
        return self.gazetteer_id or self.place_id

    def to_dict(self) -> dict[str, Any]:
        return {
            "place_id": self.place_id,
            "name": self.name,
            "lat": self.lat,
            "lon": self.lon,
            "from_date": self.from_date,
            "to_date": self.to_date,
            "holder": self.holder,
            "claims": list(self.claims),
            "rule": self.rule,
            "gazetteer_id": self.gazetteer_id,
        }


@dataclass(frozen=True, slots=True)
class OutageSpan:
    """A service that was out in a place: from a day until the day of its restoration (None: none reported).

    `restored` is how much of it was back by the last report, in percent, where one says so; None where none does.
    """

    place_id: str
    name: str
    lat: float | None
    lon: float | None
    service: str
    extent: str | None
    from_date: str
    to_date: str | None
    claims: tuple[str, ...]
    restored: float | None = None

    def to_dict(self) -> dict[str, Any]:
        return {
            "place_id": self.place_id,
            "name": self.name,
            "lat": self.lat,
            "lon": self.lon,
            "service": self.service,
            "extent": self.extent,
            "from_date": self.from_date,
            "to_date": self.to_date,
            "claims": list(self.claims),
            "restored": self.restored,
        }


class Course(StrEnum):
    """What a timeline is of, besides control and outages."""

    LOSSES = "losses"
    """Equipment and troops of a side, by claimant."""
    CASUALTIES = "casualties"
    DISPLACEMENT = "displacement"
    TALKS = "talks"
    """Talks and agreements."""
    DETENTIONS = "detentions"
    """Detentions and exchanges."""
    AID = "aid"


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One entry of a timeline: what was claimed of a day, by whom, with its number, and the claims that it rests on.

    `side` is whose it is: the side that loses, suffers, is detained or receives; None for nobody named. `claimants` are the sides
    whose sources say so, "others" for the rest. `low`, `best` and `high` come from one claim and one claimant: numbers of
    several sides are never added up. `status` is the claim's standing.
    """

    course: Course
    day: str
    place_id: str | None
    name: str | None
    lat: float | None
    lon: float | None
    type: str
    summary: str
    side: str | None
    claimants: tuple[str, ...]
    status: str
    origins: int
    low: float | None
    best: float | None
    high: float | None
    unit: str
    of: str | None
    claims: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        return {
            "course": self.course.value,
            "day": self.day,
            "place_id": self.place_id,
            "name": self.name,
            "lat": self.lat,
            "lon": self.lon,
            "type": self.type,
            "summary": self.summary,
            "side": self.side,
            "claimants": list(self.claimants),
            "status": self.status,
            "origins": self.origins,
            "low": self.low,
            "best": self.best,
            "high": self.high,
            "unit": self.unit,
            "of": self.of,
            "claims": list(self.claims),
        }


@dataclass(frozen=True, slots=True)
class Situation:
    """Claims in force at the end of a day, by what was known at the end of `as_known` (ISO 8601 days; None: nothing is known).

    `changes` are the changes of hands of each week up to then, as (first day of the week, how many).
    """

    day: str | None
    as_known: str | None
    control: tuple[ControlSpan, ...]
    outages: tuple[OutageSpan, ...]
    changes: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that changed between two days. `what` is "control", "outage", "restoration", or a `Course`.

    For control `before` and `after` are holders. `day` is the day of the change; `rule` the one that decided it.
    """

    what: str
    day: str
    place_id: str | None
    name: str | None
    before: str | None
    after: str | None
    summary: str
    rule: str | None
    claims: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        return {
            "what": self.what,
            "day": self.day,
            "place_id": self.place_id,
            "name": self.name,
            "before": self.before,
            "after": self.after,
            "summary": self.summary,
            "rule": self.rule,
            "claims": list(self.claims),
        }


@dataclass(frozen=True, slots=True)
class Relation:
    """How two documents of different outlets about the same main happening relate.

    `relation` is "agree", "update" or "dispute"; `about` what they differ on; `same_origin` None where it cannot be told.
    """

    a: str
    b: str
    relation: str
    about: tuple[str, ...]
    same_origin: bool | None
    claims: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        return {
            "a": self.a,
            "b": self.b,
            "relation": self.relation,
            "about": list(self.about),
            "same_origin": self.same_origin,
            "claims": list(self.claims),
        }
