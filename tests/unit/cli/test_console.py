"""Standard output and errors."""

import io
import json
from pathlib import Path

import pytest
from rich.text import Text

from onrecord.cli.console import Page, json_line, one_line, opened, page_console
from onrecord.errors import RunError


def test_json_lines_keep_letters_and_escape_what_utf8_cannot_hold() -> None:
    """Cyrillic stays readable; a lone surrogate is escaped instead of breaking the output."""
    assert "Ізюм" in json_line({"text": "Ізюм"})
    line = json_line({"text": "broken \ud800"})
    line.encode("utf-8")
    assert json.loads(line) == {"text": "broken \ud800"}


def test_a_failed_run_leaves_no_half_written_output(tmp_path: Path) -> None:
    """The file of an earlier run stays as it was."""
    target = tmp_path / "out.csv"
    target.write_text("before", "utf8")

    def fail_half_way() -> None:
        with opened(target) as out:
            out.write("half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    assert target.read_text("utf8") == "before"
    assert [p.name for p in tmp_path.iterdir()] == ["out.csv"]


def test_an_output_that_cannot_be_written_is_a_run_error(tmp_path: Path) -> None:
    """The message names the path."""
    with pytest.raises(RunError, match=r"nowhere"), opened(tmp_path / "nowhere" / "out.csv") as out:
        out.write("x")


def test_words_cannot_command_the_terminal() -> None:
    """Escape sequences, bells and C1 controls are gone; letters, brackets, colours and line ends stay."""
    out = io.StringIO()
    console = page_console(out)
    console.print(Page(Text("red \x1b[31m [/b] :fire:\x07\x9b2J\nнаступний", style="bold")))
    assert out.getvalue() == "red [31m [/b] :fire:2J\nнаступний\n"
    assert one_line("a\n\x1b]0;owned\x07 b") == "a ]0;owned b"
