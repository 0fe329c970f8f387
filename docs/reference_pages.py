"""Reference pages made from the code, so that they cannot drift from it: commands, settings, errors, the published form."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

import onrecord
from onrecord.cli.commands import onrecord as commands
from onrecord.errors import ExitStatus
from onrecord.flow.settings import SETTINGS
from onrecord.records.schema import reading_schema

SOURCE = Path(onrecord.__file__).parent
FAMILIES = {
    "UsageError": "fix the call and call again",
    "ItemError": "recorded; the rest of the batch goes on",
    "RunError": "stop",
}


def write_all(folder: Path) -> None:
    """Write every generated page; a page that has not changed is left alone, so that builds are incremental."""
    folder.mkdir(parents=True, exist_ok=True)
    pages = {
        "commands.md": command_page(),
        "settings.md": settings_page(),
        "errors.md": errors_page(),
        "record.md": record_page(),
    }
    for name, text in pages.items():
        file = folder / name
        if not file.is_file() or file.read_text("utf8") != text:
            file.write_text(text, "utf8")


def command_page() -> str:
    """Every command with its arguments, options and an example."""
    parts = [
        "# Commands\n",
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
    rows = [f"## {path}\n", f"```\n{path} {arguments} [OPTIONS]\n```\n", (command.help or "").replace("\b", "") + "\n"]
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
        "Precedence: flag, environment, file (`onrecord.toml` in the working folder, or the file that `ONRECORD_CONFIG` names),"
        " default. `onrecord settings` prints each value and where it comes from.\n",
        "| setting | environment | type | default | unit | what |\n|---|---|---|---|---|---|",
    ]
    rows += [
        f"| `{s.name}` | `{s.variable}` | {s.type.__name__.lower()} | {'not set' if s.default is None else f'`{s.default}`'} |"
        f" {s.unit or ''} | {_cell(s.help)} |"
        for s in SETTINGS
    ]
    return "\n".join(rows) + "\n"


def errors_page() -> str:
    """Every error code of the source, with its family and its message as written there."""
    found: dict[str, tuple[str, str, str]] = {}
    for file in sorted(SOURCE.rglob("*.py")):
        for family, code, message in _errors(ast.parse(file.read_text("utf8"))):
            found.setdefault(code, (family, file.relative_to(SOURCE).parts[0].removesuffix(".py"), message))
    rows = [
        "# Errors\n",
        "An error is one line: what, where, the value found, what was expected, what to do; its code comes last.\n",
        "| code | family | then | room | message |\n|---|---|---|---|---|",
    ]
    rows += [
        f"| `{code}` | {family} | {FAMILIES.get(family, '')} | {room} | {_cell(message)} |"
        for code, (family, room, message) in sorted(found.items())
    ]
    return "\n".join(rows) + "\n"


def _errors(tree: ast.AST) -> Iterator[tuple[str, str, str]]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        codes = [k.value for k in node.keywords if k.arg == "code"]
        if codes and isinstance(codes[0], ast.Constant) and isinstance(codes[0].value, str):
            yield _name(node.func), codes[0].value, _template(node.args[0]) if node.args else ""


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else function.attr if isinstance(function, ast.Attribute) else ""


def _template(message: ast.expr) -> str:
    """The words of a message, with `…` where values stand."""
    if isinstance(message, ast.Constant):
        return str(message.value)
    if isinstance(message, ast.JoinedStr):
        return "".join(_template(part) for part in message.values)
    return "…"


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
        return f"list of {_value(value['items'])}{note}"
    if kind == "object" and "properties" in value:
        return "{" + ", ".join(value["properties"]) + "}" + note
    return kind + note


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")
