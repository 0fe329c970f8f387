"""Mail: one message, or a box of many."""

from __future__ import annotations

from pathlib import Path

ALERT = """\
From: =?utf-8?q?Lomna_Relief_=E2=80=93_Desk?= <desk@relief.test>
Subject: Update
 No. 3
Date: Mon, 04 Mar 2019 10:00:00 +0200
Message-ID: <3@relief.test>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

The agency said that =E2=80=9Croads are=
 cut=E2=80=9D.
"""
MIXED = """\
From: press@ministry.test
Date: Mon, 04 Mar 2019 10:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/html; charset=iso-8859-1

<p>The ministry <b>denied</b> it.</p><script>x()</script>
--b
Content-Type: text/plain
Content-Disposition: attachment; filename=a.txt

Not this.
--b--
"""


def test_a_message_is_read_with_its_headers_decoded(tmp_path: Path, collected) -> None:
    """Words in quoted-printable, a folded subject and an encoded name come out as they were written."""
    file = tmp_path / "alert.txt"
    file.write_text(ALERT)
    document = collected(file)[0].document
    assert (document.id, document.title) == ("mail:3@relief.test", "Update No. 3")
    assert document.text == "Update No. 3\n\nThe agency said that “roads are cut”."
    assert (document.publisher, document.published) == ("Lomna Relief – Desk", "2019-03-04T10:00:00+02:00")


def test_a_box_gives_each_message_and_leaves_attachments_out(tmp_path: Path, collected) -> None:
    """The lines between messages are no words of any; a page in a mail becomes its text."""
    file = tmp_path / "box.mbox"
    lead = "From x@y.test Mon Mar  4 10:00:00 2019\n"
    file.write_text(f"{lead}{ALERT}\n>From here on it is quiet.\n\n{lead}{MIXED}")
    first, second = (found.document for found in collected(file))
    assert first.text.endswith("From here on it is quiet.")
    assert (second.text, second.publisher) == ("The ministry denied it.", "press@ministry.test")


def test_a_message_without_words_or_with_broken_headers_is_no_crash(tmp_path: Path, codes) -> None:
    """What cannot be decoded stays as it is; a mail that is only a picture has no text."""
    broken = tmp_path / "a.eml"
    broken.write_bytes(
        b"From: =?utf-8?b?*?= <a@b.test>\nDate: no\nSubject: =?x-none?q?a?=\nMessage-ID: <1@b>\n\n\xff\xfeAll is well.\n"
    )
    picture = tmp_path / "b.eml"
    picture.write_bytes(b"From: a@b.test\nDate: no\nMIME-Version: 1.0\nContent-Type: image/png\n\nabcd\n")
    assert codes(broken) == ["mail:1@b"]
    assert codes(picture) == ["no-text"]


def test_a_text_that_only_begins_like_a_message_stays_text(tmp_path: Path, collected) -> None:
    """A memo with a line "From:" is no mail."""
    file = tmp_path / "memo.txt"
    file.write_text("From: the mayor\nDate: Monday\n\nThe bridge is open, he said.\n")
    assert collected(file)[0].document.text.startswith("From: the mayor")


def test_mail_that_lies_in_itself_without_end_is_one_error(tmp_path: Path, codes) -> None:
    """Parts may nest as deep as a sender likes; reading them may not end the run."""
    file = tmp_path / "deep.eml"
    file.write_text("Content-Type: message/rfc822\n\n" * 3000 + "The end.\n")
    assert codes(file) == ["mail-too-deep"]


def test_a_comment_that_lies_in_itself_without_end_does_not_end_the_run(tmp_path: Path, codes) -> None:
    """Some versions of Python's mail parser read such a sender and some give up; either way one item comes of it."""
    file = tmp_path / "deep.eml"
    file.write_text("From: " + "(" * 300_000 + "\n\nThe end.\n")
    assert len(codes(file)) == 1
