"""A reading in the terminal, as a person would like to see it: who, what, when, where, and how surely."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from onrecord.basics.numbers import number_words
from onrecord.basics.spans import Span
from onrecord.cli.console import Page
from onrecord.records import Happening, Modality, Place, Quantity, Reading, Source, Stance, Statement, Time

_STANCE_STYLE = {Stance.DENY: "red", Stance.ACKNOWLEDGE: "yellow", Stance.QUESTION: "magenta", Stance.THREATEN: "red"}
_UNITS = {"people": "people", "km2": "km²"}


def show(reading: Reading, console: Console) -> None:
    """Print one reading. Colour, width and wrapping follow the console."""
    console.print(Page(Group(*_parts(reading))))


def _parts(reading: Reading) -> Iterator[RenderableType]:
    yield Rule(style="dim")
    yield _head(reading)
    for number, statement in enumerate(reading.statements, 1):
        yield Padding(_statement(reading, statement, number), (1, 0, 0, 2 if statement.parent is None else 6))
    own = [h for h in reading.happenings if h.statement is None]
    if own:
        yield Padding(Text("In the author's own voice", style="bold"), (1, 0, 0, 2))
        for happening in own:
            yield Padding(_own_voice(reading, happening), (0, 0, 0, 4))
    if reading.document.skipped:
        yield Padding(_skipped(reading), (1, 0, 0, 2))


def _head(reading: Reading) -> Text:
    document = reading.document
    text = Text(document.title or _first_line(document.text), style="bold")
    facts = [f for f in (document.publisher, ", ".join(document.authors), document.published, document.url) if f]
    counts = (
        f"{_count(len(reading.statements), 'statement')}, {_count(len(reading.happenings), 'happening')}, "
        f"{_count(len({p.id or p.name for p in reading.places}), 'place')}"
    )
    return text.append("\n" + " · ".join([*facts, counts]), style="dim not bold")


def _statement(reading: Reading, statement: Statement, number: int) -> RenderableType:
    words = Text(_words(reading.document.text, statement.content))
    happenings = [_hanging("→ ", _happening(reading, h)) for h in reading.happenings if h.statement == statement.id]
    return Group(_hanging(f"{number:>2}  ", _attribution(reading, statement)), Padding(Group(words, *happenings), (0, 0, 0, 4)))


def _hanging(lead: str, body: Text) -> Table:
    """A body that wraps beside its number or arrow, not under it."""
    grid = Table.grid()
    grid.add_column(width=len(lead), style="dim")
    grid.add_column()
    grid.add_row(lead, body)
    return grid


def _attribution(reading: Reading, statement: Statement) -> Text:
    """One line: who, in which role and for which side, by which words, how, when, and on what evidence."""
    document = reading.document
    line = Text().append(_who(statement.source), style="bold")
    line.append(f" ({', '.join(_facts(statement.source))})" if _facts(statement.source) else "", style="dim")
    cue = " ".join(s.of(document.text) for s in statement.cue)
    line.append(f"  {cue}" if cue else "", style="italic")
    if statement.stance is not Stance.ASSERT:
        line.append(f"  {statement.stance.value}", style=_STANCE_STYLE.get(statement.stance, "cyan"))
    if statement.said is not None:
        line.append(f"  {_when(statement.said)}", style="green")
    if statement.hedged:
        line.append("  hedged", style="yellow")
    if statement.evidence:
        line.append("  on " + ", ".join(e.value for e in statement.evidence), style="blue")
    return line


def _own_voice(reading: Reading, happening: Happening) -> Table:
    words = _words(reading.document.text, happening.trigger)
    return _hanging("→ ", _happening(reading, happening, f"  “{words}”"))


def _happening(reading: Reading, happening: Happening, quoted: str = "") -> Text:
    """Type, who to whom, where, when, how many, and what is not plain fact about it; under it, what decided the type."""
    line = Text().append(happening.type.value, style="bold cyan")
    if happening.modality is not Modality.ACTUAL:
        line.append(f" ({happening.modality.value})", style="yellow")
    agents = [a.name for a in happening.actors if a.role == "agent"]
    targets = [a.name for a in happening.actors if a.role == "target"]
    line.append(f"  {', '.join(agents)}" if agents else "")
    line.append(f" → {', '.join(targets)}" if targets else "")
    where = [_where(reading.places[index], role.value) for index, role in happening.places]
    line.append(f"  {'; '.join(where)}" if where else "", style="magenta")
    line.append(f"  {_when(happening.time)}" if happening.time else "", style="green")
    line.append("".join(f"  {_how_many(q)}" for q in happening.quantities), style="bold")
    effect = happening.effect
    if effect is not None:
        facts = (f"holder: {effect.holder}",) if effect.holder else tuple(f for f in (effect.service, effect.extent) if f)
        line.append(f"  [{', '.join(facts)}]" if facts else "", style="dim")
    return line.append(f"{quoted}\nwhy: {happening.why}", style="dim")


def _skipped(reading: Reading) -> Text:
    text = Text("Left out, since it is not reporting", style="bold dim")
    for item in reading.document.skipped:
        words = " ".join(item.span.of(reading.document.text).split())
        text.append(f"\n  {item.why}: ", style="dim not bold").append(_shortened(words, 70), style="dim not bold italic")
    return text


def _who(source: Source) -> str:
    return source.name or "no source named"


def _facts(source: Source) -> list[str]:
    side = f"for {source.side}" if source.side else None
    return [f for f in (source.role_beside_name, source.affiliation, side) if f]


def _where(place: Place, role: str) -> str:
    name = place.name if role == "at" else f"{role} {place.name}"
    return name if place.id else f"{name} (not found)"


def _when(time: Time) -> str:
    return time.start[:16].replace("T", " ") if time.start else time.value.replace("_", " ").lower()


def _how_many(quantity: Quantity) -> str:
    unit = _UNITS.get(quantity.unit, quantity.unit) or ""
    low, high = quantity.low, quantity.high
    if low is not None and high is not None:
        amount = number_words(low) if low == high else f"{number_words(low)}–{number_words(high)}"
    else:
        amount = f"≥ {number_words(low)}" if low is not None else f"≤ {number_words(high)}" if high is not None else "some"
    return f"{amount} {unit}".strip()


def _words(text: str, spans: Sequence[Span]) -> str:
    return " … ".join(" ".join(s.of(text).split()) for s in spans)


def _first_line(text: str) -> str:
    return _shortened(text.strip().split("\n", 1)[0], 100) or "(empty)"


def _shortened(words: str, limit: int) -> str:
    return words if len(words) <= limit else words[: limit - 1].rstrip() + "…"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
