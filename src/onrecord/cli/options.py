"""Options shared by commands, each made from its row in the table of settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import rich_click as click

from onrecord.flow.settings import BY_NAME

if TYPE_CHECKING:
    from onrecord.collect import CollectOptions
    from onrecord.engine import Engine
    from onrecord.flow.stages import ReadOptions

Command = TypeVar("Command", bound=Callable[..., Any])
MIB = 1024 * 1024
READING = ("reader", "gazetteer", "register", "processes", "endpoint", "endpoint-model", "endpoint-timeout")
COLLECTING = ("publisher", "language", "max-document", "max-capture", "max-download", "timeout", "host-delay")


def setting(name: str) -> Callable[[Command], Command]:
    """The option of one setting: its flag, its environment variable, its default."""
    row = BY_NAME[name]
    kind: Any = click.Path(path_type=Path) if row.type is Path else row.type
    unit = f" [{row.unit}]" if row.unit else ""
    return click.option(
        f"--{name}",
        type=kind,
        default=row.default,
        envvar=row.variable,
        show_default=row.default is not None,
        help=row.help + unit,
    )


def settings(*names: str) -> Callable[[Command], Command]:
    """The options of several settings, in this order."""

    def add(command: Command) -> Command:
        for name in reversed(names):
            command = setting(name)(command)
        return command

    return add


def as_json(help_text: str = "Print JSON Lines instead of a page for people.") -> Callable[[Command], Command]:
    """`--json`."""
    return click.option("--json", "as_json", is_flag=True, help=help_text)


published = click.option("--published", metavar="DATE", help="ISO 8601 date or time of documents that do not say theirs.")
input_format = click.option(
    "--format",
    "input_format",
    metavar="NAME",
    help="Read every input as this form (plain, markdown, pages, jsonlines, feeds, warcs, ...).",
)
output = click.option(
    "--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file instead of standard output."
)


def collect_options(values: Mapping[str, Any]) -> CollectOptions:
    """The options of collecting, from a command's values.

    Raises:
        UsageError: a value that cannot be used.
    """
    from onrecord.collect import CollectOptions
    from onrecord.collect.options import Format
    from onrecord.errors import UsageError

    named = values.get("input_format")
    if named is not None and named not in list(Format):
        raise UsageError(
            f"option format is {named!r}; known: {', '.join(f.value for f in Format)}", code="bad-option", option="format"
        )
    return CollectOptions(
        format=Format(named) if named else None,
        published=values.get("published"),
        publisher=values["publisher"],
        language=values["language"],
        max_document=values["max_document"] * MIB,
        max_capture=values["max_capture"] * MIB,
        max_download=values["max_download"] * MIB,
        timeout=values["timeout"],
        host_delay=values["host_delay"],
    )


def read_options(values: Mapping[str, Any]) -> ReadOptions:
    """What the steps are told, from a command's values."""
    from onrecord.flow.stages import ReadOptions

    register = values["register"]
    asked = {name: values[name] for name in ("endpoint", "endpoint_model", "endpoint_timeout")}
    return ReadOptions(values["reader"], values["gazetteer"], (register,) if register else (), **asked)


def engine_of(processes: int) -> Engine | None:
    """Several processes, or None for this one."""
    if processes == 1:
        return None
    from onrecord.engine import Processes

    return Processes(processes)
