"""Examples in the documentation are run as a reader would type them, and what the pages say comes out."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("tutorial", "how-to", "explanation", "reference")
PAGES = ["README.md", *sorted(str(p.relative_to(ROOT)) for f in FOLDERS for p in (ROOT / "docs" / f).glob("*.md"))]
WITH_COMMANDS = [page for page in PAGES if "```console" in (ROOT / page).read_text("utf8")]
NOT_RUN = re.compile(r"^(?:python3 -m venv|pip |make )|https?://|^onrecord serve|^onrecord gazetteer build|larger\.gaz")
"""Installing, the network, a server that does not end, and a dump that readers bring."""

NOTE = "The mayor of Chuhuiv said on Monday that power had been restored. A grid operator denied it."
FEED = f"""<rss version="2.0"><channel><title>Valley Wire</title><item><title>Power</title>
<pubDate>Mon, 12 Sep 2022 10:00:00 GMT</pubDate><description>{NOTE}</description></item></channel></rss>"""
WARC = (
    "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:12345678-1234-1234-1234-123456789abc>\r\n"
    "WARC-Date: 2022-09-13T10:00:00Z\r\nWARC-Target-URI: https://valley.example/power\r\n"
    "Content-Type: application/http; msgtype=response\r\nContent-Length: {length}\r\n\r\n{body}\r\n\r\n"
)
CHAT = {
    "name": "Valley Channel",
    "type": "public_channel",
    "id": 1,
    "messages": [{"id": 1, "type": "message", "date_unixtime": "1662984000", "from": "Valley Channel", "text": NOTE}],
}


def commands_of(page: Path) -> list[str]:
    """The commands of a page's console blocks, each with the lines that continue it."""
    found: list[str] = []
    for block in re.findall(r"^```console\n(.*?)^```", page.read_text("utf8"), re.MULTILINE | re.DOTALL):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append(line[2:])
            else:
                found[-1] += "\n" + line
    return found


@pytest.fixture
def desk(tmp_path: Path, demo: Path, demo_casebook: Path) -> Path:
    """A folder with every file that the pages name, and an `onrecord` on the path."""
    shutil.copytree(demo, tmp_path / "demo", ignore=shutil.ignore_patterns("*.db*"))
    for name in ("war.db", "demo/casebook.db"):
        shutil.copy(demo_casebook, tmp_path / name)
    dispatches = (demo / "dispatches.jsonl").read_text("utf8").splitlines(keepends=True)
    page = f"<html><head><title>Power in Chuhuiv</title></head><body><article><p>{NOTE}</p></article></body></html>"
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}"
    files = {
        "report.txt": NOTE, "dispatch.txt": NOTE, "report.html": page, "reports/one.txt": NOTE, "feeds/valley.xml": FEED,
        "reports.jsonl": "".join(dispatches[:3]), "dispatches.jsonl": "".join(dispatches[:2]),
        "export/result.json": json.dumps(CHAT), "channel-export/result.json": json.dumps(CHAT),
        "baseline.csv": (demo / "baseline.csv").read_text("utf8"), "river-war.toml": river_war(),
        "bin/onrecord": f'#!/bin/sh\nexec "{sys.executable}" -c "from onrecord.cli import main; main()" "$@"\n',
        "bin/python3": f'#!/bin/sh\nexec "{sys.executable}" "$@"\n',
    }  # fmt: skip
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf8")
        (tmp_path / name).chmod(0o755)
    with zipfile.ZipFile(tmp_path / "crawl.wacz", "w") as archive:
        record = WARC.format(length=len(answer.encode()), body=answer)
        archive.writestr("archive/data.warc.gz", gzip.compress(record.encode()))
    return tmp_path


def river_war() -> str:
    """The register that a how-to shows, as it stands there."""
    page = (ROOT / "docs/how-to/use-another-register.md").read_text("utf8")
    return re.findall(r"^```toml\n(.*?)^```", page, re.MULTILINE | re.DOTALL)[0]


@pytest.mark.parametrize("page", WITH_COMMANDS)
def test_the_commands_of_a_page_run(page: str, desk: Path) -> None:
    """In the page's order, in one folder; each ends well and says nothing on standard error."""
    wanted = [c for c in commands_of(ROOT / page) if not NOT_RUN.search(c)]
    for command in wanted:
        path = f'PATH="{desk / "bin"}:$PATH"; set -e -o pipefail\n'
        done = subprocess.run(["bash", "-c", path + command], cwd=desk, capture_output=True, text=True, timeout=120)
        assert (done.returncode, done.stderr) == (0, ""), command


def test_most_commands_of_the_pages_are_run() -> None:
    """What is left out is named in NOT_RUN and is little."""
    all_of_them = [c for page in WITH_COMMANDS for c in commands_of(ROOT / page)]
    left_out = [c for c in all_of_them if NOT_RUN.search(c)]
    assert len(all_of_them) > 25
    assert len(left_out) <= len(all_of_them) / 5


@pytest.mark.parametrize("page", PAGES)
def test_files_that_a_page_shows_or_names_are_there(page: str) -> None:
    """Pictures, links to files, and paths of the project in backticks."""
    file = ROOT / page
    text = re.sub(r"^```.*?^```", "", file.read_text("utf8"), flags=re.MULTILINE | re.DOTALL)
    linked = [file.parent / link for link in re.findall(r"\]\((?!https?://|#)([^)#]+)\)", text)]
    named = [ROOT / path for path in re.findall(r"`((?:src|docs|tests|training|demo)/[\w./-]+)`", text)]
    assert [str(path) for path in (*linked, *named) if not path.exists() and path.name != "casebook.db"] == []


def test_no_page_has_a_gap_left_to_fill() -> None:
    """A line of capitals alone is a note to the writer."""
    assert [page for page in PAGES if re.search(r"^[A-Z]{5,}$", (ROOT / page).read_text("utf8"), re.MULTILINE)] == []
