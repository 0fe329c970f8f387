"""Web pages in files."""

from __future__ import annotations

from pathlib import Path

import pytest

BODY = """
<p>The bridge at Dorn was reopened on Monday after a week of repairs, the mayor of the town said in a statement.</p>
<p>Lorries had waited on both banks since the flood, and the first of them crossed in the morning, residents told the paper.</p>
<p>"We are glad that it is over," said Petra Holm, who runs a bakery near the river and had lost most of her custom.</p>
"""
PAGE = f"""<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Bridge at Dorn reopened | Dorn Post</title>
<link rel="canonical" href="https://post.example/bridge">
<meta property="og:site_name" content="Dorn Post"><meta property="og:title" content="Bridge at Dorn reopened">
<meta property="article:published_time" content="2022-09-12T08:15:00+03:00">
<meta property="article:modified_time" content="2022-09-12T10:00:00+03:00">
<meta name="author" content="Maria Vance"></head>
<body><nav><a href="/">Home</a> <a href="/news">News</a></nav>
<article><h1>Bridge at Dorn reopened</h1>{BODY}</article>
<aside>We use cookies to improve this site.</aside><footer>© 2022 Dorn Post</footer></body></html>"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "page.html"
    file.write_text(PAGE, encoding="utf-8")
    return file


def test_html_gives_the_article_under_its_title(page: Path, collected) -> None:
    """The text is the headline and the paragraphs, one blank line between them, without navigation and footer."""
    text = collected(page)[0].document.text
    first, second, *_ = text.split("\n\n")
    assert (first, second[:18]) == ("Bridge at Dorn reopened", "The bridge at Dorn")
    assert text.count("Bridge at Dorn reopened") == 1
    assert "Home" not in text
    assert "cookies" not in text


def test_html_tells_title_outlet_author_time_language_and_address(page: Path, collected) -> None:
    """What the head of the page says arrives in the document, the time with its zone."""
    document = collected(page)[0].document
    assert document.title == "Bridge at Dorn reopened"
    assert document.published == "2022-09-12T08:15:00+03:00"
    assert document.edited == "2022-09-12T10:00:00+03:00"
    assert (document.publisher, document.authors) == ("Dorn Post", ("Maria Vance",))
    assert (document.url, document.language) == ("https://post.example/bridge", "en-GB")


def test_html_json_ld_is_read(tmp_path: Path, collected) -> None:
    """Publication time, authors and outlet are taken from JSON-LD, also inside a graph."""
    graph = (
        '{"@graph": [{"@type": "Organization", "name": "X"}, {"@type": ["NewsArticle"], "headline": "Bridge reopened", '
        '"datePublished": "2022-09-12T05:15:00Z", '
        '"author": [{"name": "Maria Vance"}, {"name": "Jon Ek"}], "publisher": {"name": "Dorn Post"}}]}'
    )
    file = tmp_path / "page.html"
    file.write_text(
        f'<html><head><script type="application/ld+json">{graph}</script></head><body><article>{BODY}</article></body></html>'
    )
    document = collected(file)[0].document
    assert document.published == "2022-09-12T05:15:00Z"
    assert (document.authors, document.publisher, document.title) == (("Maria Vance", "Jon Ek"), "Dorn Post", "Bridge reopened")


def test_html_takes_the_most_precise_publication_time(tmp_path: Path, collected) -> None:
    """A time with zone is preferred to a bare date that stands first."""
    head = '<meta name="date" content="2022-09-12"><meta name="pubdate" content="2022-09-12T08:15:00+03:00">'
    file = tmp_path / "page.html"
    file.write_text(f"<html><head>{head}</head><body><article>{BODY}</article></body></html>")
    assert collected(file)[0].document.published == "2022-09-12T08:15:00+03:00"


@pytest.mark.parametrize("date", ["0000-00-00", "31337-01-01T00:00:00Z", "2022-13-45", "soon"])
def test_html_absurd_date_is_no_date(tmp_path: Path, collected, date: str) -> None:
    """A date that no calendar has is left out and the page is read."""
    file = tmp_path / "page.html"
    file.write_text(f'<html><head><meta name="date" content="{date}"></head><body><article>{BODY}</article></body></html>')
    assert collected(file)[0].document.published is None


def test_html_broken_json_ld_costs_nothing(tmp_path: Path, collected) -> None:
    """A page whose JSON-LD is damaged or nested without end is read by its meta elements."""
    deep = "[" * 100_000
    script = f'<script type="application/ld+json">{{"@type": </script><script type="application/ld+json">{deep}</script>'
    file = tmp_path / "page.html"
    file.write_text(PAGE.replace("</head>", script + "</head>"))
    assert collected(file)[0].document.publisher == "Dorn Post"


@pytest.mark.parametrize(
    ("encoding", "meta"),
    [("windows-1251", '<meta charset="windows-1251">'), ("windows-1251", ""), ("koi8-u", '<meta charset="koi8-u">')],
)
def test_html_charset_is_declared_or_guessed(tmp_path: Path, collected, encoding: str, meta: str) -> None:
    """Cyrillic pages in old charsets are read, with and without a declaration."""
    words = "Міст у Дорні відкрили в понеділок після тижня ремонту, повідомив міський голова у своїй заяві для преси. " * 3
    words = words if meta else words.replace("і", "и")
    file = tmp_path / "page.html"
    file.write_bytes(f"<html><head>{meta}</head><body><article><p>{words}</p></article></body></html>".encode(encoding))
    assert words.strip() in collected(file)[0].document.text


def test_html_without_extension_is_recognised(tmp_path: Path, collected) -> None:
    """The content tells a page from plain text."""
    file = tmp_path / "saved"
    file.write_text(PAGE)
    assert collected(file)[0].document.publisher == "Dorn Post"


def test_plain_text_called_html_is_plain_text(tmp_path: Path, collected) -> None:
    """A text without one tag is no page, whatever its name."""
    file = tmp_path / "page.html"
    file.write_text("Losses < gains, they said.\n")
    assert collected(file)[0].document.text == "Losses < gains, they said.\n"


def test_html_short_page_is_read_whole(tmp_path: Path, collected) -> None:
    """A page of one short paragraph is no reason to find nothing."""
    file = tmp_path / "page.html"
    file.write_text("<html><body><h1>Dam holds</h1><p>It holds.</p></body></html>")
    assert collected(file)[0].document.text == "Dam holds\n\nIt holds."


def test_html_nested_deep_is_one_error(tmp_path: Path, codes) -> None:
    """Ten thousand nested elements are refused in one line."""
    file = tmp_path / "page.html"
    file.write_text("<html><body>" + "<div>" * 10_000 + "The dam holds." + "</div>" * 10_000)
    assert codes(file) == ["html-too-deep"]


def test_html_nested_as_deep_as_careless_pages_is_read(tmp_path: Path, collected) -> None:
    """A few hundred unclosed elements, as real pages have, do no harm."""
    file = tmp_path / "page.html"
    file.write_text("<html><body><article>" + "<font>" * 600 + BODY)
    assert "Petra Holm" in collected(file)[0].document.text


def test_html_with_very_many_elements_is_one_error(tmp_path: Path, codes) -> None:
    """A page of sixty thousand elements is refused before it costs minutes."""
    file = tmp_path / "page.html"
    file.write_text("<html><body>" + "<p>word</p>" * 70_000)
    assert codes(file) == ["html-too-many-elements"]


def test_html_that_declares_a_wide_charset_is_read(tmp_path: Path, collected) -> None:
    """A declaration that contradicts the bytes it stands in is not believed."""
    file = tmp_path / "page.html"
    file.write_text('<html><head><meta charset="utf-16"></head><body><h1>Dam holds</h1><p>It holds.</p></body></html>')
    assert collected(file)[0].document.text == "Dam holds\n\nIt holds."


def test_html_without_words_is_one_error(tmp_path: Path, codes) -> None:
    """A page of scripts and pictures has no text."""
    file = tmp_path / "page.html"
    file.write_text('<html><body><script>var a = "words";</script><img src="a.png"></body></html>')
    assert codes(file) == ["no-text"]


def test_html_entities_name_no_files(tmp_path: Path, collected) -> None:
    """A page with an XML DTD reads no file through it."""
    secret = tmp_path / "secret.xml"
    secret.write_text("hidden words")
    file = tmp_path / "page.xhtml"
    file.write_text(
        f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}">]><html><body><article>{BODY}<p>&x;</p></article></body></html>'
    )
    assert "hidden words" not in collected(file)[0].document.text
