"""Room: find sentences, words, names and attributions in a text with the trained model.

In: Document. Out: Tagging. Touches: the model service, nothing else.
Fails: never for a text; `RunError` where the model's files are missing.
Judged by: PolNeAR (relations, exact spans), CoNLL++ (names), GUM (parts of speech, dependencies); see the model card.
"""

from onrecord.tag.readers import METHODS, Reader, load_reader
from onrecord.tag.tagger import Tagger

__all__ = ["METHODS", "Reader", "Tagger", "load_reader"]
