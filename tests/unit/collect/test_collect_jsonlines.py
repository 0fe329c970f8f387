"""JSON Lines and single JSON values."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from onrecord.collect import CollectOptions, collect
from onrecord.errors import ItemError


def write(path: Path, *values: object) -> Path:
    path.write_text("".join(json.dumps(v) + "\n" for v in values))
    return path


def test_json_lines_keep_id_and_text_to_the_letter(tmp_path: Path, collected) -> None:
    """Nothing of a given text or id is normalised: spaces, line ends, combining marks and zero-width signs stay."""
    text = "  A\u0301 line\r\nand\u2028another\u200b \U0001f600 \x00end  "
    file = write(tmp_path / "docs.jsonl", {"id": " x/1 ", "text": text, "more": {"kept": False}})
    [found] = collected(file)
    assert (found.document.id, found.document.text) == (" x/1 ", text)


def test_json_lines_read_every_known_key(tmp_path: Path, collected) -> None:
    """All keys of the contract arrive in the document."""
    record = {
        "id": "a",
        "text": "The dam holds.",
        "title": "Dam",
        "published": "2022-09-01T12:34:49+00:00",
        "publisher": "Dorn Post",
        "authors": ["Maria Vance"],
        "url": "https://post.example/dam",
        "language": "en",
    }
    document = collected(write(tmp_path / "docs.jsonl", record))[0].document
    assert {k: document.to_dict()[k] for k in record} == record


def test_json_lines_bad_line_is_one_error_and_the_rest_goes_on(tmp_path: Path) -> None:
    """A bad line names file and line; the lines around it are read."""
    file = tmp_path / "docs.jsonl"
    file.write_text('{"id": "a", "text": "One."}\n{"id": "b", "text": \n\n{"id": "c", "text": "Three."}\n')
    first, bad, last = collect(str(file), CollectOptions())
    assert not isinstance(first, ItemError)
    assert not isinstance(last, ItemError)
    assert isinstance(bad, ItemError)
    assert (first.document.id, bad.code, bad.facts["line"], last.document.id) == ("a", "bad-json", 2, "c")
    assert f"{file} line 2" in str(bad)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (["not an object"], "bad-record"),
        ({"id": "a"}, "missing-text"),
        ({"text": None}, "missing-text"),
        ({"text": 7}, "bad-field"),
        ({"text": "One.", "authors": {"name": "M"}}, "bad-field"),
        ({"text": "One.", "id": ["a"]}, "bad-field"),
        ({"text": "One.", "url": 3}, "bad-field"),
        ({"text": "One.", "published": "yesterday"}, "bad-published"),
        ({"text": "One.", "published": "0000-99-99"}, "bad-published"),
        ({"text": "One.", "published": "9999-12-31T23:59:59-12:00"}, "bad-published"),
        ({"text": " \n"}, "no-text"),
        ({"text": "half \ud800 pair"}, "lone-surrogate"),
        ({"id": "\udfff", "text": "One."}, "lone-surrogate"),
    ],
)
def test_json_lines_name_what_is_wrong_with_a_record(tmp_path: Path, codes, value: object, code: str) -> None:
    """Each fault of a record has its own code, and the next record is read."""
    assert codes(write(tmp_path / "docs.jsonl", value, {"id": "next", "text": "Two."})) == [code, "next"]


def test_json_lines_without_id_get_one_from_url_or_text(tmp_path: Path, collected) -> None:
    """Two spellings of one URL give one id; without URL the text decides."""
    file = write(
        tmp_path / "docs.jsonl",
        {"text": "One.", "url": "https://post.example/dam?utm_source=x#top"},
        {"text": "Two.", "url": "http://POST.example/dam"},
        {"text": "One."},
    )
    first, second, third = (c.document.id for c in collected(file))
    assert first == second != third


def test_json_lines_share_one_capture(tmp_path: Path, collected) -> None:
    """All documents of a file point to the same capture, the file itself."""
    file = write(tmp_path / "docs.jsonl", {"id": "a", "text": "One."}, {"id": "b", "text": "Two."})
    first, second = collected(file)
    assert first.capture is second.capture
    assert first.capture.content == file.read_bytes()


def test_json_lines_larger_than_a_capture_are_captured_line_by_line(tmp_path: Path, collected) -> None:
    """A file beyond max_capture is streamed, and each line is a capture of its own."""
    file = write(tmp_path / "docs.jsonl", {"id": "a", "text": "One."}, {"id": "b", "text": "Two."})
    found = collected(file, CollectOptions(max_capture=40))
    assert b"".join(f.capture.content for f in found) == file.read_bytes()


def test_json_lines_that_are_too_long_are_passed_over(tmp_path: Path, codes) -> None:
    """A line beyond max_line is one error and the next line keeps its number."""
    file = write(tmp_path / "docs.jsonl", {"id": "a", "text": "x" * 500}, {"id": "b", "text": "Two."})
    assert codes(file, CollectOptions(max_line=100)) == ["line-too-long", "b"]


def test_json_lines_in_gzip_are_read_and_captured_as_found(tmp_path: Path, collected) -> None:
    """A .jsonl.gz gives the same documents; the capture keeps the compressed bytes."""
    file = tmp_path / "docs.jsonl.gz"
    file.write_bytes(gzip.compress(b'{"id": "a", "text": "One."}\n'))
    [found] = collected(file)
    assert (found.document.text, found.capture.content) == ("One.", file.read_bytes())


def test_json_lines_are_recognised_without_extension(tmp_path: Path, collected) -> None:
    """The content decides, not the name."""
    assert collected(write(tmp_path / "docs.txt", {"id": "a", "text": "One."}))[0].document.id == "a"


def test_json_lines_with_a_very_long_first_line_are_recognised(tmp_path: Path, collected) -> None:
    """A first line longer than what is looked at is JSON Lines all the same."""
    file = write(tmp_path / "docs", {"id": "a", "text": "One. " * 50_000}, {"id": "b", "text": "Two."})
    assert [c.document.id for c in collected(file)] == ["a", "b"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_json_lines_with_a_byte_order_mark_are_read(tmp_path: Path, collected, encoding: str) -> None:
    """An editor's byte order mark is no part of the first record."""
    file = tmp_path / "docs.jsonl"
    file.write_text('{"id": "a", "text": "Ґанок."}\n{"id": "b", "text": "Two."}\n', encoding=encoding)
    assert [c.document.text for c in collected(file)] == ["Ґанок.", "Two."]


