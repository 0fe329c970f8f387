"""Run the README's session and put what it prints into the README: `python tools/session.py`, after the reader has changed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

README = Path(__file__).parents[1] / "README.md"
SESSION = re.compile(r"(```console\n(\$ cat > note\.txt .+?)```\n\n```text\n)(.+?)(```)", re.DOTALL)
HEADING = 3
"""Lines that `read` prints before the first statement: a rule, the first sentence, the counts."""


def main() -> None:
    """Replace the block of output; the rest of the README stays."""
    page = README.read_text("utf8")
    found = SESSION.search(page)
    if found is None:
        sys.exit("README.md has no session: a console block that begins with 'cat > note.txt', then a text block")
    commands = re.sub(r"^\$ ", "", found[2], flags=re.MULTILINE)
    told = printed(commands).splitlines()[HEADING:]
    block = "\n".join(line.rstrip() for line in told).strip("\n") + "\n"
    README.write_text(page[: found.start(3)] + block + page[found.end(3) :], "utf8")


def printed(commands: str) -> str:
    """What the commands print in an empty folder, on a terminal of 100 columns."""
    with tempfile.TemporaryDirectory() as folder:
        shim = Path(folder) / "onrecord"
        shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "from onrecord.cli import main; main()" "$@"\n', "utf8")
        shim.chmod(0o755)
        known = {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}", "COLUMNS": "100"}
        run = subprocess.run(["bash", "-ec", commands], cwd=folder, env=known, check=True, capture_output=True, text=True)  # noqa: S603, S607
        return run.stdout


if __name__ == "__main__":
    main()
