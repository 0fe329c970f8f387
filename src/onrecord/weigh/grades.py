"""Grades after the Admiralty code: A to F for a source by its record, 1 to 6 for a claim by its support.

The two are kept apart: no claim is graded by who makes it, no source by what it says.
Source: the two scales of NATO's AJP-2.1 (2016), annex on source reliability and information credibility.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from onrecord.records.claim import Claim, Standing, Status
from onrecord.records.grade import Grade, SourceRecord
from onrecord.weigh.origins import apart
from onrecord.weigh.reasons import many

FEWEST = 5
"""Claims that must have come to an end before a source is graded at all; F until then."""

FEWEST_FOR_A = 20
"""And before it can be called completely reliable."""

SHARES: tuple[tuple[float, str], ...] = ((0.95, "A"), (0.8, "B"), (0.6, "C"), (0.4, "D"), (0.0, "E"))
"""The least share of what a source said that was borne out, of all that came to an end, for each letter."""

_SEEN = frozenset({"video", "photo", "satellite", "document", "eyewitness"})
"""Evidence that somebody else can look at or ask."""


def record_of(key: str, claims: Iterable[Claim], rivals: Mapping[str, Status] | None = None) -> SourceRecord:
    """What became of the claims that a source made or denied.

    Args:
        key: the source's key, as voices have it.
        claims: weighed, in any order; those without a voice of the source are passed over.
        rivals: status of the claims that cannot be true together with one of them, by id.
    """
    count: Counter[str] = Counter()
    for claim in claims:
        count.update(_outcome(key, claim, rivals or {}))
    return SourceRecord(**{name: count[name] for name in SourceRecord.__slots__})


def _outcome(key: str, claim: Claim, rivals: Mapping[str, Status]) -> list[str]:
    """The counts of a record that one claim adds to."""
    standing = claim.standing
    own = [v for v in claim.voices if v.source_key == key]
    if standing is None or not own:
        return []
    makes = any(not v.denies for v in own)
    found = ["made"] if makes else ["denied"]
    if makes and own[-1].denies:
        return [*found, "taken_back"]
    if not makes:
        return [*found, "denials_refuted"] if standing.status is Status.CONCEDED else found
    others = {apart(v) for v in claim.voices if not v.denies} - {apart(v) for v in own}
    return [*found, *_fate(standing, others, rivals)]


def _fate(standing: Standing, others: set[str], rivals: Mapping[str, Status]) -> list[str]:
    if standing.status is Status.RETRACTED:
        return ["taken_back"]
    if any(rivals.get(r) is Status.CONCEDED for r in standing.rivals) and standing.status is not Status.CONCEDED:
        return ["refuted"]
    if standing.status is Status.CONCEDED:
        return ["conceded"]
    if standing.status is Status.CORROBORATED and others:
        return ["corroborated"]
    return ["disputed"] if standing.status is Status.DISPUTED else []


def reliability(record: SourceRecord) -> Grade:
    """The letter of a source, from its record alone."""
    ended = record.borne_out + record.failed
    counts = (
        f"{many(record.made, 'claim')} made: {record.conceded} conceded by the side that they hurt,"
        f" {record.corroborated} corroborated, {record.disputed} disputed, {record.refuted} refuted,"
        f" {record.taken_back} taken back",
        f"{many(record.denied, 'denial')}, {record.denials_refuted} of what was conceded after all",
    )
    if ended < FEWEST:
        return Grade("F", ended, (f"{many(ended, 'claim')} came to an end; at least {FEWEST} are needed", *counts))
    share = record.borne_out / ended
    letter = next(code for least, code in SHARES if share >= least)
    if letter == "A" and ended < FEWEST_FOR_A:
        letter = "B"
    return Grade(letter, ended, (f"{record.borne_out} of {ended} that came to an end were borne out", *counts))


def credibility(claim: Claim) -> Grade:
    """The figure of a weighed claim, from its support alone.

    One more independent voice for a claim never makes the figure worse (in the order of `WORSE`).
    """
    standing = claim.standing
    if standing is None:
        return Grade("6", 0, ("not yet weighed",))
    code, reason = _BY_STATUS[standing.status](standing)
    makers = [v for v in claim.voices if not v.denies and not v.withdrawn]
    doubted = bool(makers) and all(v.hedged for v in makers) and standing.status is Status.CORROBORATED
    if doubted:
        return Grade({"1": "2", "2": "3"}[code], standing.independent, (reason, "every voice for it marks doubt"))
    return Grade(code, standing.independent, (reason,))


def _corroborated(standing: Standing) -> tuple[str, str]:
    return ("1" if standing.independent > 2 else "2"), f"{standing.independent} independent origins say so, none denies it"


def _conceded(standing: Standing) -> tuple[str, str]:
    """ "Confirmed by others" needs others: a concession that stands alone is probable, not confirmed."""
    if standing.independent > 1:
        return "1", f"the side that it hurts acknowledges it, one of {standing.independent} independent origins"
    return "2", "the side that it hurts acknowledges it, and nobody else says so"


def _reported(standing: Standing) -> tuple[str, str]:
    cited = sorted(_SEEN.intersection(standing.evidence))
    if cited:
        return "3", f"one independent origin, which cites evidence ({', '.join(cited)})"
    return "6", "one independent origin, and no evidence that others could look at"


def _disputed(standing: Standing) -> tuple[str, str]:
    against = max(standing.independent_against, 1)
    reason = f"{many(standing.independent, 'independent origin')} for it, {against} against it or for what excludes it"
    return ("3" if standing.independent > against else "4"), reason


_BY_STATUS: Mapping[Status, Callable[[Standing], tuple[str, str]]] = {
    Status.CONCEDED: _conceded,
    Status.CORROBORATED: _corroborated,
    Status.REPORTED: _reported,
    Status.DISPUTED: _disputed,
    Status.DENIED: lambda _: ("5", "only denials are left"),
    Status.RETRACTED: lambda _: ("5", "who said it took it back"),
}
