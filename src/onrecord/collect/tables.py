"""Tables of reports, as spreadsheets save them: one report a row, separated by commas, semicolons or tabs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from onrecord.collect.documents import document
from onrecord.collect.encodings import decode
from onrecord.collect.fragments import headed
from onrecord.collect.jsonlines import record_of
from onrecord.collect.moments import read_moment
from onrecord.collect.options import CollectOptions
from onrecord.collect.sources import Source
from onrecord.errors import ItemError
from onrecord.records import Capture, Collected

COLUMNS = {
    "id": ("id",),
    "text": ("text", "body", "content", "message"),
    "title": ("title", "headline"),
    "published": ("published", "date", "published_at", "datetime", "time"),
    "publisher": ("publisher", "outlet", "source", "channel"),
    "authors": ("authors", "author", "byline"),
    "url": ("url", "link"),
    "language": ("language", "lang"),
}
"""What a column is called, in any case; of several names the first that the table has."""


def read(source: Source, options: CollectOptions) -> Iterator[Collected | ItemError]:
    """Each row as a document: its title, then its words. All share one capture; columns of other names are passed over.

    Raises:
        ItemError: too large, no column of texts or titles, or no table (`document-too-large`, `bad-table`).
    """
    text = decode(source.content(options.max_capture), source.charset)
    csv.field_size_limit(options.max_document)
    header = text.lstrip("\ufeff\r\n").partition("\n")[0]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=header.count))
    capture = source.capture(options)
    try:
        columns = _columns(next((row for row in rows if any(row)), []), source.location)
        for row in rows:
            if any(cell.strip() for cell in row):
                yield _row(row, columns, f"{source.location} line {rows.line_num}", options, capture)
    except csv.Error as error:
        raise ItemError(
            f"{source.location} is no table that can be read: {error}, near line {rows.line_num}; save it as CSV anew",
            code="bad-table",
            location=source.location,
            line=rows.line_num,
        ) from error


def _columns(header: list[str], location: str) -> dict[str, int]:
    """Where the table has what, by the names of its first row."""
    found = {cell.strip().lower(): place for place, cell in reversed(list(enumerate(header)))}
    columns = {key: next(found[n] for n in names if n in found) for key, names in COLUMNS.items() if found.keys() & set(names)}
    if "text" not in columns and "title" not in columns:
        raise ItemError(
            f"{location} has the columns {', '.join(c.strip() for c in header)[:80]!r}; expected one named text or title",
            code="bad-table",
            location=location,
        )
    return columns


def _row(row: list[str], columns: dict[str, int], where: str, options: CollectOptions, capture: Capture) -> Collected | ItemError:
    cells = {key: row[place].strip() for key, place in columns.items() if place < len(row)}
    if cells.get("published"):
        cells["published"] = read_moment(cells["published"]) or cells["published"]
    words = headed(cells.get("title"), cells.get("text", ""))
    try:
        return Collected(document(record_of({**cells, "text": words}, where), where, options), capture)
    except ItemError as error:
        return error
