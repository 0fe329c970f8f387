"""Service: who is who in a conflict, for which side they speak, and which office they held when.

In: TOML registers, shipped (`shipped()`) or the user's own; names and phrases as they stand in a text.
Out: `Actor` records by name, description or office (`Register.find`), by id (`Register.actor`), governments behind the
    names of countries and capitals (`Register.government`), and the side that a phrase marks (`Register.side_of`).
Touches: reads the TOML files that it is given, once, in `Register.load`. No network, no cache, no clock.
Fails: `UsageError` "register-*" with file, entry, field, value found and value expected.
Judged by: tests/unit/register, tests/property/test_register_names.py (every name finds its entry or is reported ambiguous).

A name that fits several entries is not guessed: `find` returns None unless the day or the side decides.
The form of the files is described in `onrecord.register.load` and docs/reference/register.md.
"""

from onrecord.register.actors import Actor, ActorKind, Gender, Role, Side
from onrecord.register.load import shipped
from onrecord.register.register import Register

__all__ = ["Actor", "ActorKind", "Gender", "Register", "Role", "Side", "shipped"]
