"""One JSON value in a file: a Telegram export, a JSON Feed, or documents in the form of JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from onrecord.collect import telegram
from onrecord.collect.documents import document
from onrecord.collect.encodings import decode
from onrecord.collect.jsonlines import record_of
from onrecord.collect.options import CollectOptions
from onrecord.collect.sources import Source
from onrecord.errors import ItemError
from onrecord.records import Collected


def read(source: Source, options: CollectOptions) -> Iterator[Collected | ItemError]:
    """The documents of a JSON file in its order.

    Raises:
        ItemError: too large, no JSON, or JSON of no known form (`document-too-large`, `bad-json`, `unknown-json`).
    """
    value = _parsed(source, options)
    if telegram.is_export(value):
        yield from telegram.messages(value, source, options)
    elif is_feed(value):
        from onrecord.collect import feeds  # loads feedparser, which only feeds need

        yield from feeds.json_entries(value, source, options)
    elif isinstance(value, dict) and "text" in value:
        yield from _records([value], source, options)
    elif isinstance(value, list) and value and all(isinstance(v, dict) for v in value):
        yield from _records(value, source, options)
    else:
        keys = ", ".join(sorted(map(str, value))[:6]) if isinstance(value, dict) else type(value).__name__
        raise ItemError(
            f"{source.location} is JSON of no known form ({keys}); expected a Telegram export, a JSON Feed or documents",
            code="unknown-json",
            location=source.location,
        )


def is_feed(value: Any) -> bool:
    """True for a JSON Feed of any version."""
    return (
        isinstance(value, dict)
        and "jsonfeed.org/version/" in str(value.get("version", ""))
        and isinstance(value.get("items"), list)
    )


def _parsed(source: Source, options: CollectOptions) -> Any:
    text = decode(source.content(options.max_capture), "utf-8")
    try:
        return json.loads(text)
    except RecursionError as error:
        raise ItemError(f"{source.location} nests JSON too deep to read", code="bad-json", location=source.location) from error
    except ValueError as error:
        raise ItemError(
            f"{source.location} is not JSON: {error}; get the file again, or name it .jsonl if it has one object a line",
            code="bad-json",
            location=source.location,
        ) from error


def _records(values: list[Any], source: Source, options: CollectOptions) -> Iterator[Collected | ItemError]:
    capture = source.capture(options)
    for number, value in enumerate(values, 1):
        where = f"{source.location} item {number}" if len(values) > 1 else source.location
        try:
            yield Collected(document(record_of(value, where), where, options), capture)
        except ItemError as error:
            yield error
