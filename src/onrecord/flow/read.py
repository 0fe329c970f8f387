"""Reading documents: every stage in order, one document's failure kept to that document."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from onrecord import __version__
from onrecord.engine import Engine, Inline
from onrecord.errors import ItemError, OnrecordError, RunError
from onrecord.flow.stages import STAGES, Draft, ReadOptions, Stage, Tools
from onrecord.records import Collected, Document, Reading

if TYPE_CHECKING:
    from onrecord.collect import CollectOptions

BATCH = 8
"""Documents sent to a process at a time."""


@dataclass(slots=True)
class ReadWorker:
    """Reads batches of documents; travels to other processes and loads the services there, once."""

    options: ReadOptions
    stages: tuple[Stage, ...] = STAGES
    tools: Tools | None = field(default=None, repr=False)
    batches: int = field(default=0, repr=False, compare=False)

    def prepare(self) -> None:
        if self.tools is None:
            self.tools = Tools(self.options)

    def __getstate__(self) -> tuple[ReadOptions, tuple[Stage, ...]]:
        """Services stay behind: each process loads its own."""
        return self.options, self.stages

    def __setstate__(self, state: tuple[ReadOptions, tuple[Stage, ...]]) -> None:
        self.options, self.stages = state
        self.tools, self.batches = None, 0

    def __call__(self, batch: Sequence[Document | ItemError]) -> list[Reading | ItemError]:
        """A reading for each document, or why there is none; failures that came in go out again, in their place."""
        self.prepare()
        if self.batches == 1:  # services and their tables are there to stay: no need to search them for garbage again and again
            gc.collect()
            gc.freeze()
        self.batches += 1
        return [item if isinstance(item, ItemError) else self.read(item) for item in batch]

    def read(self, document: Document) -> Reading | ItemError:
        """One document through all stages."""
        if self.tools is None:
            raise RunError("a document was given before the services were loaded", code="worker-unprepared")
        draft = Draft(document, made_by={"collect": f"collect {__version__}"})
        for stage in self.stages:
            try:
                draft = stage.run(draft, self.tools)
            except ItemError as error:
                return error
            except OnrecordError:
                raise
            except Exception as error:
                return _failed(stage.name, document, error)
        return draft.reading()


def _failed(step: str, document: Document, error: Exception) -> ItemError:
    """A fault of a step, as one line; the batch goes on without the document."""
    return ItemError(
        f"document {document.id!r}: step {step!r} failed with {type(error).__name__}: {_one_line(str(error))};"
        " please report it with the text",
        code="step-failed",
        location=document.id,
        step=step,
        error=type(error).__name__,
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())[:200]


def read_documents(
    items: Iterable[Document | ItemError],
    *,
    engine: Engine | None = None,
    worker: ReadWorker | None = None,
    size: int = BATCH,
) -> Iterator[Reading | ItemError]:
    """Read documents in order, through an engine.

    Args:
        items: documents; an ItemError among them comes out again in its place.
        engine: where the work is done; None for this process.
        worker: with its options and stages; None for the usual ones. Its services are kept for the next call.
        size: documents sent to the engine at a time.
    """
    work = worker or ReadWorker(ReadOptions())
    for results in (engine or Inline()).map(work, batches(items, size)):
        yield from results


def batches(items: Iterable[Document | ItemError], size: int) -> Iterator[list[Document | ItemError]]:
    """The items in lists of `size`, the last one shorter."""
    held: list[Document | ItemError] = []
    for item in items:
        held.append(item)
        if len(held) == size:
            yield held
            held = []
    if held:
        yield held


def read(
    locations: Iterable[str],
    options: ReadOptions | None = None,
    *,
    collecting: CollectOptions | None = None,
    engine: Engine | None = None,
    stages: tuple[Stage, ...] = STAGES,
) -> Iterator[Reading | ItemError]:
    """Collect and read; what `onrecord read` prints.

    Args:
        locations: paths, URLs or "-", in the order of the results.
        options: which model, gazetteer and registers.
        collecting: limits and defaults of collecting.
        engine: where the work is done; None for this process.
        stages: the steps, in order.

    Returns:
        A reading for each document, or an ItemError for what could not be read; the rest goes on.

    Raises:
        UsageError, RunError: nothing can be read at all.
    """
    worker = ReadWorker(options or ReadOptions(), stages)
    documents = (item.document if isinstance(item, Collected) else item for item in collected(locations, collecting))
    # One at a time in this process, so that the first reading is printed before the second text is read.
    return read_documents(documents, engine=engine, worker=worker, size=1 if engine is None else BATCH)


def collected(locations: Iterable[str], options: CollectOptions | None = None) -> Iterator[Collected | ItemError]:
    """What the locations hold, in order; each host is asked politely over all of them.

    Raises:
        UsageError: at the call, before anything is read: one of the locations is of no kind that can be read.
    """
    from onrecord.collect import CollectOptions, Fetcher, collect

    chosen = options or CollectOptions()
    fetcher = Fetcher(chosen)
    return chain.from_iterable([collect(location, chosen, fetcher=fetcher) for location in locations])
