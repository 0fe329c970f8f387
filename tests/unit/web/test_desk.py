"""The desk: what a person decides is recorded by a plain form, and no other site can send one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from small_casebook import ATTACK, HOSTILE_DOCUMENT, small_casebook
from starlette.testclient import TestClient

from onrecord.publish.links import key_to_slug
from onrecord.publish.policy import POLICY
from onrecord.records import HappeningType, JudgementKind
from onrecord.store import open_store
from onrecord.web import Settings, create_app
from onrecord.web.serve import is_loopback

HERE = "http://127.0.0.1:8650"
FROM_HERE = {"origin": HERE, "sec-fetch-site": "same-origin"}


@pytest.fixture
def casebook(tmp_path: Path) -> Path:
    return small_casebook(tmp_path / "small.db")


@pytest.fixture
def client(casebook: Path) -> Iterator[TestClient]:
    """A browser on this machine in front of a site with a desk."""
    app = create_app(lambda: open_store(casebook), Settings(desk=True))
    with TestClient(app, base_url=HERE, follow_redirects=False) as made:
        yield made


@pytest.fixture
def capture(casebook: Path) -> str:
    with open_store(casebook) as store:
        return next(c.id for c in store.all_claims() if c.type is HappeningType.CAPTURE)


def statement_of(casebook: Path, document: str) -> str:
    with open_store(casebook) as store:
        reading = store.reading(document)
        assert reading is not None
        return reading.statements[0].id


def fields(client: TestClient, address: str) -> dict[str, str]:
    """The hidden fields of a form, as a browser would send them back."""
    page = client.get(address)
    assert page.status_code == 200
    return {name: unescape(value) for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.text)}


def send(client: TestClient, address: str, values: dict[str, str], **headers: str):
    """Send a form as a page of this site does."""
    return client.post(address, data=values, headers={**FROM_HERE, **headers})


def judge(client: TestClient, about: str, **values: str):
    """Open the form of a thing, fill it in and send it."""
    form = fields(client, f"/desk?about={about}")
    return send(client, "/desk", {**form, "by": "Ada", **values})


def recorded(casebook: Path) -> list[tuple[JudgementKind, str, str, bool]]:
    with open_store(casebook) as store:
        return [(j.kind, j.by, j.note, j.in_force) for j in store.judgements()]


def test_a_judgement_by_the_form_is_recorded_used_and_shown(client: TestClient, casebook: Path) -> None:
    """The list has it, the article says it beside the words, and the claim has lost the voice."""
    said = statement_of(casebook, "wire-1")
    answer = judge(client, said, kind="misread", note="a question")
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/judgements#j-")
    assert recorded(casebook) == [(JudgementKind.MISREAD, "Ada", "a question", True)]
    assert "a question" in client.get("/judgements").text
    article = client.get("/documents/wire-1").text
    assert "Misread" in article
    assert "a question" in article
    with open_store(casebook) as store:
        voices = [v for c in store.all_claims() for v in c.voices if v.statement == said]
    assert voices == []


def test_undoing_by_the_form_gives_the_voice_back_and_keeps_the_judgement(client: TestClient, casebook: Path) -> None:
    """The list shows both."""
    said = statement_of(casebook, "wire-1")
    name = judge(client, said, kind="misread").headers["location"].partition("#")[2]
    form = fields(client, f"/desk/undo/{name}")
    assert send(client, "/desk/undo", {**form, "by": "Ben", "note": "it does say so"}).status_code == 303
    assert recorded(casebook) == [(JudgementKind.MISREAD, "Ada", "", False)]
    page = client.get("/judgements").text
    assert "Undone by <bdi>Ben</bdi>" in page
    assert "it does say so" in page
    with open_store(casebook) as store:
        assert [v for c in store.all_claims() for v in c.voices if v.statement == said]


def test_a_corrected_place_is_shown_with_the_original(client: TestClient, casebook: Path) -> None:
    """The claim moves; the article names what was read and what is right."""
    said = statement_of(casebook, "herald-1")
    assert judge(client, said, kind="wrong-place", place="geonames:707292").status_code == 303
    article = client.get("/documents/herald-1").text
    assert "Wrong place" in article
    assert "read as <bdi>Orlik</bdi>" in article
    with open_store(casebook) as store:
        (moved,) = [c for c in store.all_claims() if c.places and c.places[0].id == "geonames:707292"]
    page = client.get(f"/claims/{moved.id}").text
    assert "Wrong place" in page
    assert "judged by <bdi>Ada</bdi>" in page


def test_the_name_is_kept_for_the_next_form(client: TestClient, casebook: Path, capture: str) -> None:
    """Nobody has to type it twice; it stands in the form escaped."""
    judge(client, statement_of(casebook, "wire-1"), kind="misread", by='Ada "the judge" Ł')
    assert 'value="Ada &#34;the judge&#34; Ł"' in client.get(f"/desk?about={capture}").text


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example", "sec-fetch-site": "cross-site"},
        {"origin": "http://127.0.0.1:9999", "sec-fetch-site": "same-site"},
        {"origin": "null", "sec-fetch-site": "same-origin"},
        {"origin": HERE, "sec-fetch-site": "cross-site"},
        {"origin": "https://127.0.0.1:8650"},
        {"sec-fetch-site": "none"},
        {},
    ],
)
def test_a_form_of_another_site_is_refused_even_with_a_token(
    client: TestClient, casebook: Path, capture: str, headers: dict[str, str]
) -> None:
    """Who sends it must be a page of this very address."""
    form = fields(client, f"/desk?about={capture}")
    answer = client.post("/desk", data={**form, "kind": "misread", "by": "Eve"}, headers=headers)
    assert answer.status_code == 403
    assert "foreign-form" in answer.text
    assert recorded(casebook) == []


@pytest.mark.parametrize("token", ["", "0" * 64, "Ł", None])
def test_a_form_without_its_token_is_refused(client: TestClient, casebook: Path, capture: str, token: str | None) -> None:
    """The right origin alone is not enough."""
    form = fields(client, f"/desk?about={capture}")
    form.pop("token")
    values = form if token is None else {**form, "token": token}
    assert send(client, "/desk", {**values, "kind": "misread", "by": "Eve"}).status_code == 403
    assert recorded(casebook) == []


def test_a_token_is_good_for_its_own_visitor_alone(client: TestClient, casebook: Path, capture: str) -> None:
    """A token that another browser was given, or one of an earlier run, opens nothing."""
    form = fields(client, f"/desk?about={capture}")
    client.cookies.clear()
    fields(client, f"/desk?about={capture}")
    assert send(client, "/desk", {**form, "kind": "misread", "by": "Eve"}).status_code == 403
    client.cookies.clear()
    assert send(client, "/desk", {**form, "kind": "misread", "by": "Eve"}).status_code == 403
    assert recorded(casebook) == []


def test_undoing_is_guarded_in_the_same_way(client: TestClient, casebook: Path) -> None:
    """Neither another site nor a missing token can end a judgement."""
    name = judge(client, statement_of(casebook, "wire-1"), kind="misread").headers["location"].partition("#")[2]
    form = fields(client, f"/desk/undo/{name}")
    assert client.post("/desk/undo", data={**form, "by": "Eve"}, headers={"origin": "https://evil.example"}).status_code == 403
    assert send(client, "/desk/undo", {"judgement": name, "by": "Eve"}).status_code == 403
    assert [in_force for *_, in_force in recorded(casebook)] == [True]


def test_cookies_are_hidden_from_scripts_and_other_sites(client: TestClient, capture: str) -> None:
    """Both of the desk's cookies."""
    (first,) = client.get(f"/desk?about={capture}").headers.get_list("set-cookie")
    (second,) = judge(client, capture, kind="retracted").headers.get_list("set-cookie")
    for cookie in (first, second):
        assert "httponly" in cookie.lower()
        assert "samesite=strict" in cookie.lower()
        assert "path=/desk" in cookie.lower()


