"""How two documents of different outlets about the same happening relate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from onrecord.basics.sketch import likeness
from onrecord.records.claim import Claim, Voice
from onrecord.records.situation import Relation
from onrecord.weigh.conflicts import blame_differs, owning
from onrecord.weigh.origins import SAME_TEXT
from onrecord.weigh.rivals import cannot_both_be
from onrecord.weigh.tolls import compare, days_between, toll_of

NEAR_DAYS = 3
"""Documents of one story are compared if they came at most so many days apart."""


@dataclass(slots=True)
class _Said:
    """A document with its voices, and the keys of all whom it quotes, on this or on anything else."""

    id: str
    voices: list[Voice] = field(default_factory=list)
    quotes: frozenset[str] = frozenset()

    def by_claim(self) -> dict[str, list[Voice]]:
        """The voices of each claim."""
        found: dict[str, list[Voice]] = {}
        for voice in self.voices:
            found.setdefault(voice.claim, []).append(voice)
        return found

    @property
    def publisher(self) -> str | None:
        return self.voices[0].publisher

    @property
    def day(self) -> str:
        return (self.voices[0].reported_at or "")[:10]


def relations(
    claims: Iterable[Claim],
    rivals: Mapping[str, Sequence[Claim]],
    stories: Mapping[str, str],
    quoted: Mapping[str, frozenset[str]] | None = None,
    parties: frozenset[str] = frozenset(),
    *,
    only: frozenset[str] | None = None,
) -> Iterator[Relation]:
    """Compare documents that share a claim or a story, pair by pair.

    Args:
        claims: with voices that know their origin.
        rivals: for a claim's id, the claims that cannot be true together with it.
        stories: document id → story id; documents without a claim are passed over.
        quoted: document id → keys of those whom it quotes, whether or not what they say makes a claim.
        parties: ids of the sides that fight; which of them did it can be disputed.
        only: pairs without any of these documents are passed over; None passes over none.

    Yields:
        Each pair of documents of different outlets once, ordered by their ids: "dispute" where they cannot both be true on
        any claim, else "update" where a number moves on, else "agree".

    Cost: quadratic in the documents of one claim or story.
    """
    said: dict[str, _Said] = {}
    contradicting: dict[str, set[str]] = {}
    for claim in claims:
        for voice in claim.voices:
            if voice.document not in said:
                said[voice.document] = _Said(voice.document, quotes=(quoted or {}).get(voice.document, frozenset()))
            said[voice.document].voices.append(voice)
        contradicting[claim.id] = {r.id for r in rivals.get(claim.id, ()) if cannot_both_be(claim, r)}
    for a, b in sorted(_pairs(said, contradicting, stories)):
        if only is None or a in only or b in only:
            yield _relation(said[a], said[b], contradicting, parties)


def _pairs(said: dict[str, _Said], contradicting: Mapping[str, set[str]], stories: Mapping[str, str]) -> set[tuple[str, str]]:
    """Pairs of documents of different outlets that make the same or contradicting claims, or tell the same story."""
    groups: dict[str, set[str]] = {}
    for document in said.values():
        for voice in document.voices:
            groups.setdefault(voice.claim, set()).add(document.id)
            for rival in contradicting[voice.claim]:
                groups.setdefault(min(voice.claim, rival) + max(voice.claim, rival), set()).add(document.id)
        if document.id in stories:
            groups.setdefault(stories[document.id], set()).add(document.id)
    found = {pair for group in groups.values() for pair in combinations(sorted(group), 2)}
    return {(a, b) for a, b in found if said[a].publisher != said[b].publisher and _near(said[a].day, said[b].day)}


def _near(one: str, other: str) -> bool:
    days = days_between(one, other)
    return days is None or days <= NEAR_DAYS


def _relation(a: _Said, b: _Said, contradicting: Mapping[str, set[str]], parties: frozenset[str]) -> Relation:
    early, late = sorted((a, b), key=lambda d: (d.day, d.id))
    clashes: set[str] = set()
    claims: set[str] = set()
    made, also = early.by_claim(), late.by_claim()
    for name in made.keys() & also.keys():
        claims.add(name)
        clashes |= _differences(made[name], also[name], parties)
    for name in made.keys() - also.keys():
        # A document that tells both sides' claims opposes neither.
        rivals = (contradicting[name] & also.keys()) - made.keys()
        if rivals and _asserts(made[name]) and any(_asserts(also[r]) for r in rivals):
            claims |= {name, *rivals}
            clashes.add("what")
    before, after = toll_of(early.voices), toll_of(late.voices)
    toll = compare(before, after, days_between(early.day, late.day)) if before and after else None
    if toll == "dispute":
        clashes.add("toll")
    same = _same_origin(a, b, claims)
    disputed = bool(clashes) and not same
    moved = clashes - {"perpetrator"} if same and early.day < late.day else set()
    moved |= {"toll"} if toll else set()
    # Two documents that have it from one source differ because it told more, or changed its mind: an update, no dispute.
    kind = "dispute" if disputed else "update" if moved else "agree"
    return Relation(a.id, b.id, kind, tuple(sorted(clashes if disputed else moved)), same, tuple(sorted(claims)))


def _asserts(voices: Sequence[Voice]) -> bool:
    return any(not v.denies for v in voices)


def _differences(some: Sequence[Voice], others: Sequence[Voice], parties: frozenset[str]) -> set[str]:
    """What two documents cannot both be right about in one claim."""
    found = set()
    if {v.denies for v in some} != {v.denies for v in others} and _only(some) and _only(others):
        found.add("whether")
    if blame_differs(some, others, parties - owning([*some, *others])):
        found.add("perpetrator")
    return found


def _only(voices: Sequence[Voice]) -> bool:
    """True if all voices are on one hand."""
    return len({v.denies for v in voices}) == 1


def _same_origin(a: _Said, b: _Said, claims: set[str]) -> bool | None:
    """True if they quote a common source or are one text; None where one of them quotes nobody and they share no claim."""
    if likeness(a.voices[0].sketch, b.voices[0].sketch) >= SAME_TEXT:
        return True
    quoted, other = _quoted(a), _quoted(b)
    if not (quoted and other) and not claims:
        return None
    return bool(quoted & other)


def _quoted(document: _Said) -> set[str]:
    """Whom a document has it from: the origins of what it quotes, whom it cites, and all other whom it quotes."""
    origins = {v.origin.partition(":")[2] for v in document.voices if v.statement is not None or v.via}
    return {*origins, *document.quotes}
