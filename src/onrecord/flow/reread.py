"""Reading a casebook's documents again with newer methods, from one step on."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace

from onrecord.engine import Engine
from onrecord.errors import ItemError, UsageError
from onrecord.flow.add import AddReport, Progress
from onrecord.flow.crosscheck import REGISTER, registers_of, relink, store_sides
from onrecord.flow.decisions import Decisions
from onrecord.flow.due import DUE
from onrecord.flow.read import ReadWorker, read_documents
from onrecord.flow.stages import STAGES, ReadOptions, Stage
from onrecord.link import METHOD, sketch
from onrecord.records import Document
from onrecord.store import Store

STORED = ("date", "locate", "identify", "attribute", "code")
"""Steps whose records a casebook keeps, in their order. The tagging is made anew each time."""


def reread(
    store: Store,
    first: str = STORED[0],
    *,
    options: ReadOptions | None = None,
    engine: Engine | None = None,
    stages: tuple[Stage, ...] = STAGES,
    progress: Callable[[Progress], None] | None = None,
) -> AddReport:
    """Read every version again and replace the records of one step and of those after it; earlier steps' records stay.

    A run that was cut off can be started again: replacing twice gives the same. A document that fails keeps what it had.

    Args:
        store: the casebook, open for writing.
        first: the first step whose records are replaced (`STORED`).
        options: which model, gazetteer and registers.
        engine: where documents are read; None for this process.
        stages: the steps, in order.
        progress: called after each document and each batch of claims.

    Raises:
        UsageError: `unknown-step`. RunError: the casebook cannot be written.
    """
    if first not in STORED:
        raise UsageError(f"unknown step {first!r}; known: {', '.join(STORED)}", code="unknown-step", step=first)
    chosen = options or ReadOptions()
    sides = store_sides(store, chosen)
    steps = STORED[STORED.index(first) :]
    report, names, decisions = AddReport(), deque[str](), Decisions(store)
    if sides.register is not None and "identify" in steps:
        store.put_setting(REGISTER, sides.register.name)  # all of it is read with this one now
    report.registers = registers_of(store.settings())
    store.put_setting(DUE, "yes")
    for done, result in enumerate(read_documents(_documents(store, names), engine=engine, worker=ReadWorker(chosen, stages)), 1):
        version = names.popleft()
        if isinstance(result, ItemError):
            report.failed.append((version, result.code, str(result)))
        else:
            made = replace(result, made_by={**result.made_by, "link": METHOD})
            spoken = decisions.voices(made, sides, sketch(made.document.text))
            with store.transaction():
                for step in steps:
                    store.replace_step(version, step, made, spoken)
            report.unchanged += 1
        if progress is not None:
            progress(Progress("reading again", done))
    report.claims = relink(store, sides)
    return report


def _documents(store: Store, names: deque[str]) -> Iterator[Document]:
    """Every version's document; its id waits in `names` until its reading comes back."""
    for version in store.version_ids():
        reading = store.reading(version)
        if reading is not None:
            names.append(version)
            yield reading.document
