"""Step: find sentences, words, names and attributions in a text with the trained model.

In: Document. Out: Tagging. Touches: the model service, nothing else.
Fails: `RunError` where the model's files are missing; for a text never with a trained reader, with `ItemError` where the reader
`endpoint` gets no answer to it that can be used.
Judged by: PolNeAR (relations, exact spans), CoNLL++ (names), GUM (parts of speech, dependencies); see the model card.
"""

from onrecord.tag.readers import METHODS, Reader, load_reader
from onrecord.tag.tagger import Tagger

__all__ = ["METHODS", "Reader", "Tagger", "load_reader"]