def test_json_lines_in_broken_utf8_are_read_with_replacement(tmp_path: Path, collected) -> None:
    """A broken byte becomes U+FFFD and costs nothing else."""
    file = tmp_path / "docs.jsonl"
    file.write_bytes(b'{"id": "a", "text": "caf\xff closed"}\n')
    assert collected(file)[0].document.text == "caf\ufffd closed"


def test_json_array_of_documents_is_read(tmp_path: Path, codes) -> None:
    """A list of records, pretty-printed, is read item by item."""
    file = tmp_path / "docs.json"
    file.write_text(json.dumps([{"id": "a", "text": "One."}, {"id": "b"}, {"id": "c", "text": "Three."}], indent=2))
    assert codes(file) == ["a", "missing-text", "c"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ('{"rows": [1, 2]}', "missing-text"),
        ('{\n "rows": [1]\n}', "unknown-json"),
        ("[" * 200_000, "bad-json"),
        ('{\n "a": ', "bad-json"),
    ],
)
def test_json_of_no_known_form_is_one_error(tmp_path: Path, codes, content: str, code: str) -> None:
    """JSON that is no report, cut, or nested without end is one error."""
    file = tmp_path / "data.json"
    file.write_text(content)
    assert codes(file) == [code]


def test_a_text_larger_than_a_document_may_be_is_refused(tmp_path: Path, codes) -> None:
    """The limit is that of every document, in bytes of UTF-8; the lines around it are read."""
    file = tmp_path / "in.jsonl"
    lines = [{"id": "a", "text": "x" * 99}, {"id": "b", "text": "ї" * 51}, {"id": "c", "text": "ї" * 50}]
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf8")
    assert codes(file, CollectOptions(max_document=100)) == ["a", "document-too-large", "c"]
