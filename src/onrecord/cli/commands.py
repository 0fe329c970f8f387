"""The commands. Each hands its values to `flow` and shows what comes back; no logic lives here."""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import rich_click as click
from click.exceptions import Exit, NoArgsIsHelpError

from onrecord import __version__
from onrecord.cli import casebook, judging, options, situation
from onrecord.cli.console import (
    Counter,
    json_line,
    opened,
    page_console,
    report_error,
    report_refused,
    report_registers,
    speak_utf8,
)
from onrecord.errors import ExitStatus, ItemError, OnrecordError, RunError, UsageError

click.rich_click.TEXT_MARKUP = "markdown"
click.rich_click.SHOW_ARGUMENTS = True
click.rich_click.MAX_WIDTH = 110
STATUSES = (
    "Exit status: 0 done; 1 some inputs could not be read, the rest was; 2 wrong call; 3 the run cannot go on; 130 interrupted."
)


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status."""
    from onrecord.flow.settings import file_values

    speak_utf8()
    try:
        values = file_values()
        defaults = {name.replace("-", "_"): value for name, value in values.items()}
        left = onrecord.main(
            list(arguments), "onrecord", standalone_mode=False, default_map=dict.fromkeys(onrecord.commands, defaults)
        )
    except NoArgsIsHelpError as error:
        error.show()
        return int(ExitStatus.USAGE)
    except click.ClickException as error:
        report_error(_wrong_call(error))
        return int(ExitStatus.USAGE)
    except click.Abort as stop:  # click's name for Ctrl-C
        raise KeyboardInterrupt from stop
    except (OSError, SystemExit) as error:
        return _output_ended(error)
    except OnrecordError as error:
        report_error(error)
        return int(error.exit_status)
    return left if isinstance(left, int) else int(ExitStatus.OK)


def _wrong_call(error: click.ClickException) -> UsageError:
    """What click says of a call in one line, with the command whose help says more."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "onrecord"
    told = " ".join(error.format_message().split()).rstrip(".")
    return UsageError(f"{told[:1].lower()}{told[1:]}; see '{command} --help'", code="bad-call", command=command)


def _output_ended(error: OSError | SystemExit) -> int:
    """The status where standard output takes no more: done for a reader that has seen enough, as `head` does; else failed.

    Click and Rich leave with status 1 at a broken pipe, which here would mean that inputs could not be read.
    """
    cause = error.__context__ if isinstance(error, SystemExit) else error
    full = isinstance(cause, OSError) and cause.errno == errno.ENOSPC
    if not full and not isinstance(cause, BrokenPipeError):
        raise error
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if not full:
        return int(ExitStatus.OK)
    report_error(RunError("standard output cannot be written: no space left; free some and run again", code="output-not-written"))
    return int(ExitStatus.RUN_FAILED)


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, epilog=STATUSES)
@click.version_option(__version__, prog_name="onrecord")
def onrecord() -> None:
    """Keeps the record of a conflict as its reports tell it.

    Who said what happened, where and when, on what evidence, and who disagrees.

    Start with `onrecord read FILE`, or build a casebook with `onrecord add` and look at it with `onrecord serve`.
    """


@onrecord.command(
    epilog="Examples: `onrecord read page.html` · `onrecord read reports.jsonl --json | jq .statements` · "
    + "`cat note.txt | onrecord read - --published 2022-09-12`"
)
@click.argument("locations", nargs=-1, required=True, metavar="PATH|URL|-...")
@options.as_json("Print one JSON object a document, as `onrecord schema` describes it.")
@options.published
@options.input_format
@options.output
@options.settings(*options.READING, *options.COLLECTING)
def read(locations: tuple[str, ...], as_json: bool, output: Path | None, **values: Any) -> None:
    """Read reports and print what they say: statements, happenings, places, times. Stores nothing."""
    from onrecord.cli.show import show
    from onrecord.flow.read import read as read_locations

    failed = False
    found = read_locations(
        locations,
        options.read_options(values),
        collecting=options.collect_options(values),
        engine=options.engine_of(values["processes"]),
    )
    with opened(output) as out:
        console = page_console(out)
        for item in found:
            if isinstance(item, ItemError):
                report_error(item)
                failed = True
                continue
            report_refused(item.refused)
            if as_json:
                out.write(json_line(item.to_dict()))
                out.flush()
            else:
                show(item, console)
    _leave(failed)


