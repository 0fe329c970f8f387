"""Damaged, absurd and missing inputs: one clear line each, the documented status, and the rest of the batch is read."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from onrecord.cli.commands import run
from onrecord.errors import ExitStatus

LONG = 20_000_000
LINE = re.compile(r"onrecord: \S.* \[[a-z]+(?:-[a-z]+)*\]")
"""What a failure looks like on standard error: one line, the code last, in brackets."""
WORDS = "The harbour master said on Monday that the ferry had left."


def warc(*texts: str) -> bytes:
    """A WARC file with a page for each text."""
    records = b""
    for number, text in enumerate(texts):
        body = f"<html><body><article><p>{text}</p></article></body></html>"
        answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{body}".encode()
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\n"
            f"WARC-Date: 2022-09-13T10:00:00Z\r\nWARC-Target-URI: https://harbour.example/{number}\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
        )
        records += head.encode() + answer + b"\r\n\r\n"
    return records


def empty(folder: Path) -> Path:
    return made(folder / "empty.txt", b"")


def binary(folder: Path) -> Path:
    return made(folder / "picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)


def cut_gzip(folder: Path) -> Path:
    return made(folder / "cut.txt.gz", gzip.compress((WORDS + " ").encode() * 500)[:-30])


def long_line(folder: Path) -> Path:
    return made(folder / "long.txt", b"word " * (LONG // 5))


def long_json_line(folder: Path) -> Path:
    return made(folder / "long.jsonl", b'{"text": "' + b"word " * (LONG // 5) + b'"}\n')


def bad_json_line(folder: Path) -> Path:
    return made(folder / "bad.jsonl", b'{"id": "x1", "text": "The ferry left."}\n{"id": "x2", "text": \n')


def deep_html(folder: Path) -> Path:
    return made(folder / "deep.html", b"<html><body>" + b"<div>" * 10_000 + WORDS.encode() + b"</div>" * 10_000)


def half_warc(folder: Path) -> Path:
    whole = warc(WORDS, "The lighthouse keeper denied that the lamp was out.")
    return made(folder / "half.warc", whole[: len(whole) - 100])


def missing(folder: Path) -> Path:
    return folder / "missing.txt"


def below_a_file(folder: Path) -> Path:
    return made(folder / "file.txt", WORDS.encode()) / "page.txt"


def name_too_long(folder: Path) -> Path:
    return folder / ("a" * 300)


CASES: dict[Callable[[Path], Path], str] = {
    empty: "empty-input",
    binary: "binary-input",
    cut_gzip: "truncated-gzip",
    long_line: "document-too-large",
    long_json_line: "document-too-large",
    bad_json_line: "bad-json",
    deep_html: "html-too-deep",
    half_warc: "truncated-warc",
    missing: "not-found",
    below_a_file: "not-found",
    name_too_long: "cannot-read",
}


def made(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """A document that can be read."""
    file = tmp_path / "good.jsonl"
    file.write_text(json.dumps({"id": "good", "text": WORDS, "published": "2022-09-14"}) + "\n", "utf8")
    return file


@pytest.mark.parametrize("make", CASES, ids=lambda make: make.__name__)
def test_a_bad_input_is_one_line_and_the_good_ones_are_read(
    tmp_path: Path, good: Path, capsys: pytest.CaptureFixture[str], make: Callable[[Path], Path]
) -> None:
    """`read` names the input and the code in one line, ends with status 1, and prints the document that follows."""
    bad = make(tmp_path)
    assert run(["read", str(bad), str(good), "--json"]) == ExitStatus.SOME_ITEMS_FAILED
    out, err = capsys.readouterr()
    assert [json.loads(line)["document"]["id"] for line in out.splitlines()][-1] == "good"
    (line,) = err.splitlines()
    assert LINE.fullmatch(line)
    assert line.endswith(f"[{CASES[make]}]")
    assert bad.name[:100] in line


def test_what_comes_before_a_fault_is_read_too(tmp_path: Path, good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The good line of a file of JSON Lines, and the whole record of a WARC that is cut in the next one."""
    assert run(["read", str(bad_json_line(tmp_path)), str(half_warc(tmp_path)), str(good), "--json"]) == 1
    texts = [json.loads(line)["document"]["text"] for line in capsys.readouterr().out.splitlines()]
    assert [text for text in texts if "lighthouse" in text] == []
    assert len(texts) == 3


def test_broken_utf8_is_read_and_marked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Damaged bytes are no failure: they become U+FFFD, the words around them stay, and spans fit the text."""
    bad = made(tmp_path / "broken.txt", b"Mayor Ann Lee said that the b\xff\xfe bridge was closed. \xc3\x28 \xe2\x82")
    assert run(["read", str(bad), "--format", "plain", "--json"]) == 0
    reading = json.loads(capsys.readouterr().out)
    text = reading["document"]["text"]
    assert "said that the b" in text
    assert "bridge was closed" in text
    assert all(0 <= span["start"] < span["end"] <= len(text) for s in reading["statements"] for span in s["content"])


def test_a_batch_of_bad_inputs_leaves_a_sound_casebook(
    tmp_path: Path, good: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`add` of all of them at once: a line for each, status 1, the good documents stored, `verify` clean, and again the same."""
    monkeypatch.chdir(tmp_path)
    inputs = [str(make(tmp_path)) for make in CASES]
    assert run(["add", *inputs, str(good), "--casebook", "c.db", "--json"]) == ExitStatus.SOME_ITEMS_FAILED
    out, err = capsys.readouterr()
    report = json.loads(out)
    assert report["added"] == 3
    assert [failure["code"] for failure in report["failed"]] == [*CASES.values()]
    assert len(err.splitlines()) == len(report["failed"])
    assert all(LINE.fullmatch(line) for line in err.splitlines())
    assert run(["verify", "--casebook", "c.db"]) == ExitStatus.OK
    capsys.readouterr()
    assert run(["add", *inputs, str(good), "--casebook", "c.db", "--json"]) == ExitStatus.SOME_ITEMS_FAILED
    again = json.loads(capsys.readouterr().out)
    assert (again["added"], again["unchanged"], again["failed"]) == (0, 3, report["failed"])


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that belongs to nobody in particular; the process has no special rights meanwhile, even if it is root's."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        before = os.geteuid()
        if before == 0:
            os.chown(folder, 65534, -1)
            os.seteuid(65534)
        try:
            yield folder
        finally:
            os.seteuid(before)
            for path in folder.iterdir():
                path.chmod(0o700)
            shutil.rmtree(folder, ignore_errors=True)


def test_a_folder_without_permission_costs_itself_only(open_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line names it; the folder's neighbour is read."""
    closed = open_folder / "closed"
    closed.mkdir()
    closed.chmod(0)
    note = made(open_folder / "note.txt", WORDS.encode())
    assert run(["read", str(closed), str(note), "--json"]) == ExitStatus.SOME_ITEMS_FAILED
    out, err = capsys.readouterr()
    assert json.loads(out)["document"]["text"].strip() == WORDS
    (line,) = err.splitlines()
    assert LINE.fullmatch(line)
    assert "closed" in line
    assert line.endswith("[cannot-read]")
