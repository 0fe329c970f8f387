"""Context records as data: what the API returns and what the static site keeps beside its pages."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from onrecord.basics.spans import Span


def as_json(value: Any) -> Any:
    """A context, or a part of one, as plain JSON values; a page's `kind` comes first."""
    if isinstance(value, Span):
        return value.to_dict()
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        plain = {f.name: as_json(getattr(value, f.name)) for f in fields(value)}
        return {"kind": value.kind, **plain} if hasattr(value, "kind") and "kind" not in plain else plain
    if isinstance(value, (tuple, list)):
        return [as_json(item) for item in value]
    if isinstance(value, dict):
        return {str(key): as_json(item) for key, item in value.items()}
    return value
