"""How much work a call does, told without a clock."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def lines_run(call: Callable[[], object]) -> int:
    """Lines of Python that a call runs, those of what it calls with them: the same on a busy machine as on an idle one.

    What a pattern or a built-in does inside counts as the one line that calls it.
    """
    count = 0

    def follow(frame: FrameType, event: str, arg: Any) -> Any:
        nonlocal count
        count += event == "line"
        return follow

    before = sys.gettrace()
    sys.settrace(follow)
    try:
        call()
    finally:
        sys.settrace(before)
    return count
