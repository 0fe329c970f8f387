"""A film of the map: one picture a month of who held what, as known at its end, out of any casebook.

Usage: python tools/film.py CASEBOOK FOLDER [--from 2022-04] [--to 2022-12] [--view WEST,SOUTH,EAST,NORTH]

The pictures show the site's own map, held places only: no headline and no claim stands in them. Needs Playwright (in the test
extra) and Chromium: the one that CHROMIUM names, or /usr/bin/chromium.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

PORT = 8698
WINDOW = {"width": 900, "height": 800}
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--enable-unsafe-swiftshader",
    "--use-gl=angle",
    "--use-angle=swiftshader",
]
SETTLES = 1500
"""Milliseconds until a drawn map has found its names."""
PATIENCE = 180_000
"""Milliseconds that a processor alone may take to draw the first map."""
TURN = """day => {
  const stops = [...document.querySelectorAll(".days a[data-day]")];
  const slide = document.querySelector(".slider input");
  slide.value = stops.findIndex(stop => stop.dataset.day === day);
  for (const kind of ["input", "change"]) slide.dispatchEvent(new Event(kind));
}"""
"""Turns the page's slider to a day."""


def main() -> None:
    """Serve the casebook, turn its map from month to month, and photograph it."""
    wanted = _arguments()
    wanted.folder.mkdir(parents=True, exist_ok=True)
    with _served(wanted.casebook) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=ARGUMENTS)
        page = browser.new_page(viewport=WINDOW, color_scheme="light")
        page.goto(f"{address}/map#only=held" + (f"&view={wanted.view}" if wanted.view else ""))
        page.wait_for_selector("figure[data-state=drawn]", timeout=PATIENCE)
        page.locator(".slider input").evaluate("slide => { slide.style.display = 'none'; }")
        for month, day in _last_days(page):
            if (wanted.first or month) <= month <= (wanted.last or month):
                _photograph(page, day, wanted.folder / f"{month}.png")
                print(wanted.folder / f"{month}.png", day, flush=True)
        browser.close()


def _arguments() -> argparse.Namespace:
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("casebook", type=Path)
    reader.add_argument("folder", type=Path)
    reader.add_argument("--from", dest="first", help="the first month, such as 2022-04")
    reader.add_argument("--to", dest="last", help="the last month")
    reader.add_argument("--view", help="what to show, in degrees: west,south,east,north")
    return reader.parse_args()


@contextmanager
def _served(casebook: Path) -> Iterator[str]:
    """The address at which the casebook is served."""
    command = [sys.executable, "-c", "from onrecord.cli import main; main()", "serve", "--no-desk", "--casebook", str(casebook)]
    with subprocess.Popen([*command, "--port", str(PORT)], stdout=subprocess.PIPE, text=True) as server:  # noqa: S603
        assert server.stdout is not None
        server.stdout.readline()
        try:
            yield f"http://127.0.0.1:{PORT}"
        finally:
            server.terminate()


def _last_days(page: Page) -> list[tuple[str, str]]:
    """The last day with a document in each month, by month."""
    days = page.eval_on_selector_all(".days a[data-day]", "stops => stops.map(stop => stop.dataset.day)")
    return sorted({day[:7]: day for day in sorted(days)}.items())


def _photograph(page: Page, day: str, path: Path) -> None:
    """The map of a day with the line that names it."""
    if page.locator("#known").get_attribute("data-day") != day:
        page.evaluate(TURN, day)
        page.wait_for_selector(f"#known[data-day='{day}']", timeout=PATIENCE, state="attached")
    page.wait_for_timeout(SETTLES)
    words, drawn = page.locator(".slider label").bounding_box(), page.locator(".map").bounding_box()
    assert words is not None
    assert drawn is not None
    height = drawn["y"] + drawn["height"] - words["y"]
    clip = {"x": drawn["x"], "y": words["y"], "width": drawn["width"], "height": height}
    page.screenshot(path=path, full_page=True, clip=clip)


if __name__ == "__main__":
    main()
