"""Input that is damaged, absurd or meant to harm: one clear error each, and the rest goes on."""

from __future__ import annotations

import gzip
import io
import os
import subprocess
import time
from pathlib import Path

import pytest

from onrecord.collect import CollectOptions, collect
from onrecord.errors import ItemError, UsageError
from onrecord.records import Collected


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty-input"),
        (b" \n\t\n", "empty-input"),
        (b"\xef\xbb\xbf", "no-text"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary-input"),
        (b"%PDF-1.7\n%\xe2\xe3", "binary-input"),
        (bytes(range(256)) * 4, "binary-input"),
        (gzip.compress(b"The dam holds. " * 400)[:-20], "truncated-gzip"),
        (gzip.compress(b"The dam holds. ")[:-8] + b"\xff" * 8, "bad-gzip"),
        (gzip.compress(b"The dam holds. ") + b"trailing", "bad-gzip"),
        (gzip.compress(gzip.compress(b"The dam holds.")), "nested-compression"),
        (gzip.compress(b""), "empty-input"),
        (b"PK\x03\x04" + b"\0" * 60, "bad-zip"),
    ],
)
def test_bad_file_is_one_error(tmp_path: Path, codes, content: bytes, code: str) -> None:
    """Each kind of bad file has its code."""
    file = tmp_path / "input.txt"
    file.write_bytes(content)
    assert codes(file) == [code]


def test_bad_files_do_not_stop_a_folder(tmp_path: Path, codes) -> None:
    """In a folder, the files around a bad one are read."""
    for name, content in (("a.txt", b"The dam holds."), ("b.txt", b""), ("c.txt", b"\0\1\2"), ("d.txt", b"The bridge is open.")):
        (tmp_path / name).write_bytes(content)
    first, empty, binary, last = codes(tmp_path)
    assert (empty, binary) == ("empty-input", "binary-input")
    assert first.startswith("d-")
    assert last.startswith("d-")


def test_line_of_200_megabytes_is_one_error(tmp_path: Path, codes) -> None:
    """A sparse file of 200 MB without a line end is refused by its size, not read whole."""
    file = tmp_path / "long.txt"
    with file.open("wb") as out:
        for _ in range(200):
            out.write(b"a" * 1_000_000)
    assert codes(file) == ["document-too-large"]


def test_json_line_of_200_megabytes_is_one_error(tmp_path: Path, codes) -> None:
    """In JSON Lines only that line is lost."""
    file = tmp_path / "long.jsonl"
    with file.open("wb") as out:
        out.write(b'{"id": "a", "text": "One."}\n{"id": "b", "text": "')
        for _ in range(200):
            out.write(b"a" * 1_000_000)
        out.write(b'"}\n{"id": "c", "text": "Three."}\n')
    assert codes(file, CollectOptions(max_capture=1_000_000)) == ["a", "line-too-long", "c"]


@pytest.mark.parametrize("limits", [{"max_ratio": 200}, {"max_unpacked": 1_000_000}])
def test_gzip_bomb_is_one_error(tmp_path: Path, codes, limits: dict[str, int]) -> None:
    """A small file that unpacks to very much is stopped by ratio or by size."""
    file = tmp_path / "bomb.gz"
    file.write_bytes(gzip.compress(b"a" * 30_000_000))
    assert codes(file, CollectOptions(**limits)) == ["unpacks-too-large"]


def test_broken_utf8_is_read_with_replacement(tmp_path: Path, collected) -> None:
    """Damaged bytes become U+FFFD; the words around them stay."""
    file = tmp_path / "page.txt"
    file.write_bytes("Міст у Дорні відкрили. ".encode() * 3 + b"\xd0 \xff" + " Далі.".encode())
    text = collected(file)[0].document.text
    assert text.startswith("Міст у Дорні відкрили.")
    assert text.endswith("\ufffd \ufffd Далі.")


def test_missing_file_is_one_error(tmp_path: Path, codes) -> None:
    """A path to nothing is an error of that input only."""
    assert codes(tmp_path / "nowhere.txt") == ["not-found"]


def test_path_with_a_null_character_is_one_error(codes) -> None:
    """A path that no system can have is an error, not a crash."""
    assert codes("a\0b") == ["not-found"]


def test_path_that_is_too_long_is_one_error(codes) -> None:
    """So is a path longer than any system takes."""
    assert codes("a" * 5000) == ["cannot-read"]


def test_pipe_is_one_error(tmp_path: Path, codes) -> None:
    """A named pipe is not waited for."""
    os.mkfifo(tmp_path / "pipe.txt")
    assert codes(tmp_path) == ["not-a-file"]


def test_folder_without_permission_is_one_error(unprivileged: Path, codes) -> None:
    """A folder that may not be listed costs itself only."""
    closed = unprivileged / "b-closed"
    closed.mkdir()
    (unprivileged / "a.txt").write_text("The dam holds.")
    (unprivileged / "c.txt").write_text("The bridge is open.")
    closed.chmod(0)
    first, refused, last = codes(unprivileged)
    assert refused == "cannot-read"
    assert first.startswith("d-")
    assert last.startswith("d-")


def test_file_without_permission_is_one_error(unprivileged: Path, codes) -> None:
    """A file that may not be read is an error of that file."""
    file = unprivileged / "a.txt"
    file.write_text("The dam holds.")
    file.chmod(0)
    assert codes(file) == ["cannot-read"]


def test_folder_that_lists_but_does_not_open_gives_one_error_a_file(unprivileged: Path, codes) -> None:
    """A folder with read but no search permission names its files and opens none."""
    odd = unprivileged / "odd"
    odd.mkdir()
    (odd / "a.txt").write_text("The dam holds.")
    odd.chmod(0o444)
    assert codes(unprivileged) == ["cannot-read"]
    odd.chmod(0o755)


