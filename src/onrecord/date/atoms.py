"""Atoms: what a word, a number or a set phrase can stand for at its place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from onrecord.date.lexicon import Lexicon
from onrecord.date.numbers import spelled_number
from onrecord.date.scan import Token, whole_number
from onrecord.date.shapes import shapes_at

Value: TypeAlias = int | float | str | tuple[int, ...] | None


_ORDINAL_ENDINGS = frozenset(["st", "nd", "rd", "th"]) | frozenset(
    ["й", "го", "му", "ої", "ї", "ій", "ого", "ому", "ю", "я", "е", "те", "ше", "ге", "ме", "ый", "ой", "ом"]
)
_COUNT_ENDINGS = frozenset(["х", "ти", "ма", "ьох", "ох", "ёх"])
_DECADE_ENDINGS = frozenset(["s", "х", "ті", "их", "тих", "ми", "і", "е"])
_ENDINGS = _ORDINAL_ENDINGS | _COUNT_ENDINGS | _DECADE_ENDINGS


class Atom(NamedTuple):
    """One reading of the tokens from its place up to `after`: its class and its value in that class."""

    sort: str
    value: Value
    after: int


def lattice_of(tokens: Sequence[Token], text: str, lexicon: Lexicon) -> list[Sequence[Atom]]:
    """For every token, all atoms that begin there; the token's own text is always one of them (class = the text).

    Only runs of words that an expression can be made of are looked at, and of these only those with a figure or a word that is
    not as common as "of the" (`Lexicon.common`): no expression is made of common words alone.
    """
    lattice: list[Sequence[Atom]] = [()] * len(tokens)
    common, parts = lexicon.common | _ENDINGS, lexicon.parts
    first, carries = 0, False
    for at, (_, _, _, key) in enumerate(tokens):
        if key in common:
            continue
        if key in parts or "0" <= key[0] <= "9":
            carries = True
            continue
        if carries:
            _fill(lattice, range(first, at), tokens, text, lexicon)
        first, carries = at + 1, False
    if carries:
        _fill(lattice, range(first, len(tokens)), tokens, text, lexicon)
    return lattice


def _fill(lattice: list[Sequence[Atom]], run: range, tokens: Sequence[Token], text: str, lexicon: Lexicon) -> None:
    for at in run:
        lattice[at] = _atoms_at(tokens, at, text, lexicon)


def _atoms_at(tokens: Sequence[Token], at: int, text: str, lexicon: Lexicon) -> list[Atom]:
    token = tokens[at]
    key = token.key
    atoms = [Atom(key, None, at + 1)] if key in lexicon.literals else []
    if token.is_number:
        atoms += _figures(tokens, at)
        atoms += [Atom(s.sort, s.value, _token_after(tokens, at, s.end)) for s in shapes_at(text, token.start, lexicon.day_first)]
    if key in lexicon.starts:
        atoms += [Atom(*reading) for reading in lexicon.phrases_at(tokens, at)]
    if key in lexicon.number_starts:
        atoms += [Atom(*reading) for reading in spelled_number(tokens, at, lexicon)]
    return atoms


def _figures(tokens: Sequence[Token], at: int) -> list[Atom]:
    """Readings of a number in figures: a count, a day of the month, a year, an ordinal, a decade."""
    token = tokens[at]
    value = whole_number(token.text)
    if value is None:
        return _decimal(token, at)
    atoms = [Atom("NUM", value, at + 1)]
    plain = token.text.isdecimal()
    if plain and 1 <= value <= 31 and len(token.text) <= 2:
        atoms.append(Atom("DAY", value, at + 1))
    if plain and len(token.text) == 4 and 1000 <= value <= 2099:
        atoms.append(Atom("YEAR", value, at + 1))
    if plain and 3 <= len(token.text) <= 4 and value < 2400 and value % 100 < 60:
        atoms.append(Atom("HHMM", (value // 100, value % 100), at + 1))
    if plain and len(token.text) == 2:
        atoms.append(Atom("YY", value, at + 1))
    if plain and 1 <= len(token.text) <= 3:
        atoms.append(Atom("OLDYEAR", value, at + 1))
    return atoms + _with_ending(tokens, at, value) + _with_fraction(tokens, at, value)


def _decimal(token: Token, at: int) -> list[Atom]:
    parts = token.text.replace(",", ".").split(".")
    if len(parts) == 2 and all(p.isdecimal() and len(p) <= 4 for p in parts):
        return [Atom("NUM", float(".".join(parts)), at + 1)]
    return []


def _with_ending(tokens: Sequence[Token], at: int, value: int) -> list[Atom]:
    """ "20th", "1990s", "90-х", "5-го", "3-х": figures with the letters that follow at once, or after a hyphen."""
    after = at + 1
    if (after < len(tokens) and tokens[after].key == "-" and tokens[after].start == tokens[at].end) or (
        after + 1 < len(tokens) and tokens[after].key == "'" and tokens[after].start == tokens[at].end
    ):
        after += 1
    if after >= len(tokens) or tokens[after].start != tokens[after - 1].end:
        return []
    ending = tokens[after].key
    if ending in _ORDINAL_ENDINGS:
        day = [Atom("DAY", value, after + 1)] if 1 <= value <= 31 else []
        year = [Atom("YEAR", value, after + 1)] if 1000 <= value <= 2099 and len(ending) > 1 else []
        return [Atom("ORD", value, after + 1), *day, *year]
    if ending in _DECADE_ENDINGS and value % 10 == 0 and (10 <= value <= 90 or 100 <= value <= 2090):
        return [Atom("DECADE", value, after + 1)]
    return [Atom("NUM", value, after + 1)] if ending in _COUNT_ENDINGS else []


def _with_fraction(tokens: Sequence[Token], at: int, value: int) -> list[Atom]:
    """ "2 1/2": a whole number and a half, quarter or three quarters."""
    if at + 3 < len(tokens) and tokens[at + 2].key == "/" and tokens[at + 1].is_number and tokens[at + 3].is_number:
        fraction = {("1", "2"): 0.5, ("1", "4"): 0.25, ("3", "4"): 0.75}.get((tokens[at + 1].key, tokens[at + 3].key))
        if fraction is not None:
            return [Atom("NUM", value + fraction, at + 4)]
    return []


def _token_after(tokens: Sequence[Token], at: int, end: int) -> int:
    while at < len(tokens) and tokens[at].start < end:
        at += 1
    return at
