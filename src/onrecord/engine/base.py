"""What every engine does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

Batch = TypeVar("Batch", contravariant=True)
Result = TypeVar("Result", covariant=True)
B = TypeVar("B")
R = TypeVar("R")


class Worker(Protocol[Batch, Result]):
    """A picklable recipe for the work: `prepare` loads what it needs, once in each process; a call does one batch."""

    def prepare(self) -> None:
        """Load models and tables. A second call does nothing."""
        ...

    def __call__(self, batch: Batch) -> Result:
        """Do one batch; called after `prepare`."""
        ...


class Engine(Protocol):
    """Runs a worker over batches."""

    def map(self, worker: Worker[B, R], batches: Iterable[B]) -> Iterator[R]:
        """The result of each batch, in the order of the batches; batches are taken only a few ahead of the results.

        Raises:
            RunError: `worker-died`.
        """
        ...
