"""Does this installation work? Each part is used once, for real, and says what it found."""

from __future__ import annotations

import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord import __version__
from onrecord.errors import OnrecordError
from onrecord.flow.read import ReadWorker
from onrecord.flow.stages import ReadOptions, Tools
from onrecord.records import Document, Reading

SAMPLE = "The ministry said on Monday that the bridge had been damaged."
LEAST_FREE = 200 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Check:
    """One part of the installation: whether it works, what was found, and what to do if it does not."""

    name: str
    ok: bool
    found: str
    advice: str = ""

    def to_dict(self) -> dict[str, object]:
        return {"name": self.name, "ok": self.ok, "found": self.found, "advice": self.advice}


def doctor(options: ReadOptions, folder: Path) -> Iterator[Check]:
    """Check Python, the services, one reading, and the folder that a casebook would be kept in."""
    yield Check("onrecord", True, __version__)
    version = platform.python_version()
    yield Check("python", sys.version_info >= (3, 11), version, "use Python 3.11 or newer")
    worker = ReadWorker(options)
    yield _tried("model, gazetteer and register", lambda: _loaded(worker), "reinstall onrecord")
    if worker.tools is not None:
        yield _tried("reading", lambda: _read(worker), "reinstall onrecord")
    yield _tried("casebook", _stored, "this Python's SQLite cannot keep a casebook; it needs 3.37 or newer with FTS5")
    free = shutil.disk_usage(folder).free
    yield Check("free disk", free > LEAST_FREE, f"{free / 1e9:.1f} GB in {folder}", "free at least 200 MB")


def _tried(name: str, work: Callable[[], str], advice: str) -> Check:
    try:
        return Check(name, True, work())
    except (OnrecordError, ImportError, OSError) as error:
        return Check(name, False, " ".join(str(error).split()), advice)


def _loaded(worker: ReadWorker) -> str:
    started = time.perf_counter()
    worker.tools = Tools.load(worker.options)
    return f"loaded in {time.perf_counter() - started:.2f} s"


def _read(worker: ReadWorker) -> str:
    found = worker.read(Document("doctor", SAMPLE, published="2022-09-12"))
    if not isinstance(found, Reading):
        raise found
    return f"{len(found.statements)} statement in a sample sentence"


def _stored() -> str:
    from onrecord.store import open_store

    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "doctor.db", create=True) as store:
        problems = list(store.check())
        if problems:
            raise OnrecordError(str(problems[0]), code="casebook-damaged")
        return f"made and checked one, schema {store.schema_version}"
