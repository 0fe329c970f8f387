"""The readers that a text can be read with: one contract, chosen by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from onrecord.errors import UsageError
from onrecord.model import Model
from onrecord.records import Document, Tagging
from onrecord.tag.tagger import Tagger


class Reader(Protocol):
    """What reads texts. `made_by` is method and version, as every tagging repeats it."""

    made_by: str

    def tag(self, document: Document) -> Tagging:
        """Words, sentences, names and attributions of one document; every span lies in its text."""
        ...


@dataclass(frozen=True, slots=True)
class Method:
    """A row of the table: what the reader is for, and how it is loaded."""

    help: str
    load: Callable[[], Reader]


_TRAINED = {
    "careful": "the most accurate trained reader",
    "quick": "a smaller trained reader for bulk corpora",
}
METHODS: dict[str, Method] = {
    name: Method(text, partial(Tagger.load, name)) for name, text in _TRAINED.items() if Model.is_shipped(name)
}
"""By name; the first is the default. A trained reader is in the table where its files are."""


def load_reader(name: str) -> Reader:
    """The reader of this name.

    Raises:
        UsageError: no such reader (`unknown-method`).
        RunError: a file of it is missing or cannot be read.
    """
    method = METHODS.get(name)
    if method is None:
        raise UsageError(f"unknown reader {name!r}; known: {', '.join(METHODS)}", code="unknown-method", name=name)
    return method.load()
