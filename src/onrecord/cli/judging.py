"""Commands by which a person decides about the record, and sees what outlets changed in theirs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click
from rich.table import Table

from onrecord.cli import options
from onrecord.cli.console import Page, json_line, one_line, page_console
from onrecord.errors import UsageError

if TYPE_CHECKING:
    from onrecord.flow.judging import Wanted
    from onrecord.store import Store

EXAMPLES = (
    "Examples: `onrecord judge s-3f9a1c0b77de --misread --note 'a question, not a claim' --by 'A. Name'` · "
    "`onrecord judge c-0b77de3f9a1c7712 --same c-9a1c0b77de3f0012 --by 'A. Name'` · "
    "`onrecord judge s-3f9a1c0b77de --wrong-place geonames:707292 --by 'A. Name'` · `onrecord judge --list` · "
    "`onrecord judge --undo j-77de3f9a1c0b --by 'A. Name'`"
)


@click.command(epilog=EXAMPLES)
@click.argument("thing", metavar="[STATEMENT|HAPPENING|CLAIM|SOURCE]", required=False)
@click.option("--same", metavar="ID", help="It tells of the same happening as this statement or claim.")
@click.option("--different", metavar="ID", help="It tells of another happening than this statement or claim.")
@click.option("--misread", is_flag=True, help="The text does not say this.")
@click.option("--retracted", is_flag=True, help="Who said it took it back.")
@click.option("--wrong-place", metavar="[PLACE]", is_flag=False, flag_value="", help="The right place's id; none if unknown.")
@click.option("--wrong-time", metavar="[DAY]", is_flag=False, flag_value="", help="The right day; none if unknown.")
@click.option("--grade", metavar="GRADE", help="A to F for a source, 1 to 6 for a claim.")
@click.option("--note", default="", help="Why; shown beside what it changes.")
@click.option("--undo", metavar="JUDGEMENT", help="End this judgement; both are kept.")
@click.option("--list", "listing", is_flag=True, help="List every judgement with what has become of it.")
@click.option(
    "--import", "file", type=click.Path(path_type=Path), help="Take judgements that `export judgements --format jsonl` wrote."
)
@options.as_json()
@options.settings("casebook", "gazetteer", "register", "by")
def judge(thing: str | None, undo: str | None, listing: bool, file: Path | None, as_json: bool, **values: Any) -> None:
    """Decide about a statement, a happening, a claim or a source: what programs read wrong, a person puts right.

    What was read stays as it is; the decision is kept beside it with your name, used by the cross-check, and can be undone.
    """
    from onrecord.store import open_store

    wanted = None if undo or listing or file else _wanted(thing, values)
    _only_one(undo=undo, list=listing, thing=thing, **{"import": file})
    with open_store(values["casebook"], read_only=listing) as store:
        if listing:
            _list(store, as_json)
        elif file is not None:
            _bring(store, file, as_json, values)
        elif undo is not None:
            _undo(store, undo, as_json, values)
        elif wanted is not None:
            _judge(store, wanted, as_json, values)


def _only_one(**given: Any) -> None:
    """Exactly one of the things that the command can do."""
    names = [name if name == "thing" else f"--{name}" for name, value in given.items() if value]
    if len(names) > 1:
        raise UsageError(f"{' and '.join(names)} do not go together; call once for each", code="bad-option", options=names)


def _wanted(thing: str | None, values: dict[str, Any]) -> Wanted:
    """What is decided, from the options."""
    from onrecord.flow.judging import Wanted
    from onrecord.records import JudgementKind

    given = [kind for kind in JudgementKind if values[kind.value.replace("-", "_")] not in (None, False)]
    if thing is None or len(given) != 1:
        found = " and ".join(f"--{kind.value}" for kind in given) or "nothing"
        raise UsageError(
            f"judge got {found} about {thing or 'nothing'!r}; expected one id and one of "
            + ", ".join(f"--{kind.value}" for kind in JudgementKind)
            + "; or --undo, --list or --import",
            code="bad-option",
        )
    (kind,) = given
    value = values[kind.value.replace("-", "_")]
    pair = kind in (JudgementKind.SAME, JudgementKind.DIFFERENT)
    about = (thing, value) if pair else (thing,)
    correction = None if pair or value is True else value or None
    return Wanted(kind, about, values["by"] or "", values["note"], correction)


def _judge(store: Store, wanted: Wanted, as_json: bool, values: dict[str, Any]) -> None:
    from onrecord.flow.crosscheck import store_sides
    from onrecord.flow.judging import judge as decide
    from onrecord.gazetteer import Gazetteer

    sides = store_sides(store, _read_options(values))
    made = decide(store, wanted, sides, gazetteer=lambda: Gazetteer.open(values["gazetteer"]))
    click.echo(json_line(made.to_dict()) if as_json else f"{made.id}: {made.kind.value}, by {one_line(made.by)}\n", nl=False)


def _undo(store: Store, judgement: str, as_json: bool, values: dict[str, Any]) -> None:
    from onrecord.flow.crosscheck import store_sides
    from onrecord.flow.judging import ended
    from onrecord.flow.judging import undo as end

    sides = store_sides(store, _read_options(values))
    new = end(store, judgement, ended(values["by"] or "", values["note"]), sides)
    told = f"{judgement} no longer counts\n" if new else f"{judgement} had been undone before\n"
    click.echo(json_line({"undone": judgement, "new": new}) if as_json else told, nl=False)


def _bring(store: Store, file: Path, as_json: bool, values: dict[str, Any]) -> None:
    from onrecord.flow.crosscheck import store_sides
    from onrecord.flow.judging import bring

    brought = bring(file, store, store_sides(store, _read_options(values)))
    told = f"{brought.new} new, {brought.known} known, {len(brought.dangling)} dangling\n"
    click.echo(json_line(brought.to_dict()) if as_json else told, nl=False)


def _list(store: Store, as_json: bool) -> None:
    from onrecord.flow.judging import listed

    table = Table(box=None, pad_edge=False, header_style="dim")
    for heading in ("judgement", "kind", "about", "correction", "by", "at", "state", "note"):
        table.add_column(heading, overflow="fold")
    for made, state in listed(store):
        if as_json:
            click.echo(json_line({**made.to_dict(), "state": state.value}), nl=False)
        about = " ".join(made.about)
        table.add_row(made.id, made.kind.value, about, made.correction, made.by, made.at[:16], state.value, one_line(made.note))
    if not as_json:
        page_console().print(Page(table) if table.row_count else "no judgements yet")


def _read_options(values: dict[str, Any]) -> Any:
    from onrecord.flow.stages import ReadOptions

    return ReadOptions(registers=(values["register"],) if values["register"] else ())


@click.command(epilog="Examples: `onrecord edits --casebook war.db` · `onrecord edits d-3f9a1c0b77de --json`")
@click.argument("document", required=False)
@click.option("--limit", type=click.IntRange(1), default=40, show_default=True, help="At most so many, the newest.")
@options.as_json()
@options.settings("casebook")
def edits(document: str | None, limit: int, as_json: bool, casebook: Path) -> None:
    """Show what outlets changed after publication: which claims of a document appeared, vanished or changed."""
    from onrecord.flow.edits import edits as compared
    from onrecord.store import open_store

    with open_store(casebook, read_only=True) as store:
        found = list(compared(store, document, limit=limit))
        if document is not None and not found and store.document(document) is None:
            raise UsageError(f"no document {document!r} in {str(casebook)!r}", code="unknown-document", document=document)
    for edit in found:
        if as_json:
            click.echo(json_line(edit.to_dict()), nl=False)
            continue
        who = f"{edit.publisher or 'unknown outlet'}, version {edit.number}, {'seen ' if edit.seen else ''}{edit.at[:16]}"
        click.echo(f"{one_line(edit.title or edit.page)}\n  {one_line(who)}")
        for change in edit.claims:
            now = change.after or change.before
            words = now.words if now else ""
            told = f"{change.kind.value}{' (' + ', '.join(change.what) + ')' if change.what else ''}: {words}"
            click.echo(f"  {one_line(told)}")
        if not edit.claims:
            click.echo("  no claim changed")
    if not found and not as_json:
        click.echo("no text has come in a second version")


COMMANDS = (judge, edits)
