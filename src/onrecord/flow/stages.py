"""The order of the steps that read one document, written once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord import __version__
from onrecord.flow.settings import endpoint_key
from onrecord.records import Document, Entity, Happening, Place, Reading, Statement, Tagging, Time

if TYPE_CHECKING:
    from onrecord.gazetteer import Gazetteer
    from onrecord.model.endpoint import Endpoint
    from onrecord.register import Register
    from onrecord.tag import Reader


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the steps are told. `registers` are files or folders; empty means the one that comes with the package.

    The last three are for the reader `endpoint` alone: base URL, name of the model, seconds for one answer. Its key is none of
    them: it is read from the environment where it is needed (`settings.endpoint_key`).
    """

    reader: str = "careful"
    gazetteer: Path | None = None
    registers: tuple[Path, ...] = ()
    endpoint: str | None = None
    endpoint_model: str | None = None
    endpoint_timeout: float = 120.0

    def asked(self) -> Endpoint | None:
        """What the reader `endpoint` asks; None where address or model is not given."""
        if self.endpoint is None or self.endpoint_model is None:
            return None
        from onrecord.model.endpoint import Endpoint

        return Endpoint(self.endpoint, self.endpoint_model, endpoint_key(), self.endpoint_timeout)


class Tools:
    """The services that steps use, each loaded when a step first asks for it and then shared by all documents.

    Raises, on first use: UsageError where an option names nothing known, RunError where a file of the package is missing.
    """

    def __init__(self, options: ReadOptions) -> None:
        self.options = options

    @classmethod
    def load(cls, options: ReadOptions) -> Tools:
        """All of them at once, for a program that would rather wait at its start than at its first document."""
        tools = cls(options)
        _ = (tools.tagger, tools.gazetteer, tools.register)
        return tools

    @cached_property
    def tagger(self) -> Reader:
        from onrecord.tag import load_reader

        return load_reader(self.options.reader, self.options.asked())

    @cached_property
    def gazetteer(self) -> Gazetteer:
        from onrecord.gazetteer import Gazetteer

        return Gazetteer.open(self.options.gazetteer) if self.options.gazetteer else Gazetteer.open()

    @cached_property
    def register(self) -> Register:
        from onrecord.register import Register

        return Register.load(list(self.options.registers) or None)


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known of a document so far; each stage adds its own records and changes none."""

    document: Document
    tagging: Tagging | None = None
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    happenings: tuple[Happening, ...] = ()
    made_by: dict[str, str] = field(default_factory=dict)

    @property
    def tagged(self) -> Tagging:
        """The tagging; an empty one where no stage made any."""
        return self.tagging or Tagging(self.document.id, (), (), (), (), "none")

    def reading(self) -> Reading:
        return Reading(
            self.document,
            self.statements,
            self.happenings,
            self.places,
            self.times,
            self.entities,
            dict(self.made_by),
            self.tagged.refused,
        )


@dataclass(frozen=True, slots=True)
class Stage:
    """One step; `run` is a top-level function, so that it can travel to another process."""

    name: str
    run: Callable[[Draft, Tools], Draft]


def tag(draft: Draft, tools: Tools) -> Draft:
    """Words, sentences, names, attributions."""
    tagging = tools.tagger.tag(draft.document)
    return replace(draft, tagging=tagging, made_by={**draft.made_by, "tag": tagging.made_by})


def date(draft: Draft, _tools: Tools) -> Draft:
    """Times, resolved against the day of publication."""
    from onrecord.date import find_times

    return replace(draft, times=find_times(draft.document), made_by=_made(draft, "date"))


def locate(draft: Draft, tools: Tools) -> Draft:
    """Places, resolved in the gazetteer."""
    from onrecord.locate import locate as run

    found = run(draft.document, draft.tagged, tools.gazetteer, theatre=tools.register.theatre)
    return replace(draft, places=found, made_by=_made(draft, "locate"))


def identify(draft: Draft, tools: Tools) -> Draft:
    """People and bodies, with whom the register knows them as."""
    from onrecord.identify import identify as run

    found = run(draft.document, draft.tagged, tools.register, draft.places)
    made_by = {**draft.made_by, "identify": f"identify {__version__}, register {tools.register.name}"}
    return replace(draft, entities=found, made_by=made_by)


def attribute(draft: Draft, tools: Tools) -> Draft:
    """Statements: who says what."""
    from onrecord.attribute import attribute as run

    found = run(draft.document, draft.tagged, draft.entities, draft.times, tools.register, draft.places)
    return replace(draft, statements=found, made_by=_made(draft, "attribute"))


def code(draft: Draft, tools: Tools) -> Draft:
    """Happenings: what is said to have occurred."""
    from onrecord.code import code as run

    found = run(draft.document, draft.tagged, draft.statements, draft.entities, draft.places, draft.times, tools.register)
    return replace(draft, happenings=found, made_by=_made(draft, "code"))


def _made(draft: Draft, step: str) -> dict[str, str]:
    return {**draft.made_by, step: f"{step} {__version__}"}


STAGES = (
    Stage("tag", tag),
    Stage("date", date),
    Stage("locate", locate),
    Stage("identify", identify),
    Stage("attribute", attribute),
    Stage("code", code),
)
"""How a document is read, step by step."""