def test_folders_may_be_nested_deep(tmp_path: Path, codes) -> None:
    """A thousand folders in each other are walked, not recursed into."""
    here = os.open(tmp_path, os.O_RDONLY)
    for _ in range(1200):
        os.mkdir("d", dir_fd=here)
        here, before = os.open("d", os.O_RDONLY, dir_fd=here), here
        os.close(before)
    os.close(here)
    (tmp_path / "z.txt").write_text("The dam holds.")
    found = codes(tmp_path)
    # deeper than the clean-up of temporary folders can go
    subprocess.run(["rm", "-rf", str(tmp_path / "d")], check=True)
    assert len(found) == 1


def test_file_names_that_are_no_utf8_are_shown_in_one_line(tmp_path: Path) -> None:
    """Any name that a file system allows ends up as text that can be printed and stored."""
    for name in (b"caf\xe9.txt", b"two\nlines.txt"):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text("The dam holds.")
    for item in collect(str(tmp_path), CollectOptions()):
        assert isinstance(item, Collected)
        assert "\n" not in item.capture.location
        item.capture.location.encode()


def test_folder_is_read_by_name_and_in_depth(tmp_path: Path, collected) -> None:
    """Files and folders come in one sorted order; hidden ones, pictures and code are left out."""
    for name in ("b/one.txt", "b/.hidden.txt", "a.txt", "c.txt", ".git/config", "photos/x.jpg", "style.css"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"Words of {name}.")
    assert [c.document.text for c in collected(tmp_path)] == ["Words of a.txt.", "Words of b/one.txt.", "Words of c.txt."]


def test_folder_links_lead_neither_out_nor_in_circles(tmp_path: Path, collected) -> None:
    """Links to folders and out of the folder are not followed; a link to a file inside is read."""
    outside = tmp_path / "outside.txt"
    outside.write_text("Not asked for.")
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "a.txt").write_text("The dam holds.")
    (inside / "again.txt").symlink_to(inside / "a.txt")
    (inside / "loop").symlink_to(inside)
    (inside / "out.txt").symlink_to(outside)
    (inside / "gone.txt").symlink_to(tmp_path / "nothing")
    assert [c.document.text for c in collected(inside)] == ["The dam holds.", "The dam holds."]


def test_standard_input_is_read(tmp_path: Path) -> None:
    """ "-" reads the given stream, which need not be seekable."""
    reader, writer = os.pipe()
    os.write(writer, b'{"id": "a", "text": "One."}\n')
    os.close(writer)
    with os.fdopen(reader, "rb") as stream:
        [found] = collect("-", CollectOptions(), stdin=stream)
    assert isinstance(found, Collected)
    assert (found.document.id, found.capture.location) == ("a", "standard input")


def test_standard_input_in_gzip_is_read() -> None:
    """Standard input is unpacked like a file."""
    [found] = collect("-", CollectOptions(), stdin=io.BytesIO(gzip.compress(b"The dam holds.")))
    assert isinstance(found, Collected)
    assert found.document.text == "The dam holds."


def test_standard_input_without_end_is_one_error() -> None:
    """A stream that never ends is stopped by max_unpacked."""

    class Endless(io.RawIOBase):
        def read(self, size: int | None = -1, /) -> bytes:
            return b"a" * (size or 1)

    [found] = collect("-", CollectOptions(max_unpacked=5_000_000), stdin=Endless())  # type: ignore[arg-type]
    assert isinstance(found, ItemError)
    assert found.code == "input-too-large"


@pytest.mark.parametrize("location", ["ftp://post.example/a", "file:///etc/passwd", "gopher://x/"])
def test_unknown_scheme_is_a_usage_error_at_once(location: str) -> None:
    """The call itself fails, before anything is iterated."""
    with pytest.raises(UsageError) as raised:
        collect(location, CollectOptions())
    assert raised.value.code == "unsupported-scheme"


def test_empty_location_is_a_usage_error() -> None:
    """Nothing to read is a wrong call."""
    with pytest.raises(UsageError) as raised:
        collect(" ", CollectOptions())
    assert raised.value.code == "no-location"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", '{"text": "' + "\n" * 64_000),
        ("b.xml", "<!DOCTYPE rss" + " " * 64_000),
        ("c.html", "<p" * 32_000),
        ("d.json", f'{{"version": "https://jsonfeed.org/version/1.1", "items": [{{"content_html": "<b{"<" * 200_000}"}}]}}'),
        (
            "e.html",
            f'<html><head><meta name="author" content="a{" " * 200_000}b"></head><body><p>The dam holds.</p></body></html>',
        ),
        ("f.md", f"---\nauthor: a{' ' * 19_000}b\n---\nThe dam holds.\n"),
    ],
)
def test_reading_costs_no_more_than_the_length(tmp_path: Path, name: str, content: str) -> None:
    """What fits a pattern at every place and then does not is read once, not once from each place."""
    file = tmp_path / name
    file.write_text(content, "utf8")
    began = time.perf_counter()
    list(collect(str(file), CollectOptions()))
    assert time.perf_counter() - began < 20  # a square of the length would take minutes


@pytest.mark.parametrize("wrong", [{"max_document": 0}, {"timeout": -1.0}, {"published": "someday"}])
def test_options_that_make_no_sense_are_usage_errors(wrong: dict[str, object]) -> None:
    """Limits are positive and the given day is a day."""
    with pytest.raises(UsageError) as raised:
        CollectOptions(**wrong)  # type: ignore[arg-type]
    assert raised.value.code == "bad-option"
