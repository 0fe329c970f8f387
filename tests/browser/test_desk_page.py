"""The desk in a real browser: a person judges and undoes by plain forms, and a page of another site cannot."""

import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from small_casebook import small_casebook

from onrecord.records import HappeningType
from onrecord.store import open_store
from onrecord.web import Settings, create_app


@pytest.fixture
def judged(tmp_path):
    return small_casebook(tmp_path / "desk.db", judged=True)


@pytest.fixture
def desk(judged):
    """The address of a served casebook with a desk."""
    import uvicorn

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = create_app(lambda: open_store(judged), Settings(desk=True))
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 20
    while not server.started:
        assert time.monotonic() < deadline, "the server did not start"
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(20)


@pytest.fixture
def capture(judged):
    with open_store(judged) as store:
        return next(c.id for c in store.all_claims() if c.type is HappeningType.CAPTURE)


def count(casebook):
    with open_store(casebook) as store:
        return store.count_judgements()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_statement_is_judged_and_the_judgement_undone(open_page, desk, capture, scripts):
    """From the claim's page through the form to the list, and back, with scripts and without; no policy is in the way."""
    watched = open_page(java_script_enabled=scripts)
    page = watched.page
    page.goto(f"{desk}/claims/{capture}")
    page.locator("#voice-2 a", has_text="judge").click()
    page.get_by_label("Misread").check()
    page.get_by_label("Why").fill("a question, not a claim")
    page.get_by_label("Your name").fill("Ada <b>")
    page.get_by_role("button", name="Record the judgement").click()
    assert page.url.startswith(f"{desk}/judgements#j-")
    name = page.url.partition("#")[2]
    entry = page.locator(f"#{name}")
    assert "a question, not a claim" in entry.inner_text()
    assert "Ada <b>" in entry.inner_text()
    entry.locator("a").first.click()
    assert "Misread" in page.locator(".note .judgement").first.inner_text() if scripts else True
    page.goto(f"{desk}/desk/undo/{name}")
    assert page.get_by_label("Your name").input_value() == "Ada <b>"
    page.get_by_role("button", name="Undo it").click()
    assert "Undone by" in page.locator(f"#{name}").inner_text()
    assert watched.complaints == []


def test_what_was_refused_is_said_and_nothing_typed_is_lost(open_page, desk, capture, judged):
    """The form comes back with the reason."""
    before = count(judged)
    page = open_page().page
    page.goto(f"{desk}/desk?about={capture}")
    page.get_by_label("Wrong place").check()
    page.get_by_label("Right place’s id").fill("geonames:1")
    page.get_by_label("Why").fill("two lines\nof reasons")
    page.get_by_label("Your name").fill("Ada")
    page.get_by_role("button", name="Record the judgement").click()
    assert "geonames:1" in page.get_by_role("alert").inner_text()
    assert page.get_by_label("Why").input_value() == "two lines\nof reasons"
    assert page.get_by_label("Wrong place").is_checked()
    assert count(judged) == before


def test_a_page_of_another_site_cannot_judge(open_page, desk, capture, judged):
    """Its form arrives without the desk's cookie and from a foreign origin, and is refused."""

    class Other(BaseHTTPRequestHandler):
        def do_GET(self):
            fields = {"about": capture, "kind": "misread", "by": "Eve", "token": "0" * 64}
            hidden = "".join(f'<input type="hidden" name="{k}" value="{v}">' for k, v in fields.items())
            body = f'<form method="post" action="{desk}/desk">{hidden}<button>Win</button></form>'.encode()
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    before = count(judged)
    with HTTPServer(("127.0.0.1", 0), Other) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page = open_page().page
        page.goto(f"{desk}/desk?about={capture}")
        page.goto(f"http://localhost:{server.server_address[1]}/")
        page.get_by_role("button", name="Win").click()
        page.wait_for_url(f"{desk}/desk")
        assert "nothing was recorded" in page.locator("main").inner_text()
        server.shutdown()
    assert count(judged) == before


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_forms_can_be_read_and_fit_the_screen(open_page, desk, capture, width, scheme):
    """Contrast of at least 4.5 to 1, no sideways scrolling, every control has a name, one first heading."""
    watched = open_page(width, color_scheme=scheme)
    page = watched.page
    contrast = (Path(small_casebook.__code__.co_filename).parent / "contrast.js").read_text(encoding="utf-8")
    with_judgement = page.goto(f"{desk}/judgements") and page.locator("a", has_text="Undo").first.get_attribute("href")
    for address in (f"/desk?about={capture}", with_judgement, "/judgements"):
        page.goto(desk + address)
        assert page.evaluate(contrast) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        assert page.locator("h1").count() == 1
        nameless = page.evaluate(
            "[...document.querySelectorAll('input, textarea, select, button')].filter(e => e.checkVisibility() && "
            "e.type !== 'hidden' && !(e.textContent.trim() || e.labels?.length)).map(e => e.outerHTML)"
        )
        assert nameless == [], address
    assert watched.complaints == []
