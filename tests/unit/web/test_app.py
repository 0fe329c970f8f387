"""The served site: every page answers, says what went wrong in one shape, and lets nothing in from outside."""

import json

import pytest
from small_casebook import ATTACK, EDITED_DOCUMENT, HOSTILE_DOCUMENT, small_casebook
from starlette.testclient import TestClient

from onrecord.publish.links import key_to_slug
from onrecord.publish.policy import POLICY
from onrecord.store import open_store
from onrecord.web import create_app
from onrecord.web.shield import host_name


@pytest.fixture(scope="module")
def casebook(tmp_path_factory):
    return small_casebook(tmp_path_factory.mktemp("web") / "small.db", extra=60, judged=True)


@pytest.fixture(scope="module")
def client(casebook):
    with TestClient(create_app(lambda: open_store(casebook)), base_url="http://127.0.0.1:8650") as made:
        yield made


@pytest.fixture(scope="module")
def addresses(casebook):
    """Every kind of page once, and the page of everything that the casebook names."""
    with open_store(casebook) as store:
        found = [
            "/",
            "/about",
            "/documents",
            "/documents?page=2",
            "/claims",
            "/claims?status=conceded",
            "/claims?type=capture",
            "/map",
            "/judgements",
            "/edits",
            f"/edits/{EDITED_DOCUMENT}",
            "/corrections",
        ]
        found += [
            "/sources",
            "/places",
            "/outlets",
            "/authors",
            "/topics",
            "/days",
            "/map?day=2031-05-08",
            "/search",
            "/search?q=Orlik",
        ]
        found += [f"/claims/{c.id}" for c in store.all_claims()]
        found += [f"/documents/{key_to_slug(d.page)}" for d in store.documents(limit=20)]
        found += [f"/sources/{key_to_slug(s.key)}" for s in store.sources()]
        found += [f"/places/{key_to_slug(p.place.id)}" for p in store.places()]
        found += [f"/outlets/{key_to_slug(o.name)}" for o in store.outlets()]
        found += [f"/authors/{key_to_slug(a.name)}" for a in store.authors()]
        found += [f"/topics/{t.name}" for t in store.topics()] + [f"/days/{d.name}" for d in store.days()]
        return [*found, f"/versions/1/{EDITED_DOCUMENT}", f"/versions/2/{EDITED_DOCUMENT}"]


def test_every_page_answers_as_html_and_as_data(client, addresses):
    """Each address gives a whole page, and under /api the same record as JSON."""
    for address in addresses:
        page = client.get(address)
        assert page.status_code == 200, address
        assert page.text.rstrip().endswith("</html>"), address
        data = client.get(f"/api{address}").json()
        assert data["ok"] is True
        assert data["title"], address


def test_every_link_of_every_page_leads_to_a_page(client, addresses):
    """No page links to an address of the site that is not there."""
    import re

    seen: dict[str, int] = {}
    for address in addresses:
        for target in re.findall(r'href="(/[^"#]*)', client.get(address).text):
            plain = target.replace("&amp;", "&")
            if plain not in seen:
                seen[plain] = client.get(plain).status_code
    assert len(seen) > 100
    assert {target: code for target, code in seen.items() if code != 200} == {}


def test_every_anchor_of_a_claim_is_in_its_article(client, casebook):
    """A quotation leads to words that are marked in the version of the document that it was read from."""
    import re

    with open_store(casebook) as store:
        claims = [c.id for c in store.all_claims()][:30]
    followed = 0
    for claim in claims:
        for target, anchor in re.findall(r'<blockquote.*?href="([^"#]+)#([^"]+)"', client.get(f"/claims/{claim}").text):
            assert f'id="{anchor}"' in client.get(target).text
            followed += 1
    assert followed >= len(claims)


def test_every_answer_carries_the_policy(client):
    """Pages, data, errors and files alike forbid inline script, foreign requests, framing and sniffing."""
    for address in [
        "/",
        "/api/claims",
        "/nowhere",
        "/api/nowhere",
        "/static/site.css",
        "/robots.txt",
        "/favicon.ico",
        "/feeds/claims.atom",
        "/feeds/edits.atom",
        "/edits",
        "/judgements",
    ]:
        headers = client.get(address).headers
        assert headers["content-security-policy"] == f"{POLICY}; frame-ancestors 'none'"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
    assert "unsafe" not in POLICY


