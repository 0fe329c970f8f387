"""Mail, as alerts and press offices send it: one message (.eml) or a box of many (.mbox)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr

from onrecord.collect.documents import Found, document
from onrecord.collect.encodings import decode
from onrecord.collect.fragments import headed, to_text
from onrecord.collect.moments import read_moment
from onrecord.collect.options import CollectOptions
from onrecord.collect.sources import Source
from onrecord.errors import ItemError
from onrecord.records import Collected

_NEXT = re.compile(rb"(?:\A|(?<=\n))From \S{1,200} [^\n]{8,60}\d{4}[^\n]{0,8}\r?\n")
"""The line that a box has before each message."""
_QUOTED_FROM = re.compile(rb"^>(?=>*From )", re.MULTILINE)
_LONGEST_HEADER = 2000


def is_mail(head: str) -> bool:
    """True for what begins with the headers of a message, or with the line before the first message of a box."""
    if _NEXT.match(head[:400].encode("utf-8", "replace")):
        return True
    names = {m[1].lower() for m in re.finditer(r"^([A-Za-z-]{2,40}): ?", re.split(r"\r?\n\r?\n", head, maxsplit=1)[0], re.M)}
    return {"from", "date"} <= names and bool(names & {"message-id", "mime-version", "received"})


def read(source: Source, options: CollectOptions) -> Iterator[Collected | ItemError]:
    """Each message as a document: its subject, then its words. The outlet is the sender's name; attachments are left out.

    Raises:
        ItemError: too large (`document-too-large`).
    """
    data = source.content(options.max_capture)
    capture = source.capture(options)
    bounds = [m.span() for m in _NEXT.finditer(data)]
    starts = [end for _, end in bounds] or [0]
    ends = [*(start for start, _ in bounds[1:]), len(data)]
    for number, (start, end) in enumerate(zip(starts, ends, strict=True), 1):
        where = f"{source.location} message {number}" if bounds else source.location
        try:
            found = _found(_QUOTED_FROM.sub(b"", data[start:end]) if bounds else data, where)
            yield Collected(document(found, where, options), capture)
        except ItemError as error:
            yield error


def _found(content: bytes, where: str) -> Found:
    """The document of one message.

    Raises:
        ItemError: its parts, or the addresses in it, lie in each other deeper than mail does (`mail-too-deep`).
    """
    try:
        return _read(message_from_bytes(content), where)
    except RecursionError as error:
        raise ItemError(
            f"{where} has parts nested too deep to read; no mail does so, look at where it comes from",
            code="mail-too-deep",
            location=where,
        ) from error


def _read(message: Message, where: str) -> Found:
    name, address = parseaddr(_header(message, "from") or "")
    number = _header(message, "message-id")
    title = _header(message, "subject")
    return Found(
        text=headed(title, _body(message, where)),
        id=f"mail:{number.strip('<>')}" if number else None,
        title=title,
        published=read_moment(_header(message, "date")),
        publisher=name or address or None,
    )


def _body(message: Message, where: str) -> str:
    """The words of the first part in plain text, else of the first in HTML."""
    parts = {p.get_content_type(): p for p in reversed(list(message.walk())) if p.get_content_disposition() != "attachment"}
    part = next((parts[kind] for kind in ("text/plain", "text/html") if kind in parts), None)  # one without headers is falsy
    payload = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(payload, bytes):
        return ""
    text = decode(payload, part.get_content_charset()).replace("\r\n", "\n")
    return to_text(text, where) if part.get_content_type() == "text/html" else text.strip()


def _header(message: Message, name: str) -> str | None:
    value = str(message.get(name, ""))[:_LONGEST_HEADER]
    try:
        words = str(make_header(decode_header(value)))
    except (HeaderParseError, LookupError, ValueError):
        words = value
    return " ".join(words.encode("utf-8", "replace").decode("utf-8").split()) or None
