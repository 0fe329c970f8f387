"""Why a claim stands where it does, in short sentences: what changed, on what it rests, what nobody said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.basics.numbers import number_words
from onrecord.records.claim import Claim, Status, Voice
from onrecord.records.happening import HappeningType
from onrecord.weigh.conflicts import DONE_BY
from onrecord.weigh.ledger import Heard, Ledger
from onrecord.weigh.numbers import bounds, number
from onrecord.weigh.origins import independent


def change(ledger: Ledger, status: Status, before: Status | None, heard: Sequence[Heard], denied_before: frozenset[str]) -> str:
    """Who said what just now, so that the standing is what it is.

    Args:
        ledger: after all of `heard`.
        before: the status until now, None at the beginning.
        denied_before: origins that had denied it until now.
    """
    own = [h.voice for h in heard if h.other is None and not h.taken_back]
    if status is before:
        return _said_again(ledger, own)
    if status is Status.CONCEDED:
        now = [h.voice for h in heard if any(h.voice is v for v in ledger.conceding.values())]
        voices = now or list(ledger.conceding.values())
        same = "the same source, " if any(v.origin in denied_before for v in voices) else ""
        return said(f"acknowledged by {same}", voices)
    if status is Status.RETRACTED:
        withdrawn = [h.voice for h in heard if h.taken_back]
        return said("withdrawn by ", withdrawn, outlets=True) if withdrawn else said("taken back by ", ledger.deniers())
    if status is Status.DENIED:
        return said("denied by ", ledger.deniers())
    if status is Status.DISPUTED:
        return _disputed(ledger, own)
    taken_back = [h.voice for h in heard if h.taken_back]
    if taken_back and not own:
        return said("withdrawn by ", taken_back, outlets=True)
    return said("reported by ", [v for v in own if not v.denies] or ledger.makers())


def _said_again(ledger: Ledger, own: Sequence[Voice]) -> str:
    """What is new where the status stays: who else says so or denies it, and which number."""
    makers, deniers = [v for v in own if not v.denies], [v for v in own if v.denies]
    parts = [said("also reported by ", makers)] if makers else []
    parts += [said("denied by ", deniers)] if deniers else []
    numbers = bounds(ledger.numbered)
    if numbers is not None and numbers.best is not None and any(v.low is not None or v.high is not None for v in makers):
        parts.append(f"the number given last by most is {number_words(numbers.best)}")
    return "; ".join(parts) or "withdrawn in part"


def _disputed(ledger: Ledger, own: Sequence[Voice]) -> str:
    denied = [v for v in own if v.denies] or ledger.deniers()
    if denied:
        return said("denied by ", denied)
    if ledger.rivals:
        return "cannot be true together with: " + "; ".join(sorted(r.summary for r in ledger.rivals.values()))
    return _clash(ledger)


def _clash(ledger: Ledger) -> str:
    """Who excludes whom, and about what; empty where nobody does."""
    found = ledger.conflicts()
    if not found:
        return ""
    first = found[0]
    if first.about == "perpetrator":
        return f"{_who(first.one)} and {_who(first.other)} name different sides as the one who did it"
    return f"{_who(first.one)} counts {number_words(number(first.one))}, {_who(first.other)} {number_words(number(first.other))}"


def reasons(ledger: Ledger, rivals: Sequence[str]) -> tuple[str, ...]:
    """What the standing rests on."""
    makers, deniers = ledger.makers(), ledger.deniers()
    against = len({v.origin for v in deniers})
    found = [f"{many(len({v.origin for v in makers}), 'origin')} for, {many(against, 'origin')} against"]
    apart = independent(makers)
    if len(apart) < len({v.origin for v in makers}):
        found.append(f"{len(apart)} of them independent: sources of one side count once")
    if ledger.conceding:
        found.append(said("acknowledged by ", list(ledger.conceding.values())))
    if ledger.taken_back:
        found.append(said("withdrawn by ", ledger.taken_back, outlets=True))
    if clash := _clash(ledger):
        found.append(clash)
    if rivals:
        found.append(f"{many(len(rivals), 'claim')} that cannot be true together with it")
    if makers and all(v.hedged for v in makers):
        found.append("every voice for it marks doubt")
    return tuple(found)


def unknown(claim: Claim, makers: Sequence[Voice]) -> tuple[str, ...]:
    """What no voice for the claim says."""
    found = []
    if makers and not any(v.evidence for v in makers):
        found.append("no voice for it cites evidence")
    if makers and all(v.statement is None or v.source_kind == "unnamed" for v in makers):
        found.append("no voice for it names its source")
    if claim.type in DONE_BY and not any(v.agents for v in makers):
        found.append("nobody says who did it")
    if claim.type is HappeningType.CASUALTIES and not any(v.low is not None or v.high is not None for v in makers):
        found.append("nobody says how many")
    if not claim.places:
        found.append("nobody says where")
    return tuple(found)


def said(verb: str, voices: Iterable[Voice], *, outlets: bool = False) -> str:
    """ "denied by A in X; by B in Y": each pair once, at most three. With `outlets` only those that printed it."""
    pairs = list(dict.fromkeys((v.publisher if outlets else _who(v), v.publisher) for v in voices))
    parts = [f"{who}" + (f" in {where}" if where and where != who else "") for who, where in pairs[:3]]
    more = f"; and {len(pairs) - 3} more" if len(pairs) > 3 else ""
    return f"{verb}{'; by '.join(parts)}{more}"


def many(number: int, noun: str) -> str:
    """ "1 origin", "2 origins"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _who(voice: Voice) -> str:
    return voice.source or voice.publisher or "an unnamed outlet"
