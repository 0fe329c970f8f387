"""Run the trained network on one window at a time.

One window a call: activations are quantised with the scale of the tensor at hand, so a window read together with others
would read a little differently, and a statement would depend on what was read beside it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from onrecord.errors import RunError
from onrecord.model.pieces import PieceReader, Window
from onrecord.model.roles import sentence_distance, word_distance

Floats = NDArray[np.float32]
DATA = Path(__file__).parent / "data"
FILES = ("encoder.onnx", "roles.onnx", "relations.onnx", "tokenizer.json", "model.json")


@dataclass(frozen=True, slots=True)
class WordLogits:
    """What the encoder says of each of a window's `n` words.

    `entity` (n, 9), `cue` (n, 3), `upos` (n, 17), `xpos` (n, tags), `arcs` (n, 1 + n) with the root in column 0; the
    others are states that the second graphs read.
    """

    entity: Floats
    cue: Floats
    upos: Floats
    xpos: Floats
    arcs: Floats
    rel_dependent: Floats
    rel_head: Floats
    query_start: Floats
    query_end: Floats
    key: Floats


class Model:
    """The trained network of one name, e.g. "careful".

    Args:
        folder: with encoder.onnx, roles.onnx, relations.onnx, tokenizer.json and model.json.
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
        self._folder = folder
        self._options = onnxruntime.SessionOptions()
        self._options.intra_op_num_threads = threads
        self._options.inter_op_num_threads = 1
        self._options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._encoder = self._session("encoder.onnx")
        self._roles = self._session("roles.onnx")
        self._relations = self._session("relations.onnx")

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

    def read(self, window: Window) -> WordLogits:
        """Logits and states of every word of one window."""
        found = self._encoder.run(
            None, {"pieces": window.pieces[None], "shapes": window.shapes[None], "firsts": window.firsts[None]}
        )
        return WordLogits(*(array[0] for array in found))

    def roles(self, words: WordLogits, cues: list[tuple[int, int]], sentence_of: NDArray[np.int64]) -> Floats:
        """Role logits (cues, n, 5) of each cue `[first, after)` against every word."""
        count = len(words.key)
        first, after = np.array(cues, np.int64).T[:, :, None]
        found: Floats = self._roles.run(
            None,
            {
                "query": words.query_start[first[:, 0]] + words.query_end[after[:, 0] - 1],
                "keys": np.broadcast_to(words.key, (len(cues), *words.key.shape)),
                "near": word_distance(count, first, after),
                "apart": sentence_distance(sentence_of, first),
            },
        )[0]
        return found

    def relations(self, words: WordLogits, heads: NDArray[np.int64]) -> NDArray[np.int64]:
        """The relation (index into `deprels`) of each word to its head; `heads` count from 1, 0 is the root."""
        logits = self._relations.run(None, {"dependent": words.rel_dependent, "head": words.rel_head[heads]})[0]
        best: NDArray[np.int64] = logits.argmax(1)
        return best
