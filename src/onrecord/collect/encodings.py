"""Bytes to text, whatever they were written in."""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""UTF-32 stands before UTF-16: the little-endian mark of the one begins with that of the other."""

_NEVER_DECLARED = frozenset({"utf-7", "idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem"})
_SAMPLE = 256 * 1024


def decode(data: bytes, declared: str | None = None) -> str:
    """The text in `data`: by its byte order mark, the declared charset, UTF-8, or the likeliest guess, in that order.

    Never fails. Broken UTF-8 is read with U+FFFD in the place of what is broken. The byte order mark is dropped.
    """
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    for name in (declared, "utf-8"):
        text = _strictly(data, name)
        if text is not None:
            return text
    if _mostly_utf8(data):
        return data.decode("utf-8", "replace")
    best = from_bytes(data[:_SAMPLE]).best()
    return data.decode(best.encoding if best else "utf-8", "replace")


def _strictly(data: bytes, name: str | None) -> str | None:
    known = _codec(name)
    if known is None:
        return None
    try:
        return data.decode(known)
    except (UnicodeDecodeError, LookupError):
        return None


def _codec(name: str | None) -> str | None:
    """Python's name for a declared charset, where it is one that a page may declare."""
    if not name or not name.isascii():
        return None
    try:
        found = codecs.lookup(name.strip().strip("'\"")).name
    except (LookupError, ValueError):
        return None
    # a page that declares UTF-16 without its mark is not in it, or its declaration could not have been read (WHATWG)
    if found in _NEVER_DECLARED or found.startswith(("utf-16", "utf-32")):
        return None
    # WHATWG: pages that declare Latin-1 or ASCII mean Windows-1252
    return "cp1252" if found in {"iso8859-1", "ascii"} else found


def _mostly_utf8(data: bytes) -> bool:
    """True if more multi-byte sequences are sound than broken, as in cut or damaged UTF-8 and not in other charsets."""
    text = data[:_SAMPLE].decode("utf-8", "replace")
    broken = text.count("\N{REPLACEMENT CHARACTER}")
    sound = sum(1 for c in text if ord(c) > 127) - broken
    return sound >= broken or broken <= len(text) // 1000


def looks_binary(head: bytes) -> bool:
    """True if the first bytes are those of no text: NUL or many control bytes, and no UTF-16 or UTF-32 mark."""
    if any(head.startswith(mark) for mark, _ in BOMS):
        return False
    controls = sum(1 for byte in head if byte < 9 or 13 < byte < 27 or 27 < byte < 32)
    return b"\0" in head or controls > len(head) // 50 or head.startswith((b"%PDF-", b"\x7fELF"))
