"""Status, history and numbers of one claim, from its voices in the order in which they were reported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from onrecord.records.claim import Change, Claim, Standing, Voice
from onrecord.weigh.ledger import Ledger, events
from onrecord.weigh.numbers import bounds
from onrecord.weigh.origins import independent, with_origins
from onrecord.weigh.reasons import change, reasons, unknown


def weigh(
    claim: Claim,
    rivals: Sequence[Claim] = (),
    *,
    confirmations: Sequence[Claim] = (),
    parties: frozenset[str] = frozenset(),
) -> Claim:
    """The claim with its standing, its voices knowing their origins.

    Args:
        claim: with at least one voice.
        rivals: claims that cannot be true together with it (`cannot_both_be`), in any order.
        confirmations: claims whose voices say that it came true (`confirms`), in any order. A concession among them counts.
        parties: ids of the sides that fight; what another side gains hurts them. Third sides lose nothing by it.

    Returns:
        The same standing for the same voices, rivals and confirmations, whatever the order in which they came.
    """
    voices = with_origins(claim.voices)
    ledger = Ledger(parties)
    history: list[Change] = []
    known: object = None
    for moment, together in groupby(events(voices, rivals, confirmations), key=lambda heard: heard.at):
        group, before = list(together), frozenset(ledger.denied)
        for heard in group:
            ledger.hear(heard)
        status = ledger.status()
        if status is None:
            continue
        facts = (status, *ledger.facts())
        if facts != known:
            last = history[-1].status if history else None
            history.append(Change(moment, status, change(ledger, status, last, group, before)))
            known = facts
    standing = _standing(claim, ledger, tuple(history), tuple(sorted(r.id for r in rivals)))
    confirming = tuple(sorted({other.id for other in confirmations}))
    return replace(claim, voices=voices, standing=replace(standing, confirmed_by=confirming))


def _standing(claim: Claim, ledger: Ledger, history: tuple[Change, ...], rivals: tuple[str, ...]) -> Standing:
    makers, deniers = ledger.makers(), ledger.deniers()
    return Standing(
        status=history[-1].status,
        origins=len({v.origin for v in makers}),
        denials=len({v.origin for v in deniers}),
        sides=_sides([*claim.voices, *ledger.conceding.values()]),
        quantities=bounds(ledger.numbered),
        history=history,
        rivals=rivals,
        because=reasons(ledger, rivals),
        independent=len(independent(makers)),
        independent_against=len(independent(deniers)),
        sides_for=_sides(makers),
        sides_against=_sides(deniers),
        evidence=tuple(sorted({e for v in makers for e in v.evidence})),
        unknown=unknown(claim, makers),
    )


def _sides(voices: Sequence[Voice]) -> tuple[str, ...]:
    return tuple(sorted({v.side for v in voices if v.side}))
