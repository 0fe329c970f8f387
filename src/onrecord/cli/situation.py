"""Commands about who held what and what was out on a day, and about what changed between two days."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import rich_click as click
from rich.table import Table

from onrecord.basics.bars import sparkline
from onrecord.cli import options
from onrecord.cli.console import Page, json_line, one_line, page_console
from onrecord.records import ControlSpan, Difference, OutageSpan, Situation

CITED = 3
"""Claims that a line names; the rest are counted."""

_AS_KNOWN = "By what had been reported by the end of this day (UTC); what was known day by day where left out."
_PLACE = "Only places of this id, or whose name begins so."


@click.command(
    epilog="Examples: `onrecord situation --at 2022-09-10` · `onrecord situation --place Izium` · "
    "`onrecord situation --at 2022-09-08 --as-known 2022-09-30`"
)
@click.option("--at", metavar="DAY", help="The day (UTC); the last day that is known where left out.")
@click.option("--as-known", metavar="DAY", help=_AS_KNOWN)
@click.option("--place", help=_PLACE)
@options.as_json()
@options.settings("casebook")
def situation(at: str | None, as_known: str | None, place: str | None, as_json: bool, casebook: Path) -> None:
    """Show who held each place at the end of a day, which services were out, and how often places changed hands."""
    from onrecord.flow.replay import situation as situation_of
    from onrecord.store import open_store

    with open_store(casebook, read_only=True) as store:
        found = situation_of(store, at=at, as_known=as_known, place=place)
    if as_json:
        rows = [*(span.to_dict() for span in found.control), *(outage.to_dict() for outage in found.outages)]
        click.echo("".join(map(json_line, rows)), nl=False)
        return
    console = page_console()
    console.print(Page(_held(found)) if found.control else "no place is known to be held by anyone")
    for outage in found.outages:
        console.print(_outage(outage))
    if found.changes:
        console.print(f"changes of hands, week by week since {found.changes[0][0]}")
        console.print(sparkline([count for _, count in found.changes]))


@click.command(
    epilog="Examples: `onrecord changes --from 2022-09-01 --to 2022-09-15` · "
    "`onrecord changes --from 2022-09-01 --to 2022-09-15 --as-known 2022-12-31 --place Izium --json`"
)
@click.option("--from", "first", metavar="DAY", required=True, help="After the end of this day (UTC).")
@click.option("--to", "last", metavar="DAY", required=True, help="Until the end of this day (UTC).")
@click.option("--as-known", metavar="DAY", help=_AS_KNOWN)
@click.option("--place", help="Only what is at places of this id, or whose name begins so.")
@options.as_json()
@options.settings("casebook")
def changes(first: str, last: str, as_known: str | None, place: str | None, as_json: bool, casebook: Path) -> None:
    """Show what changed between two days: who holds what, outages, losses, casualties, talks, each with its claims."""
    from onrecord.flow.replay import changes as changes_of
    from onrecord.store import open_store

    with open_store(casebook, read_only=True) as store:
        found = changes_of(store, first, last, as_known=as_known, place=place)
    if as_json:
        click.echo("".join(json_line(row.to_dict()) for row in found), nl=False)
        return
    console = page_console()
    console.print(Page(_changed(found)) if found else f"nothing changed between {first} and {last}, as far as is known")


COMMANDS = (situation, changes)


def cited(claims: Sequence[str]) -> str:
    """Claims as a line names them: the first ones, then how many more."""
    more = len(claims) - CITED
    return " ".join(claims[:CITED]) + (f" and {more} more" if more > 0 else "")


def _held(found: Situation) -> Table:
    known = f"as known on {found.as_known}" if found.as_known else "as known then"
    table = _table(("place", "holder", "since", "rule", "claims"), f"At the end of {found.day}, {known}")
    for span in found.control:
        table.add_row(*_row(span))
    return table


def _row(span: ControlSpan) -> tuple[str, ...]:
    return span.name, span.holder, span.from_date, span.rule, cited(span.claims) or "the baseline"


def _outage(outage: OutageSpan) -> str:
    restored = f", {outage.restored:g}% restored" if outage.restored else ""
    extent = f"{outage.extent or 'extent not said'}{restored}"
    return f"{one_line(outage.name)}: {outage.service} out ({extent}) since {outage.from_date}"


def _changed(found: Sequence[Difference]) -> Table:
    table = _table(("day", "what", "change", "rule", "claims"))
    for one in found:
        table.add_row(one.day, one.what, one.summary, one.rule or "", cited(one.claims) or "the baseline")
    return table


def _table(headings: Sequence[str], title: str | None = None) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim", title=title, title_justify="left")
    for heading in headings:
        table.add_column(heading)
    return table
