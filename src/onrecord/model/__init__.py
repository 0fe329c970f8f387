"""Service: the trained model's files and how to run them.

In: windows of word pieces. Out: logits. Touches: onnxruntime, the weights in this package.
Fails: `RunError` where a file is missing or was made for another version.
Judged by: the figures of `data/MODEL_CARD.md`; tests/unit/tag for what is made of the logits.
"""

from onrecord.model.network import Model, WordLogits
from onrecord.model.pieces import PieceReader, Window

__all__ = ["Model", "PieceReader", "Window", "WordLogits"]
