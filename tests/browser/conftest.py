"""A real Chromium in front of a real server; skipped with a reason where there is no Chromium or no playwright."""

import os
import shutil
import socket
import threading
import time

import pytest
from small_casebook import small_casebook

ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--enable-unsafe-swiftshader",
    "--use-gl=angle",
    "--use-angle=swiftshader",
]


def pytest_collection_modifyitems(items):
    """Everything in this folder drives a browser."""
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium():
    """The path of a Chromium: ONRECORD_CHROMIUM, or one on the path."""
    found = (
        os.environ.get("ONRECORD_CHROMIUM")
        or shutil.which("chromium")
        or shutil.which("chromium-browser")
        or shutil.which("google-chrome")
    )
    if not found:
        pytest.skip("no Chromium on this machine; set ONRECORD_CHROMIUM to one")
    return found


@pytest.fixture(scope="session")
def browser(chromium):
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with api.sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield made
        made.close()


@pytest.fixture(scope="session")
def casebook(tmp_path_factory):
    return small_casebook(tmp_path_factory.mktemp("browser") / "small.db", extra=60, judged=True)


@pytest.fixture(scope="session")
def site(casebook):
    """The address of the served casebook."""
    import uvicorn

    from onrecord.store import open_store
    from onrecord.web import create_app

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(create_app(lambda: open_store(casebook)), port=port, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 20
    while not server.started:
        assert time.monotonic() < deadline, "the server did not start"
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


REPORT_POLICY = """
document.addEventListener("securitypolicyviolation", (e) => console.error(`policy: ${e.violatedDirective} ${e.blockedURI}`));
"""


class Watched:
    """A page with what it complained of and every address it asked for."""

    def __init__(self, page):
        self.page = page
        self.complaints: list[str] = []
        self.requests: list[str] = []
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))
        page.add_init_script(REPORT_POLICY)

    def _heard(self, message):
        # The software renderer of a machine without a graphics card tells that it is slow; nothing else is let through.
        if "GPU stall due to ReadPixels" not in message.text and message.type in {"error", "warning"}:
            self.complaints.append(message.text)


@pytest.fixture
def open_page(browser):
    """Opens watched pages: `open_page(width=…, color_scheme=…, java_script_enabled=…)`."""
    contexts = []

    def make(width=1440, **options):
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        context.set_default_timeout(20_000)
        contexts.append(context)
        return Watched(context.new_page())

    yield make
    for context in contexts:
        context.close()
