"""The front page and the page that explains it."""

from __future__ import annotations

from collections import Counter

from onrecord.publish.contexts import AboutPage, FrontPage
from onrecord.publish.pages.parts import claim_lines
from onrecord.records.claim import Status
from onrecord.records.listing import ClaimEntry
from onrecord.store.base import ClaimFilter, ClaimOrder, Store

LATEST_DOCUMENTS = 8
LATEST_CLAIMS = 8
OPEN_CLAIMS = 6
CHANGES = 8
DAYS = 60


def front_page(store: Store) -> FrontPage:
    """The latest documents and claims, what is disputed and conceded, and the situation on the last day."""
    days = store.days()
    last = days[0].name if days else None
    control = store.control(day=last) if last else ()
    holders = Counter(span.holder for span in control)
    changes = sorted((s for s in control if s.claims), key=lambda s: (s.from_date, s.name), reverse=True)
    return FrontPage(
        title="Front page",
        path=("", None),
        document_count=store.count_documents(),
        claim_count=store.count_claims(),
        first_day=days[-1].name if days else None,
        last_day=last,
        documents=store.documents(limit=LATEST_DOCUMENTS),
        latest=claim_lines(store.claim_entries(order=ClaimOrder.CHANGED, limit=LATEST_CLAIMS)),
        disputed=claim_lines(_with_status(store, Status.DISPUTED)),
        conceded=claim_lines(_with_status(store, Status.CONCEDED)),
        statuses=tuple((status, store.count_claims(ClaimFilter(status=status))) for status in Status),
        holders=tuple(holders.most_common()),
        control=tuple(changes[:CHANGES]),
        outages=store.outages(day=last)[:CHANGES] if last else (),
        topics=tuple(topic for topic in store.topics() if topic.claims),
        days=tuple(reversed(days[:DAYS])),
    )


def about_page(store: Store) -> AboutPage:
    """What the words of the site mean."""
    days = store.days()
    return AboutPage(
        title="How to read this record",
        path=("about", None),
        counts=store.counts(),
        first_day=days[-1].name if days else None,
        last_day=days[0].name if days else None,
    )


def _with_status(store: Store, status: Status) -> tuple[ClaimEntry, ...]:
    return store.claim_entries(ClaimFilter(status=status), order=ClaimOrder.CHANGED, limit=OPEN_CLAIMS)
