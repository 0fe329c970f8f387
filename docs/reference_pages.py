"""Reference pages made from the code, so that they cannot drift from it: commands, settings, errors, the published form."""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from error_codes import errors_of, problems_of

import onrecord
from onrecord.cli.commands import onrecord as commands
from onrecord.code.codes import codebooks, codes_of
from onrecord.errors import ExitStatus
from onrecord.flow.settings import SETTINGS
from onrecord.records import HappeningType
from onrecord.records.schema import reading_schema
from onrecord.web.errors import STATUS_OF_CODE

SOURCE = Path(onrecord.__file__).parent
FAMILIES = {
    "UsageError": ("Fix the call and call again", "Family `UsageError`, exit status 2. Nothing was done."),
    "ItemError": (
        "One input could not be read",
        "Family `ItemError`, exit status 1 once the batch is done. The rest is read.",
    ),
    "RunError": ("The run cannot go on", "Family `RunError`, exit status 3. What was stored before is kept."),
}
PROBLEMS = {
    "capture-damaged": "bytes as fetched do not have the digest or the length that they are stored under",
    "casebook-damaged": "SQLite's own check of the file fails",
    "claim-differs": "a claim is not what its statements make it",
    "claim-without-voice": "a claim has no statement left",
    "fingerprint": "text and metadata of a version do not have the fingerprint that it is stored under",
    "record-damaged": "a record cannot be read back",
    "reference": "a record points to one that is not in its version",
    "row-without-parent": "a row belongs to one that is not there",
    "span": "a span ends after the end of its text",
    "text-digest": "a text does not have the SHA-256 that it is stored under",
    "version-id": "a version's id does not follow from its content",
}


def write_all(folder: Path) -> None:
    """Write every generated page; a page that has not changed is left alone, so that builds are incremental."""
    folder.mkdir(parents=True, exist_ok=True)
    pages = {
        "commands.md": command_page(),
        "settings.md": settings_page(),
        "errors.md": errors_page(),
        "record.md": record_page(),
        "codes.md": codes_page(),
    }
    for name, text in pages.items():
        file = folder / name
        if not file.is_file() or file.read_text("utf8") != text:
            file.write_text(text, "utf8")


def command_page() -> str:
    """Every command with its arguments, options and an example."""
    parts = [
        "# Commands\n",
        "This page lists every command with its options and an example.\n",
        "Every command prints its help with `--help`. Results go to standard output, progress and errors to standard error.\n",
    ]
    parts.append("## Exit statuses\n\n| status | means |\n|---|---|")
    meanings = {
        ExitStatus.OK: "done",
        ExitStatus.SOME_ITEMS_FAILED: "some inputs could not be read; the rest was",
        ExitStatus.USAGE: "the call was wrong; nothing was done",
        ExitStatus.RUN_FAILED: "the run cannot go on; what was stored before is kept",
        ExitStatus.INTERRUPTED: "interrupted; the same command goes on where it stopped",
    }
    parts.append("\n".join(f"| {int(status)} | {meaning} |" for status, meaning in meanings.items()) + "\n")
    for path, command in sorted(_walk(commands, "onrecord")):
        parts.append(_command(path, command))
    return "\n".join(parts) + "\n"


