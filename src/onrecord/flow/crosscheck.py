"""Cross-checking: relink and weigh the claims that changed, then put together what rests on them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from onrecord import link, weigh
from onrecord.flow.decisions import Decisions
from onrecord.flow.linking import link_claims, link_stories
from onrecord.flow.stages import ReadOptions
from onrecord.records import Claim, Voice
from onrecord.store import Store

if TYPE_CHECKING:
    from onrecord.register import Register

BATCH = 200
"""Claims stored in one transaction."""

REGISTER = "registers"
"""The setting that names the registers that a casebook was read with, in the order in which they came, parted by "; "."""

_SIDE = "side."
_CODE, _NAME, _PARTY = f"{_SIDE}code.", f"{_SIDE}name.", f"{_SIDE}party."


@dataclass(frozen=True, slots=True)
class Sides:
    """The sides of a casebook: short codes for exports, names to print, which of them fight, and whom outlets speak for.

    `actors` has the name to print of each actor of the register by its id.
    """

    codes: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    parties: frozenset[str] = frozenset()
    register: Register | None = None
    actors: Mapping[str, str] = field(default_factory=dict)

    def of_outlet(self, publisher: str | None) -> str | None:
        """The side that an outlet speaks for, as the register has it; None for an independent or unknown one."""
        if publisher is None or self.register is None:
            return None
        actor = self.register.find(publisher)
        return actor.side if actor else None


def store_sides(store: Store, options: ReadOptions, register: Register | None = None) -> Sides:
    """The sides of the registers, kept as settings of the casebook so that exports need no register.

    Registers that are named take the place of those used before; the one that comes with the package is taken only where
    the casebook has no sides yet, so that forgetting an option does not bring another conflict's parties in.

    Args:
        register: that of the options, where it is loaded already.
    """
    if register is None:
        from onrecord.register import Register

        register = Register.load(list(options.registers) or None)
    actors = {actor.id: actor.name for actor in register}
    have = store.settings()
    sides = sides_of(have)
    if sides.codes and not options.registers:
        return replace(sides, register=register, actors=actors)
    wanted: dict[str, str] = {}
    for side in register.sides.values():
        wanted[_CODE + side.id] = side.code
        wanted[_NAME + side.id] = side.names[0] if side.names else side.id
        if side.party:
            wanted[_PARTY + side.id] = "yes"
    gone = dict.fromkeys((name for name in have if name.startswith(_SIDE) and name not in wanted), "")
    with store.transaction():
        for name, value in {**gone, **wanted}.items():
            if have.get(name) != value:
                store.put_setting(name, value)
    return replace(sides_of(wanted), register=register, actors=actors)


def note_register(store: Store, name: str) -> tuple[str, ...]:
    """Keep with which register documents are read from now on; all that were, the first one first."""
    before = registers_of(store.settings())
    if name in before:
        return before
    store.put_setting(REGISTER, "; ".join((*before, name)))
    return (*before, name)


def registers_of(settings: Mapping[str, str]) -> tuple[str, ...]:
    """The registers that a casebook was read with, the first one first."""
    return tuple(filter(None, settings.get(REGISTER, "").split("; ")))


def sides_of(settings: Mapping[str, str]) -> Sides:
    """The sides that a casebook's settings name."""

    def those(prefix: str) -> dict[str, str]:
        return {name.removeprefix(prefix): value for name, value in settings.items() if name.startswith(prefix)}

    return Sides(those(_CODE), those(_NAME), frozenset(those(_PARTY)))


def crosscheck(store: Store, sides: Sides, *, progress: Callable[[int], None] | None = None) -> int:
    """Link the voices that are new, and weigh again every claim whose voices changed, and those that they may contradict.

    Returns:
        How many claims were weighed. A second call, with nothing added, weighs none.
    """
    done = 0
    decisions = Decisions(store)
    link_claims(store, decisions)
    while stale := store.stale_claims(limit=BATCH):
        claims = _Claims(store, sides, stale, decisions)
        wanted = sorted({*stale, *(n for c in stale for n in claims.near(c))})
        with store.transaction():
            store.drop_claims([c for c in stale if claims.get(c) is None])
            store.put_claims((claims.weighed(c) for c in wanted if claims.get(c) is not None), made_by=_made_by())
        done += len(wanted)
        if progress is not None:
            progress(done)
    return done


def _made_by() -> str:
    return f"{link.METHOD}, {weigh.METHOD}"


class _Claims:
    """Claims as joined from their voices, each joined once."""

    def __init__(self, store: Store, sides: Sides, wanted: Iterable[str], decisions: Decisions) -> None:
        self._store, self._sides, self._decisions = store, sides, decisions
        self._held: dict[str, Claim | None] = {}
        self._fetch(list(wanted))

    def _fetch(self, names: list[str]) -> None:
        missing = [n for n in names if n not in self._held]
        found = with_withdrawals(self._store, self._store.voices(missing))
        for name in missing:
            self._held[name] = link.claim_of(found[name], self._sides.names) if name in found else None

    def get(self, name: str) -> Claim | None:
        if name not in self._held:
            self._fetch([name])
        return self._held[name]

    def near(self, name: str) -> tuple[str, ...]:
        """Claims that this one may contradict, by id; none for a type that contradicts nothing."""
        claim = self.get(name)
        if claim is None or claim.type not in weigh.RIVAL_TYPES:
            return ()
        return self._store.neighbours(name, weigh.RIVAL_TYPES, weigh.RIVAL_DAYS)

    def weighed(self, name: str) -> Claim:
        """The claim with its standing against all that it may contradict."""
        claim = self.get(name)
        if claim is None:
            raise KeyError(name)
        others = [other for other in map(self.get, self.near(name)) if other is not None]
        said = [o for o in others if any(not v.denies and not v.withdrawn for v in o.voices)]
        rivals = [o for o in said if weigh.cannot_both_be(claim, o)]
        confirmations = [o for o in others if weigh.confirms(claim, o)]
        made = weigh.weigh(claim, rivals, confirmations=confirmations, parties=self._sides.parties)
        return self._decisions.settled(made, rivals, confirmations, self._sides.parties)


def with_withdrawals(store: Store, found: Mapping[str, Sequence[Voice]]) -> Mapping[str, Sequence[Voice]]:
    """Voices by the id of their claim, each knowing whether a later version of its page took it back, which no store keeps."""
    edits = store.superseded(sorted({v.version for voices in found.values() for v in voices}))
    return {name: weigh.with_withdrawals(voices, edits) for name, voices in found.items()} if edits else found


def as_edited(store: Store, claims: Iterable[Claim]) -> Iterator[Claim]:
    """Claims as a store gives them, their voices as `with_withdrawals` has them."""
    return (replace(c, voices=tuple(with_withdrawals(store, {c.id: c.voices})[c.id])) for c in claims)


def refresh(store: Store, sides: Sides, *, progress: Callable[[int], None] | None = None) -> int:
    """Cross-check what changed, then put together again what rests on it. Returns the claims weighed."""
    from onrecord.flow.due import assemble_due

    done = crosscheck(store, sides, progress=progress)
    link_stories(store)
    assemble_due(store, sides)
    return done


def relink(store: Store, sides: Sides, *, progress: Callable[[int], None] | None = None) -> int:
    """Forget how voices and documents were linked, and link, weigh and put together all of them anew.

    The result is that of adding the same documents to an empty casebook. Returns the claims weighed.
    """
    from onrecord.flow.due import DUE

    with store.transaction():
        store.forget_links()
        store.put_setting(DUE, "yes")
    return refresh(store, sides, progress=progress)
