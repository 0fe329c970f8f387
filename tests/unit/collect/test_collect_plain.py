"""Plain text and Markdown."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.collect import CollectOptions
from onrecord.collect.plain import find_title

COPIED = """Bridge at Dorn reopened

By Maria Vance

The bridge at Dorn was reopened on Monday, the mayor said. Lorries had waited for a week.

Share this article
"""


def test_plain_text_keeps_its_title_in_the_text(tmp_path: Path, collected) -> None:
    """The first line becomes the title and no character of the text is lost."""
    file = tmp_path / "page.txt"
    file.write_text(COPIED)
    [found] = collected(file)
    assert found.document.title == "Bridge at Dorn reopened"
    assert found.document.text == COPIED


def test_plain_text_gives_the_author_of_its_byline(tmp_path: Path, collected) -> None:
    """A byline near the top names the author, and is skipped as reporting."""
    file = tmp_path / "page.txt"
    file.write_text(COPIED)
    document = collected(file)[0].document
    assert document.authors == ("Maria Vance",)
    assert [s.why for s in document.skipped] == ["byline", "share bar"]


@pytest.mark.parametrize("first", ["The bridge was reopened on Monday.", "Only this", "A" * 300])
def test_find_title_takes_no_sentence_and_no_lone_line(first: str) -> None:
    """A sentence, a very long line, or a text of one line has no title."""
    assert find_title(first if first == "Only this" else f"{first}\n\nMore was said later.") is None


def test_find_title_passes_over_page_furniture() -> None:
    """What stands above a headline on a page is not the title."""
    assert find_title("Skip to content\n\nDam holds, engineers say\n\nThe dam holds.") == "Dam holds, engineers say"


def test_plain_text_line_ends_become_newlines(tmp_path: Path, collected) -> None:
    """Windows line ends are read as newlines."""
    file = tmp_path / "page.txt"
    file.write_bytes(b"One.\r\n\r\nTwo.\rThree.")
    assert collected(file)[0].document.text == "One.\n\nTwo.\nThree."


def test_capture_holds_the_bytes_as_found(tmp_path: Path, collected) -> None:
    """The capture is the file to the byte, under its SHA-256."""
    import hashlib

    file = tmp_path / "page.txt"
    file.write_bytes(b"\xef\xbb\xbfOne.\r\n")
    capture = collected(file)[0].capture
    assert capture.content == file.read_bytes()
    assert capture.digest == hashlib.sha256(file.read_bytes()).hexdigest()
    assert capture.location == str(file)


def test_same_text_gives_the_same_id(tmp_path: Path, collected) -> None:
    """The id of a text without URL comes from the text alone."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("The dam holds.")
    first, second = collected(tmp_path)
    assert first.document.id == second.document.id


def test_options_are_said_of_documents_that_say_nothing(tmp_path: Path, collected) -> None:
    """Given day, outlet and language fill what the input leaves out."""
    file = tmp_path / "page.txt"
    file.write_text("The dam holds.")
    document = collected(file, CollectOptions(published="2022-09-12", publisher="Dorn Post", language="en"))[0].document
    assert (document.published, document.publisher, document.language) == ("2022-09-12", "Dorn Post", "en")


MARKDOWN = """---
title: "Power back in Dorn"
date: 2022-09-12T18:30:00+03:00
authors: [Maria Vance, Ivan Petrenko]
publisher: Dorn Post
url: https://post.example/power
lang: en
---
# Power back in Dorn

The **grid operator** said on [Telegram](https://t.example/1) that power was back.

- Hospitals first
- Homes *later*

![a mast](mast.jpg)
"""


def test_markdown_gives_words_without_marks(tmp_path: Path, collected) -> None:
    """Emphasis, links and images leave only their words."""
    file = tmp_path / "page.md"
    file.write_text(MARKDOWN)
    assert collected(file)[0].document.text == (
        "Power back in Dorn\n\nThe grid operator said on Telegram that power was back.\n\nHospitals first\n\nHomes later"
    )


def test_markdown_front_matter_is_read(tmp_path: Path, collected) -> None:
    """Front matter gives title, time with zone, authors, outlet, URL and language."""
    file = tmp_path / "page.md"
    file.write_text(MARKDOWN)
    document = collected(file)[0].document
    assert document.title == "Power back in Dorn"
    assert document.published == "2022-09-12T18:30:00+03:00"
    assert document.authors == ("Maria Vance", "Ivan Petrenko")
    assert (document.publisher, document.url, document.language) == ("Dorn Post", "https://post.example/power", "en")


def test_markdown_without_front_matter_takes_its_heading(tmp_path: Path, collected) -> None:
    """The first heading is the title."""
    file = tmp_path / "page.md"
    file.write_text("# Power *back*\n\nIt is back.\n")
    assert collected(file)[0].document.title == "Power back"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Mon 4 March 2019 14.32 GMT", "2019-03-04T14:32:00+00:00"),
        ("March 4th, 2019 at 9:05", "2019-03-04"),
        ("4 березня 2019, 08:15", "2019-03-04"),
        ("4 марта 2019 года", "2019-03-04"),
        ("Dorn, 4 March 2019", "2019-03-04"),
        ("Published: 2019-03-04 08:15 UTC", "2019-03-04T08:15:00+00:00"),
        ("Updated 5 March 2019", None),
        ("04/03/2019", None),
        ("4 March", None),
        ("31 February 2019", None),
        ("On 4 March 2019 the bridge was shut.", None),
    ],
)
def test_plain_text_gives_the_day_of_a_line_that_is_nothing_but_a_date(
    tmp_path: Path, collected, line: str, day: str | None
) -> None:
    """A clock counts where its zone is known; what changed later, or is doubtful, is no day of publication."""
    file = tmp_path / "page.txt"
    file.write_text(f"Bridge at Dorn reopened\n\n{line}\n\nThe bridge at Dorn was reopened, the mayor said.\n")
    assert collected(file)[0].document.published == day


def test_plain_text_with_several_days_is_a_chronology_without_a_day(tmp_path: Path, collected) -> None:
    """Each day heads its own part; none of them is when the whole was published."""
    file = tmp_path / "page.txt"
    file.write_text("The flood, day by day\n\n4 March 2019\n\nThe dam broke.\n\n6 March 2019\n\nThe bridge was shut, he said.\n")
    assert collected(file)[0].document.published is None


def test_a_folder_without_reports_is_said(tmp_path: Path, codes) -> None:
    """Nothing read and nothing said would look like success."""
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8")
    assert codes(tmp_path) == ["empty-input"]
