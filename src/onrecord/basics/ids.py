"""Ids that come from content: the same input gives the same id on every machine, in any order."""

from __future__ import annotations

import hashlib


def content_id(prefix: str, *parts: object, digits: int = 12) -> str:
    """An id such as `s-3f9a1c0b77de` from what identifies a thing.

    Args:
        prefix: kind of thing, one or two letters.
        parts: what identifies it; their `str` forms are joined by a separator that text cannot contain.
        digits: hexadecimal digits kept; 12 give a collision chance under 1e-4 for 250,000 things.
    """
    joined = "\x1f".join(str(part) for part in parts)
    return f"{prefix}-{hashlib.sha256(joined.encode('utf-8', 'surrogatepass')).hexdigest()[:digits]}"


def text_digest(text: str) -> str:
    """SHA-256 of the text's UTF-8 form, in hexadecimal. Lone surrogates are kept as they are."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
