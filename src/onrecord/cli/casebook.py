"""Commands on a casebook that is there: what it claims, who held what, exports, the site, and whether it is whole."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import rich_click as click
from click.exceptions import Exit
from rich.table import Table
from rich.text import Text

from onrecord.cli import options
from onrecord.cli.console import Counter, Page, json_line, one_line, opened, page_console, report_registers
from onrecord.errors import ExitStatus, UsageError

STATUS_STYLE = {
    "disputed": "bold yellow",
    "conceded": "bold magenta",
    "denied": "red",
    "retracted": "red",
    "corroborated": "bold",
}
KINDS = (
    "claims", "statements", "happenings", "control", "outages", "documents", "relations", "sources", "judgements", "edits",
    "losses", "casualties", "displacement", "talks", "detentions", "aid",
)  # fmt: skip


@click.command(epilog="Example: `onrecord baseline baseline.csv --casebook war.db`")
@click.argument("file", type=click.Path(path_type=Path))
@options.as_json()
@options.settings("casebook")
def baseline(file: Path, as_json: bool, casebook: Path) -> None:
    """Take who held what at the start from a CSV file: place_id,name,lat,lon,date,holder."""
    from onrecord.flow.casebook import import_baseline, read_baseline
    from onrecord.store import open_store

    for _ in read_baseline(file, None):  # a file that cannot be read must not leave a new, empty casebook behind
        pass
    with open_store(casebook, create=True) as store:
        count = import_baseline(file, store)
    click.echo(json_line({"places": count}) if as_json else f"{count} places in the baseline of {casebook}\n", nl=False)


@click.command(
    epilog="Examples: `onrecord export claims --format jsonl` · `onrecord export control --as-known --format csv` · "
    "`onrecord export happenings --format geojson -o happenings.geojson`"
)
@click.argument("kind", metavar="|".join(KINDS))
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "jsonl", "geojson"]),
    default="jsonl",
    show_default=True,
    help="Form of the output.",
)
@click.option("--as-known", is_flag=True, help="Control as it was known at the end of each day; the way in which it is kept.")
@options.output
@options.settings("casebook")
def export(kind: str, form: str, as_known: bool, output: Path | None, casebook: Path) -> None:
    """Write a casebook's claims, statements, happenings, documents, relations, sources, judgements, edits or a timeline as data.

    Timelines: control, outages, losses, casualties, displacement, talks, detentions, aid.
    """
    from onrecord.flow.exports import Format, Kind, kind_of
    from onrecord.flow.exports import export as rows
    from onrecord.store import open_store

    wanted = kind_of(kind)
    if as_known and wanted is not Kind.CONTROL:
        raise UsageError(f"--as-known goes with control; found {kind!r}", code="bad-option", option="as-known")
    with open_store(casebook, read_only=True) as store, opened(output) as out:
        for line in rows(store, wanted, Format(form)):
            out.write(line)


@click.command(
    epilog="Examples: `onrecord claims --status disputed` · `onrecord claims --place geonames:712165 --limit 5 --json`"
)
@click.option("--status", help="Only claims that stand so: reported, corroborated, conceded, disputed, denied, retracted.")
@click.option("--type", "topic", help="Only happenings of this type, such as capture or outage.")
@click.option("--place", help="Only at this place: a gazetteer id.")
@click.option("--since", metavar="DAY", help="Only about this day or later.")
@click.option("--until", metavar="DAY", help="Only about this day or earlier.")
@click.option("--limit", type=click.IntRange(1), default=40, show_default=True, help="At most so many.")
@options.as_json()
@options.settings("casebook")
def claims(
    status: str | None,
    topic: str | None,
    place: str | None,
    since: str | None,
    until: str | None,
    limit: int,
    as_json: bool,
    casebook: Path,
) -> None:
    """List a casebook's claims: what is said, how it stands, its grade (1 to 6), how many origins it has, who says so."""
    from onrecord.flow.crosscheck import as_edited
    from onrecord.flow.decisions import Decisions
    from onrecord.flow.grades import claim_grade
    from onrecord.records import HappeningType
    from onrecord.records.claim import Status
    from onrecord.store import ClaimFilter, open_store

    which = ClaimFilter(
        status=_member(Status, "status", status),
        type=_member(HappeningType, "type", topic),
        place=place,
        since=_day("since", since),
        until=_day("until", until),
    )
    with open_store(casebook, read_only=True) as store:
        found = list(as_edited(store, store.claims(which, limit=limit)))
        total = store.count_claims(which)
        decisions = Decisions(store)
        grades = [claim_grade(claim, decisions) for claim in found]
    if as_json:
        for claim, grade in zip(found, grades, strict=True):
            click.echo(json_line({**claim.to_dict(), "grade": grade.to_dict()}), nl=False)
        return
    console = page_console()
    table = Table(box=None, pad_edge=False, header_style="dim", expand=True)
    for heading, ratio in (("claim", 5), ("status", 2), ("grade", None), ("origins", None), ("who says so", 5)):
        table.add_column(heading, ratio=ratio, justify="right" if heading in ("grade", "origins") else "left")
    for claim, grade in zip(reversed(found), reversed(grades), strict=True):
        standing = claim.standing
        state = standing.status.value if standing else "not weighed"
        who = dict.fromkeys(f"{v.source or v.publisher or 'unnamed'}{' (denies)' if v.denies else ''}" for v in claim.voices)
        table.add_row(
            claim.summary,
            Text(state, STATUS_STYLE.get(state, "")),
            f"{grade.code} by {grade.by}" if grade.by else grade.code,
            str(standing.origins if standing else 0),
            ", ".join(who),
        )
    console.print(Page(table))
    console.print(f"{len(found)} of {total} claims", style="dim")