def test_hostile_words_of_a_judgement_are_shown_and_not_obeyed(client: TestClient, casebook: Path, capture: str) -> None:
    """Note, name and reason stand escaped on every page that shows them."""
    judge(client, capture, kind="retracted", note=ATTACK, by=f"{ATTACK[:60]}")
    name = judge(client, statement_of(casebook, HOSTILE_DOCUMENT), kind="misread", note=ATTACK).headers["location"][12:]
    form = fields(client, f"/desk/undo/{name}")
    send(client, "/desk/undo", {**form, "by": "Ben", "note": ATTACK})
    judge(client, statement_of(casebook, HOSTILE_DOCUMENT), kind="wrong-time", note=ATTACK)
    shown = [
        "/judgements",
        f"/claims/{capture}",
        f"/desk?about={capture}",
        f"/desk/undo/{name}",
        f"/documents/{key_to_slug(HOSTILE_DOCUMENT)}",
    ]
    for address in shown:
        text = client.get(address).text
        assert ATTACK not in text, address
        assert "&lt;script&gt;" in text, address
        assert not re.search(r"<script(?![^>]*\bsrc=)", text), address


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"kind": ""}, "choose what you judge"),
        ({"kind": "<b>"}, "choose what you judge"),
        ({"kind": "misread", "by": "  "}, "by is"),
        ({"kind": "same", "same": ""}, "nothing in"),
        ({"kind": "same", "same": "c-nothing"}, "nothing in"),
        ({"kind": "different", "different": "'; DROP TABLE judgements; --"}, "nothing in"),
        ({"kind": "wrong-place", "place": "geonames:1"}, "place is"),
        ({"kind": "wrong-place", "place": "../../etc/passwd"}, "place is"),
        ({"kind": "wrong-time", "day": "2031-02-30"}, "day is"),
        ({"kind": "grade", "grade": "A"}, "grade is"),
        ({"kind": "misread", "note": "x" * 4001}, "note is"),
    ],
)
def test_what_does_not_fit_is_said_on_the_form_with_what_was_typed(
    client: TestClient, casebook: Path, capture: str, values: dict[str, str], told: str
) -> None:
    """Nothing is recorded, nothing typed is lost."""
    answer = judge(client, capture, **{"note": "because", **values})
    assert answer.status_code == 400
    assert told in answer.text
    (typed,) = re.findall(r"<textarea[^>]*>([^<]*)<", answer.text)
    assert unescape(typed) == values.get("note", "because")
    assert recorded(casebook) == []