@onrecord.command(
    epilog="Examples: `onrecord add reports.jsonl --casebook war.db` · `onrecord add folder/ https://example.org/page`"
)
@click.argument("locations", nargs=-1, required=True, metavar="PATH|URL|-...")
@options.as_json("Print the run's report as JSON.")
@options.published
@options.input_format
@options.settings("casebook", *options.READING, *options.COLLECTING)
def add(locations: tuple[str, ...], as_json: bool, **values: Any) -> None:
    """Read reports into a casebook and cross-check them.

    Adding the same again changes nothing; a run that was cut off goes on where it stopped.
    """
    from onrecord.flow.add import add as add_locations
    from onrecord.store import open_store

    file = values["casebook"]
    with open_store(file, create=True) as store, Counter() as counter:
        report = add_locations(
            locations,
            store,
            options=options.read_options(values),
            collecting=options.collect_options(values),
            engine=options.engine_of(values["processes"]),
            progress=lambda p: counter.show(p.doing, p.done, p.total),
        )
    for _, code, message in report.failed:
        report_error(ItemError(message, code=code))
    report_refused(report.refused)
    report_registers(report.registers)
    if as_json:
        click.echo(json_line(report.to_dict()), nl=False)
    else:
        click.echo(
            f"{report.added} added, {report.new_versions} new versions, {report.unchanged} unchanged, "
            f"{len(report.failed)} failed; {report.claims} claims weighed in {file}"
        )
    _leave(bool(report.failed))


@onrecord.command(epilog="Example: `onrecord reread --from code --casebook war.db`")
@click.option(
    "--from", "first", metavar="STEP", default="date", show_default=True, help="First step whose records are made anew."
)
@options.as_json("Print the run's report as JSON.")
@options.settings("casebook", *options.READING)
def reread(first: str, as_json: bool, **values: Any) -> None:
    """Read a casebook's documents again with this version's methods.

    The records of one step (date, locate, identify, attribute, code) and of those after it are replaced; earlier ones stay.
    """
    from onrecord.flow.reread import reread as read_again
    from onrecord.store import open_store

    with open_store(values["casebook"]) as store, Counter() as counter:
        report = read_again(
            store,
            first,
            options=options.read_options(values),
            engine=options.engine_of(values["processes"]),
            progress=lambda p: counter.show(p.doing, p.done, p.total),
        )
    for _, code, message in report.failed:
        report_error(ItemError(message, code=code))
    told = f"{report.unchanged} read again, {len(report.failed)} failed; {report.claims} claims weighed\n"
    click.echo(json_line(report.to_dict()) if as_json else told, nl=False)
    _leave(bool(report.failed))


@onrecord.command(epilog="Example: `onrecord relink --casebook war.db`")
@options.as_json("Print how many claims were weighed as JSON.")
@options.settings("casebook", *options.READING)
def relink(as_json: bool, **values: Any) -> None:
    """Link a casebook's statements and documents anew with this version's methods.

    Claims, stories, relations and timelines are made again from what was read; nothing is read again. The result is that of
    adding the same documents to an empty casebook.
    """
    from onrecord.flow.crosscheck import relink as link_again
    from onrecord.flow.crosscheck import store_sides
    from onrecord.store import open_store

    with open_store(values["casebook"]) as store, Counter() as counter:
        sides = store_sides(store, options.read_options(values))
        weighed = link_again(store, sides, progress=lambda done: counter.show("weighing claims", done, None))
    click.echo(json_line({"claims": weighed}) if as_json else f"{weighed} claims weighed\n", nl=False)


@onrecord.command(epilog="Example: `onrecord schema > reading.schema.json`")
def schema() -> None:
    """Print the JSON Schema of what `read --json` prints."""
    from onrecord.records.schema import reading_schema

    click.echo(json.dumps(reading_schema(), indent=1, ensure_ascii=False))


@onrecord.command(epilog="Example: `onrecord doctor --json`")
@options.as_json()
@options.settings(*options.READING)
def doctor(as_json: bool, **values: Any) -> None:
    """Check that this installation works, by using each part once."""
    from onrecord.flow.doctor import doctor as examine

    failed = False
    for check in examine(options.read_options(values), Path.cwd()):
        failed = failed or not check.ok
        if as_json:
            click.echo(json_line(check.to_dict()), nl=False)
        else:
            mark = click.style("ok", fg="green") if check.ok else click.style("NO", fg="red", bold=True)
            click.echo(f"{mark}  {check.name}: {check.found}" + (f"; {check.advice}" if not check.ok else ""))
    if failed:
        raise Exit(ExitStatus.RUN_FAILED)


@onrecord.command(epilog="Examples: `onrecord settings` · `ONRECORD_CASEBOOK=war.db onrecord settings --json`")
@options.as_json()
def settings(as_json: bool) -> None:
    """Print every setting, its value here, and where the value comes from: environment, file or default."""
    from onrecord.flow.settings import SETTINGS, file_values

    in_file = file_values()
    for row in SETTINGS:
        if os.environ.get(row.variable):
            value, origin = os.environ[row.variable], "environment"
        elif row.name in in_file:
            value, origin = in_file[row.name], "file"
        else:
            value, origin = row.default, "default"
        if as_json:
            click.echo(
                json_line({"name": row.name, "value": value, "unit": row.unit, "from": origin, "help": row.help}), nl=False
            )
        else:
            shown = "not set" if value is None else f"{value} {row.unit or ''}".rstrip()
            click.echo(f"{row.name:<14} {shown:<16} {origin:<12} {row.help}")


for _command in (*casebook.COMMANDS, *situation.COMMANDS, *judging.COMMANDS):
    onrecord.add_command(_command)


def _leave(failed: bool) -> None:
    if failed:
        raise Exit(ExitStatus.SOME_ITEMS_FAILED)
