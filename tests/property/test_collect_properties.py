"""What holds of collecting whatever the text is."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.collect import CollectOptions, collect, find_skipped
from onrecord.collect.encodings import decode
from onrecord.collect.moments import iso_moment, read_moment
from onrecord.errors import ItemError
from onrecord.records.document import parse_moment

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300).filter(lambda t: t.strip())
LINES = st.lists(
    st.one_of(
        TEXT,
        st.sampled_from(
            [
                "Share this article",
                "Related Articles",
                "By Maria Vance",
                "Maria Vance",
                "I am a writer.",
                "Read more: Dam holds",
                "Back to top",
            ]
        ),
    ),
    max_size=30,
).map("\n".join)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=5), st.booleans())
def test_json_lines_keep_every_id_and_text(records: list[tuple[str, str]], escaped: bool) -> None:
    """Any id and text come out as they went in, escaped or not, and every span of what is skipped lies in the text."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "docs.jsonl")
        lines = [json.dumps({"id": i, "text": t}, ensure_ascii=escaped) for i, t in records]
        file.write_bytes("\n".join(lines).encode())
        found = list(collect(str(file), CollectOptions()))
    assert [(f.document.id, f.document.text) for f in found if not isinstance(f, ItemError)] == records


@settings(max_examples=300, deadline=None)
@given(LINES)
def test_skipped_stretches_lie_in_the_text_in_order_and_apart(text: str) -> None:
    """No stretch is empty, leaves the text, begins or ends with white space, or overlaps the next."""
    end = 0
    for skipped in find_skipped(text):
        assert end <= skipped.span.start < skipped.span.end <= len(text)
        words = skipped.span.of(text)
        assert words == words.strip()
        assert skipped.why
        end = skipped.span.end


@settings(max_examples=100, deadline=None)
@given(LINES)
def test_skipping_is_the_same_every_time(text: str) -> None:
    """The same text gives the same stretches."""
    assert find_skipped(text) == find_skipped(text)


@settings(max_examples=300, deadline=None)
@given(
    st.binary(max_size=400),
    st.one_of(st.none(), st.text(max_size=12), st.sampled_from(["utf-8", "koi8-r", "utf-16", "zip", "idna"])),
)
def test_decoding_never_fails(data: bytes, declared: str | None) -> None:
    """Any bytes are text, whatever charset is declared."""
    assert isinstance(decode(data, declared), str)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=600), st.sampled_from(["txt", "html", "md", "jsonl", "json", "xml", "warc", "warc.gz", "wacz"]))
def test_any_file_gives_documents_or_errors(content: bytes, extension: str) -> None:
    """Whatever is in a file, collecting it ends, and errors are one line."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, f"input.{extension}")
        file.write_bytes(content)
        for item in collect(str(file), CollectOptions()):
            assert not isinstance(item, ItemError) or "\n" not in str(item)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(
        [
            b"<html><body>",
            b'<?xml version="1.0"?><rss>',
            b"WARC/1.0\r\n",
            b'{"messages": [',
            b'{"version": "https://jsonfeed.org/version/1", "items": [',
            b"\x1f\x8b\x08\0",
            b"PK\x03\x04",
            b"---\ntitle: x\n---\n",
        ]
    ),
    st.binary(max_size=300),
)
def test_any_continuation_of_a_known_beginning_is_survived(start: bytes, rest: bytes) -> None:
    """A file that begins like a known format and goes on in any way gives documents or errors."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "input")
        file.write_bytes(start + rest)
        for item in collect(str(file), CollectOptions()):
            assert not isinstance(item, ItemError) or "\n" not in str(item)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=40), st.datetimes().map(str), st.dates().map(str)))
def test_moments_that_are_read_can_be_read_again(value: str) -> None:
    """What is taken for a moment is ISO 8601 that records can compare."""
    for read in (read_moment(value), iso_moment(value)):
        if read is not None:
            parse_moment(read)
