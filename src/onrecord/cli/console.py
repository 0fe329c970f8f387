"""Standard output and standard error: JSON Lines, progress, and errors as one line."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.segment import Segment

from onrecord.errors import OnrecordError, RunError

_CONTROLS = dict.fromkeys(n for n in (*range(0x20), *range(0x7F, 0xA0)) if n != ord("\n"))
"""Characters that command a terminal: a text from outside must not move the cursor, set the title or hide a line."""


def one_line(text: str) -> str:
    """The text in one line, without what would command a terminal."""
    return " ".join(text.split()).translate(_CONTROLS)


class Page:
    """What `rich` lays out, without the characters of its words that would command a terminal; colours stay."""

    def __init__(self, inner: RenderableType) -> None:
        self._inner = inner

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for segment in console.render(self._inner, options):
            text = segment.text if segment.control else segment.text.translate(_CONTROLS)
            yield Segment(text, segment.style, segment.control)


def page_console(file: IO[str] | None = None) -> Console:
    """A console that shows words as they are: brackets and colons in them are no markup."""
    return Console(file=file, highlight=False, markup=False, emoji=False)


def speak_utf8() -> None:
    """Write UTF-8 on standard output whatever the locale, as JSON asks for; what it cannot hold is escaped."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")


def report_error(error: OnrecordError) -> None:
    """One line on standard error: the message and, last, the code to look up."""
    sys.stderr.write(f"onrecord: {one_line(str(error))} [{error.code}]\n")
    sys.stderr.flush()


def report_refused(count: int) -> None:
    """One line on standard error where a language model's statements were left out."""
    if count:
        noun = "statement" if count == 1 else "statements"
        sys.stderr.write(f"onrecord: {count} {noun} of the model left out: their words are not in the text\n")
        sys.stderr.flush()


def report_registers(names: Sequence[str]) -> None:
    """One line on standard error where a casebook was read with several registers: whom they name speaks for other sides."""
    if len(names) > 1:
        listed = ", ".join(names)
        sys.stderr.write(f"onrecord: this casebook was read with several registers ({listed}); reread it with one\n")
        sys.stderr.flush()


def json_line(value: Any) -> str:
    """One line of JSON. Letters stay as they are; text that UTF-8 cannot hold (lone surrogates) is escaped."""
    line = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        line = json.dumps(value, separators=(",", ":"))
    return line + "\n"


@contextmanager
def opened(output: Path | None) -> Iterator[IO[str]]:
    """Standard output, or a file that is written whole or not at all.

    Raises:
        RunError: the file cannot be written.
    """
    if output is None:
        yield sys.stdout
        sys.stdout.flush()
        return
    partial = output.with_name(output.name + ".part")
    try:
        with partial.open("w", encoding="utf-8", newline="") as file:
            yield file
        partial.replace(output)
    except OSError as error:
        raise RunError(
            f"output {str(output)!r} cannot be written: {error.strerror}; name another file",
            code="output-not-written",
            path=str(output),
        ) from error
    finally:
        partial.unlink(missing_ok=True)


class Counter:
    """Progress of a long run on a terminal's standard error; silent elsewhere."""

    def __init__(self) -> None:
        self._shown = Progress(
            SpinnerColumn(), TextColumn("{task.description}"), BarColumn(bar_width=30), MofNCompleteColumn(), TimeElapsedColumn(),
            console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty(),
        )  # fmt: skip
        self._task = self._shown.add_task("starting", total=None)

    def __enter__(self) -> Counter:
        self._shown.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._shown.stop()

    def show(self, doing: str, done: int, total: int | None = None) -> None:
        self._shown.update(self._task, description=doing, completed=done, total=total)
