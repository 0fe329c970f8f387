"""The proposition that statements make or deny, and what the cross-check found for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from onrecord.basics.fold import folded
from onrecord.records.happening import HappeningType, Modality
from onrecord.records.place import PlaceKind
from onrecord.records.statement import Stance


class Status(StrEnum):
    """Where a claim stands. It says who says so, never what is true."""

    REPORTED = "reported"
    """One origin says so."""
    CORROBORATED = "corroborated"
    """Two or more independent origins say so and none denies it."""
    CONCEDED = "conceded"
    """A source of the side that it hurts acknowledges it."""
    DISPUTED = "disputed"
    """Origins assert and deny it, or say things that cannot both be true."""
    DENIED = "denied"
    """Only denials are left."""
    RETRACTED = "retracted"
    """The origin took it back."""


_AREA_WORDS = frozenset(
    {"region", "oblast", "province", "governorate", "republic", "district", "raion", "county", "state", "krai", "territory"}
)


@dataclass(frozen=True, slots=True)
class ClaimPlace:
    """Where a claim is about. `id` is the gazetteer's, None for a name that no entry fits."""

    id: str | None
    name: str
    kind: PlaceKind
    lat: float | None
    lon: float | None
    country: str | None = None
    admin1: str | None = None
    radius_m: int | None = None
    """Radius in metres of the disc that the place surely lies in, as `locate` gave it."""

    @property
    def area(self) -> str:
        """Country and first-level region, within which alike claims are looked for; a place of no known country is its own."""
        return f"{self.country}/{self.admin1 or ''}" if self.country else f"name:{folded(self.name)}"

    @property
    def label(self) -> str:
        """The name, with what it is where the name alone would be taken for a town ("Kharkiv region")."""
        word = {PlaceKind.ADMIN1: "region", PlaceKind.ADMIN2: "district"}.get(self.kind)
        if word is None or _AREA_WORDS & set(self.name.casefold().split()):
            return self.name
        return f"{self.name} {word}"

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "name": self.name,
            "kind": self.kind.value,
            "lat": self.lat,
            "lon": self.lon,
            "country": self.country,
            "admin1": self.admin1,
            "radius_m": self.radius_m,
        }


@dataclass(frozen=True, slots=True)
class Bounds:
    """Numbers that several voices give for one thing: the lowest, the one most origins give, the highest. None where open."""

    low: float | None
    best: float | None
    high: float | None
    unit: str = ""
    of: str | None = None

    def to_dict(self) -> dict[str, Any]:
        return {"low": self.low, "best": self.best, "high": self.high, "unit": self.unit, "of": self.of}


@dataclass(frozen=True, slots=True)
class Voice:
    """One statement, or an outlet's own voice (`statement` None), that makes or denies a claim in one version of a document.

    `document` and `version` say where it stands; `happening` is the coded words. `said` is ISO 8601: when it was said, or
    else None; `reported_at` when the document came out (ISO 8601 in UTC), None where unknown. `source` is the name as
    resolved, `source_key` what makes two names one source (register id, or the folded name). `denies` is True where the
    voice says that it did not happen. `low`/`high`/`unit`/`of` are the number it gives, if any; `holder`, `service` and
    `extent` those of the happening's effect (of control, its `share`; of a clash, "inside" where it goes on in the place);
    `agents` and `targets` the sides that act and that are acted on.
    `sketch` is the MinHash sketch of the document's text, by which reprints are known. `origin` is who first said it; the
    empty string until origins are counted.
    """

    claim: str
    document: str
    version: str
    happening: str
    statement: str | None
    type: HappeningType
    modality: Modality
    place: ClaimPlace | None
    day: str | None
    publisher: str | None
    source: str | None
    source_key: str | None
    source_kind: str | None
    side: str | None
    stance: Stance
    denies: bool
    hedged: bool
    evidence: tuple[str, ...]
    said: str | None
    reported_at: str | None
    agents: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    """Names of those who act and are acted on, folded; what tells apart claims that have no place."""
    holder: str | None = None
    service: str | None = None
    extent: str | None = None
    low: float | None = None
    high: float | None = None
    unit: str = ""
    of: str | None = None
    sketch: str = ""
    origin: str = ""
    at: int = 0
    """Where its words begin in the text, in code points."""
    via: str = ""
    """Whom the words cite as where it comes from ("citing Reuters", "told the BBC", a dateline): "outlet:" or "source:" and the
    key; empty where they cite nobody."""
    body: str | None = None
    """The register's id of the body that the source heads or speaks for; None where it speaks for itself or a country."""
    outlet: str | None = None
    """What makes two names of publishers one: the register's id, or the folded name; None where the text names none."""
    withdrawn: str | None = None
    """When a later version of its page took it back (ISO 8601); None where none did."""
    key: str = ""
    """Type, place, day, holder and service as an id: voices of one key are of one claim, and claims are made of keys."""
    dated: bool = False
    """True where the words tell the day; else it is that of the report."""
    words: tuple[str, ...] = ()
    """The rarest stems of the sentence that it stands in, by which it is compared."""

    def to_dict(self) -> dict[str, Any]:
        """One item of a claim's `statements`, as published."""
        return {
            "statement": self.statement,
            "document": self.document,
            "publisher": self.publisher,
            "source": self.source,
            "side": self.side,
            "stance": self.stance.value,
            "said": self.said or self.reported_at,
            "origin": self.origin,
            "happening": self.happening,
            "version": self.version,
            "denies": self.denies,
            "hedged": self.hedged,
            "evidence": list(self.evidence),
            "withdrawn": self.withdrawn,
        }


