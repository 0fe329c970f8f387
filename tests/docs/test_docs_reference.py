"""Every command, setting, exit status, error and word is documented."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path

import click
import pytest
from error_codes import errors_of
from reference_pages import SOURCE, command_page, errors_page, settings_page

from onrecord.assemble import rules
from onrecord.cli.commands import onrecord
from onrecord.errors import ExitStatus
from onrecord.flow.judging import State
from onrecord.flow.settings import SETTINGS
from onrecord.records import EditKind, HappeningType, JudgementKind
from onrecord.records.claim import Status
from onrecord.records.happening import Modality
from onrecord.records.statement import Evidence, Stance

COMMANDS = {
    **{f"onrecord {name}": c for name, c in onrecord.commands.items() if not isinstance(c, click.Group)},
    **{
        f"onrecord {group} {name}": c
        for group, g in onrecord.commands.items()
        if isinstance(g, click.Group)
        for name, c in g.commands.items()
    },
}
WORDS = {
    "Status of a claim": Status,
    "Stance of a statement": Stance,
    "Evidence": Evidence,
    "Modality of a happening": Modality,
    "Types of happening": HappeningType,
    "Kinds of judgement": JudgementKind,
    "What became of a judgement": State,
    "What became of a claim in an edit": EditKind,
}


def section(page: str, heading: str) -> str:
    """The part of a page below a heading of the second level, up to the next one."""
    return page.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_an_example_and_a_section(name: str) -> None:
    """The page of commands shows each with what it does, all of its options and how it is called."""
    command = COMMANDS[name]
    told = section(command_page(), name)
    assert command.help
    assert command.help.split("\n")[0].split("`")[0] in told
    assert f"`{name}" in told
    options = [p.opts[0] for p in command.params if isinstance(p, click.Option)]
    assert [o for o in options if f"`{o}" not in told] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_used_on_a_page_for_readers(name: str, docs: Path) -> None:
    """A command that no tutorial, how-to or explanation uses is one that nobody finds."""
    pages = [p.read_text("utf8") for folder in ("tutorial", "how-to", "explanation") for p in (docs / folder).glob("*.md")]
    assert any(re.search(rf"{name}\b", page) for page in pages)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda s: s.name)
def test_every_setting_is_documented(setting) -> None:
    """Name, default and help stand in one row."""
    row = next(line for line in settings_page().splitlines() if line.startswith(f"| `{setting.name}` |"))
    assert (f"`{setting.default}`" if setting.default is not None else "not set") in row
    assert setting.help.split(",")[0] in row


@pytest.mark.parametrize("status", ExitStatus)
def test_every_exit_status_is_documented(status: ExitStatus) -> None:
    """With a meaning of more than a word, where there is one."""
    assert re.search(rf"^\| {int(status)} \| \w+", section(command_page(), "Exit statuses"), re.MULTILINE)


def test_every_error_code_of_the_source_is_documented() -> None:
    """Codes are looked for in the text of the source, not by what makes the page."""
    page = errors_page()
    found = {code for file in SOURCE.rglob("*.py") for code in re.findall(r'\bcode="([a-z0-9-]+)"', file.read_text("utf8"))}
    assert len(found) > 50
    assert sorted(code for code in found if f"| `{code}` |" not in page) == []


def test_codes_that_docstrings_promise_are_documented() -> None:
    """What a `Raises:` or `Fails:` names in backticks is on the page of errors."""
    page = errors_page()
    promised: set[str] = set()
    for file in SOURCE.rglob("*.py"):
        for part in re.findall(r"(?:UsageError|ItemError|RunError):(.+?)(?:\"\"\"|\n\s*\n)", file.read_text("utf8"), re.DOTALL):
            promised.update(re.findall(r"`([a-z]+(?:-[a-z]+)+)`", part))
    assert len(promised) > 20
    assert sorted(code for code in promised if f"| `{code}` |" not in page) == []


def test_messages_on_the_page_of_errors_say_something() -> None:
    """No row is left with values alone."""
    assert [e.code for e in errors_of(SOURCE) if len(re.sub(r"‹[^›]*›", "", e.message).split()) < 3] == []


@pytest.mark.parametrize("heading", WORDS)
def test_every_word_of_a_closed_set_is_explained_and_no_other(heading: str, docs: Path) -> None:
    """The page of words has exactly the members, each with a meaning."""
    kind: type[StrEnum] = WORDS[heading]
    rows = re.findall(r"^\| (`.+?) \| (.+) \|$", section((docs / "reference/words.md").read_text("utf8"), heading), re.MULTILINE)
    assert {word for names, _ in rows for word in re.findall(r"`([\w -]+)`", names)} == {member.value for member in kind}
    assert all(meaning.strip() for _, meaning in rows)


def test_the_page_of_rules_has_the_weights_of_the_code(docs: Path) -> None:
    """Names, weights, words and order of the table are those that decide."""
    told = section((docs / "reference/rules.md").read_text("utf8"), "What a voice counts")
    rows = re.findall(r"^\| `([\w-]+)` \| ([\d.]+) \| (.+) \|$", told, re.MULTILINE)
    assert [(name, float(weight), says) for name, weight, says in rows] == [(r.name, r.weight, r.says) for r in rules.WEIGHTS]


def test_the_page_of_rules_has_the_numbers_of_the_code(docs: Path) -> None:
    """Days and thresholds in its sentences are the constants of the table."""
    page = " ".join((docs / "reference/rules.md").read_text("utf8").split())
    assert f"counts {rules.HEDGED} of its weight" in page
    assert f"A weight of {rules.TAKES:g} changes who holds" in page
    assert f"a weight of {rules.CONTESTS} against the holder" in page
    assert f"without news for {rules.CONTESTED_DAYS} days" in page
    words = {4: "four", 10: "ten"}
    assert f"contradicts for {words[rules.PATIENCE]} days" in page
    assert f"after {words[rules.WINDOW]} days it is gone" in page
    assert pytest.approx(0.9) == rules.FADES
    assert "fades by a tenth a day" in page