def _walk(command: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    if isinstance(command, click.Group):
        for name, child in command.commands.items():
            yield from _walk(child, f"{path} {name}")
    else:
        yield path, command


def _command(path: str, command: click.Command) -> str:
    context = click.Context(command, info_name=path)
    arguments = " ".join(p.make_metavar(context) for p in command.params if isinstance(p, click.Argument))
    rows = [
        f"## {path}\n",
        f"```\n{path} {arguments} [OPTIONS]\n```\n",
        inspect.cleandoc((command.help or "").replace("\b", "")) + "\n",
    ]
    options = [p for p in command.params if isinstance(p, click.Option)]
    if options:
        rows.append("| option | what |\n|---|---|")
        rows += [f"| `{', '.join(p.opts)}` | {_cell(p.help or '')}{_default(p)} |" for p in options]
    if command.epilog:
        rows.append("\n" + command.epilog)
    return "\n".join(rows) + "\n"


def _default(option: click.Option) -> str:
    return f" Default: `{option.default}`." if option.show_default and option.default is not None else ""


def settings_page() -> str:
    """The table of settings."""
    rows = [
        "# Settings\n",
        "This page lists what you can set, for one command or for all.\n",
        "Precedence: flag (`--max-document 20`), environment (`ONRECORD_MAX_DOCUMENT=20`: the name in capitals, with"
        " underscores), file (`max-document = 20` in `onrecord.toml` in the working folder, or in the file that"
        " `ONRECORD_CONFIG` names), default. `onrecord settings` prints each value and where it comes from.\n",
        "| setting | default | what |\n|---|---|---|",
    ]
    for s in SETTINGS:
        default = "not set" if s.default is None else f"`{s.default}`" + (f" {s.unit}" if s.unit else "")
        rows.append(f"| `{s.name}` | {default} | {_cell(s.help)} |")
    return "\n".join(rows) + "\n"


def errors_page() -> str:
    """Every error code of the source by family, what `verify` reports, and the site's answers."""
    found = errors_of(SOURCE)
    rows = [
        "# Errors\n",
        "This page lists every way in which a command can fail, by what you do next.\n",
        "An error is one line on standard error: what, where, the value found, what was expected, what to do; its code comes"
        " last, in brackets. Values stand in ‹angle brackets› here.\n",
    ]
    for family, (heading, meaning) in FAMILIES.items():
        rows += [f"## {heading}\n", f"{meaning}\n", "| code | message |\n|---|---|"]
        rows += [f"| `{e.code}` | {_cell(e.message)} |" for e in found if e.family == family]
        rows.append("")
    rows += ["## What verify reports\n", "`onrecord verify` prints one line for each of these and ends with status 3.\n"]
    rows += ["| code | what is wrong |\n|---|---|", *(f"| `{code}` | {PROBLEMS[code]} |" for code in problems_of(SOURCE)), ""]
    rows += [
        "## The site's answers\n",
        'Below `/api` an error is `{"ok": false, "error", "code", "status"}`, elsewhere a page.\n',
    ]
    rows += ["| code | HTTP status |\n|---|---|", *(f"| `{code}` | {status} |" for code, status in STATUS_OF_CODE.items())]
    return "\n".join(rows) + "\n"


def codes_page() -> str:
    """Every type of happening with what ACLED and PLOVER call it."""
    versions = ", ".join(f"{name} {version}" for name, version in codebooks().items())
    rows = [
        "# Codes of other codebooks\n",
        "This page shows under which names other codebooks keep each type of happening; `read --json` gives them in `codes`.\n",
        f"Versions: {versions}. Where a codebook has no place for a type, the code is null. Words beside the trigger can make the"
        " code narrower; the table shows the one that stands without them.\n",
        "| type | ACLED | PLOVER |\n|---|---|---|",
    ]
    for kind in HappeningType:
        acled, plover = codes_of(kind, ())
        rows.append(f"| `{kind.value}` | {acled or 'none'} | {plover or 'none'} |")
    return "\n".join(rows) + "\n"


def record_page() -> str:
    """The published form, key by key, and its JSON Schema."""
    schema = reading_schema()
    rows = ["# The record\n", str(schema["description"]) + "\n", _keys("Reading", schema)]
    rows += [_keys(name.capitalize(), part) for name, part in schema["$defs"].items() if "properties" in part]
    rows.append("## JSON Schema\n\n```json\n" + json.dumps(schema, indent=1, ensure_ascii=False) + "\n```")
    return "\n".join(rows) + "\n"


def _keys(name: str, part: dict[str, Any]) -> str:
    rows = [f"## {name}\n", "| key | value |\n|---|---|"]
    rows += [f"| `{key}` | {_cell(_value(value))} |" for key, value in part["properties"].items()]
    return "\n".join(rows) + "\n"


def _value(value: dict[str, Any]) -> str:
    """A schema's value in words."""
    note = f"; {value['description']}" if "description" in value else ""
    if "enum" in value:
        return ", ".join("null" if v is None else str(v) for v in value["enum"]) + note
    if "$ref" in value:
        return value["$ref"].rsplit("/", 1)[-1] + note
    if "anyOf" in value:
        return " or ".join(_value(v) for v in value["anyOf"]) + note
    if "const" in value:
        return str(value["const"]) + note
    kinds = value.get("type", "value")
    kind = " or ".join(kinds) if isinstance(kinds, list) else kinds
    if kind == "array":
        return f"list of {_value(value['items'])}{note}" if "items" in value else f"list{note}"
    if kind == "object" and "properties" in value:
        return "{" + ", ".join(value["properties"]) + "}" + note
    return kind + note


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*")
