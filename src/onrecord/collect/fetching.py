"""URLs, fetched as a polite and careful guest."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from urllib.parse import urljoin

import httpcore
import httpx
from protego import Protego

from onrecord.collect.headers import KEPT_HEADERS, content_type
from onrecord.collect.moments import now
from onrecord.collect.network import Deadline, GuardedBackend
from onrecord.collect.options import CollectOptions
from onrecord.collect.sources import Source, of_bytes
from onrecord.collect.unpacking import gunzip
from onrecord.errors import ItemError, UsageError

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ROBOTS_SIZE = 512 * 1024
"""RFC 9309 asks for 500 KiB at least."""
_PRODUCT = "Onrecord"
_CHUNK = 64 * 1024
_ACCEPT = b"text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,text/plain;q=0.9,*/*;q=0.5"


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str | None:
        return next((v for k, v in self.headers if k == name), None)


class _Host:
    """One host's turn: whose it is, when the last request ended, what its robots.txt says."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.last: float | None = None
        self.robots: Protego | None = None


class Fetcher:
    """Fetches pages, one at a time from each host. Share one in a run; threads may use it together.

    It keeps each host's robots.txt and the time of the last request to it; no cookies, no passwords, no cache.

    Args:
        options: limits, manners, and which private networks may be reached.
        clock: seconds that only grow; `sleep` waits for that many.
    """

    def __init__(
        self, options: CollectOptions, *, clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._options = options
        self._clock = clock
        self._sleep = sleep
        self._hosts: dict[str, _Host] = {}
        self._lock = Lock()

    def fetch(self, url: str) -> Source:
        """The page at `url`, after redirects, with what the server said about it.

        Raises:
            UsageError: not an http or https URL with a host, or one with a password in it (`bad-url`).
            ItemError: `address-refused`, `dns-failed`, `connect-failed`, `fetch-timeout`, `fetch-failed`, `http-status`,
                `too-many-redirects`, `redirect-refused`, `robots-disallow`, `robots-unavailable`, `download-too-large`,
                or a code of unpacking.
        """
        here = _parsed(url)
        for _ in range(self._options.max_redirects + 1):
            answer = self._polite(here)
            target = answer.header("location")
            if answer.status not in _REDIRECTS or not target:
                return self._source(here, answer)
            here = _redirected(here, target)
        raise ItemError(
            f"{url} redirects more than {self._options.max_redirects} times; fetch the last address itself",
            code="too-many-redirects",
            location=url,
            limit=self._options.max_redirects,
        )

    def _source(self, url: httpx.URL, answer: _Answer) -> Source:
        if answer.status != 200:
            raise ItemError(
                f"{url} answers with status {answer.status}; expected 200",
                code="http-status",
                location=str(url),
                status=answer.status,
            )
        media_type, charset = content_type(answer.header("content-type"))
        return of_bytes(
            str(url),
            answer.body,
            url=str(url),
            media_type=media_type,
            charset=charset,
            status=answer.status,
            headers=tuple((k, v) for k, v in answer.headers if k in KEPT_HEADERS),
            fetched_at=now(),
        )

    def _polite(self, url: httpx.URL) -> _Answer:
        """One request in the host's turn, if its robots.txt lets us."""
        with self._lock:
            host = self._hosts.setdefault(_origin(url), _Host())
        with host.lock:
            if host.robots is None:
                host.robots = self._robots(url, host)
            if not host.robots.can_fetch(str(url), _PRODUCT):
                raise ItemError(
                    f"{url} may not be fetched: robots.txt disallows it for {_PRODUCT}; save the page and read the file",
                    code="robots-disallow",
                    location=str(url),
                )
            return self._in_turn(url, host, self._options.max_download)

    def _robots(self, url: httpx.URL, host: _Host) -> Protego:
        """What robots.txt of the URL's origin says; none (4xx) allows all, a server in trouble (5xx) nothing (RFC 9309)."""
        here = url.copy_with(raw_path=b"/robots.txt", fragment=None)
        for _ in range(self._options.max_redirects + 1):
            answer = self._in_turn(here, host, _ROBOTS_SIZE, cut=True)
            target = answer.header("location")
            if answer.status not in _REDIRECTS or not target:
                break
            here = _redirected(here, target)
        if answer.status >= 500 or answer.status == 429:
            raise ItemError(
                f"{here} answers with status {answer.status}, so that nothing may be fetched from there now; try again later",
                code="robots-unavailable",
                location=str(url),
                status=answer.status,
            )
        return Protego.parse(answer.body.decode("utf-8", "replace") if answer.status == 200 else "")

    def _in_turn(self, url: httpx.URL, host: _Host, limit: int, *, cut: bool = False) -> _Answer:
        if host.last is not None:
            wait = host.last + self._delay(host) - self._clock()
            if wait > 0:
                self._sleep(wait)
        try:
            return self._request(url, limit, cut=cut)
        finally:
            host.last = self._clock()

    def _delay(self, host: _Host) -> float:
        asked = host.robots.crawl_delay(_PRODUCT) if host.robots else None
        return max(self._options.host_delay, min(float(asked or 0), self._options.max_host_delay))

    def _request(self, url: httpx.URL, limit: int, *, cut: bool) -> _Answer:
        deadline = Deadline(self._options.timeout)
        backend = GuardedBackend(self._options.allow_private_addresses, deadline)
        headers = [
            (b"Host", url.netloc),
            (b"User-Agent", self._options.user_agent.encode("ascii", "replace")),
            (b"Accept", _ACCEPT),
            (b"Accept-Encoding", b"gzip"),
            (b"Connection", b"close"),
        ]
        with (
            _named(url),
            httpcore.ConnectionPool(max_connections=1, network_backend=backend) as pool,
            pool.stream(
                "GET", _target(url), headers=headers, extensions={"timeout": _timeouts(self._options.timeout)}
            ) as response,
        ):
            raw = _limited(response.iter_stream(), url, limit, cut=cut)
            known = tuple((k.decode("latin-1").lower(), v.decode("latin-1")) for k, v in response.headers)
            answer = _Answer(response.status, known, raw)
        return _Answer(answer.status, known, self._decoded(url, answer, limit, cut=cut))

    def _decoded(self, url: httpx.URL, answer: _Answer, limit: int, *, cut: bool) -> bytes:
        encoding = (answer.header("content-encoding") or "identity").strip().lower()
        if encoding == "identity" or not answer.body:
            return answer.body
        if encoding not in {"gzip", "x-gzip"}:
            raise ItemError(
                f"{url} comes in encoding {encoding!r}; gzip was asked for",
                code="fetch-failed",
                location=str(url),
                encoding=encoding,
            )
        unpacked = gunzip(io.BytesIO(answer.body), str(url), len(answer.body), self._options)
        return _limited(iter(lambda: unpacked.read(_CHUNK), b""), url, limit, cut=cut)


def _parsed(url: str) -> httpx.URL:
    try:
        found = httpx.URL(url)
    except (httpx.InvalidURL, ValueError) as error:
        raise UsageError(f"{url!r} is no URL ({error}); expected https://host/path", code="bad-url", location=url) from error
    if found.scheme not in {"http", "https"} or not found.host or found.userinfo:
        raise UsageError(
            f"{url!r} cannot be fetched; expected an http or https URL with a host and without a password",
            code="bad-url",
            location=url,
        )
    return found


def _redirected(here: httpx.URL, target: str) -> httpx.URL:
    try:
        return _parsed(urljoin(str(here), target))
    except (UsageError, ValueError) as error:
        raise ItemError(
            f"{here} redirects to {target[:200]!r}; only http and https are followed",
            code="redirect-refused",
            location=str(here),
            target=target,
        ) from error


def _origin(url: httpx.URL) -> str:
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


def _target(url: httpx.URL) -> httpcore.URL:
    return httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)