@click.command(epilog="Example: `onrecord verify --casebook war.db`")
@options.as_json()
@options.settings("casebook")
def verify(as_json: bool, casebook: Path) -> None:
    """Recompute every digest of a casebook and check that everything in it belongs together."""
    from onrecord.flow.casebook import verify as problems
    from onrecord.flow.crosscheck import registers_of
    from onrecord.store import open_store

    found = 0
    with open_store(casebook, read_only=True) as store:
        for problem in problems(store):
            found += 1
            shown = f"{one_line(problem.where)}: {problem.found!r}, expected {problem.expected!r} [{problem.code}]\n"
            click.echo(json_line(problem.to_dict()) if as_json else shown, nl=False)
        counts, registers = store.counts(), registers_of(store.settings())
    report_registers(registers)
    if not as_json:
        held = f"{counts.documents} documents in {counts.versions} versions, {counts.statements} statements"
        state = f"{found} problems" if found else "all in order"
        click.echo(f"{held}, {counts.claims} claims, {counts.captures} captures: {state}")
    if found:
        raise Exit(ExitStatus.RUN_FAILED)


@click.command(epilog="Example: `onrecord failures --casebook war.db`")
@options.as_json()
@options.settings("casebook")
def failures(as_json: bool, casebook: Path) -> None:
    """List the inputs that could not be read into a casebook, newest first: when, where, why."""
    from onrecord.store import open_store

    with open_store(casebook, read_only=True) as store:
        found = store.failures()
    for location, code, message, at in found:
        row = {"location": location, "code": code, "message": message, "at": at}
        click.echo(json_line(row) if as_json else f"{at}  {one_line(message)} [{code}]\n", nl=False)
    if not found and not as_json:
        click.echo("every input could be read")


@click.command(epilog="Example: `onrecord serve --casebook war.db --port 8700`")
@click.option(
    "--desk/--no-desk", default=None, help="Let readers judge; where left out, only on an address of this machine alone."
)
@click.option(
    "--name", "names", metavar="HOST", multiple=True, help="Answer to this name as well, as a proxy or a team asks for it."
)
@options.settings("casebook", "host", "port", "gazetteer", "register")
def serve(
    casebook: Path,
    host: str,
    port: int,
    desk: bool | None,
    names: tuple[str, ...],
    gazetteer: Path | None,
    register: Path | None,
) -> None:
    """Serve a casebook's site and API until interrupted.

    On its desk a person judges what programs read wrong.
    """
    from onrecord.flow.stages import ReadOptions
    from onrecord.web import serve as run

    reading = ReadOptions(gazetteer=gazetteer, registers=(register,) if register else ())
    run(
        casebook,
        host,
        port,
        names=names,
        desk=desk,
        reading=reading,
        ready=lambda address: click.echo(f"{casebook} is served at {address} (Ctrl-C stops it)"),
    )


