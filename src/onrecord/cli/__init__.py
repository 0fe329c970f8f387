"""What a person touches in a terminal: the commands, their help, and how results and errors are shown.

In: arguments, files, standard input. Out: text or JSON Lines on standard output; progress and errors on standard error.
Touches: the terminal. Fails: one line and an exit status (`onrecord.errors.ExitStatus`).
Judged by: tests/unit/cli, tests/docs.
"""

from __future__ import annotations

import sys


def main() -> None:
    """The `onrecord` command."""
    from onrecord.cli.commands import run

    sys.exit(run(sys.argv[1:]))
