"""Addresses: any key becomes a safe path segment and comes back; only http(s) URLs become links."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.publish.links import Links, file_name, key_to_slug, safe_link, slug_to_key


@given(st.text(min_size=1, max_size=40))
def test_every_key_comes_back_from_its_slug(key):
    """Slugs are reversible and hold nothing that a path or a file system reads specially."""
    slug = key_to_slug(key)
    assert slug_to_key(slug) == key
    assert re.fullmatch(r"[A-Za-z0-9._~-]+", slug)
    assert slug not in {".", ".."}


@given(st.text(max_size=30))
def test_any_segment_can_be_looked_up(slug):
    """Reading a segment that no key gives raises nothing."""
    assert isinstance(slug_to_key(slug), str)


@pytest.mark.parametrize("url", ["https://example.org/a?b=c#d", "http://example.org"])
def test_http_urls_are_links(url):
    """Plain web addresses are kept as they are."""
    assert safe_link(url) == url


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "data:text/html,x",
        "//example.org",
        "https:",
        "http://[",
        'https://a/"onclick=x',
        " java\nscript:x",
    ],
)
def test_other_urls_are_not_links(url):
    """Scripts, data, relative and broken addresses from a document are shown as text at most."""
    assert safe_link(url) is None


def test_static_addresses_are_relative_files():
    """The static site works from any folder: addresses climb to its root and end in .html."""
    links = Links(static=True, depth=1)
    assert links.to("claims", "c-1") == "../claims/c-1.html"
    assert links.to("claims", page=2, status="disputed") == "../claims--page-2--status-disputed.html"
    assert links.to("") == "../index.html"
    assert links.asset("site.css") == "../static/site.css"


def test_served_addresses_leave_out_first_pages():
    """Page 1 and empty filters have no query, so that one page has one address."""
    assert Links().to("claims", page=1, status=None) == "/claims"
    assert Links().to("places", "geonames:1", page=2) == "/places/geonames.1?page=2"


def test_long_names_fit_a_file_system():
    """An id of a thousand characters still names a file."""
    assert len(file_name("documents/" + "x" * 1000, {})) < 150
