"""What a person touches in a terminal: the commands, their help, and how results and errors are shown.

In: arguments, files, standard input. Out: text or JSON Lines on standard output; progress and errors on standard error.
Touches: the terminal. Fails: one line and an exit status (`onrecord.errors.ExitStatus`).
Judged by: tests/unit/cli, tests/docs.
"""

from __future__ import annotations

import sys

INTERRUPTED = "interrupted; what was stored is kept: run the same command again to go on"


def main() -> None:
    """The `onrecord` command. Ctrl-C ends it in one line, even while it is still loading."""
    try:
        from onrecord.cli.commands import run

        status = run(sys.argv[1:])
    except KeyboardInterrupt:
        sys.stderr.write(INTERRUPTED + "\n")
        status = 130
    sys.exit(status)
