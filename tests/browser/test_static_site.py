"""The built site behind a plain file server, in a folder of it."""

import http.server
import threading
from functools import partial

import pytest

from onrecord.publish import build
from onrecord.store import open_store


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A file server that keeps its log to itself."""

    def log_message(self, *_):
        return


@pytest.fixture(scope="module")
def static_site(casebook, tmp_path_factory):
    root = tmp_path_factory.mktemp("static")
    with open_store(casebook, read_only=True) as store:
        build(store, root / "some" / "folder")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(root))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/some/folder"
        server.shutdown()


def test_the_built_site_can_be_walked_through(open_page, static_site):
    """From the front page to a claim, its article and back, by links alone, with nothing missing."""
    watched = open_page()
    page = watched.page
    page.goto(f"{static_site}/index.html")
    page.get_by_role("link", name="Capture of Orlik").first.click()
    page.wait_for_url("**/claims/c-*.html")
    page.locator("blockquote a").first.click()
    page.wait_for_url("**/documents/herald-1.html#s-*")
    assert page.locator("mark:target").is_visible()
    page.locator(".masthead .name a").click()
    page.wait_for_url("**/some/folder/index.html")
    assert watched.complaints == []


def test_the_built_map_turns_back_too(open_page, static_site):
    """Each day's map is a file, and the slider fetches it."""
    watched = open_page()
    page = watched.page
    page.goto(f"{static_site}/map.html")
    page.wait_for_selector("[data-map][data-state=drawn]")
    page.locator("#slide").focus()
    page.keyboard.press("Home")
    page.wait_for_selector("#known[data-day^='2031-04-']")  # the policy forbids the polling of a string
    assert "map--day-2031-04-" in page.url
    assert watched.complaints == []
