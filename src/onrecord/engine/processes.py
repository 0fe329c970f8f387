"""Batches in several processes of this machine."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import connection
from typing import Any

from onrecord.engine.base import B, R, Worker
from onrecord.errors import RunError, UsageError

AHEAD = 2
"""Batches waiting for each process: enough to keep it busy, few enough to keep memory flat."""

_worker: Worker[Any, Any] | None = None
"""The worker of this process; set once, when the process starts."""


class Processes:
    """An engine of `count` processes. They end with the run, and with the program that started them, however it ends."""

    def __init__(self, count: int) -> None:
        if count < 1:
            raise UsageError(f"number of processes is {count}; expected at least 1", code="bad-option", option="processes")
        self.count = count

    def map(self, worker: Worker[B, R], batches: Iterable[B]) -> Iterator[R]:
        context = multiprocessing.get_context("spawn")
        pool = ProcessPoolExecutor(self.count, mp_context=context, initializer=_begin, initargs=(worker,))
        waiting: deque[Future[R]] = deque()
        try:
            for batch in batches:
                waiting.append(pool.submit(_run, batch))
                if len(waiting) > AHEAD * self.count:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool as error:
            raise RunError(
                "a worker process ended before its work was done; it may have run out of memory:"
                " use fewer processes and run the same command again, what is stored is kept",
                code="worker-died",
            ) from error
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _begin(worker: Worker[Any, Any]) -> None:
    """Prepare a process: Ctrl-C is the parent's business, and without a parent there is nothing to do."""
    global _worker
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    worker.prepare()
    _worker = worker


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _run(batch: Any) -> Any:
    if _worker is None:
        raise RunError("a worker process was given work before it was prepared", code="worker-died")
    return _worker(batch)