@dataclass(frozen=True, slots=True)
class Change:
    """From `at` on (ISO 8601, when it was reported) the claim had `status`; `because` says who said what.

    A change may leave the status as it was: another independent origin, a count that rises.
    """

    at: str
    status: Status
    because: str

    def to_dict(self) -> dict[str, Any]:
        return {"at": self.at, "status": self.status.value, "because": self.because}


@dataclass(frozen=True, slots=True)
class Standing:
    """What the cross-check found for one claim.

    `origins` counts the origins that make it, `denials` those that deny it; `independent` and `independent_against` are how
    many of either are independent of each other (the sources of one side count once). `sides` are those of the sources on
    either hand, `sides_for` and `sides_against` those on one. `evidence` is what the voices for it cite; `unknown` what no
    voice says, each a short sentence. `rivals` are the ids of claims that cannot be true together with it, `confirmed_by`
    those of later claims whose voices say that it came true (who holds the town took it). `because` are the reasons for the
    status, each a short sentence.
    """

    status: Status
    origins: int
    denials: int
    sides: tuple[str, ...]
    quantities: Bounds | None
    history: tuple[Change, ...]
    rivals: tuple[str, ...] = ()
    because: tuple[str, ...] = ()
    confirmed_by: tuple[str, ...] = ()
    independent: int = 0
    independent_against: int = 0
    sides_for: tuple[str, ...] = ()
    sides_against: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """What one or more voices say of the same happening: type, place and day.

    `start`/`end` are ISO 8601 days, `end` not included; None where no voice dates it. `voices` are ordered by the time of
    their report. `standing` is None until the claim has been weighed.
    """

    id: str
    type: HappeningType
    summary: str
    places: tuple[ClaimPlace, ...]
    start: str | None
    end: str | None
    voices: tuple[Voice, ...]
    standing: Standing | None = None

    def to_dict(self) -> dict[str, Any]:
        """The published form (CONTRACT, `export claims`)."""
        standing = self.standing
        return {
            "id": self.id,
            "summary": self.summary,
            "type": self.type.value,
            "places": [p.to_dict() for p in self.places],
            "time": {"start": self.start, "end": self.end} if self.start else None,
            "status": standing.status.value if standing else None,
            "statements": [v.to_dict() for v in self.voices],
            "origins": standing.origins if standing else 0,
            "denials": standing.denials if standing else 0,
            "sides": list(standing.sides) if standing else [],
            "quantities": standing.quantities.to_dict() if standing and standing.quantities else None,
            "history": [c.to_dict() for c in standing.history] if standing else [],
            "rivals": list(standing.rivals) if standing else [],
            "because": list(standing.because) if standing else [],
            "confirmed_by": list(standing.confirmed_by) if standing else [],
            "independent": standing.independent if standing else 0,
            "independent_against": standing.independent_against if standing else 0,
            "sides_for": list(standing.sides_for) if standing else [],
            "sides_against": list(standing.sides_against) if standing else [],
            "evidence": list(standing.evidence) if standing else [],
            "unknown": list(standing.unknown) if standing else [],
        }
