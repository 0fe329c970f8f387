"""Fetching, from a server on the loopback address that an operator's option opens."""

from __future__ import annotations

import gzip
import threading
from http.server import BaseHTTPRequestHandler
from ipaddress import ip_network
from typing import Any

import pytest

from onrecord.collect import CollectOptions, Fetcher, collect
from onrecord.errors import ItemError, UsageError
from onrecord.records import Collected

LOOPBACK = frozenset({ip_network("127.0.0.0/8")})
PAGE = (
    b"<html><head><title>Dam holds</title><link rel=canonical href=https://bank.example/x></head><body><article>"
    b"<h1>Dam holds</h1>"
    b"<p>The dam holds, engineers said on Monday after they had inspected it.</p></article></body></html>"
)


class Clock:
    """Time that passes by sleeping only."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def options(**more: Any) -> CollectOptions:
    return CollectOptions(**{"allow_private_addresses": LOOPBACK, "timeout": 5.0, **more})


def fetcher(chosen: CollectOptions, clock: Clock | None = None) -> Fetcher:
    clock = clock or Clock()
    return Fetcher(chosen, clock=clock, sleep=clock.sleep)


def run(url: str, chosen: CollectOptions) -> list[Collected | ItemError]:
    return list(collect(url, chosen, fetcher=fetcher(chosen)))


def code(url: str, chosen: CollectOptions) -> str:
    [found] = run(url, chosen)
    assert isinstance(found, ItemError)
    assert "\n" not in str(found)
    return found.code


def test_page_is_fetched_and_captured(site) -> None:
    """The document is the page's, the capture keeps bytes, status and headers but no cookie."""
    site.page("/dam", PAGE, Set_Cookie="a=b", ETag="x1")
    [found] = run(site.url("/dam"), options())
    assert isinstance(found, Collected)
    assert found.document.title == "Dam holds"
    assert (found.capture.content, found.capture.status, found.capture.location) == (PAGE, 200, site.url("/dam"))
    assert ("etag", "x1") in found.capture.headers
    assert "set-cookie" not in dict(found.capture.headers)


def test_page_cannot_speak_for_another_site(site) -> None:
    """A canonical address on another host is not believed."""
    site.page("/dam", PAGE)
    [found] = run(site.url("/dam"), options())
    assert isinstance(found, Collected)
    assert found.document.url == site.url("/dam")


def test_server_charset_comes_first(site) -> None:
    """The charset of the Content-Type is used."""
    site.page("/dam", "Гребля стоїть.".encode("koi8-u"), content_type="text/plain; charset=koi8-u")
    [found] = run(site.url("/dam"), options())
    assert isinstance(found, Collected)
    assert found.document.text == "Гребля стоїть."


def test_feed_is_fetched_as_a_feed(site) -> None:
    """A URL may be that of a feed; its entries are the documents."""
    item = b"<item><title>Dam holds</title><description>It does.</description></item>"
    feed = b'<rss version="2.0"><channel><title>P</title>' + item + b"</channel></rss>"
    site.page("/rss", feed, content_type="application/rss+xml")
    [found] = run(site.url("/rss"), options())
    assert isinstance(found, Collected)
    assert (found.document.publisher, found.document.title) == ("P", "Dam holds")


def test_request_is_honest_and_has_no_cookies(site) -> None:
    """The user agent names the program, the host is that of the URL, and no cookie comes back on a second request."""
    site.page("/a", PAGE, Set_Cookie="a=b")
    chosen = options()
    shared = fetcher(chosen)
    for _ in range(2):
        list(collect(site.url("/a"), chosen, fetcher=shared))
    headers = site.asked[-1][1]
    assert headers["user-agent"].startswith("Onrecord/")
    assert headers["host"] == f"127.0.0.1:{site.port}"
    assert "cookie" not in headers


def test_private_address_is_refused_by_default(site) -> None:
    """Without the option, the loopback address is not even connected to."""
    site.page("/dam", PAGE)
    assert code(site.url("/dam"), CollectOptions()) == "address-refused"
    assert site.asked == []


