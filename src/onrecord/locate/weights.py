"""The trained weights, by readable feature. `training/locate/train.py` makes them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

WEIGHTS = Path(__file__).parent / "data" / "weights.json"


@dataclass(frozen=True, slots=True)
class Weights:
    """Log-linear weights.

    `alone` and `rank` are those of an entry being meant, without and with context. `name` and `fit` are those of a stretch
    being a place name, before and after entries are chosen, for each way of reading: "tagged" where the tagger has read the
    text, "plain" where not, "cyrillic" for texts in that script.
    """

    alone: dict[str, float]
    rank: dict[str, float]
    name: dict[str, dict[str, float]]
    fit: dict[str, dict[str, float]]
    version: str

    @classmethod
    def read(cls, path: Path = WEIGHTS) -> Weights:
        return cls(**json.loads(path.read_text(encoding="utf-8")))


@lru_cache(maxsize=1)
def bundled() -> Weights:
    """The weights that come with the package."""
    return Weights.read()
