"""Service: runs one function over many batches, in this process or in several.

In: a `Worker` (a picklable recipe that loads what it needs once) and batches. Out: the results, in the order of the batches.
Touches: processes. Fails: `worker-died` (RunError) where a process ends before its work is done, as for want of memory.
Judged by: tests/contract/test_engines.py, one body for every engine.
"""

from onrecord.engine.base import Engine, Worker
from onrecord.engine.inline import Inline
from onrecord.engine.processes import Processes

__all__ = ["Engine", "Inline", "Processes", "Worker"]
