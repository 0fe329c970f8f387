"""Every filed name finds its entry, or the register says that several share it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.register import Actor, ActorKind, Register, shipped
from onrecord.register.fold import fold, without_possessive

REGISTERS = {name: Register.load([path]) for name, path in shipped().items()}


def is_found(register: Register, actor: Actor, name: str) -> bool:
    got = register.government(name) if actor.kind is ActorKind.GOVERNMENT else register.find(name)
    return got is not None and got.id == actor.id


@pytest.mark.parametrize("name", sorted(REGISTERS))
def test_every_name_finds_its_entry_or_is_reported_ambiguous(name: str) -> None:
    """No entry is unreachable by any of its names without a report."""
    register = REGISTERS[name]
    shared = register.ambiguities()
    lost = [
        (actor.id, n)
        for actor in register
        for n in actor.names
        if not is_found(register, actor, n) and fold(without_possessive(n)) not in shared
    ]
    assert lost == []


@given(data=st.data())
@settings(max_examples=150, deadline=None)
def test_case_possessive_and_article_do_not_hide_a_name(data: st.DataObject) -> None:
    """A longer name in capitals, with "the" or with "'s" is the same name."""
    register = REGISTERS[data.draw(st.sampled_from(sorted(REGISTERS)))]
    actor = data.draw(st.sampled_from([a for a in register if " " in a.name]))
    change = data.draw(
        st.sampled_from([str.upper, lambda n: f"the {n.removeprefix('The ')}", lambda n: f"{n}'s", lambda n: f"“{n}”"])
    )
    assert is_found(register, actor, change(actor.name)) == is_found(register, actor, actor.name)


@given(phrase=st.text(max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_without_failing(phrase: str) -> None:
    """Names and phrases come from texts: every string gives an answer."""
    register = REGISTERS["ukraine-2022"]
    actor = register.find(phrase)
    assert actor is None or register.actor(actor.id) == actor
    side = register.side_of(phrase)
    assert side is None or side in register.sides
