"""The published form as a JSON Schema (draft 2020-12), what `onrecord schema` prints."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any


@cache
def reading_schema() -> dict[str, Any]:
    """The schema of one line of `onrecord read --json`."""
    text = resources.files("onrecord.records").joinpath("reading.schema.json").read_text("utf8")
    schema: dict[str, Any] = json.loads(text)
    return schema
