"""Adding documents to a casebook: collect, read what is new, store one document at a time, cross-check."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from onrecord.engine import Engine
from onrecord.errors import ItemError
from onrecord.flow.crosscheck import Sides, note_register, refresh, store_sides
from onrecord.flow.decisions import Decisions
from onrecord.flow.due import DUE
from onrecord.flow.linking import put_gist
from onrecord.flow.read import ReadWorker, collected, read_documents
from onrecord.flow.stages import STAGES, ReadOptions, Stage, Tools
from onrecord.link import METHOD, sketch
from onrecord.records import Capture, Collected, Document, Reading
from onrecord.store import Outcome, Store, fingerprint

if TYPE_CHECKING:
    from onrecord.collect import CollectOptions

LOOK_AHEAD = 64
"""Documents whose fingerprints are looked up at a time."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run has come: documents finished so far, and what is being done ("reading", "cross-checking")."""

    doing: str
    done: int
    total: int | None = None


@dataclass(slots=True)
class AddReport:
    """What adding did. `failed` are the inputs that could not be read, in order, by location, code and message."""

    added: int = 0
    new_versions: int = 0
    unchanged: int = 0
    failed: list[tuple[str, str, str]] = field(default_factory=list)
    claims: int = 0
    refused: int = 0
    """Statements of a language model that were left out, in the documents that were read."""
    registers: tuple[str, ...] = ()
    """The registers that the casebook has been read with, this run's among them."""

    @property
    def codes(self) -> dict[str, int]:
        """How often each failure's code came up."""
        return dict(sorted(Counter(code for _, code, _ in self.failed).items()))

    def to_dict(self) -> dict[str, object]:
        return {
            "added": self.added,
            "new_versions": self.new_versions,
            "unchanged": self.unchanged,
            "failed": [{"location": where, "code": code, "message": message} for where, code, message in self.failed],
            "claims": self.claims,
            "refused": self.refused,
            "registers": list(self.registers),
        }


def _utc_now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def add(
    locations: Iterable[str],
    store: Store,
    *,
    options: ReadOptions | None = None,
    collecting: CollectOptions | None = None,
    engine: Engine | None = None,
    stages: tuple[Stage, ...] = STAGES,
    progress: Callable[[Progress], None] | None = None,
    now: Callable[[], str] = _utc_now,
    tools: Tools | None = None,
) -> AddReport:
    """Read the documents of some locations into a casebook, and cross-check what they touch.

    A document that is stored already is neither read again nor changed, so a run that was cut off goes on where it stopped
    when the same call is made again; the result is that of a run that was not.

    Args:
        locations: paths, URLs or "-".
        store: the casebook, open for writing.
        options: which model, gazetteer and registers.
        collecting: limits and defaults of collecting.
        engine: where documents are read; None for this process. Only this process writes.
        stages: the steps, in order.
        progress: called after each document and each batch of claims.
        now: the time that is recorded, ISO 8601 in UTC.
        tools: services that are loaded already, for several calls with the same options; None loads them.

    Raises:
        RunError: the casebook cannot be written (full disk, another writer); what was stored before is kept.
    """
    chosen = options or ReadOptions()
    services = tools or Tools(chosen)
    sides = store_sides(store, chosen, services.register)
    writer = _Writer(store, sides, now, progress)
    writer.report.registers = note_register(store, services.register.name)
    incoming = collected(locations, collecting)
    worker = ReadWorker(chosen, stages, services)
    for result in read_documents(_unknown(incoming, store, writer), engine=engine, worker=worker):
        writer.take(result)
    report = writer.report
    if store.stale_claims(limit=1) or store.settings().get(DUE) == "yes":
        report.claims = refresh(store, sides, progress=lambda done: writer.tell("cross-checking", done))
    return report


def _unknown(incoming: Iterator[Collected | ItemError], store: Store, writer: _Writer) -> Iterator[Document | ItemError]:
    """The documents that must be read, and the failures; what is stored already is counted and left out."""
    held: list[Collected | ItemError] = []
    for item in incoming:
        held.append(item)
        if len(held) == LOOK_AHEAD:
            yield from _sorted_out(held, store, writer)
            held = []
    yield from _sorted_out(held, store, writer)


def _sorted_out(held: list[Collected | ItemError], store: Store, writer: _Writer) -> Iterator[Document | ItemError]:
    marks = {id(item): fingerprint(item.document) for item in held if isinstance(item, Collected)}
    known = store.known(list(marks.values()))
    for item in held:
        if isinstance(item, ItemError):
            writer.expect(None)
            yield item
        elif marks[id(item)] in known:
            writer.skip()
        else:
            writer.expect(item.capture)
            yield item.document


class _Writer:
    """The one writer of a run: stores results in the order in which their documents came."""

    def __init__(self, store: Store, sides: Sides, now: Callable[[], str], progress: Callable[[Progress], None] | None) -> None:
        self.report = AddReport()
        self._store, self._sides, self._now, self._progress = store, sides, now, progress
        self._decisions = Decisions(store)
        self._captures: deque[Capture | None] = deque()
        self._last_capture: str | None = None
        self._done = 0
        self._due = False

    def expect(self, capture: Capture | None) -> None:
        """Keep the bytes of a document until its result comes back; None for a failure on its way through."""
        self._captures.append(capture)

    def skip(self) -> None:
        self.report.unchanged += 1
        self._count()

    def take(self, result: Reading | ItemError) -> None:
        """Store one result, all of it or nothing."""
        capture = self._captures.popleft()
        if isinstance(result, ItemError):
            self._fail(result)
        else:
            self._put(result, capture)
        self._count()

    def _put(self, reading: Reading, capture: Capture | None) -> None:
        mark = sketch(reading.document.text)
        made = replace(reading, made_by={**reading.made_by, "link": METHOD})
        spoken = self._decisions.voices(made, self._sides, mark)
        with self._store.transaction():
            if not self._due:
                self._store.put_setting(DUE, "yes")
            if capture is not None and capture.digest != self._last_capture:
                self._store.put_capture(capture)
            digest = capture.digest if capture else None
            stored = self._store.put_reading(made, spoken, capture=digest, added_at=self._now(), sketch=mark)
            if stored.outcome is not Outcome.UNCHANGED:
                put_gist(self._store, made.document, (v.key for v in spoken if v.place))
        self._last_capture, self._due = digest, True
        self.report.refused += made.refused
        if stored.outcome is Outcome.ADDED:
            self.report.added += 1
        elif stored.outcome is Outcome.NEW_VERSION:
            self.report.new_versions += 1
        else:
            self.report.unchanged += 1

    def _fail(self, error: ItemError) -> None:
        where = str(error.facts.get("location") or error.facts.get("path") or error.facts.get("where") or "")
        self.report.failed.append((where, error.code, str(error)))
        self._store.put_failure(where, error.code, str(error), self._now())

    def _count(self) -> None:
        self._done += 1
        self.tell("reading", self._done)

    def tell(self, doing: str, done: int) -> None:
        if self._progress is not None:
            self._progress(Progress(doing, done))