@click.command(epilog="Example: `onrecord build site/ --casebook war.db`")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--address", metavar="URL", help="Where readers will find the folder; the site then has its Atom feeds.")
@options.settings("casebook")
def build(folder: Path, address: str | None, casebook: Path) -> None:
    """Write the same site as static files, with relative links."""
    from onrecord.publish import build as write
    from onrecord.store import open_store

    done = 0

    def told(_name: str) -> None:
        nonlocal done
        done += 1
        counter.show("writing pages", done)

    with open_store(casebook, read_only=True) as store, Counter() as counter:
        pages = write(store, folder, address=address, progress=told)
    click.echo(f"{pages} pages in {folder}")


@click.command(epilog="Example: `onrecord places 'Shelling was reported in Izium and Kyiv.'`")
@click.argument("text")
@options.as_json()
@options.settings("reader", "gazetteer")
def places(text: str, as_json: bool, reader: str, gazetteer: Path | None) -> None:
    """Find the place names in a text (`-` for standard input) and resolve them."""
    from onrecord.flow.stages import Draft, locate, tag
    from onrecord.records import Document

    tools = _tools(reader, gazetteer)
    draft = locate(tag(Draft(Document("text", _given(text))), tools), tools)
    for place in draft.places:
        if as_json:
            click.echo(json_line(place.to_dict()), nl=False)
        else:
            where = f"{place.lat:.4f} {place.lon:.4f}" if place.lat is not None else "not found"
            words = one_line(place.spans[0].of(draft.document.text))
            click.echo(f"{words}\t{place.id or '-'}\t{place.kind.value}\t{where}\t{one_line(place.why)}")


@click.command(epilog="Example: `onrecord times 'The bridge was hit on Monday night.' --published 2022-09-14`")
@click.argument("text")
@options.published
@options.as_json()
@options.settings("language")
def times(text: str, published: str | None, as_json: bool, language: str | None) -> None:
    """Find the time expressions in a text (`-` for standard input) and resolve them."""
    from onrecord.collect import CollectOptions
    from onrecord.date import find_times
    from onrecord.records import Document

    CollectOptions(published=published)  # says what is wrong with a date that is none
    document = Document("text", _given(text), published=published, language=language)
    for time in find_times(document):
        if as_json:
            click.echo(json_line(time.to_dict()), nl=False)
        else:
            words = one_line(time.spans[0].of(document.text))
            facts = (words, time.type.value, time.value, time.start or "-", time.end or "-", time.precision.value)
            click.echo("\t".join(facts))


@click.group()
def gazetteer() -> None:
    """Make a larger gazetteer."""


@gazetteer.command("build", epilog="Example: `onrecord gazetteer build --geonames allCountries.zip -o world.gaz`")
@click.option(
    "--geonames",
    type=click.Path(path_type=Path),
    multiple=True,
    required=True,
    help="A GeoNames dump; may be given several times.",
)
@click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The file to write.")
def gazetteer_build(geonames: tuple[Path, ...], output: Path) -> None:
    """Build a gazetteer from a GeoNames dump that you have."""
    from onrecord.gazetteer import build_from_dump

    click.echo(f"{build_from_dump(geonames, output)} entries in {output}")


COMMANDS = (baseline, export, claims, verify, failures, serve, build, places, times, gazetteer)


def _member(kind: Any, option: str, value: str | None) -> Any:
    """The member of an enumeration, or a usage error that lists them."""
    if value is None:
        return None
    try:
        return kind(value)
    except ValueError as error:
        raise UsageError(
            f"option {option} is {value!r}; known: {', '.join(m.value for m in kind)}", code="bad-option", option=option
        ) from error


def _day(option: str, value: str | None) -> str | None:
    """The day as it is written, or a usage error."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise UsageError(
            f"option {option} is {value!r}; expected a day such as 2022-09-08", code="bad-option", option=option
        ) from error


def _given(text: str) -> str:
    return sys.stdin.read() if text == "-" else text


def _tools(reader: str, gazetteer: Path | None) -> Any:
    from onrecord.flow.stages import ReadOptions, Tools

    return Tools.load(ReadOptions(reader, gazetteer))