def test_no_page_holds_inline_script_or_style(client, addresses):
    """The policy would block them; a page that needs none loses nothing."""
    import re

    for address in addresses:
        text = client.get(address).text
        assert not re.search(r"<script(?![^>]*\bsrc=)", text), address
        assert not re.search(r"<[^>]+\s(style|on\w+)=(?![^<]*&)", text.replace("&lt;", "")), address
        assert "<style" not in text


def test_hostile_words_are_shown_and_not_obeyed(client, addresses):
    """Title, text, outlet, author, source and place of a hostile document stand escaped wherever they are shown."""
    shown = 0
    for address in addresses:
        text = client.get(address).text
        assert ATTACK not in text, address
        assert "javascript:" not in text.replace("&#39;", "") or 'href="javascript:' not in text
        shown += "&lt;script&gt;" in text
    assert shown >= 6


def test_a_script_address_is_no_link(client):
    """A document whose URL is a script shows it as text at most."""
    text = client.get(f"/documents/{key_to_slug(HOSTILE_DOCUMENT)}").text
    assert 'href="javascript' not in text
    assert "Original address" in text


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "[::2]"])
def test_foreign_hosts_are_refused(client, host):
    """A name that points at this machine cannot be used to read the record from another site."""
    answer = client.get("/api/claims", headers={"host": host})
    assert answer.status_code == 421
    assert answer.json()["code"] == "wrong-host"


@pytest.mark.parametrize(
    ("value", "name"), [("127.0.0.1:80", "127.0.0.1"), ("[::1]:8650", "[::1]"), ("LocalHost", "localhost"), (" x ", "x")]
)
def test_ports_and_case_do_not_matter_to_the_host_check(value, name):
    """The Host header's name is compared, not its port."""
    assert host_name(value) == name


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_the_site_is_only_read(client, method):
    """No method that writes is served."""
    answer = client.request(method, "/api/claims")
    assert answer.status_code == 405
    assert answer.json()["code"] == "method-not-allowed"


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/nowhere", 404, "not-found"),
        ("/claims/c-nothing", 404, "not-found"),
        ("/documents/..%2f..%2fetc", 404, "not-found"),
        ("/documents/~FF~FE", 404, "not-found"),
        ("/claims?page=0", 400, "bad-page"),
        ("/claims?page=1e9", 400, "bad-page"),
        ("/claims?page=99999999999999999999", 400, "bad-page"),
        ("/claims?page=900", 404, "not-found"),
        ("/claims?status=true", 404, "not-found"),
        ("/claims?type=%00", 404, "not-found"),
        ("/topics/weather", 404, "not-found"),
        ("/map?day=2031-13-40", 400, "bad-day"),
        ("/map?day=yesterday", 400, "bad-day"),
        ("/days/2031-01-01", 404, "not-found"),
        (f"/versions/9/{EDITED_DOCUMENT}", 404, "not-found"),
        (f"/versions/99999999999999999999999/{EDITED_DOCUMENT}", 404, "not-found"),
        ("/static/../app.py", 404, "not-found"),
        ("/static/missing.css", 404, "not-found"),
        ("/search?kind=person", 404, "not-found"),
        ("/edits/herald-1", 404, "not-found"),
        ("/edits/nothing", 404, "not-found"),
        ("/edits?page=9", 404, "not-found"),
        ("/corrections?page=9", 404, "not-found"),
        ("/judgements?page=9", 404, "not-found"),
    ],
)
def test_errors_have_one_shape(client, address, status, code):
    """What cannot be shown says so as data and as a page, with the same code and status."""
    page = client.get(address)
    assert page.status_code == status
    if not address.startswith("/static"):
        data = client.get(f"/api{address}")
        assert data.status_code == status
        assert set(data.json()) == {"ok", "error", "code", "status"}
        assert data.json()["ok"] is False
        assert (data.json()["code"], data.json()["status"]) == (code, status)
        assert code in page.text


