"""WARC and WACZ files."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zipfile
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from onrecord.collect import CollectOptions, collect
from onrecord.errors import ItemError

WORDS = "The bridge at Dorn was reopened on Monday after a week of repairs, the mayor of the town said in a statement. "


def page(name: str) -> bytes:
    body = f"<article><h1>{name}</h1><p>{WORDS * 3}</p></article>"
    return f"<html><head><title>{name}</title></head><body>{body}</body></html>".encode()


def warc(*pages: tuple[str, bytes, str, str], packed: bool = True) -> bytes:
    """A WARC of (URL, body, status line, media type)."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "test"}))
    for url, body, status, media_type in pages:
        headers = StatusAndHeaders(status, [("Content-Type", media_type), ("Set-Cookie", "a=b")], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            url,
            "response",
            payload=io.BytesIO(body),
            http_headers=headers,
            warc_headers_dict={"WARC-Date": "2022-09-12T06:00:00Z"},
        )
        writer.write_record(record)
    return out.getvalue()


def news(number: int) -> tuple[str, bytes, str, str]:
    return f"https://post.example/{number}", page(f"Report {number}"), "200 OK", "text/html; charset=utf-8"


@pytest.mark.parametrize("packed", [True, False])
def test_warc_gives_the_pages_among_its_responses(tmp_path: Path, collected, packed: bool) -> None:
    """Pages with status 200 are read in order; pictures and errors are passed over."""
    file = tmp_path / "crawl.warc"
    picture = ("https://post.example/a.png", b"\x89PNG\0", "200 OK", "image/png")
    missing = ("https://post.example/x", page("Not found"), "404 Not Found", "text/html")
    file.write_bytes(warc(news(1), picture, missing, news(2), packed=packed))
    assert [(c.document.title, c.document.url) for c in collected(file)] == [
        ("Report 1", "https://post.example/1"),
        ("Report 2", "https://post.example/2"),
    ]


def test_warc_record_has_a_capture_of_its_own(tmp_path: Path, collected) -> None:
    """Body, time, status and headers are those of the response; cookies are not kept."""
    file = tmp_path / "crawl.warc.gz"
    file.write_bytes(warc(news(1), news(2)))
    capture = collected(file)[1].capture
    assert capture.content == page("Report 2")
    assert capture.digest == hashlib.sha256(page("Report 2")).hexdigest()
    assert (capture.fetched_at, capture.status, capture.media_type) == ("2022-09-12T06:00:00Z", 200, "text/html")
    assert capture.headers == (("content-type", "text/html; charset=utf-8"),)


