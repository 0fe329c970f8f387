"""The trained weights, by readable feature. `training/locate/train.py` makes them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

WEIGHTS = Path(__file__).parent / "data" / "weights.json"


@dataclass(frozen=True, slots=True)
class Weights:
    """Log-linear weights: `alone` and `rank` of an entry, without and with context; `plain` and `tagged` of being a name."""

    alone: dict[str, float]
    rank: dict[str, float]
    plain: dict[str, float]
    tagged: dict[str, float]
    version: str

    @classmethod
    def read(cls, path: Path = WEIGHTS) -> Weights:
        return cls(**json.loads(path.read_text(encoding="utf-8")))


@lru_cache(maxsize=1)
def bundled() -> Weights:
    """The weights that come with the package."""
    return Weights.read()