@pytest.mark.parametrize(
    "query",
    [
        '"',
        '"""',
        "*",
        "AND",
        "NOT x",
        "a:b",
        "(",
        "NEAR(a b)",
        "'; DROP TABLE claims; --",
        "\x00",
        "x" * 5000,
        "-",
        "^a",
        "{a b}",
        "Орлік",
    ],
)
def test_any_query_can_be_searched(client, query):
    """No words of a search are taken for syntax."""
    assert client.get("/search", params={"q": query}).status_code == 200


def test_search_marks_what_it_found(client):
    """A result shows the words found, in place, with the document or claim they stand in."""
    text = client.get("/search", params={"q": "fairy tale"}).text
    assert "<mark>fairy</mark> <mark>tale</mark>" in text
    assert 'href="/documents/monitor-1"' in text


def test_an_unchanged_page_is_not_sent_again(client):
    """A reader who has a page gets its tag back and no body."""
    first = client.get("/claims")
    again = client.get("/claims", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""
    assert "content-security-policy" in again.headers


def test_a_fault_is_logged_and_not_shown(casebook, caplog):
    """A bug gives the one error shape, with every header and without its insides."""

    class Broken:
        def __enter__(self):
            return self

        def __exit__(self, *error):
            return None

    with TestClient(create_app(Broken), base_url="http://localhost") as client:
        answer = client.get("/api/claims")
    assert answer.status_code == 500
    assert answer.json()["code"] == "internal-error"
    assert "Broken" not in answer.text
    assert "content-security-policy" in answer.headers
    assert "Broken" in caplog.text


def test_the_feed_is_well_formed_and_names_the_newest_claims(client):
    """An Atom reader can parse it, hostile summaries and all."""
    from xml.etree import ElementTree

    feed = ElementTree.fromstring(client.get("/feeds/claims.atom").text)
    entries = feed.findall("{http://www.w3.org/2005/Atom}entry")
    assert len(entries) > 30
    assert feed.find("{http://www.w3.org/2005/Atom}updated").text.startswith("2031-05-10")


def test_large_answers_are_packed(client):
    """A browser that takes gzip gets the base map packed."""
    answer = client.get("/static/map/world.json", headers={"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert json.loads(answer.text)["type"] == "Topology"


def test_the_feed_of_edits_is_well_formed_and_leads_to_each_edit(client):
    """Atom that a parser reads, whatever the titles hold, with an address of its own for each version."""
    from xml.etree import ElementTree

    answer = client.get("/feeds/edits.atom")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(answer.content)
    atom = "{http://www.w3.org/2005/Atom}"
    links = [entry.find(f"{atom}link").get("href") for entry in feed.findall(f"{atom}entry")]
    assert links == [f"http://127.0.0.1:8650/edits/{EDITED_DOCUMENT}#version-2"]
    page = client.get(f"/edits/{EDITED_DOCUMENT}").text
    assert 'id="version-2"' in page
    assert "<del>" in page


def test_an_article_names_related_ones_with_how_and_on_what(client):
    """Those that dispute it first; each with the claim in question, and those of the same story last."""
    import re

    text = client.get("/documents/herald-1").text
    related = re.findall(r'class="relation relation-(\w+)">([^<]+)<', text)
    assert related == [
        ("dispute", "Disputes this"),
        ("update", "Updates this"),
        ("agree", "Agrees"),
        ("story", "The same story"),
    ]
    section = text[text.index('id="related"') :]
    assert "on whether it happened" in section
    assert "from the same origin" in section
    assert section.count('class="relation-claims"') == 3
    other = client.get("/documents/monitor-2").text
    assert ("update", "Updated by this") in re.findall(r'class="relation relation-(\w+)">([^<]+)<', other)


def test_the_log_of_corrections_holds_edits_and_judgements(client):
    """A claim that an outlet took out, and what people decided, undone or not."""
    text = client.get("/corrections").text
    assert "No longer said" in text
    assert "Quiet at the front" in text
    assert "Undone by" in text
    assert "two photos fit" in text
