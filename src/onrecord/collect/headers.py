"""What HTTP headers say, in responses and in the archives that keep them."""

from __future__ import annotations

import re

KEPT_HEADERS = frozenset({"content-type", "content-language", "date", "etag", "last-modified", "link", "server"})
"""Response headers that a capture keeps; cookies and the like are nobody's business."""


def content_type(value: str | None) -> tuple[str | None, str | None]:
    """Media type and charset of a `Content-Type`, in lower case."""
    if not value:
        return None, None
    media_type, _, rest = value.partition(";")
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", rest, re.IGNORECASE)
    return media_type.strip().lower() or None, charset[1].lower() if charset else None
