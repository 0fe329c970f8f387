"""Records to JSON text and back, exactly, for the columns that keep details.

The form is the store's own, not the published one: fields that have their default are left out, so that a field added
later costs nothing and reads back from older rows.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from onrecord.basics.spans import Span

Record = TypeVar("Record")
Reader = Callable[[Any], Any]
_AS_THEY_ARE = frozenset({str, int, float, bool, NoneType})


def pack(record: object) -> str:
    """JSON text of a record, in one line, keys in the order of its fields. Lone surrogates survive as escapes."""
    return json.dumps(_plain(record), separators=(",", ":"), ensure_ascii=True)


def unpack(kind: type[Record], text: str) -> Record:
    """The record that `pack` made the text from.

    Raises:
        ValueError, KeyError, TypeError: the text is not one that `pack` made from this kind.
    """
    reader: Reader = _reader(kind)  # type: ignore[arg-type]
    result: Record = reader(json.loads(text))
    return result


def _plain(value: object) -> Any:
    kind: Any = type(value)
    if kind in _AS_THEY_ARE:
        return value
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value):
        pairs = ((name, default, getattr(value, name)) for name, default in _defaults(kind))
        return {name: _plain(v) for name, default, v in pairs if default is MISSING or default != v}
    return value


@cache
def _defaults(kind: Any) -> tuple[tuple[str, Any], ...]:
    """The fields of a dataclass with their defaults, MISSING where there is none."""
    return tuple((f.name, f.default) for f in fields(kind))


@cache
def _reader(kind: Any) -> Reader:
    """How to read plain JSON back as a value of the type; one closure a type, built once."""
    origin, inner = get_origin(kind), get_args(kind)
    if kind is Span:
        return lambda value: Span(value[0], value[1])
    if origin in (Union, UnionType):
        some = [_reader(a) for a in inner if a is not NoneType]
        return lambda value: None if value is None else some[0](value)
    if origin is tuple:
        if len(inner) == 2 and inner[1] is Ellipsis:
            item = _reader(inner[0])
            return lambda value: tuple(item(v) for v in value)
        items = [_reader(a) for a in inner]
        return lambda value: tuple(read(v) for read, v in zip(items, value, strict=True))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        readers = {f.name: _reader(hints[f.name]) for f in fields(kind)}
        make: Callable[..., Any] = kind  # type: ignore[assignment]
        return lambda value: make(**{name: readers[name](v) for name, v in value.items() if name in readers})
    return lambda value: value
