"""Standard output and standard error: JSON Lines, progress, and errors as one line."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from onrecord.errors import OnrecordError, RunError


def report_error(error: OnrecordError) -> None:
    """One line on standard error: the message and, last, the code to look up."""
    sys.stderr.write(f"onrecord: {' '.join(str(error).split())} [{error.code}]\n")
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
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8")
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
