"""What holds for the happenings of any text."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from tagged import tagged

from onrecord.code import code
from onrecord.register import Register

REGISTER = Register.load([Path(__file__).parents[1] / "golden" / "code" / "register.toml"])
NOTATION = """
Arvenian/JJ Borland/NNP troops/NNS missiles/NNS
strike/NN struck/VBD captured/VBN was/VBD were/VBD not/RB will/MD to/TO withdraw/VB
from/IN Korsk/NNP ,/, and/CC the/DT a/DT 22/CD dozens/NNS of/IN people/NNS killed/VBN by/IN power/NN without/IN said/VBD that/IN
Borlandic/JJ -/HYPH held/VBN 's/POS ;/: which/WDT may/MD plans/NNS // “/`` ./. talks/NNS sanctions/NNS
on/IN more/JJR than/IN km/NN
"""
WORDS = NOTATION.split()


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40))
def test_happenings_point_into_the_text(words: list[str]) -> None:
    """Whatever the words: spans lie in the text, triggers do not overlap, order is that of the text, and a second run agrees."""
    document, tagging = tagged(" ".join(words))
    found = code(document, tagging, (), (), (), (), REGISTER)
    spans = [h.trigger[0] for h in found]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    everything = [
        s
        for h in found
        for s in (*h.trigger, *(s for a in h.actors for s in a.spans), *(s for q in h.quantities for s in q.spans))
    ]
    assert all(0 <= s.start < s.end <= len(document.text) for s in everything)
    assert len({h.id for h in found}) == len(found)
    assert code(document, tagging, (), (), (), (), REGISTER) == found
