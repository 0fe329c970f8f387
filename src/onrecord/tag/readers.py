"""The readers that a text can be read with: one contract, chosen by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol

from onrecord.errors import UsageError
from onrecord.model import Model
from onrecord.records import Document, Tagging
from onrecord.tag.tagger import Tagger

if TYPE_CHECKING:
    from onrecord.model.endpoint import Endpoint


class Reader(Protocol):
    """What reads texts. `made_by` is method and version, as every tagging repeats it."""

    made_by: str

    def tag(self, document: Document) -> Tagging:
        """Words, sentences, names and attributions of one document; every span lies in its text."""
        ...


@dataclass(frozen=True, slots=True)
class Method:
    """A row of the table: what the reader is for, and how it is loaded; only `endpoint` needs one."""

    help: str
    load: Callable[[Endpoint | None], Reader]


def _trained(name: str, _endpoint: Endpoint | None) -> Reader:
    return Tagger.load(name)


def _asking(endpoint: Endpoint | None) -> Reader:
    from onrecord.model.endpoint import Chat
    from onrecord.tag.asking import AskingReader

    if endpoint is None:
        raise UsageError("reader 'endpoint' has no address or no model; give --endpoint and --endpoint-model", code="no-endpoint")
    return AskingReader(Chat(endpoint), endpoint.model, Tagger.load())


_TRAINED = {
    "careful": "the most accurate trained reader",
    "quick": "a smaller trained reader for bulk corpora",
}
METHODS: dict[str, Method] = {
    **{name: Method(text, partial(_trained, name)) for name, text in _TRAINED.items() if Model.is_shipped(name)},
    "endpoint": Method("a language model behind an OpenAI-compatible service that you name", _asking),
}
"""By name; the first is the default. A trained reader is in the table where its files are."""


def load_reader(name: str, endpoint: Endpoint | None = None) -> Reader:
    """The reader of this name.

    Args:
        name: a row of `METHODS`.
        endpoint: what the reader `endpoint` asks.

    Raises:
        UsageError: no such reader (`unknown-method`), or it is told no endpoint (`no-endpoint`).
        RunError: a file of it is missing or cannot be read.
    """
    method = METHODS.get(name)
    if method is None:
        raise UsageError(f"unknown reader {name!r}; known: {', '.join(METHODS)}", code="unknown-method", name=name)
    return method.load(endpoint)
