"""Service: the trained model's files and how to run them; in `endpoint`, a language model that a person has named.

In: windows of word pieces, or a question. Out: logits, or an answer. Touches: onnxruntime, the weights in this package;
`endpoint` alone the network.
Fails: `RunError` where a file is missing, or nobody answers; `ItemError` where an answer fails.
Judged by: the figures of `data/MODEL_CARD.md`; tests/unit/tag for what is made of the logits.
"""

from onrecord.model.network import Model, WordFacts
from onrecord.model.pieces import PieceReader, Window

__all__ = ["Model", "PieceReader", "Window", "WordFacts"]
