"""The two Atom feeds of a site: the claims that changed last, and what outlets edited."""

from __future__ import annotations

from datetime import UTC, datetime

from onrecord.publish import pages
from onrecord.publish.links import Links
from onrecord.publish.pages.parts import claim_lines
from onrecord.publish.rendering import render_feed
from onrecord.store.base import ClaimOrder, Store

ITEMS = 50
"""Claims in the feed."""


def claims_feed(store: Store, base: str, links: Links | None = None) -> str:
    """The claims that changed last. `base` is the site's own address, `links` how its pages are named."""
    claims = claim_lines(store.claim_entries(order=ClaimOrder.CHANGED, limit=ITEMS))
    newest = next((c.changed for c in claims if c.changed), _now())
    return render_feed("claims.atom", base, links, claims=claims, updated=newest)


def edits_feed(store: Store, base: str, links: Links | None = None) -> str:
    """The newest edits; arguments as for `claims_feed`."""
    edits = pages.edits_page(store).edits
    newest = max((line.edit.at for line in edits), default=_now())
    return render_feed("edits.atom", base, links, edits=edits, updated=newest)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
