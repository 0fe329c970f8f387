"""The judgements of a casebook as a run needs them: for voices, for linking, for standing, for grades."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING

from onrecord import link, weigh
from onrecord.flow.judged import Reached, corrected, misread, reach
from onrecord.records import Change, Claim, Reading, Status, Voice
from onrecord.records.judgement import PAIRS, Constraint, Judgement, JudgementKind
from onrecord.store import Store

if TYPE_CHECKING:
    from onrecord.flow.crosscheck import Sides

MOST_PAIRS = 400
"""Pairs of voices that one judgement about two claims keeps apart; the first ones of large claims are enough."""

Key = tuple[str, str]
"""A voice: the id of the version, and of the happening."""


@dataclass(frozen=True, slots=True)
class Found:
    """A judgement in one version: what it reaches there, and what type each happening is of."""

    version: str
    reached: Reached
    types: Mapping[str, str]

    @property
    def keys(self) -> tuple[Key, ...]:
        return tuple((self.version, happening) for happening in self.reached.happenings)


class Decisions:
    """Judgements in force, read once for a run. Whoever records one in between makes a new one.

    `names` keeps those that are about one of these ids, or whose words stand in a document of one of them.
    """

    def __init__(self, store: Store, names: Sequence[str] | None = None) -> None:
        self._store = store
        self.all = tuple(j for j in store.judgements(names) if j.in_force)
        self._by_document: dict[str, list[Judgement]] = {}
        for judgement in self.all:
            for document in {a.document for a in judgement.anchors}:
                self._by_document.setdefault(document, []).append(judgement)
        self._found: dict[str, tuple[Found, ...]] = {}

    def of(self, document: str) -> Sequence[Judgement]:
        """Those whose words stand in a document of this id."""
        return self._by_document.get(document, ())

    def voices(self, reading: Reading, sides: Sides, text_sketch: str) -> tuple[Voice, ...]:
        """What a document says happened or did not, with places and times as judged, without what was misread."""
        reached = reach(self.of(reading.document.id), reading)
        spoken = link.voices(
            corrected(reading, reached),
            outlet_side=sides.of_outlet(reading.document.publisher),
            text_sketch=text_sketch,
            parties=sides.parties,
            names=sides.actors,
            register=sides.register,
        )
        out = misread(reached)
        return tuple(v for v in spoken if not _is_out(v, out))

    # ---- what a judgement reaches today ------------------------------------------------------------------

    def found(self, judgement: Judgement) -> tuple[Found, ...]:
        """What the judgement reaches in every stored version of its documents; nothing where it dangles."""
        if judgement.id not in self._found:
            self._found[judgement.id] = tuple(find(self._store, judgement))
        return self._found[judgement.id]

    @cached_property
    def constraints(self) -> tuple[Constraint, ...]:
        """What linking must join and must keep apart. Of two judgements about one pair the newest counts."""
        pairs: dict[frozenset[Key], Constraint] = {}
        for judgement in sorted((j for j in self.all if j.kind in PAIRS), key=lambda j: (j.at, j.id)):
            for made in self._constraints(judgement):
                pairs[frozenset((made.a, made.b))] = made
        return tuple(pairs[key] for key in sorted(pairs, key=sorted))

    def _constraints(self, judgement: Judgement) -> Iterator[Constraint]:
        """Happenings of one type tie two statements or claims; only where no type is common do their first ones."""
        one, other = ([f for f in self.found(judgement) if f.reached.about == about] for about in judgement.about)
        typed = [[(key, f.types[key[1]]) for f in found for key in f.keys] for found in (one, other)]
        pairs = [(a, b) for (a, kind), (b, also) in product(*typed) if kind == also and a != b]
        pairs = pairs or [(a, b) for (a, _), (b, _) in product(*(keys[:1] for keys in typed)) if a != b]
        same = judgement.kind is JudgementKind.SAME
        for a, b in pairs[: 1 if same and self._about_claims(judgement) else MOST_PAIRS]:
            yield Constraint(min(a, b), max(a, b), same)

    def _about_claims(self, judgement: Judgement) -> bool:
        things = {(a.statement, a.happening) for a in judgement.anchors}
        return not any(about in thing for about in judgement.about for thing in things)

    # ---- standing ------------------------------------------------------------------------------------------

    @cached_property
    def _retracted(self) -> tuple[dict[str, Judgement], dict[Key, Judgement]]:
        """What was taken back: whole claims, and single voices."""
        claims: dict[str, Judgement] = {}
        voices: dict[Key, Judgement] = {}
        for judgement in self.all:
            if judgement.kind is not JudgementKind.RETRACTED:
                continue
            if self._about_claims(judgement):
                claims[self.claim_now(judgement)] = judgement
            else:
                voices |= {key: judgement for f in self.found(judgement) for key in f.keys}
        return claims, voices

    def claim_now(self, judgement: Judgement) -> str:
        """The claim that a judgement is about: the one of its id, or else the one that most of its voices make now."""
        about = judgement.about[0]
        if self._store.voices([about]):
            return about
        now: Counter[str] = Counter()
        for one in self.found(judgement):
            made = self._store.version_claims(one.version)
            now.update(claim for _, happening in one.keys for claim in made.get(happening, ()))
        return min(now, key=lambda c: (-now[c], c)) if now else about

    def settled(self, claim: Claim, rivals: Sequence[Claim], confirmations: Sequence[Claim], parties: frozenset[str]) -> Claim:
        """A weighed claim with what was judged as taken back; what was known before stays in its history."""
        claims, voices = self._retracted
        whole = claims.get(claim.id)
        gone = {_key(v): voices[_key(v)] for v in claim.voices if _key(v) in voices}
        if claim.standing is None or (whole is None and not gone):
            return claim
        left = [v for v in claim.voices if _key(v) not in gone]
        judgement = whole or max(gone.values(), key=lambda j: (j.at, j.id))
        because = f"judged as taken back by {judgement.by}" + (f": {judgement.note}" if judgement.note else "")
        if whole is not None or not any(not v.denies for v in left):
            standing, status = claim.standing, Status.RETRACTED
        else:
            again = weigh.weigh(replace(claim, voices=tuple(left)), rivals, confirmations=confirmations, parties=parties)
            standing = again.standing or claim.standing
            status = standing.status
        history = claim.standing.history
        if status is not claim.standing.status:
            history = (*history, Change(judgement.at, status, because))
        changed = replace(standing, status=status, history=history, because=(*standing.because, because))
        return replace(claim, standing=changed)

    @cached_property
    def grades(self) -> dict[str, Judgement]:
        """The grade that a person gave a source (by its key) or a claim (by its id today); the newest counts."""
        given: dict[str, Judgement] = {}
        for judgement in sorted(self.all, key=lambda j: (j.at, j.id)):
            if judgement.kind is JudgementKind.GRADE:
                given[self.claim_now(judgement) if judgement.anchors else judgement.about[0]] = judgement
        return given


def find(store: Store, judgement: Judgement) -> Iterator[Found]:
    """What a judgement, in force or not, reaches in every stored version of its documents."""
    for document in dict.fromkeys(a.document for a in judgement.anchors):
        for version in store.versions(document):
            reading = store.reading(version.id)
            if reading is not None:
                types = {h.id: h.type.value for h in reading.happenings}
                yield from (Found(version.id, r, types) for r in reach([replace(judgement, undone=None)], reading))


def _key(voice: Voice) -> Key:
    return voice.version, voice.happening


def _is_out(voice: Voice, out: frozenset[tuple[str, str | None]]) -> bool:
    place = {voice.place.id, voice.place.name} if voice.place else set()
    return any(happening == voice.happening and (where is None or where in place) for happening, where in out)