@pytest.mark.parametrize("packed", [True, False])
def test_warc_cut_in_half_keeps_what_comes_before(tmp_path: Path, packed: bool) -> None:
    """The records before the cut are read, then one error says so."""
    whole = warc(*(news(n) for n in range(6)), packed=packed)
    file = tmp_path / "crawl.warc.gz"
    file.write_bytes(whole[: len(whole) // 2])
    *before, last = collect(str(file), CollectOptions())
    assert [b.document.title for b in before if not isinstance(b, ItemError)] == ["Report 0", "Report 1", "Report 2"][
        : len(before)
    ]
    assert len(before) >= 2
    assert isinstance(last, ItemError)
    assert last.code == "truncated-warc"


def test_warc_cut_anywhere_gives_one_error_at_most(tmp_path: Path, codes) -> None:
    """Wherever the file ends, nothing but a prefix of the documents and one error comes out."""
    whole = warc(news(1), news(2))
    file = tmp_path / "crawl.warc.gz"
    file.write_bytes(whole)
    full = codes(file)
    for end in range(40, len(whole) - 1, 97):
        file.write_bytes(whole[:end])
        *before, last = codes(file)
        assert before == full[: len(before)]
        # cut in the first bytes there is nothing yet to tell a WARC by
        assert last in {"truncated-warc", "bad-warc", full[len(before)]} or (last == "truncated-gzip" and before == [])


def test_warc_changed_record_is_a_digest_mismatch(tmp_path: Path, codes) -> None:
    """A page that was changed in the file is not read, the others are."""
    file = tmp_path / "crawl.warc"
    file.write_bytes(warc(news(1), news(2), packed=False).replace(b"<h1>Report 1", b"<h1>Report X"))
    first, second = codes(file)
    assert first == "digest-mismatch"
    assert second.startswith("d-")


def test_warc_page_that_unpacks_without_end_is_one_error(tmp_path: Path, codes) -> None:
    """A response beyond max_document costs itself only."""
    file = tmp_path / "crawl.warc"
    big = ("https://post.example/big", b"<p>" + b"a" * 3_000_000, "200 OK", "text/html")
    file.write_bytes(warc(big, news(2)))
    first, second = codes(file, CollectOptions(max_document=1_000_000))
    assert first == "document-too-large"
    assert second.startswith("d-")


def coded(coding: str, body: bytes) -> bytes:
    """A WARC with one response in a content encoding, and a plain one after it."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for number, (name, content) in enumerate([(coding, body), ("identity", page("Report 2"))], 1):
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html"), ("Content-Encoding", name)], protocol="HTTP/1.1")
        url = f"https://post.example/{number}"
        writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(content), http_headers=headers))
    return out.getvalue()


def test_warc_response_in_gzip_is_unpacked(tmp_path: Path, collected) -> None:
    """A body that the server sent in gzip is read, and captured unpacked."""
    file = tmp_path / "crawl.warc.gz"
    file.write_bytes(coded("gzip", gzip.compress(page("Report 1"))))
    assert [c.document.title for c in collected(file)] == ["Report 1", "Report 2"]
    assert collected(file)[0].capture.content == page("Report 1")


@pytest.mark.parametrize(
    ("coding", "body", "code"),
    [("br", b"\x0b\x02\x80abc\x03", "unsupported-encoding"), ("gzip", gzip.compress(b"a" * 30_000_000), "document-too-large")],
)
def test_warc_response_that_cannot_be_unpacked_costs_itself_only(
    tmp_path: Path, codes, coding: str, body: bytes, code: str
) -> None:
    """An encoding that is not known, and a bomb in one that is, are one error each; the next record is read."""
    file = tmp_path / "crawl.warc.gz"
    file.write_bytes(coded(coding, body))
    first, second = codes(file)
    assert first == code
    assert second.startswith("d-")


def wacz(path: Path, archive: bytes, stated: str | None = None, **members: bytes) -> Path:
    digest = stated or "sha256:" + hashlib.sha256(archive).hexdigest()
    package = json.dumps(
        {"resources": [{"name": "a.warc.gz", "path": "archive/a.warc.gz", "hash": digest, "bytes": len(archive)}]}
    )
    with zipfile.ZipFile(path, "w") as out:
        out.writestr("datapackage.json", package)
        out.writestr("archive/a.warc.gz", archive)
        for name, content in members.items():
            out.writestr(name, content)
    return path


def test_wacz_gives_the_pages_of_its_archives(tmp_path: Path, collected) -> None:
    """The WARCs in the zip are read as such."""
    file = wacz(tmp_path / "crawl.wacz", warc(news(1), news(2)))
    assert [c.document.title for c in collected(file)] == ["Report 1", "Report 2"]


def test_wacz_archive_with_another_digest_is_not_read(tmp_path: Path, codes) -> None:
    """The digest in datapackage.json is checked before anything of the archive is used."""
    assert codes(wacz(tmp_path / "crawl.wacz", warc(news(1)), stated="sha256:" + "0" * 64)) == ["digest-mismatch"]


def test_wacz_changed_list_of_digests_is_noticed(tmp_path: Path, codes) -> None:
    """datapackage-digest.json guards datapackage.json."""
    stated = json.dumps({"path": "datapackage.json", "hash": "sha256:" + "0" * 64}).encode()
    assert codes(wacz(tmp_path / "crawl.wacz", warc(news(1)), **{"datapackage-digest.json": stated})) == ["digest-mismatch"]


@pytest.mark.parametrize("name", ["../../etc/cron.d/x", "/etc/passwd", "archive/../../x.warc", "..\\x"])
def test_wacz_names_that_point_out_of_it_are_refused(tmp_path: Path, codes, name: str) -> None:
    """Path traversal in the zip is refused before anything is read."""
    assert codes(wacz(tmp_path / "crawl.wacz", warc(news(1)), **{name: b"x"})) == ["unsafe-archive-path"]


def test_wacz_zip_bomb_is_refused_by_its_list(tmp_path: Path, codes) -> None:
    """Members that unpack to far more than their size are refused unopened."""
    file = tmp_path / "crawl.wacz"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("datapackage.json", "{}")
        out.writestr("archive/a.warc", b"\0" * 40_000_000)
    assert codes(file) == ["unpacks-too-large"]


def test_wacz_with_too_many_members_is_refused(tmp_path: Path, codes) -> None:
    """The number of files in an archive is bounded."""
    members = {f"pages/{n}": b"" for n in range(20)}
    assert codes(wacz(tmp_path / "crawl.wacz", warc(news(1)), **members), CollectOptions(max_members=10)) == ["unpacks-too-large"]


def test_zip_that_is_no_wacz_is_one_error(tmp_path: Path, codes) -> None:
    """Any other zip file, such as a word processor's, is refused."""
    file = tmp_path / "report.docx"
    with zipfile.ZipFile(file, "w") as out:
        out.writestr("word/document.xml", "<x/>")
    assert codes(file) == ["unsupported-zip"]


@pytest.mark.parametrize("part", [0.3, 0.6, 0.95])
def test_damaged_zip_is_one_error(tmp_path: Path, codes, part: float) -> None:
    """A zip file that is cut has no list of contents."""
    file = wacz(tmp_path / "crawl.wacz", warc(news(1)))
    content = file.read_bytes()
    file.write_bytes(content[: int(len(content) * part)])
    assert codes(file) == ["bad-zip"]
