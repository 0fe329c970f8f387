"""What every engine must do."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from workers import Complainer, Doubler, Leaver

from onrecord.engine import Engine, Inline, Processes
from onrecord.errors import ItemError, RunError, UsageError

ENGINES = {"inline": Inline, "processes": lambda: Processes(2)}


@pytest.fixture(params=sorted(ENGINES))
def engine(request: pytest.FixtureRequest) -> Engine:
    return ENGINES[request.param]()


def test_engine_gives_results_in_the_order_of_the_batches(engine: Engine) -> None:
    """Order does not depend on which process is done first."""
    batches = [[n, n + 1] for n in range(0, 40, 2)]
    assert [n for result in engine.map(Doubler(), batches) for n in result] == [2 * n for n in range(40)]


def test_engine_takes_batches_only_a_few_ahead(engine: Engine) -> None:
    """A corpus is never held in memory: after the first result only some batches were taken."""
    taken = []

    def batches() -> Iterator[list[int]]:
        for n in range(1000):
            taken.append(n)
            yield [n]

    results = engine.map(Doubler(), batches())
    next(results)
    assert len(taken) < 20


def test_engine_passes_errors_with_code_and_facts(engine: Engine) -> None:
    """An error that crosses a process still says what it said."""
    with pytest.raises(ItemError) as caught:
        list(engine.map(Complainer(), [[1]]))
    assert (caught.value.code, caught.value.facts) == ("odd", {"number": 3})


def test_processes_say_that_a_worker_died() -> None:
    """A worker that the system ends becomes one clear error, not a hang."""
    with pytest.raises(RunError) as caught:
        list(Processes(1).map(Leaver(), [[1], [2]]))
    assert caught.value.code == "worker-died"


def test_processes_refuse_a_count_below_one() -> None:
    """No processes can do no work."""
    with pytest.raises(UsageError):
        Processes(0)
