"""Pictures of the demo's site for README and documentation: `python tools/screenshots.py` after `make demo` or `make test`.

Needs Playwright (in the test extra) and Chromium: the one that CHROMIUM names, or /usr/bin/chromium.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
PORT = 8699
PAGES = {"front": "/", "map": "/map?day=2022-09-11", "article": "/documents/demo-14"}
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--enable-unsafe-swiftshader",
    "--use-gl=angle",
    "--use-angle=swiftshader",
]
SETTLES = 2500
"""Milliseconds until the map is drawn by a processor alone."""


def main() -> None:
    """Build the demo's casebook, serve it, and photograph its pages."""
    with tempfile.TemporaryDirectory() as folder:
        casebook = str(Path(folder) / "casebook.db")
        onrecord("baseline", str(ROOT / "demo" / "baseline.csv"), "--casebook", casebook)
        onrecord("add", str(ROOT / "demo" / "dispatches.jsonl"), "--casebook", casebook)
        command = [*COMMAND, "serve", "--casebook", casebook, "--port", str(PORT)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603
            assert server.stdout is not None
            server.stdout.readline()
            try:
                shoot(f"http://127.0.0.1:{PORT}")
            finally:
                server.terminate()


COMMAND = [sys.executable, "-c", "from onrecord.cli import main; main()"]


def onrecord(*arguments: str) -> None:
    """Run one command; stop where it fails."""
    subprocess.run([*COMMAND, *arguments], check=True)  # noqa: S603


def shoot(address: str) -> None:
    """One picture a page, at the size of a laptop's window."""
    IMAGES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1280, "height": 860})
        for name, path in PAGES.items():
            answer = page.goto(address + path, wait_until="networkidle")
            assert answer is not None
            assert answer.ok, path
            page.wait_for_timeout(SETTLES)
            page.screenshot(path=IMAGES / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
