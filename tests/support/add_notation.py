"""Adds files in the notation of `plain_stages` to a casebook, as a program of its own that a test can kill.

Usage: python add_notation.py CASEBOOK FILE... ; prints a line for each document that is stored.
"""

from __future__ import annotations

import sys

from plain_stages import STAGES

from onrecord.flow import Progress, add
from onrecord.store import open_store


def show(progress: Progress) -> None:
    print(progress.doing, progress.done, flush=True)


if __name__ == "__main__":
    with open_store(sys.argv[1], create=True) as store:
        add(sys.argv[2:], store, stages=STAGES, progress=show, now=lambda: "2022-10-01T00:00:00+00:00")
