"""Telegram Desktop exports."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest


def message(number: int, text: object, **more: object) -> dict[str, Any]:
    return {"id": number, "type": "message", "date": "2022-09-10T21:04:00", "date_unixtime": "1662833040", "text": text, **more}


def export(path: Path, *messages: dict[str, Any], **more: object) -> Path:
    chat = {"name": "Dorn Live", "type": "public_channel", "id": 1234567890, "messages": list(messages), **more}
    path.write_text(json.dumps(chat, indent=1, ensure_ascii=False))
    return path


def test_telegram_text_may_be_a_list(tmp_path: Path, collected) -> None:
    """Formatted pieces and plain strings join to the words of the message."""
    pieces = [
        "Power is ",
        {"type": "bold", "text": "out"},
        " in ",
        {"type": "text_link", "text": "Dorn", "href": "https://x.example"},
        ".",
    ]
    [found] = collected(export(tmp_path / "result.json", message(5, pieces)))
    assert found.document.text == "Power is out in Dorn."


def test_telegram_message_knows_chat_number_and_time(tmp_path: Path, collected) -> None:
    """The outlet is the chat, the id is stable, and the time is that in UTC."""
    document = collected(export(tmp_path / "result.json", message(5, "Power is out.")))[0].document
    assert (document.publisher, document.id, document.published) == (
        "Dorn Live",
        "telegram-1234567890-5",
        "2022-09-10T18:04:00+00:00",
    )


def test_telegram_keeps_edits_forwards_and_replies(tmp_path: Path, collected) -> None:
    """When it was edited, whom it repeats and what it answers are kept."""
    edited = message(6, "Power is back.", edited_unixtime="1662840000", forwarded_from="Grid", reply_to_message_id=5)
    document = collected(export(tmp_path / "result.json", edited))[0].document
    assert document.edited == "2022-09-10T20:00:00+00:00"
    assert (document.forwarded_from, document.reply_to) == ("Grid", "telegram-1234567890-5")


def test_telegram_edited_message_keeps_its_id(tmp_path: Path, collected) -> None:
    """A later export with other words is a new text of the same document."""
    before = collected(export(tmp_path / "a.json", message(5, "Two hurt.")))[0].document
    after = collected(export(tmp_path / "b.json", message(5, "Three hurt.", edited_unixtime="1662840000")))[0].document
    assert before.id == after.id
    assert before.sha256 != after.sha256


def test_telegram_forward_from_a_deleted_channel_is_a_forward(tmp_path: Path, collected) -> None:
    """A forward whose origin is gone is not taken for the channel's own words."""
    assert (
        collected(export(tmp_path / "result.json", message(5, "Two hurt.", forwarded_from=None)))[0].document.forwarded_from
        == "unknown"
    )


def test_telegram_caption_is_the_text_of_its_media(tmp_path: Path, collected) -> None:
    """A captioned photo or video is a document with that attachment; media without words and service messages are none."""
    file = export(
        tmp_path / "result.json",
        message(1, "", photo="photos/1.jpg"),
        message(2, "The mast fell.", photo="photos/2.jpg"),
        message(
            3, "The mast again.", file="(File not included. Change data exporting settings to download.)", media_type="video_file"
        ),
        {"id": 4, "type": "service", "action": "pin_message", "text": ""},
    )
    assert [c.document.media for c in collected(file)] == [(("photo", "photos/2.jpg"),), (("video", ""),)]


def test_telegram_group_message_names_its_writer(tmp_path: Path, collected) -> None:
    """In a group the writer is the author and the group the outlet."""
    document = collected(export(tmp_path / "result.json", message(5, "Seen two.", **{"from": "Olena", "from_id": "user1"})))[
        0
    ].document
    assert (document.authors, document.publisher) == (("Olena",), "Dorn Live")


def test_telegram_full_export_gives_every_chat(tmp_path: Path, collected) -> None:
    """Chats and left chats of an account are read in the file's order, contacts and sessions are not."""
    file = tmp_path / "result.json"
    chats = [
        {"name": n, "type": "public_channel", "id": i, "messages": [message(1, f"From {n}.")]} for i, n in enumerate("AB", 1)
    ]
    left = [{"name": "C", "id": 3, "messages": [message(1, "From C.")]}]
    account = {"about": "...", "contacts": {"list": [{"text": "x"}]}, "chats": {"list": chats}, "left_chats": {"list": left}}
    file.write_text(json.dumps(account, indent=1))
    assert [c.document.publisher for c in collected(file)] == ["A", "B", "C"]


@pytest.mark.parametrize("layout", [None, 1])
def test_telegram_export_is_recognised_in_one_line_or_many(tmp_path: Path, collected, layout: int | None) -> None:
    """How the JSON is laid out does not matter."""
    file = tmp_path / "x.json"
    file.write_text(json.dumps({"name": "A", "id": 1, "messages": [message(1, "One.")]}, indent=layout))
    assert collected(file)[0].document.publisher == "A"


def test_telegram_bad_messages_are_errors_of_their_own(tmp_path: Path, codes) -> None:
    """A text of the wrong kind and half a surrogate pair cost one message each."""
    file = tmp_path / "result.json"
    chat = {"name": "A", "id": 1, "messages": [message(1, [3]), message(2, "half \ud83d"), message(3, "Whole.")]}
    file.write_text(json.dumps(chat))
    assert codes(file) == ["bad-field", "lone-surrogate", "telegram-1-3"]


def test_telegram_absurd_date_is_no_date(tmp_path: Path, collected) -> None:
    """A moment far outside the calendar is unknown, and the message is read."""
    file = export(tmp_path / "result.json", message(1, "One.", date="?", date_unixtime="99999999999999999"))
    assert collected(file)[0].document.published is None