@pytest.mark.parametrize("about", ["c-nothing", "", "%3Cscript%3E", "%00", "..%2F.."])
def test_an_id_that_is_not_there_has_no_form(client: TestClient, about: str) -> None:
    """It is an error of the one shape."""
    answer = client.get(f"/desk?about={about}")
    assert answer.status_code == 404
    assert "<script>" not in answer.text
    assert client.get("/desk/undo/j-nothing").status_code == 404


def test_a_judgement_on_what_is_gone_meanwhile_is_an_error_page(client: TestClient, capture: str) -> None:
    """The form cannot be shown again for a thing that is not there."""
    form = fields(client, f"/desk?about={capture}")
    assert send(client, "/desk", {**form, "about": "c-gone", "kind": "misread", "by": "Ada"}).status_code == 404


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"{}", "application/json", 400),
        (b"a=b", "text/plain", 400),
        (b"token=\xff\xfe", "application/x-www-form-urlencoded", 400),
        (b"\xff", "application/x-www-form-urlencoded", 400),
        (b"&".join(b"a=1" for _ in range(100)), "application/x-www-form-urlencoded", 400),
        (b"note=" + b"x" * 70_000, "application/x-www-form-urlencoded", 413),
    ],
)
def test_what_is_no_form_is_refused(client: TestClient, casebook: Path, content: bytes, kind: str, status: int) -> None:
    """Whatever is sent is read with bounds."""
    answer = client.post("/desk", content=content, headers={**FROM_HERE, "content-type": kind})
    assert answer.status_code == status
    assert recorded(casebook) == []


def test_only_the_desk_takes_forms(client: TestClient) -> None:
    """Every other address stays read-only, by whatever method."""
    for address in ("/", "/claims", "/judgements", "/api/claims", "/desk/", "/desk/undo/j-1", "/static/site.css"):
        assert client.post(address, data={}, headers=FROM_HERE).status_code == 405, address
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS"):
        assert client.request(method, "/desk", headers=FROM_HERE).status_code == 405


def test_desk_pages_keep_the_policy_and_are_not_stored(client: TestClient, capture: str) -> None:
    """The policy is the same as everywhere; a form with a token is not kept by any cache."""
    answer = client.get(f"/desk?about={capture}")
    assert answer.headers["content-security-policy"].startswith(POLICY)
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["referrer-policy"] == "same-origin"


def test_a_site_without_a_desk_takes_nothing_and_offers_nothing(casebook: Path, capture: str) -> None:
    """The judgements can be read, but no page leads to a form."""
    with TestClient(create_app(lambda: open_store(casebook)), base_url=HERE) as client:
        assert client.get(f"/desk?about={capture}").status_code == 404
        assert client.post("/desk", data={}, headers=FROM_HERE).status_code == 405
        assert "/desk" not in client.get(f"/claims/{capture}").text
        assert client.get("/judgements").status_code == 200


def test_foreign_hosts_get_no_form(client: TestClient, capture: str) -> None:
    """A name that points at this machine cannot be used to read a token."""
    assert client.get(f"/desk?about={capture}", headers={"host": "evil.example"}).status_code == 421


@pytest.mark.parametrize(
    ("host", "alone"),
    [
        ("127.0.0.1", True),
        ("127.8.0.1", True),
        ("::1", True),
        ("[::1]", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.4", False),
        ("desk.example", False),
    ],
)
def test_there_is_a_desk_by_default_only_where_this_machine_alone_can_ask(host: str, alone: bool) -> None:
    """A site that others reach has none unless it is asked for."""
    assert is_loopback(host) is alone


def test_a_grade_is_shown_with_who_gave_it_and_what_was_computed(client: TestClient, casebook: Path, capture: str) -> None:
    """Of a claim and of a source."""
    judge(client, capture, kind="grade", grade="5", note="seen elsewhere")
    page = client.get(f"/claims/{capture}").text
    assert re.search(r'<p class="grade"><strong>5</strong>', page)
    assert "Given by <bdi>Ada</bdi>" in page
    assert re.search(r"Computed: [1-46]\.", page)
    with open_store(casebook) as store:
        key = next(s.key for s in store.sources() if s.name == "Mira Holt")
    judge(client, key_to_slug(key).replace("_", " "), kind="grade", grade="C")
    assert re.search(r'<p class="grade"><strong>C</strong>', client.get(f"/sources/{key_to_slug(key)}").text)
