"""Take the pictures of the site that the README and the docs show, from a casebook.

Run: python tools/screenshots.py CASEBOOK FOLDER [CHROMIUM]. It needs playwright and a Chromium (by default the one on the path).
"""

from __future__ import annotations

import shutil
import sys
import threading
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from onrecord.publish import Links
from onrecord.records.claim import Status
from onrecord.store import ClaimFilter, ClaimOrder, open_store
from onrecord.web.serve import Running

ARGUMENTS = ["--no-sandbox", "--disable-background-networking", "--enable-unsafe-swiftshader", "--use-angle=swiftshader"]
SHOTS = (
    ("front", 1280, 900, "light"),
    ("article", 1280, 760, "light"),
    ("claim", 1280, 860, "light"),
    ("map", 1280, 900, "dark"),
)
PHONE = ("phone", 390, 780, "dark")


def main() -> None:
    """Serve the casebook, photograph one page of each kind, and stop."""
    casebook, folder = Path(sys.argv[1]), Path(sys.argv[2])
    chromium = sys.argv[3] if len(sys.argv) > 3 else shutil.which("chromium")
    folder.mkdir(parents=True, exist_ok=True)
    pages = _addresses(casebook)
    answering = threading.Event()
    site = Running(casebook, port=0, ready=lambda _: answering.set())
    server = threading.Thread(target=site.run)
    server.start()
    answering.wait(30)
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
            for name, width, height, scheme in (*SHOTS, PHONE):
                _take(browser, site.address + pages[name], folder / f"{name}.png", width, height, scheme)
            browser.close()
    finally:
        site.stop()
        server.join()


def _addresses(casebook: Path) -> dict[str, str]:
    """The pages that show most: the article with most statements, the disputed or conceded claim with most voices."""
    links = Links()
    with open_store(casebook, read_only=True) as store:
        told = [
            e for status in (Status.DISPUTED, Status.CONCEDED) for e in store.claim_entries(ClaimFilter(status=status), limit=-1)
        ]
        claims = told or list(store.claim_entries(order=ClaimOrder.ORIGINS, limit=1))
        claim = max(claims, key=lambda entry: (len(entry.outlets), entry.voices)).claim.id
        document = max(store.documents(limit=-1), key=lambda entry: (entry.statements, entry.happenings)).page
    article = links.to("documents", document)
    return {"front": "/", "article": article, "claim": links.to("claims", claim), "map": "/map", "phone": article}


def _take(browser: Browser, address: str, target: Path, width: int, height: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address)
    page.wait_for_load_state("networkidle")
    if page.locator("[data-map] [data-point], #known [data-point]").count():
        page.wait_for_selector("[data-map][data-state=drawn]")
        page.wait_for_timeout(500)  # the last labels fade in
    page.screenshot(path=target)
    context.close()


if __name__ == "__main__":
    main()
