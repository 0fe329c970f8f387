# ruff: noqa: SIM905 (a string of words reads better than a page of quotation marks)
"""What an input is: by its content first, by its name and declared type second."""

from __future__ import annotations

import importlib
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from onrecord.collect.encodings import decode, looks_binary
from onrecord.collect.mails import is_mail
from onrecord.collect.options import CollectOptions, Format
from onrecord.collect.sources import Source
from onrecord.collect.unpacking import GZIP_MAGIC
from onrecord.errors import ItemError
from onrecord.records import Collected

_BY_EXTENSION = {
    "jsonl": Format.JSON_LINES,
    "ndjson": Format.JSON_LINES,
    "html": Format.HTML,
    "htm": Format.HTML,
    "xhtml": Format.HTML,
    "md": Format.MARKDOWN,
    "markdown": Format.MARKDOWN,
    "csv": Format.TABLE,
    "tsv": Format.TABLE,
    "eml": Format.MAIL,
    "mbox": Format.MAIL,
}
_BY_MEDIA_TYPE = {
    "application/jsonl": Format.JSON_LINES,
    "application/x-ndjson": Format.JSON_LINES,
    "application/jsonlines": Format.JSON_LINES,
    "text/html": Format.HTML,
    "application/xhtml+xml": Format.HTML,
    "text/markdown": Format.MARKDOWN,
    "text/csv": Format.TABLE,
    "text/tab-separated-values": Format.TABLE,
    "message/rfc822": Format.MAIL,
    "application/mbox": Format.MAIL,
}
PASSED_OVER = frozenset(
    (
        "jpg jpeg png gif webp avif svg ico bmp tiff heic mp4 webm mov avi mkv m4v mp3 ogg oga opus m4a wav tgs css js "
        "mjs map woff woff2 ttf otf eot pyc so db"
    ).split()
)
"""Extensions that a folder may hold and that are never a report: Telegram exports and saved pages bring hundreds."""

_OFFICE = {
    "word/document.xml": "a Word document; save it as plain text or HTML",
    "xl/workbook.xml": "an Excel workbook; save its sheet as CSV",
    "content.xml": "an OpenDocument file; save it as plain text, HTML or CSV",
    "META-INF/container.xml": "an EPUB; unpack it and add its pages",
}
"""What else comes as a zip file: the member that shows it, and what to do."""

_PROLOGUE = re.compile(r"(?:<\?xml[^>]*\?>|<!--.*?-->|<\?[^>]*\?>|\s)+", re.DOTALL)
_FEED = re.compile(
    r"(?:<!DOCTYPE\s[^>\[]*+(?:\[.*?\])?\s*+>\s*+)?<(?:\w+:)?(?:rss|feed|rdf)\b(?![^>]*xhtml)", re.IGNORECASE | re.DOTALL
)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|article|main)\b", re.IGNORECASE)
_ANY_TAG = re.compile(r"<(?:p|div|span|h[1-6]|a|br|section|table|ul|title|meta)\b[^<>]*+>", re.IGNORECASE)
_WHOLE_JSON = re.compile(r"(?<!\\)\"(?:messages|chats)\"\s*:\s*[\[{]|jsonfeed\.org/version/")


def sniff(source: Source, options: CollectOptions) -> Format:
    """The format of `source`.

    Raises:
        ItemError: empty, binary, compressed twice, or a zip file that is no WACZ (`empty-input`, `binary-input`,
            `nested-compression`, `unsupported-zip`).
    """
    if options.format is not None:
        return options.format
    head = source.head()
    if not head.strip():
        raise ItemError(f"{source.location} is empty; expected a text", code="empty-input", location=source.location)
    if head.startswith(b"WARC/"):
        return Format.WARC
    if head.startswith(b"PK\x03\x04"):
        return _zip(source)
    if head.startswith(GZIP_MAGIC):
        raise ItemError(
            f"{source.location} is compressed twice; unpack it once", code="nested-compression", location=source.location
        )
    if looks_binary(head):
        raise ItemError(
            f"{source.location} is binary ({head[:4].hex(' ')}); "
            "expected text, HTML, Markdown, JSON Lines, CSV, mail, a feed, WARC or WACZ",
            code="binary-input",
            location=source.location,
        )
    return _text_format(decode(head, source.charset), source)


def read_as(form: Format, source: Source, options: CollectOptions) -> Iterator[Collected | ItemError]:
    """Read `source` with the module of its format, loaded when first needed: lxml and feedparser take their time."""
    reader = importlib.import_module(f"onrecord.collect.{form.value}").read
    yield from reader(source, options)


def extension(name: str) -> str:
    """The extension of a path or URL in lower case, without its point and without `.gz`."""
    path = urlsplit(name).path if "://" in name else name
    return PurePosixPath(path.lower().removesuffix(".gz").replace("\\", "/")).suffix[1:]


def _text_format(text: str, source: Source) -> Format:
    start = text.lstrip("\ufeff \t\r\n")
    if is_mail(start):
        return Format.MAIL
    hinted = _BY_EXTENSION.get(extension(source.name)) or _BY_MEDIA_TYPE.get(source.media_type or "")
    if start.startswith(("{", "[")):
        found = _json(start, hinted)
        if found is not None:
            return found
    prologue = _PROLOGUE.match(start)
    markup = start[prologue.end() :] if prologue else start
    if _FEED.match(markup):
        return Format.FEED
    if _PAGE.match(markup):
        return Format.HTML
    if hinted is Format.HTML and not _ANY_TAG.search(text):
        return Format.PLAIN
    if hinted is None and _ANY_TAG.match(start):
        return Format.HTML
    return hinted or Format.PLAIN


def _json(start: str, hinted: Format | None) -> Format | None:
    """JSON or JSON Lines; None for text that only begins with a bracket ("[Photo] ...")."""
    if hinted is Format.JSON_LINES:
        return hinted
    line, newline, _ = start.partition("\n")
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        if re.match(r"\{\s*(?:\"|\}|$)|\[\s*(?:[\[{\"\]]|$)", line):
            long_line = not newline and start.startswith("{") and not _WHOLE_JSON.search(start)
            return (
                Format.JSON_LINES if long_line or (re.search(r"\n[^\S\n]*+\{\s*+\"", start) and "text" in line) else Format.JSON
            )
        return None
    if not isinstance(value, dict) or (_WHOLE_JSON.search(line) and "text" not in value):
        return Format.JSON
    return Format.JSON_LINES


def _zip(source: Source) -> Format:
    with source.open() as stream:
        try:
            names = zipfile.ZipFile(stream).namelist()
        except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
            raise ItemError(
                f"{source.location} is a damaged zip file ({error}); get the file again", code="bad-zip", location=source.location
            ) from error
    if any(n == "datapackage.json" or n.startswith("archive/") for n in names):
        return Format.WACZ
    office = next((told for name, told in _OFFICE.items() if name in names), None)
    raise ItemError(
        f"{source.location} is {office or 'a zip file but no WACZ; unpack it and add the files'}",
        code="unsupported-zip",
        location=source.location,
    )
