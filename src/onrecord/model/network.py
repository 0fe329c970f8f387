"""Run the trained network on one window at a time.

One window a call: activations are quantised with the scale of the tensor at hand, so a window read together with others
would read a little differently, and a statement would depend on what was read beside it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from onrecord.errors import RunError
from onrecord.model.pieces import PieceReader, Window
from onrecord.model.roles import Integers, sentence_distance, word_distance

Floats = NDArray[np.float32]
DATA = Path(__file__).parent / "data"
FILES = ("encoder.onnx", "roles.onnx", "tokenizer.json", "model.json")


@dataclass(frozen=True, slots=True)
class WordFacts:
    """What the encoder says of each of a window's `n` words.

    `entity` (n, 9) and `cue` (n, 3) are logits. `upos`, `xpos` and `deprels` (n,) point into the model's lists; `heads` (n,) is
    0 for a root, else 1 + the window's word that it depends on, one of the same sentence. The others are states that the
    second graph reads.
    """

    entity: Floats
    cue: Floats
    upos: Integers
    xpos: Integers
    heads: Integers
    deprels: Integers
    query_start: Floats
    query_end: Floats
    key: Floats


class Model:
    """The trained network of one name, e.g. "careful".

    Args:
        folder: with encoder.onnx, roles.onnx, tokenizer.json and model.json.
        threads: of onnxruntime; 1 is best where several documents are read side by side.

    Raises:
        RunError: a file is missing or cannot be read.
    """

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        missing = [file for file in FILES if not (folder / file).is_file()]
        if missing:
            raise RunError(
                f"model file {missing[0]!r} is missing in {str(folder)!r}; reinstall onrecord, or name another model",
                code="model-file-missing",
                folder=str(folder),
                missing=missing,
            )
        self.name = folder.name
        facts: dict[str, Any] = json.loads((folder / "model.json").read_text("utf8"))
        self.version: str = facts.get("version", "1")
        self.upos: list[str] = facts["upos"]
        self.xpos: list[str] = facts["xpos"]
        self.deprels: list[str] = facts["deprels"]
        self.entities: list[str] = facts["entities"]
        self.cue_bias: float = facts.get("cue_bias", 0.0)
        """Added to the logit of "no cue": below zero finds more statements."""
        self._folder = folder
        self._options = onnxruntime.SessionOptions()
        self._options.intra_op_num_threads = threads
        self._options.inter_op_num_threads = 1
        self._options.enable_mem_pattern = False  # every window has another length: none would be used twice
        self._options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._encoder = self._session("encoder.onnx")
        self._roles = self._session("roles.onnx")

    @classmethod
    def load(cls, name: str = "careful", *, threads: int = 1) -> Model:
        """The model of this name that ships with the package."""
        return cls(DATA / name, threads=threads)

    @classmethod
    def is_shipped(cls, name: str) -> bool:
        """True if the package has the files of this model."""
        return all((DATA / name / file).is_file() for file in FILES)

    @cached_property
    def pieces(self) -> PieceReader:
        """Cuts words as this model was trained to read them."""
        return PieceReader(self._folder / "tokenizer.json")

    def _session(self, file: str) -> Any:
        return onnxruntime.InferenceSession(str(self._folder / file), self._options, providers=["CPUExecutionProvider"])

    def read(self, window: Window) -> WordFacts:
        """Logits, tags and states of every word of one window."""
        given = {"pieces": window.pieces, "shapes": window.shapes, "firsts": window.firsts, "sentences": window.sentences}
        return WordFacts(*self._encoder.run(None, given))

    def roles(self, words: WordFacts, cues: Sequence[tuple[int, int]], sentences: Integers) -> Floats:
        """Role logits (cues, n, 5) of each cue `[first, after)` against every word; `sentences` as in the window."""
        first, after = np.array(cues, np.int64).T[:, :, None]
        found: Floats = self._roles.run(
            None,
            {
                "query": words.query_start[first[:, 0]] + words.query_end[after[:, 0] - 1],
                "key": words.key,
                "near": word_distance(len(words.key), first, after),
                "apart": sentence_distance(sentences, first),
            },
        )[0]
        return found
