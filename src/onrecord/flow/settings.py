"""Every setting of the program, written once: the options of the commands, the environment and the file read from here.

Precedence: flag, environment (`ONRECORD_NAME`), file (`onrecord.toml` in the working folder, or the one that
`ONRECORD_CONFIG` names), default. Steps receive values as arguments and read no settings.
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.errors import UsageError

FILE = "onrecord.toml"
ENDPOINT_KEY = "ONRECORD_ENDPOINT_KEY"
"""No setting: a key has no place in a file that is shared or on a command line that others can list."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. `type` is that of its value; `unit` is None for a bare value; `default` None means "not set"."""

    name: str
    type: type
    default: Any
    unit: str | None
    help: str

    @property
    def variable(self) -> str:
        """The environment variable."""
        return "ONRECORD_" + self.name.upper().replace("-", "_")


SETTINGS = (
    Setting("casebook", Path, "casebook.db", None, "The casebook: path of an SQLite file."),
    Setting("reader", str, "careful", None, "What finds names and who says what: `careful`, `quick` or `endpoint`."),
    Setting("gazetteer", Path, None, None, "A gazetteer file instead of the one that comes with the package."),
    Setting(
        "register",
        Path,
        None,
        None,
        "A register of actors, instead of ukraine-2022: a TOML file, a folder, or the name of a shipped one.",
    ),
    Setting("endpoint", str, None, None, "Base URL of an OpenAI-compatible service, for the reader `endpoint`."),
    Setting("endpoint-model", str, None, None, "The model that is asked there."),
    Setting("endpoint-timeout", float, 120.0, "seconds", "Longest time for one of its answers."),
    Setting("processes", int, 1, "processes", "How many processes read side by side."),
    Setting("publisher", str, None, None, "The outlet of documents that do not name one."),
    Setting("language", str, None, None, "Language code of documents that do not say theirs."),
    Setting("max-document", int, 8, "MiB", "Largest page or text, after unpacking."),
    Setting("max-capture", int, 256, "MiB", "Largest file kept as one capture."),
    Setting("max-download", int, 32, "MiB", "Largest response to a URL."),
    Setting("timeout", float, 30.0, "seconds", "Longest time for one URL."),
    Setting("host-delay", float, 1.0, "seconds", "Pause between two requests to one host."),
    Setting("by", str, None, None, "Your name, as it stands beside what you judge."),
    Setting("host", str, "127.0.0.1", None, "Address that the site is served on."),
    Setting("port", int, 8650, None, "Port that the site is served on."),
)
"""In the order in which the documentation lists them."""

BY_NAME = {setting.name: setting for setting in SETTINGS}


def endpoint_key() -> str | None:
    """The key of the endpoint, from the environment alone; None where it needs none."""
    return os.environ.get(ENDPOINT_KEY) or None


def file_values(path: Path | None = None) -> dict[str, Any]:
    """The values that the settings file holds, by name; empty where there is no file.

    Raises:
        UsageError: the named file is missing, is not TOML, or holds an unknown name or a value of the wrong type.
    """
    named = path or (Path(os.environ["ONRECORD_CONFIG"]) if os.environ.get("ONRECORD_CONFIG") else None)
    file = named or Path(FILE)
    if not file.is_file():
        if named is not None:
            raise UsageError(f"settings file {str(file)!r} is missing", code="settings-file-missing", path=str(file))
        return {}
    try:
        found = tomllib.loads(file.read_text("utf8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"settings file {str(file)!r} is not TOML: {error}", code="settings-not-toml", path=str(file)) from error
    return {name: _checked(file, name, value) for name, value in found.items()}


def _checked(file: Path, name: str, value: Any) -> Any:
    setting = BY_NAME.get(name)
    if setting is None:
        raise UsageError(
            f"settings file {str(file)!r}: unknown setting {name!r}; known: {', '.join(BY_NAME)}",
            code="unknown-setting",
            path=str(file),
            name=name,
        )
    expected: tuple[type, ...] = {Path: (str,), float: (int, float)}.get(setting.type, (setting.type,))
    if not isinstance(value, expected) or isinstance(value, bool):
        raise UsageError(
            f"settings file {str(file)!r}: {name} is {value!r}; expected {setting.type.__name__.lower()}",
            code="bad-setting",
            path=str(file),
            name=name,
            value=value,
        )
    return value