def _timeouts(seconds: float) -> dict[str, float]:
    return dict.fromkeys(("connect", "read", "write", "pool"), seconds)


def _limited(chunks: Iterator[bytes], url: httpx.URL, limit: int, *, cut: bool) -> bytes:
    """The body, no longer than `limit`: of a longer one its beginning where `cut`, else an error."""
    pieces: list[bytes] = []
    size = 0
    for chunk in chunks:
        pieces.append(chunk)
        size += len(chunk)
        if size > limit:
            if cut:
                break
            raise ItemError(
                f"{url} sends more than {limit} bytes; raise max_download, or save it and read the file",
                code="download-too-large",
                location=str(url),
                limit=limit,
            )
    return b"".join(pieces)[: limit + 1]


@contextmanager
def _named(url: httpx.URL) -> Iterator[None]:
    """The network's many failures as three that a person can act on."""
    try:
        yield
    except httpcore.TimeoutException as error:
        raise ItemError(
            f"{url} did not answer in full in time; try again later or raise timeout", code="fetch-timeout", location=str(url)
        ) from error
    except httpcore.ConnectError as error:
        raise ItemError(
            f"{url} cannot be connected to ({error}); check the URL and the network", code="connect-failed", location=str(url)
        ) from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
        raise ItemError(
            f"{url} broke off ({error or type(error).__name__}); try again later", code="fetch-failed", location=str(url)
        ) from error
