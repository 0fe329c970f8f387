"""One batch after the other, in this process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.engine.base import B, R, Worker


class Inline:
    """The engine for a laptop and for tests: nothing is started and nothing is pickled."""

    def map(self, worker: Worker[B, R], batches: Iterable[B]) -> Iterator[R]:
        prepared = False
        for batch in batches:
            if not prepared:
                worker.prepare()
                prepared = True
            yield worker(batch)
