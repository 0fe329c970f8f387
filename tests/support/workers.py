"""Workers that tests send to other processes; they must be importable there."""

from __future__ import annotations

import os
from dataclasses import dataclass

from onrecord.errors import ItemError


@dataclass
class Doubler:
    """Doubles numbers; knows whether it was prepared."""

    ready: bool = False

    def prepare(self) -> None:
        self.ready = True

    def __call__(self, batch: list[int]) -> list[int]:
        assert self.ready
        return [2 * n for n in batch]


class Leaver(Doubler):
    """Ends its process as a lack of memory would."""

    def __call__(self, batch: list[int]) -> list[int]:
        os._exit(9)


class Complainer(Doubler):
    """Fails as a step may."""

    def __call__(self, batch: list[int]) -> list[int]:
        raise ItemError("number 3 is odd; expected an even one", code="odd", number=3)
