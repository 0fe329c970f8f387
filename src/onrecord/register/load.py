"""Registers are TOML: one file, or a folder whose `*.toml` files are read together.

    [register]                      # once in a register
    name = 'ukraine-2022'
    title = 'The war in Ukraine'
    source = 'compiled by … from public knowledge'
    licence = 'CC0-1.0'

    [sides.ukraine]                 # the id that actors and statements carry as `side`
    code = 'UA'                     # short code in exports
    party = true                    # a party to the conflict; false (the default) for a third one
    names = ['Ukraine']             # "Ukraine's …", "… of Ukraine"
    capitals = ['Kyiv', 'Kiev']     # places that stand for its government
    adjectives = ['Ukrainian', 'Ukrainians']
    marks = []                      # words that mark the side whatever stands beside them

    [spellings]                     # optional: words in names of bodies and offices that are one
    kharkiv = ['Kharkov']

    [defaults]                      # optional: fields of the actors of this file that do not say otherwise
    kind = 'person'
    side = 'ukraine'

    [actors.valerii-zaluzhnyi]      # id: lower-case letters, digits, hyphens
    names = ['Valerii Zaluzhnyi', 'Валерій Залужний']    # the first is printed
    kind = 'person'                 # person, organisation, group, outlet, channel, government
    side = 'ukraine'                # a side's id, or '' for none
    gender = 'male'                 # persons only: male, female
    wikidata = 'Q…'                 # only where certain
    affiliations = ['ukraine-armed-forces']
    descriptions = []               # common nouns that with a word for the side denote it: 'defence ministry'
    roles = [{title = '…', also = [], of = 'ukraine-armed-forces', from = 2021-07-27, to = 2024-02-08}]

Dates are as precise as known: 2021-07-27, '2021-07' or 2021; both ends belong to the office. An id that several files
have is one actor: names, roles, affiliations and descriptions add up, so that a file of your own can extend a shipped
entry; its kind and side must agree.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from onrecord.errors import UsageError
from onrecord.register.actors import Actor, ActorKind, Gender, Role, Side
from onrecord.register.words import DATA

_T = TypeVar("_T")
_E = TypeVar("_E", ActorKind, Gender)
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PARTIAL_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_WIKIDATA = re.compile(r"Q[1-9]\d*")
_TABLES = frozenset({"register", "sides", "spellings", "defaults", "actors"})
_ACTOR_FIELDS = frozenset({"names", "kind", "side", "gender", "roles", "affiliations", "descriptions", "wikidata"})
_ROLE_FIELDS = frozenset({"title", "of", "from", "to", "also"})
_SIDE_FIELDS = frozenset({"code", "party", "names", "capitals", "adjectives", "marks"})


def shipped() -> dict[str, Path]:
    """Name → folder of every register that comes with Onrecord."""
    return {path.name: path for path in sorted(DATA.iterdir()) if path.is_dir()}


@dataclass(slots=True)
class Contents:
    """What the files hold, by id, in the order of the files."""

    actors: dict[str, Actor] = field(default_factory=dict)
    sides: dict[str, Side] = field(default_factory=dict)
    about: list[dict[str, str]] = field(default_factory=list)
    spellings: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Where:
    """A file and an entry, for messages."""

    file: Path
    entry: str

    def error(self, name: str, found: object, expected: str) -> UsageError:
        message = f"field {name!r} of {self.entry!r} in {str(self.file)!r} is {found!r}; expected {expected}"
        return UsageError(
            message, code="register-entry", file=str(self.file), entry=self.entry, field=name, found=found, expected=expected
        )


def read(paths: Iterable[Path]) -> Contents:
    """Read and check registers.

    Args:
        paths: files or folders, or names of shipped registers; a folder's `*.toml` files are read in the order of their names.

    Raises:
        UsageError: a file is missing or no TOML ("register-file"), an entry is wrong ("register-entry"), or an entry
            refers to an id that no file has ("register-reference").
    """
    contents = Contents()
    for file in _files(paths):
        _add(contents, file, _parse(file))
    _check_references(contents)
    return contents


def _files(paths: Iterable[Path]) -> list[Path]:
    files: list[Path] = []
    for named in paths:
        path = named if named.exists() else shipped().get(str(named), named)
        found = sorted(path.glob("*.toml")) if path.is_dir() else [path]
        if not found or not found[0].is_file():
            message = f"no register at {str(path)!r}; expected a TOML file or a folder of them; shipped: {', '.join(shipped())}"
            raise UsageError(message, code="register-file", file=str(path))
        files += found
    return files


def _parse(file: Path) -> dict[str, Any]:
    try:
        data = tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"register {str(file)!r} is no TOML in UTF-8: {error}", code="register-file", file=str(file)) from error
    _only(_Where(file, "the file"), data, _TABLES)
    return data


def _add(contents: Contents, file: Path, data: Mapping[str, Any]) -> None:
    if "register" in data:
        contents.about.append({"file": str(file), **data["register"]})
    for id_, entry in data.get("sides", {}).items():
        side = _side(_Where(file, id_), id_, entry)
        known = contents.sides.get(id_)
        contents.sides[id_] = side if known is None else _joined_side(_Where(file, id_), known, side)
    spellings = data.get("spellings", {})
    for plain in spellings:
        variants = _strings(_Where(file, "spellings"), spellings, plain, required=True)
        contents.spellings[plain] = _union(contents.spellings.get(plain, ()), variants)
    defaults = data.get("defaults", {})
    for id_, entry in data.get("actors", {}).items():
        where = _Where(file, id_)
        actor = _actor(where, id_, {**defaults, **entry} if isinstance(entry, dict) else entry)
        earlier = contents.actors.get(id_)
        contents.actors[id_] = actor if earlier is None else _joined(where, earlier, actor)


def _only(where: _Where, entry: object, fields: frozenset[str]) -> None:
    if not isinstance(entry, dict):
        raise where.error("(all)", entry, "a table")
    for name in entry:
        if name not in fields:
            raise where.error(name, entry[name], f"no such field; known: {', '.join(sorted(fields))}")


def _slug(where: _Where, name: str, value: object) -> str:
    if not isinstance(value, str) or not _SLUG.fullmatch(value):
        raise where.error(name, value, "lower-case letters, digits and single hyphens")
    return value


def _strings(where: _Where, entry: Mapping[str, Any], name: str, *, required: bool = False) -> tuple[str, ...]:
    value = entry.get(name, [])
    if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value) or (required and not value):
        raise where.error(name, value, "a list of non-empty strings" + (" with at least one" if required else ""))
    return tuple(value)


def _side(where: _Where, id_: str, entry: Mapping[str, Any]) -> Side:
    _only(where, entry, _SIDE_FIELDS)
    _slug(where, "id", id_)
    code, party = entry.get("code"), entry.get("party", False)
    if not isinstance(code, str) or not code:
        raise where.error("code", code, "a short code such as 'UA'")
    if not isinstance(party, bool):
        raise where.error("party", party, "true or false")
    lists = [_strings(where, entry, name) for name in ("capitals", "adjectives", "marks")]
    return Side(id_, code, party, _strings(where, entry, "names", required=True), *lists)


def _joined_side(where: _Where, one: Side, other: Side) -> Side:
    if one.code != other.code:
        raise where.error("code", other.code, f"{one.code!r}, as another file has it")
    return Side(
        one.id,
        one.code,
        one.party or other.party,
        _union(one.names, other.names),
        _union(one.capitals, other.capitals),
        _union(one.adjectives, other.adjectives),
        _union(one.marks, other.marks),
    )


def _actor(where: _Where, id_: str, entry: Mapping[str, Any]) -> Actor:
    _only(where, entry, _ACTOR_FIELDS)
    kind = _choice(where, "kind", entry.get("kind"), ActorKind)
    gender = _choice(where, "gender", entry["gender"], Gender) if "gender" in entry else None
    if gender is not None and kind is not ActorKind.PERSON:
        raise where.error("gender", gender.value, "none, as only persons have one")
    side, wikidata = entry.get("side") or None, entry.get("wikidata")
    if wikidata is not None and not (isinstance(wikidata, str) and _WIKIDATA.fullmatch(wikidata)):
        raise where.error("wikidata", wikidata, "an id such as 'Q212'")
    roles = entry.get("roles", [])
    if not isinstance(roles, list):
        raise where.error("roles", roles, "a list of tables")
    return Actor(
        _slug(where, "id", id_),
        _strings(where, entry, "names", required=True),
        kind,
        None if side is None else _slug(where, "side", side),
        gender,
        tuple(_role(where, role) for role in roles),
        _strings(where, entry, "affiliations"),
        _strings(where, entry, "descriptions"),
        wikidata,
    )


def _choice(where: _Where, name: str, value: object, kinds: type[_E]) -> _E:
    try:
        return kinds(str(value))
    except ValueError as error:
        raise where.error(name, value, " or ".join(kind.value for kind in kinds)) from error


def _role(where: _Where, entry: Mapping[str, Any]) -> Role:
    _only(where, entry, _ROLE_FIELDS)
    title = entry.get("title")
    if not isinstance(title, str) or not title:
        raise where.error("roles.title", title, "the office's name")
    of = entry.get("of")
    start, end = (_partial_date(where, name, entry.get(name)) for name in ("from", "to"))
    if start is not None and end is not None and start[: len(end)] > end[: len(start)]:
        raise where.error("roles.to", end, f"a day not before {start}")
    return Role(title, None if of is None else _slug(where, "roles.of", of), start, end, _strings(where, entry, "also"))


def _partial_date(where: _Where, name: str, value: object) -> str | None:
    if value is None:
        return None
    written = value.isoformat() if isinstance(value, date) else str(value)
    if isinstance(value, bool) or not _PARTIAL_DATE.fullmatch(written):
        raise where.error(f"roles.{name}", value, "a date: 2021-07-27, '2021-07' or 2021")
    return written


def _joined(where: _Where, one: Actor, other: Actor) -> Actor:
    for name in ("kind", "side", "gender", "wikidata"):
        mine, theirs = getattr(one, name), getattr(other, name)
        if mine != theirs and None not in (mine, theirs):
            raise where.error(name, str(theirs), f"{str(mine)!r}, as another file has it for this id")
    return replace(
        one,
        names=_union(one.names, other.names),
        side=one.side or other.side,
        gender=one.gender or other.gender,
        roles=_union(one.roles, other.roles),
        affiliations=_union(one.affiliations, other.affiliations),
        descriptions=_union(one.descriptions, other.descriptions),
        wikidata=one.wikidata or other.wikidata,
    )


def _union(one: Sequence[_T], other: Sequence[_T]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys((*one, *other)))


def _check_references(contents: Contents) -> None:
    for actor in contents.actors.values():
        if actor.side is not None and actor.side not in contents.sides:
            known = ", ".join(contents.sides)
            message = f"actor {actor.id!r} is of side {actor.side!r}, which no file declares; declared: {known}"
            raise UsageError(message, code="register-reference", entry=actor.id, field="side", found=actor.side)
        for body in (*actor.affiliations, *(role.of for role in actor.roles)):
            if body is not None and body not in contents.actors:
                message = f"actor {actor.id!r} refers to {body!r}, which no file has; add it or correct the id"
                raise UsageError(message, code="register-reference", entry=actor.id, field="of", found=body)
