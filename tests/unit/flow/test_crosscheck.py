"""The sides of a casebook."""

from __future__ import annotations

from pathlib import Path

from onrecord.flow import ReadOptions, sides_of
from onrecord.flow.crosscheck import note_register, registers_of, store_sides
from onrecord.store import open_store

REGISTER = """
[register]
name = 'made-up'
title = 'A made-up conflict'
source = 'made up for a test'
licence = 'CC0-1.0'

[sides.north]
code = 'NO'
party = true
names = ['North']

[sides.south]
code = 'SO'
party = true
names = ['South']

[sides.coast]
code = 'CO'
names = ['Coast']

[actors.northern-herald]
names = ['Northern Herald']
kind = 'outlet'
side = 'north'
"""


def test_sides_of_a_named_register_take_the_place_of_those_before(tmp_path: Path) -> None:
    """Only the conflict at hand has parties; a later run without the option keeps them."""
    file = tmp_path / "register.toml"
    file.write_text(REGISTER)
    with open_store(tmp_path / "w.db", create=True) as store:
        shipped = store_sides(store, ReadOptions())
        assert shipped.codes
        named = store_sides(store, ReadOptions(registers=(file,)))
        assert (dict(named.codes), named.parties) == ({"north": "NO", "south": "SO", "coast": "CO"}, {"north", "south"})
        kept = store_sides(store, ReadOptions())
        assert (kept.codes, kept.names, kept.parties) == (named.codes, named.names, named.parties)
        assert sides_of(store.settings()).codes == named.codes


def test_an_outlet_speaks_for_the_side_that_the_register_gives_it(tmp_path: Path) -> None:
    """A party's own outlet is no third voice; an unknown one speaks for nobody."""
    file = tmp_path / "register.toml"
    file.write_text(REGISTER)
    with open_store(tmp_path / "w.db", create=True) as store:
        sides = store_sides(store, ReadOptions(registers=(file,)))
    assert sides.of_outlet("Northern Herald") == "north"
    assert sides.of_outlet("Unknown Gazette") is None
    assert sides.of_outlet(None) is None


def test_a_casebook_keeps_which_registers_it_was_read_with(tmp_path: Path) -> None:
    """A second register is named beside the first, and the same one again adds nothing."""
    with open_store(tmp_path / "registers.db", create=True) as store:
        assert note_register(store, "ukraine-2022") == ("ukraine-2022",)
        assert note_register(store, "syria-2011") == ("ukraine-2022", "syria-2011")
        assert note_register(store, "ukraine-2022") == ("ukraine-2022", "syria-2011")
        assert registers_of(store.settings()) == ("ukraine-2022", "syria-2011")
