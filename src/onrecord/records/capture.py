"""Bytes as fetched, and what was read from them."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.records.document import Document


@dataclass(frozen=True, slots=True)
class Capture:
    """Bytes exactly as they were fetched or found, with how they came here.

    `digest` is the SHA-256 of `content` in hexadecimal. `fetched_at` is ISO 8601 with zone. `headers` are the
    response headers that were kept (name in lower case, value); empty for a file.
    """

    digest: str
    content: bytes
    location: str
    fetched_at: str
    media_type: str | None = None
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Collected:
    """One document and the capture that it was read from. Many documents can share one capture."""

    document: Document
    capture: Capture
