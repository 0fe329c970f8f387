"""One published text as read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from onrecord.basics.ids import text_digest
from onrecord.basics.spans import Span


@dataclass(frozen=True, slots=True)
class Skipped:
    """A stretch of the text that is not reporting: byline, author box, cookie notice, share bar."""

    span: Span
    why: str

    def to_dict(self) -> dict[str, Any]:
        return {**self.span.to_dict(), "why": self.why}


@dataclass(frozen=True, slots=True)
class Document:
    """One published text. Every span of every other record counts code points of `text`.

    `published` is ISO 8601 (a date, or a time with zone) or None where the input does not say;
    `language` is a BCP 47 code or None. `previous` is the id of the text that this one repeats, forwards or answers
    where the input says so (Telegram), else None.
    """

    id: str
    text: str
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    url: str | None = None
    language: str | None = None
    skipped: tuple[Skipped, ...] = ()
    media: tuple[tuple[str, str], ...] = ()
    """Attached photos and videos: (kind, caption or file name). Nothing is opened."""
    forwarded_from: str | None = None
    reply_to: str | None = None
    sha256: str = field(default="")
    edited: str | None = None
    """When the input says that this text was last changed, ISO 8601; None where it does not say."""

    def __post_init__(self) -> None:
        if not self.sha256:
            object.__setattr__(self, "sha256", text_digest(self.text))

    @property
    def published_at(self) -> datetime | None:
        """`published` as a time in UTC; a bare date is its midnight. None where unknown."""
        return parse_moment(self.published) if self.published else None

    def is_skipped(self, span: Span) -> bool:
        """True if `span` touches a stretch that is not reporting."""
        return any(s.span.overlaps(span) for s in self.skipped)

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "text": self.text,
            "title": self.title,
            "published": self.published,
            "publisher": self.publisher,
            "authors": list(self.authors),
            "url": self.url,
            "language": self.language,
            "sha256": self.sha256,
        }


def parse_moment(value: str) -> datetime:
    """ISO 8601 date or time to an aware time in UTC. A date is its midnight; a time without zone is read as UTC.

    Raises:
        ValueError: not ISO 8601.
    """
    if len(value) == 10:
        day = date.fromisoformat(value)
        return datetime(day.year, day.month, day.day, tzinfo=UTC)
    moment = datetime.fromisoformat(value)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
