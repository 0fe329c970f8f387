"""What an operator can set about collecting; every limit has a default that suits a laptop."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from ipaddress import IPv4Network, IPv6Network

from onrecord import __version__
from onrecord.collect.moments import iso_moment
from onrecord.errors import UsageError

Network = IPv4Network | IPv6Network

KIB = 1024
MIB = 1024 * KIB
GIB = 1024 * MIB


class Format(StrEnum):
    """The forms of input that can be read; the value is also the name of the module that reads it."""

    PLAIN = "plain"
    MARKDOWN = "markdown"
    HTML = "pages"
    JSON_LINES = "jsonlines"
    JSON = "jsons"
    FEED = "feeds"
    TABLE = "tables"
    MAIL = "mails"
    WARC = "warcs"
    WACZ = "wacz"


@dataclass(frozen=True, slots=True)
class CollectOptions:
    """Limits, manners and defaults of `collect`.

    Sizes are bytes, times are seconds. `published`, `publisher` and `language` are said of each document whose input
    does not say so itself. `allow_private_addresses` opens networks of an intranet that fetching otherwise refuses.

    Raises:
        UsageError: a limit that is not positive, or `published` that is no ISO 8601 date or time (`bad-option`).
    """

    format: Format | None = None
    """Read every input as this; None looks at the content."""
    published: str | None = None
    publisher: str | None = None
    language: str | None = None

    max_document: int = 8 * MIB
    """One page or text, after unpacking."""
    max_line: int = 32 * MIB
    """One line of JSON Lines."""
    max_capture: int = 256 * MIB
    """One capture; larger JSON Lines files get one capture a line."""
    max_unpacked: int = 16 * GIB
    """What one compressed file may unpack to, and what standard input may hold."""
    max_ratio: int = 200
    """How many times larger unpacking may make a file, beyond its first 16 MiB."""
    max_members: int = 10_000
    """Files in one archive."""

    max_download: int = 32 * MIB
    timeout: float = 30.0
    """For one request, from connecting to its last byte, however slowly they come. The look-up of the name is not counted."""
    max_redirects: int = 5
    host_delay: float = 1.0
    """Pause between two requests to one host; a longer `Crawl-delay` in robots.txt wins, up to `max_host_delay`."""
    max_host_delay: float = 30.0
    user_agent: str = f"Onrecord/{__version__} (reads news reports for the record; obeys robots.txt)"
    allow_private_addresses: frozenset[Network] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        for name in (
            "max_document",
            "max_line",
            "max_capture",
            "max_unpacked",
            "max_ratio",
            "max_members",
            "max_download",
            "timeout",
        ):
            if getattr(self, name) <= 0:
                raise UsageError(
                    f"option {name} is {getattr(self, name)!r}; expected more than 0", code="bad-option", option=name
                )
        if self.published is not None and iso_moment(self.published) is None:
            raise UsageError(
                f"option published is {self.published!r}; expected an ISO 8601 date or time such as 2022-09-12",
                code="bad-option",
                option="published",
            )
