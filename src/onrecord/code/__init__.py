"""Words to happenings: what occurred, goes on, is planned or denied, coded by type.

In: a Document with its Tagging, Statements, Entities, Places and Times, and the register of actors.
Out: Happenings (CONTRACT's 25 types) with trigger, actors, places, time, modality, quantities, effect and codes.
Touches: nothing; the trigger lexicon, modality cues, number words and codebook names are TOML files of this package.
Fails: never on a text; a word that no row of the lexicon fits is no happening.
Judged by: `score.py happenings` (trigger overlaps and type agree; of those modality, agent's side, holder, places, quantity).
"""

from onrecord.code.coder import METHOD, code
from onrecord.code.codes import codebooks

__all__ = ["METHOD", "code", "codebooks"]
