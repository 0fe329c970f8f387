"""RSS, Atom and JSON Feed files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Dorn Post</title><link>https://post.example/</link><language>en-gb</language>
<item><title>Bridge &amp; road reopened</title><link>https://post.example/bridge?utm_source=rss</link>
<guid isPermaLink="false">17</guid>
<pubDate>Mon, 12 Sep 2022 08:15:00 +0300</pubDate><dc:creator>Maria Vance</dc:creator><description>Short.</description>
<content:encoded><![CDATA[<p>The <b>bridge</b> was reopened.</p>
<script>alert(1)</script><p>Lorries&nbsp;crossed.</p>]]></content:encoded></item>
<item><title>Dam holds</title><guid isPermaLink="false">18</guid><description>It holds, engineers say.</description></item>
</channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="uk"><title>Dorn Live</title>
<entry><title>Power back</title><id>tag:live.example,2022:1</id><link href="https://live.example/1"/>
<published>2022-09-12T08:15:00+03:00</published><updated>2022-09-12T09:00:00+03:00</updated><author><name>Jon Ek</name></author>
<content type="html">&lt;p&gt;Power is back.&lt;/p&gt;</content></entry></feed>"""
JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Dorn Post",
    "home_page_url": "https://post.example/",
    "language": "en",
    "items": [
        {
            "id": "17",
            "url": "https://post.example/bridge",
            "title": "Bridge reopened",
            "content_html": "<p>It was reopened.</p><p>Lorries crossed.</p>",
            "date_published": "2022-09-12T08:15:00+03:00",
            "authors": [{"name": "Maria Vance"}],
        },
        "not an item",
    ],
}


def test_rss_entry_is_its_title_and_its_clean_words(tmp_path: Path, collected) -> None:
    """Markup, scripts and entities of an entry leave only words."""
    file = tmp_path / "feed.xml"
    file.write_text(RSS)
    assert [c.document.text for c in collected(file)] == [
        "Bridge & road reopened\n\nThe bridge was reopened.\n\nLorries crossed.",
        "Dam holds\n\nIt holds, engineers say.",
    ]


def test_rss_entry_knows_outlet_author_time_and_address(tmp_path: Path, collected) -> None:
    """The outlet is the feed's title; the time keeps its zone."""
    file = tmp_path / "feed.xml"
    file.write_text(RSS)
    document = collected(file)[0].document
    assert (document.publisher, document.authors, document.language) == ("Dorn Post", ("Maria Vance",), "en-gb")
    assert document.published == "2022-09-12T08:15:00+03:00"
    assert document.url == "https://post.example/bridge?utm_source=rss"


def test_rss_numbers_of_two_feeds_are_two_documents(tmp_path: Path, collected) -> None:
    """An entry without address is named by feed and number, since every feed counts from one."""
    for name in ("a", "b"):
        (tmp_path / f"{name}.xml").write_text(RSS.replace("https://post.example/</link>", f"https://{name}.example/</link>"))
    ids = [c.document.id for c in collected(tmp_path)]
    assert ids[1] != ids[3]


def test_atom_entry_is_read(tmp_path: Path, collected) -> None:
    """Atom gives times of publication and of change, author, language and link."""
    file = tmp_path / "feed.atom"
    file.write_text(ATOM)
    document = collected(file)[0].document
    assert (document.text, document.authors, document.publisher) == ("Power back\n\nPower is back.", ("Jon Ek",), "Dorn Live")
    assert (document.published, document.edited) == ("2022-09-12T08:15:00+03:00", "2022-09-12T09:00:00+03:00")
    assert (document.url, document.language) == ("https://live.example/1", "uk")


@pytest.mark.parametrize("layout", [None, 2])
def test_json_feed_is_read(tmp_path: Path, collected, layout: int | None) -> None:
    """JSON Feed gives the same fields, in one line or many."""
    file = tmp_path / "feed.json"
    file.write_text(json.dumps({**JSON_FEED, "items": JSON_FEED["items"][:1]}, indent=layout))
    document = collected(file)[0].document
    assert document.text == "Bridge reopened\n\nIt was reopened.\n\nLorries crossed."
    assert (document.publisher, document.authors, document.published) == (
        "Dorn Post",
        ("Maria Vance",),
        "2022-09-12T08:15:00+03:00",
    )


def test_json_feed_bad_item_is_one_error(tmp_path: Path, codes) -> None:
    """An item that is no object costs itself only."""
    file = tmp_path / "feed.json"
    file.write_text(json.dumps(JSON_FEED))
    assert codes(file)[1:] == ["bad-record"]


def test_feed_in_an_old_charset_is_read(tmp_path: Path, collected) -> None:
    """The encoding that the XML declares counts."""
    file = tmp_path / "feed.xml"
    file.write_bytes(RSS.replace("UTF-8", "windows-1251").replace("Dam holds", "Гребля стоїть").encode("windows-1251"))
    assert collected(file)[1].document.title == "Гребля стоїть"


@pytest.mark.parametrize(
    "dtd",
    [
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]>',
    ],
)
def test_feed_that_declares_entities_is_refused(tmp_path: Path, codes, dtd: str) -> None:
    """Neither files nor the network nor the memory are reached through a DTD."""
    file = tmp_path / "feed.xml"
    file.write_text(RSS.replace("<rss ", dtd + "<rss ").replace("Short.", "&x;&b;"))
    assert codes(file) == ["xml-entities"]


def test_feed_without_entries_has_no_documents(tmp_path: Path, codes) -> None:
    """A feed that is empty today is no error."""
    file = tmp_path / "feed.xml"
    file.write_text('<rss version="2.0"><channel><title>Dorn Post</title></channel></rss>')
    assert codes(file) == []


@pytest.mark.parametrize("content", ["<rss", '<?xml version="1.0"?><rdf><x>', "<feed>&&&"])
def test_feed_that_is_damaged_is_one_error(tmp_path: Path, codes, content: str) -> None:
    """What begins as a feed and is none is one error."""
    file = tmp_path / "feed.xml"
    file.write_text(content)
    assert codes(file) == ["bad-feed"]


def test_page_with_an_xml_declaration_is_no_feed(tmp_path: Path, collected) -> None:
    """XHTML begins like a feed and is a page."""
    file = tmp_path / "page"
    file.write_text('<?xml version="1.0"?><!DOCTYPE html><html><body><h1>Dam</h1><p>It holds.</p></body></html>')
    assert collected(file)[0].document.text == "Dam\n\nIt holds."
