"""Room: the order of the steps, what is stale, what to store. The only one that knows several rooms.

In: locations, a casebook. Out: readings (`read`), what adding did (`add`), rows (`export`), problems (`verify`).
Touches: the casebook, through `store`; the network, through `collect` alone.
Fails: UsageError for a wrong call, RunError where the run cannot go on; what one input fails with is counted and kept.
Judged by: tests/unit/flow, tests/robustness (killed runs, full disks, two at once).
"""

from onrecord.flow.add import AddReport, Progress, add
from onrecord.flow.casebook import import_baseline, verify
from onrecord.flow.crosscheck import crosscheck, refresh, sides_of
from onrecord.flow.edits import edits
from onrecord.flow.exports import Format, Kind, export
from onrecord.flow.judging import Wanted, judge, undo
from onrecord.flow.read import read, read_documents
from onrecord.flow.reread import reread
from onrecord.flow.stages import STAGES, ReadOptions, Stage

__all__ = [
    "STAGES",
    "AddReport",
    "Format",
    "Kind",
    "Progress",
    "ReadOptions",
    "Stage",
    "Wanted",
    "add",
    "crosscheck",
    "edits",
    "export",
    "import_baseline",
    "judge",
    "read",
    "read_documents",
    "refresh",
    "reread",
    "sides_of",
    "undo",
    "verify",
]
