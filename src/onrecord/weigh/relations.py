"""How two documents of different outlets about the same happening relate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from onrecord.basics.sketch import likeness
from onrecord.records.claim import Claim, Voice
from onrecord.records.situation import Relation
from onrecord.weigh.origins import SAME_TEXT
from onrecord.weigh.rivals import cannot_both_be


@dataclass(slots=True)
class _Pair:
    """What two documents say of the claims that both touch."""

    claims: set[str] = field(default_factory=set)
    clashes: set[str] = field(default_factory=set)
    moves: set[str] = field(default_factory=set)
    origins: list[bool] = field(default_factory=list)


def relations(claims: Iterable[Claim], rivals: Mapping[str, Sequence[Claim]]) -> Iterator[Relation]:
    """Compare the documents that share a claim, pair by pair.

    Args:
        claims: with voices that know their origin.
        rivals: for a claim's id, the claims that cannot be true together with it.

    Yields:
        Each pair of documents of different outlets once, ordered by their ids: "dispute" where they cannot both be true on
        any claim, else "update" where the later one moves a number on, else "agree".

    Cost: quadratic in the documents of one claim.
    """
    pairs: dict[tuple[str, str], _Pair] = {}
    for claim in claims:
        spoken = _by_document(claim.voices)
        for a, b in combinations(sorted(spoken), 2):
            if _apart(spoken[a], spoken[b]):
                _compare(pairs.setdefault((a, b), _Pair()), claim.id, spoken[a], spoken[b])
        for rival in rivals.get(claim.id, ()):
            if rival.id > claim.id and cannot_both_be(claim, rival):
                _oppose(pairs, claim, spoken, rival)
    for (a, b), pair in sorted(pairs.items()):
        kind = "dispute" if pair.clashes else "update" if pair.moves else "agree"
        about = tuple(sorted(pair.clashes or pair.moves))
        yield Relation(a, b, kind, about, any(pair.origins) if pair.origins else None, tuple(sorted(pair.claims)))


def _by_document(voices: Sequence[Voice]) -> dict[str, list[Voice]]:
    found: dict[str, list[Voice]] = {}
    for voice in voices:
        found.setdefault(voice.document, []).append(voice)
    return found


def _apart(some: Sequence[Voice], others: Sequence[Voice]) -> bool:
    return some[0].publisher != others[0].publisher


def _compare(pair: _Pair, claim: str, some: Sequence[Voice], others: Sequence[Voice]) -> None:
    """What two documents say of one claim."""
    pair.claims.add(claim)
    pair.origins.append(_same_origin(some, others))
    if {v.denies for v in some} != {v.denies for v in others}:
        pair.clashes.add("whether")
    agents, other_agents = _agents(some), _agents(others)
    if agents and other_agents and not agents & other_agents:
        pair.clashes.add("perpetrator")
    _compare_numbers(pair, some, others)


def _oppose(pairs: dict[tuple[str, str], _Pair], claim: Claim, spoken: dict[str, list[Voice]], rival: Claim) -> None:
    """Documents that make two claims which cannot both be true."""
    for other, voices in _by_document(rival.voices).items():
        for document, own in spoken.items():
            if document != other and _apart(own, voices) and not (_deny(own) or _deny(voices)):
                pair = pairs.setdefault((min(document, other), max(document, other)), _Pair())
                pair.claims |= {claim.id, rival.id}
                pair.clashes.add("what")


def _deny(voices: Sequence[Voice]) -> bool:
    return all(v.denies for v in voices)


def _agents(voices: Sequence[Voice]) -> set[str]:
    return {side for v in voices if not v.denies for side in v.agents}


def _same_origin(some: Sequence[Voice], others: Sequence[Voice]) -> bool:
    return bool({v.origin for v in some} & {v.origin for v in others}) or any(
        likeness(a.sketch, b.sketch) >= SAME_TEXT for a in some for b in others
    )


def _compare_numbers(pair: _Pair, some: Sequence[Voice], others: Sequence[Voice]) -> None:
    """A number that rises with time is an update; one that is lower later, beyond its bounds, is a dispute."""
    for one in some:
        for other in others:
            if (one.unit, one.of) != (other.unit, other.of) or not (_has_number(one) and _has_number(other)):
                continue
            early, late = sorted((one, other), key=lambda v: (v.reported_at or "", v.document))
            if _low(late) > _high(early):
                pair.moves.add("toll")
            elif _high(late) < _low(early):
                pair.clashes.add("toll")


def _has_number(voice: Voice) -> bool:
    return voice.low is not None or voice.high is not None


def _low(voice: Voice) -> float:
    return voice.low if voice.low is not None else 0.0


def _high(voice: Voice) -> float:
    return voice.high if voice.high is not None else float("inf")