@pytest.mark.parametrize(
    "host", ["localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "[::1]", "0.0.0.0", "169.254.169.254"]
)
def test_private_address_is_refused_in_every_spelling(site, host: str) -> None:
    """Names and odd spellings are resolved before they are judged."""
    assert code(site.url("/dam", host=host), CollectOptions()) in {"address-refused", "dns-failed"}
    assert site.asked == []


def test_redirect_to_a_private_address_is_refused(site) -> None:
    """An allowed host cannot send us to one that is not."""
    site.redirect("/out", "http://10.0.0.1/admin")
    assert code(site.url("/out"), options()) == "address-refused"


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/x", "http://user:pass@127.0.0.1/"])
def test_redirect_to_another_scheme_is_refused(site, target: str) -> None:
    """Redirects are followed to http and https only, and never with a password."""
    site.redirect("/out", target)
    assert code(site.url("/out"), options()) == "redirect-refused"


def test_redirect_is_followed_and_its_end_is_the_location(site) -> None:
    """A relative redirect leads to the page, whose own URL is kept."""
    site.redirect("/old", "new")
    site.page("/new", PAGE)
    [found] = run(site.url("/old"), options())
    assert isinstance(found, Collected)
    assert found.capture.location == site.url("/new")


def test_redirects_have_a_limit(site) -> None:
    """A circle of redirects ends."""
    site.redirect("/a", "/b")
    site.redirect("/b", "/a")
    assert code(site.url("/a"), options(max_redirects=3)) == "too-many-redirects"
    assert len([path for path, _ in site.asked if path != "/robots.txt"]) == 4


def test_page_that_is_too_large_is_not_read_to_its_end(site) -> None:
    """A body without end is cut off at the limit."""
    sent = []

    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/plain")
        handler.end_headers()
        for _ in range(10_000):
            handler.wfile.write(b"a" * 10_000)
            sent.append(10_000)

    site.answers["/big"] = endless
    assert code(site.url("/big"), options(max_download=100_000)) == "download-too-large"
    assert sum(sent) < 100_000_000


def test_page_that_unpacks_without_end_is_stopped(site) -> None:
    """The limit holds after decompression too."""
    site.page("/bomb", gzip.compress(b"a" * 20_000_000), content_type="text/plain", Content_Encoding="gzip")
    assert code(site.url("/bomb"), options(max_download=1_000_000)) == "download-too-large"


def test_compressed_page_is_read(site) -> None:
    """A page sent in gzip is read; its capture is the page."""
    site.page("/dam", gzip.compress(PAGE), Content_Encoding="gzip")
    [found] = run(site.url("/dam"), options())
    assert isinstance(found, Collected)
    assert found.capture.content == PAGE


@pytest.mark.parametrize("part", ["head", "body"])
def test_slow_server_is_given_up(site, part: str) -> None:
    """A server that drips its answer byte by byte does not hold us beyond the time for the URL."""
    done = threading.Event()

    def drip(handler: BaseHTTPRequestHandler) -> None:
        if part == "body":
            handler.send_response(200)
            handler.end_headers()
        else:
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while not done.wait(0.05):
            handler.wfile.write(b"a")
            handler.wfile.flush()

    site.answers["/slow"] = drip
    try:
        assert code(site.url("/slow"), options(timeout=0.6)) == "fetch-timeout"
    finally:
        done.set()


@pytest.mark.parametrize("status", [404, 410, 500, 204])
def test_other_status_is_one_error(site, status: int) -> None:
    """Only 200 gives a document."""
    site.page("/gone", b"", status=status)
    assert code(site.url("/gone"), options()) == "http-status"


def test_robots_txt_is_obeyed(site) -> None:
    """What robots.txt disallows for us is not asked for, the rest is."""
    site.page("/robots.txt", b"User-agent: onrecord\nDisallow: /private\n", content_type="text/plain")
    site.page("/private/a", PAGE)
    site.page("/open", PAGE)
    assert code(site.url("/private/a"), options()) == "robots-disallow"
    assert isinstance(run(site.url("/open"), options())[0], Collected)
    assert "/private/a" not in [path for path, _ in site.asked]


def test_robots_txt_holds_for_redirects(site) -> None:
    """A redirect does not lead around robots.txt."""
    site.page("/robots.txt", b"User-agent: *\nDisallow: /private\n", content_type="text/plain")
    site.redirect("/open", "/private/a")
    assert code(site.url("/open"), options()) == "robots-disallow"


def test_robots_txt_of_a_server_in_trouble_means_wait(site) -> None:
    """A 503 for robots.txt closes the site for now (RFC 9309)."""
    site.page("/robots.txt", b"", status=503)
    site.page("/a", PAGE)
    assert code(site.url("/a"), options()) == "robots-unavailable"


def test_host_is_asked_once_in_a_while(site) -> None:
    """Between two requests to one host lies the delay, or the longer one that robots.txt asks for."""
    site.page("/robots.txt", b"User-agent: *\nCrawl-delay: 7\n", content_type="text/plain")
    site.page("/a", PAGE)
    clock = Clock()
    chosen = options(host_delay=2.0)
    shared = fetcher(chosen, clock)
    for _ in range(2):
        list(collect(site.url("/a"), chosen, fetcher=shared))
    assert clock.slept == [7.0, 7.0]
    assert [path for path, _ in site.asked] == ["/robots.txt", "/a", "/a"]


def test_robots_txt_cannot_ask_for_any_delay(site) -> None:
    """A crawl delay of a day is cut to the longest one that the operator accepts."""
    site.page("/robots.txt", b"User-agent: *\nCrawl-delay: 86400\n", content_type="text/plain")
    site.page("/a", PAGE)
    clock = Clock()
    chosen = options(max_host_delay=9.0)
    list(collect(site.url("/a"), chosen, fetcher=fetcher(chosen, clock)))
    assert clock.slept == [9.0]


def test_nobody_at_home_is_one_error(site) -> None:
    """A closed port and an unknown name have codes of their own."""
    assert code("http://127.0.0.1:9/", options()) == "connect-failed"
    assert code("http://no-such-host.invalid/", options()) == "dns-failed"


def test_answer_that_is_no_http_is_one_error(site) -> None:
    """A server that speaks something else is one error."""
    site.answers["/odd"] = lambda handler: handler.wfile.write(b"220 mail.example ESMTP\r\n") and None
    assert code(site.url("/odd"), options()) == "fetch-failed"


@pytest.mark.parametrize("url", ["http://", "https://user:secret@post.example/", "http://[::1/"])
def test_url_that_cannot_be_fetched_is_a_usage_error(url: str) -> None:
    """No host, a password or a broken address: the call is wrong."""
    with pytest.raises(UsageError) as raised:
        list(collect(url, CollectOptions()))
    assert raised.value.code == "bad-url"
