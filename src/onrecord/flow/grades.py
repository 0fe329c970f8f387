"""Grades of a casebook's sources and claims: computed, and overridden where a person gave one."""

from __future__ import annotations

from onrecord import weigh
from onrecord.flow.decisions import Decisions
from onrecord.records import Claim
from onrecord.records.grade import Grade, SourceRecord
from onrecord.store import ClaimFilter, Store


def claim_grade(claim: Claim, decisions: Decisions) -> Grade:
    """How credible a claim is, from its support; a person's grade stands before the computed one."""
    return weigh.credibility(claim).overridden(decisions.grades.get(claim.id))


def source_grade(store: Store, key: str, decisions: Decisions) -> tuple[Grade, SourceRecord]:
    """How reliable a source is, and the record behind it.

    Cost: reads every claim that the source makes or denies, and those that these exclude.
    """
    claims = store.claims(ClaimFilter(source=key), limit=-1)
    statuses = {claim.id: claim.standing.status for claim in claims if claim.standing}
    for name in sorted({r for claim in claims if claim.standing for r in claim.standing.rivals} - statuses.keys()):
        rival = store.claim(name)
        if rival is not None and rival.standing is not None:
            statuses[name] = rival.standing.status
    record = weigh.record_of(key, claims, statuses)
    return weigh.reliability(record).overridden(decisions.grades.get(key)), record
