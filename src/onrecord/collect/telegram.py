"""Telegram Desktop's `result.json`: one chat, or a full export of many."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onrecord.collect.documents import Found, document
from onrecord.collect.moments import read_moment, unix_moment
from onrecord.collect.options import CollectOptions
from onrecord.collect.sources import Source
from onrecord.errors import ItemError
from onrecord.records import Collected

_LEFT_OUT = "(File "
"""How Telegram begins the note that stands for a file which was not exported."""


def is_export(value: Any) -> bool:
    """True for the export of one chat or of an account."""
    if not isinstance(value, dict):
        return False
    return isinstance(value.get("messages"), list) or any(
        isinstance(value.get(key), dict) and isinstance(value[key].get("list"), list) for key in ("chats", "left_chats")
    )


def messages(export: dict[str, Any], source: Source, options: CollectOptions) -> Iterator[Collected | ItemError]:
    """Each message with words (text or caption) as a document, chat by chat, in the file's order.

    The outlet is the chat's name, the id is made of chat and message number, so that an edited message is a new
    version of the same document. Service messages and media without a caption are passed over.
    """
    capture = source.capture(options)
    for chat in _chats(export):
        for message in chat.get("messages", ()):
            if not isinstance(message, dict) or message.get("type") != "message":
                continue
            where = f"{source.location} chat {chat.get('name')!r} message {message.get('id')!r}"
            try:
                found = _found(message, chat, where)
                if found.text.strip():
                    yield Collected(document(found, where, options), capture)
            except ItemError as error:
                yield error


def _chats(export: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if isinstance(export.get("messages"), list):
        yield export
        return
    for key in ("chats", "left_chats"):
        group = export.get(key)
        chats = group.get("list") if isinstance(group, dict) else None
        yield from (c for c in chats or () if isinstance(c, dict) and isinstance(c.get("messages"), list))


def _found(message: dict[str, Any], chat: dict[str, Any], where: str) -> Found:
    name = _string(chat.get("name"))
    sender = _string(message.get("from"))
    reply = message.get("reply_to_message_id")
    return Found(
        text=_text(message.get("text", ""), where),
        id=_id(chat, message.get("id")) if message.get("id") is not None else None,
        published=unix_moment(message.get("date_unixtime")) or read_moment(message.get("date")),
        publisher=name,
        authors=tuple(a for a in (_string(message.get("author")) or sender,) if a and a != name),
        media=tuple(_media(message)),
        forwarded_from=_forwarded(message),
        reply_to=_id({"id": message.get("reply_to_peer_id", chat.get("id"))}, reply) if reply is not None else None,
        edited=unix_moment(message.get("edited_unixtime")) or read_moment(message.get("edited")),
    )


def _id(chat: dict[str, Any], number: object) -> str:
    peer = str(chat.get("id", "saved")).removeprefix("channel").removeprefix("chat").removeprefix("user")
    return f"telegram-{peer}-{number}"


def _text(value: Any, where: str) -> str:
    """The words of a message; `text` is a string or a list of strings and of formatted pieces."""
    if isinstance(value, str):
        return value
    pieces = value if isinstance(value, list) else [value]
    words = [p if isinstance(p, str) else p.get("text") if isinstance(p, dict) else None for p in pieces]
    if any(not isinstance(w, str) for w in words):
        raise ItemError(
            f"{where} has text {repr(value)[:60]}; expected a string or a list of pieces with a text",
            code="bad-field",
            location=where,
            field="text",
        )
    return "".join(w for w in words if w is not None)


def _forwarded(message: dict[str, Any]) -> str | None:
    if "forwarded_from" not in message:
        return None
    return _string(message["forwarded_from"]) or _string(message.get("forwarded_from_id")) or "unknown"


def _media(message: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if photo := _string(message.get("photo")):
        yield "photo", "" if photo.startswith(_LEFT_OUT) else photo
    if file := _string(message.get("file")):
        kind = (_string(message.get("media_type")) or "file").removesuffix("_file").removesuffix("_message")
        yield kind, _string(message.get("file_name")) or ("" if file.startswith(_LEFT_OUT) else file)


def _string(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
