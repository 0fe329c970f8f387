"""WARC files: pages as crawlers and archives keep them."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from onrecord.collect.headers import KEPT_HEADERS, content_type
from onrecord.collect.moments import now, read_moment
from onrecord.collect.options import CollectOptions
from onrecord.collect.sources import Source, of_bytes
from onrecord.collect.unpacking import GZIP_MAGIC, gunzip
from onrecord.collect.urls import is_web
from onrecord.errors import ItemError
from onrecord.records import Collected

_READABLE = re.compile(
    r"text/(?:html|plain|markdown|xml)|application/(?:xhtml\+xml|rss\+xml|atom\+xml|feed\+json|xml)", re.IGNORECASE
)


_CODINGS = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})


@dataclass(frozen=True, slots=True)
class _Position:
    """Where in a file a record is, for messages."""

    location: str
    number: int

    def __str__(self) -> str:
        return f"{self.location} record {self.number}"


def read(source: Source, options: CollectOptions) -> Iterator[Collected | ItemError]:
    """The texts of the responses in a WARC, compressed or not, in its order. Each has a capture of its own.

    Responses other than 200, and those that hold no text by their media type, are passed over. A record whose digest
    is wrong is an ItemError (`digest-mismatch`). A file that ends early gives what comes before, then one ItemError.
    """
    with source.original() as raw:
        start = raw.read(2)
    with source.original() as raw:
        packed = start == GZIP_MAGIC
        yield from records(gunzip(raw, source.location, source.size, options) if packed else raw, source.location, options)


def records(stream: BinaryIO | Any, location: str, options: CollectOptions) -> Iterator[Collected | ItemError]:
    """As `read`, from a stream of unpacked WARC data."""
    number = 0
    try:
        for record in ArchiveIterator(stream, check_digests=True):
            number += 1
            page = _page(record, _Position(location, number), options)
            if isinstance(page, ItemError):
                yield page
            elif page is not None:
                yield from _documents(page, options)
            if _is_cut(record):
                raise _truncated(location, number)
    except (ArchiveLoadFailed, EOFError, ValueError, zlib.error) as error:
        yield ItemError(
            f"{location} is damaged after record {number} ({_reason(error)}); what comes before was read",
            code="bad-warc",
            location=location,
            record=number,
        )
    except ItemError as error:
        yield _truncated(location, number) if error.code == "truncated-gzip" else error


@dataclass(frozen=True, slots=True)
class _Response:
    """What the headers of a record say of the page in it; `headers` have lower-case names."""

    url: str
    status: int | None
    headers: tuple[tuple[str, str], ...]

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key == name), "")

    @property
    def coding(self) -> str:
        return self.header("content-encoding").strip().lower()


def _page(record: Any, where: _Position, options: CollectOptions) -> Source | ItemError | None:
    """The response in a record as a source; None where it is none to read."""
    response = _response(record)
    if response is None:
        _drain(record.raw_stream)
        return None
    content = _content(record, response, where, options)
    if isinstance(content, ItemError):
        return content
    media_type, charset = content_type(response.header("content-type"))
    return of_bytes(
        f"{where} ({response.url})",
        content,
        name=response.url,
        url=response.url,
        media_type=media_type,
        charset=charset,
        status=response.status,
        headers=tuple((k, v) for k, v in response.headers if k in KEPT_HEADERS),
        fetched_at=read_moment(record.rec_headers.get_header("WARC-Date")) or now(),
    )


def _response(record: Any) -> _Response | None:
    """The response of a record that holds a readable page; None for any other record."""
    url = record.rec_headers.get_header("WARC-Target-URI")
    status = _status(record)
    if record.rec_type not in ("response", "resource") or status not in (200, None) or not is_web(url):
        return None
    own = [("content-type", record.rec_headers.get_header("Content-Type") or "")]
    given = record.http_headers.headers if record.http_headers else own
    response = _Response(url, status, tuple((k.lower(), v) for k, v in given))
    media_type, _ = content_type(response.header("content-type"))
    return response if media_type is None or _READABLE.fullmatch(media_type) else None


def _content(record: Any, response: _Response, where: _Position, options: CollectOptions) -> bytes | ItemError:
    """The body of a record, unpacked; an ItemError for one that must not or cannot be read.

    Raises:
        ItemError: the file ends in this record (`truncated-warc`).
    """
    problem = None
    content = b""
    if response.coding not in _CODINGS:
        problem = "unsupported-encoding", f"is in encoding {response.coding!r}; expected gzip, deflate or none"
    else:
        read = _limited(record.content_stream(), options.max_document)
        if read is None:
            problem = "document-too-large", f"holds more than {options.max_document} bytes; raise max_document"
        content = read or b""
    _drain(record.raw_stream)
    if _is_cut(record):
        raise _truncated(where.location, where.number)
    if problem is None and record.digest_checker.passed is False:
        problem = "digest-mismatch", "does not have the digest that it states; the file was changed or damaged"
    if problem is not None:
        code, what = problem
        return ItemError(f"{where} ({response.url}) {what}", code=code, location=str(where), url=response.url)
    return content


def _documents(page: Source, options: CollectOptions) -> Iterator[Collected | ItemError]:
    from onrecord.collect.formats import read_as, sniff  # formats lists this module among its readers

    try:
        yield from read_as(sniff(page, options), page, options)
    except ItemError as error:
        yield error


def _status(record: Any) -> int | None:
    code = record.http_headers.get_statuscode() if record.http_headers else None
    return int(code) if code and code.isdigit() else None


def _limited(stream: Any, limit: int) -> bytes | None:
    pieces: list[bytes] = []
    size = 0
    while data := stream.read(64 * 1024):
        size += len(data)
        if size > limit:
            return None
        pieces.append(data)
    return b"".join(pieces)


def _drain(stream: Any) -> None:
    while stream.read(256 * 1024):
        pass


def _is_cut(record: Any) -> bool:
    """True if the file ended before the record did: its stream is at its end and bytes of its stated length are missing."""
    limited = record.raw_stream
    limited = getattr(limited, "stream", limited) if not hasattr(limited, "limit") else limited
    return getattr(limited, "limit", 0) > 0 and not limited.read(1)


def _reason(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__


def _truncated(location: str, number: int) -> ItemError:
    return ItemError(
        f"{location} ends in the middle of record {max(number, 1)}; what comes before was read, get the file again",
        code="truncated-warc",
        location=location,
        record=number,
    )
