"""A small casebook written through the store, for tests of pages. Towns, outlets, sides and people are made up.

It has a claim that is denied and then conceded, an echo, an outage with its restoration, a count that grows, a summary of
another outlet's report, an edited document, a text from right to left, marks that nest, cross and come in pieces, an
unresolved place, and a document that attacks its reader.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from onrecord.basics.ids import content_id
from onrecord.basics.spans import Span
from onrecord.flow.judged import anchor
from onrecord.link import claim_of, voices
from onrecord.records import (
    Actor,
    Document,
    Effect,
    Entity,
    Evidence,
    Happening,
    HappeningType,
    Modality,
    Place,
    PlaceKind,
    PlaceRole,
    Precision,
    Quantity,
    Reading,
    Skipped,
    Source,
    SourceKind,
    Stance,
    Statement,
    Time,
    TimeType,
)
from onrecord.records.entity import EntityKind
from onrecord.records.judgement import Judgement, JudgementKind, Undoing
from onrecord.records.situation import ControlSpan, OutageSpan, Relation
from onrecord.store import Store, open_store
from onrecord.weigh import RIVAL_DAYS, RIVAL_TYPES, cannot_both_be, weigh

ORLIK = ("Orlik", "geonames:1001", 49.46, 36.85, PlaceKind.SETTLEMENT, 2500)
DUBY = ("Duby", "geonames:1002", 49.98, 36.26, PlaceKind.SETTLEMENT, 9000)
PROVINCE = ("Lower Province", "geonames:1003", 49.6, 36.9, PlaceKind.ADMIN1, 80000)

ATTACK = '<script>document.title="owned"</script><img src=x onerror="document.title=\'owned\'">'
"""Markup that must be shown as text wherever it comes from."""

EDITED_DOCUMENT = "herald-3"
HOSTILE_DOCUMENT = "hostile/../<b>\"'1"


def span(text: str, words: str, nth: int = 0) -> Span:
    """Where the words stand in the text for the nth time."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


class Draft:
    """Builds one reading by pointing at words of its text."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.statements: list[Statement] = []
        self.happenings: list[Happening] = []
        self.places: list[Place] = []
        self.entities: list[Entity] = []

    def place(self, entry: tuple, name: str | None = None, *, literal: bool = True) -> int:
        label, key, lat, lon, kind, radius = entry
        words = span(self.document.text, name or label)
        self.places.append(
            Place((words,), label, key, kind, lat, lon, radius, "XA", "Lower Province", "only entry", literal=literal)
        )
        return len(self.places) - 1

    def nowhere(self, name: str) -> int:
        words = span(self.document.text, name)
        self.places.append(Place((words,), name, None, PlaceKind.OTHER, None, None, None, None, None, "no entry fits"))
        return len(self.places) - 1

    def said(
        self,
        who: str,
        cue: str,
        *content: str,
        stance: Stance = Stance.ASSERT,
        side: str | None = None,
        hedged: bool = False,
        evidence: tuple[Evidence, ...] = (),
        parent: str | None = None,
        name: str | None = None,
    ) -> str:
        text = self.document.text
        key = content_id("s", self.document.id, self.document.sha256, *content)
        entity = f"e-{len(self.entities)}"
        self.entities.append(Entity(entity, name or who, EntityKind.PERSON, (span(text, who),)))
        source = Source((span(text, who),), entity, name or who, SourceKind.PERSON, "spokesperson", None, side)
        pieces = tuple(span(text, words) for words in content)
        self.statements.append(Statement(key, source, (span(text, cue),), pieces, stance, hedged, evidence, None, parent))
        return key

    def happened(
        self,
        kind: HappeningType,
        trigger: str,
        *,
        at: int | None = None,
        day: str | None = None,
        statement: str | None = None,
        modality: Modality = Modality.ACTUAL,
        agent: str | None = None,
        effect: Effect | None = None,
        quantity: Quantity | None = None,
    ) -> str:
        text = self.document.text
        key = content_id("h", self.document.id, self.document.sha256, trigger, kind)
        time = Time((), TimeType.DATE, day, day, None, Precision.DAY) if day else None
        actors = (Actor("agent", (), None, agent, agent),) if agent else ()
        where = ((at, PlaceRole.AT),) if at is not None else ()
        self.happenings.append(
            Happening(
                key,
                statement,
                kind,
                None,
                None,
                (span(text, trigger),),
                actors,
                where,
                time,
                modality,
                (quantity,) if quantity else (),
                effect,
                "written by hand",
            )
        )
        return key

    def reading(self) -> Reading:
        return Reading(
            self.document,
            tuple(self.statements),
            tuple(self.happenings),
            tuple(self.places),
            (),
            tuple(self.entities),
            {"link": "test 1"},
        )


def capture_claimed() -> Reading:
    text = (
        "Orlik is ours, says the North\n\n"
        "By Anna Field. Photo: the author\n\n"
        "Northern troops have taken Orlik after four days of fighting, Mira Holt said on Thursday. "
        "“Our flag is back,” she told reporters, “and it stays.”\n\n"
        "Video that could not be checked appears to show soldiers in the main square, according to Holt, "
        "who added that residents told her that “the last patrol left Orlik at dawn.”\n\n"
        "The power plant lost its roof in a strike the night before. The village of Nowhereton was quiet.\n\n"
        "Anna Field has covered the province for ten years."
    )
    draft = Draft(
        Document(
            "herald-1",
            text,
            "Orlik is ours, says the North",
            "2031-05-08T16:20:00+00:00",
            "Northern Herald",
            ("Anna Field",),
            "https://herald.example/orlik",
            "en",
            skipped=(
                Skipped(span(text, "By Anna Field. Photo: the author"), "byline"),
                Skipped(span(text, "Anna Field has covered the province for ten years."), "author box"),
            ),
        )
    )
    at = draft.place(ORLIK)
    taken = draft.said("Mira Holt", "said", "Northern troops have taken Orlik after four days of fighting", side="north")
    draft.happened(
        HappeningType.CAPTURE, "taken", at=at, day="2031-05-08", statement=taken, agent="north", effect=Effect("north")
    )
    draft.said("Mira Holt", "told", "Our flag is back", "and it stays", side="north", name="Mira Holt")
    outer = draft.said(
        "Holt",
        "according to",
        "Video that could not be checked appears to show soldiers in the main square",
        "residents told her that “the last patrol left Orlik at dawn",
        side="north",
        hedged=True,
        evidence=(Evidence.VIDEO,),
        name="Mira Holt",
    )
    inner = draft.said(
        "residents", "told her", "the last patrol left Orlik at dawn", evidence=(Evidence.EYEWITNESS,), parent=outer
    )
    draft.happened(HappeningType.WITHDRAWAL, "left", at=at, day="2031-05-08", statement=inner, agent="south")
    nowhere = draft.nowhere("Nowhereton")
    draft.happened(HappeningType.STRIKE, "strike", day="2031-05-07", at=nowhere)
    return draft.reading()


def capture_denied() -> Reading:
    text = (
        "Orlik has not fallen, a southern army spokesman, Petr Lund, insisted on Thursday evening. "
        "He called the reports a fairy tale."
    )
    draft = Draft(
        Document("monitor-1", text, None, "2031-05-08T19:00:00+00:00", "Southern Monitor", (), "https://monitor.example/1", "en")
    )
    at = draft.place(ORLIK)
    denied = draft.said("Petr Lund", "insisted", "Orlik has not fallen", stance=Stance.DENY, side="south")
    draft.happened(
        HappeningType.CAPTURE,
        "fallen",
        at=at,
        day="2031-05-08",
        statement=denied,
        modality=Modality.NEGATED,
        agent="north",
        effect=Effect("north"),
    )
    return draft.reading()


def capture_echoed() -> Reading:
    text = "Northern troops have taken Orlik, Mira Holt said.\n\nSummary of a report; the original is at the link."
    draft = Draft(
        Document(
            "wire-1", text, None, "2031-05-08T20:10:00+00:00", "Wire Desk", ("Onrecord summary",), "https://wire.example/2", "en"
        )
    )
    at = draft.place(ORLIK)
    taken = draft.said("Mira Holt", "said", "Northern troops have taken Orlik", side="north")
    draft.happened(
        HappeningType.CAPTURE, "taken", at=at, day="2031-05-08", statement=taken, agent="north", effect=Effect("north")
    )
    return draft.reading()


def capture_conceded() -> Reading:
    text = "We had to leave Orlik, which the North took on 8 May, Petr Lund acknowledged on Saturday."
    draft = Draft(
        Document("monitor-2", text, "South admits loss", "2031-05-10T08:00:00+00:00", "Southern Monitor", (), None, "en")
    )
    at = draft.place(ORLIK)
    owned = draft.said(
        "Petr Lund",
        "acknowledged",
        "We had to leave Orlik, which the North took on 8 May",
        stance=Stance.ACKNOWLEDGE,
        side="south",
    )
    draft.happened(HappeningType.CAPTURE, "took", at=at, day="2031-05-08", statement=owned, agent="north", effect=Effect("north"))
    return draft.reading()


def outage(number: int, text: str, day: str, kind: HappeningType, trigger: str, effect: Effect) -> Reading:
    draft = Draft(Document(f"grid-{number}", text, None, f"{day}T07:30:00+00:00", "Grid Watch", ("Leo Marsh",), None, "en"))
    at = draft.place(DUBY)
    draft.happened(kind, trigger, at=at, day=day, effect=effect)
    return draft.reading()


def count(number: int, low: float, day: str, outlet: str) -> Reading:
    text = f"At least {low:g} people were killed in Duby on Friday, rescue workers said, citing hospital lists."
    draft = Draft(Document(f"count-{number}", text, f"Toll in Duby: {low:g}", day, outlet, (), None, "en"))
    at = draft.place(DUBY)
    told = draft.said(
        "rescue workers", "said", f"At least {low:g} people were killed in Duby on Friday", evidence=(Evidence.DOCUMENT,)
    )
    many = Quantity((span(text, f"At least {low:g} people"),), low, None, "people", "killed")
    draft.happened(HappeningType.CASUALTIES, "killed", at=at, day="2031-05-09", statement=told, quantity=many)
    return draft.reading()


def edited(second: bool) -> Reading:
    tail = " The outlet has taken out a line about Orlik." if second else " Orlik is encircled."
    text = f"The front near Duby did not move on Friday.{tail}"
    draft = Draft(
        Document(
            EDITED_DOCUMENT, text, "Quiet at the front", "2031-05-09", "Northern Herald", ("Anna Field", "Leo Marsh"), None, "en"
        )
    )
    if not second:
        at = draft.place(ORLIK)
        draft.happened(HappeningType.ENCIRCLEMENT, "encircled", at=at, day="2031-05-09", agent="north")
    return draft.reading()


def told_by_a_capital() -> Reading:
    """A place's name stands for its government, and a happening is put there all the same."""
    text = "Tarnov announced talks on Saturday."
    draft = Draft(Document("wire-9", text, "Talks announced", "2031-05-10", "Wire Desk", (), None, "en"))
    capital = draft.place(("Tarnov", "geonames:1010", 50.1, 37.1, PlaceKind.SETTLEMENT, 9000), literal=False)
    draft.happened(HappeningType.TALKS, "talks", at=capital, day="2031-05-10")
    return draft.reading()


def right_to_left() -> Reading:
    text = "قال متحدث إن القتال مستمر قرب المدينة."
    draft = Draft(Document("ar-1", text, "القتال مستمر", "2031-05-09", "Gulf Ledger", (), None, "ar"))
    told = draft.said("متحدث", "قال", "القتال مستمر قرب المدينة")
    draft.happened(HappeningType.CLASH, "القتال", statement=told, day="2031-05-09")
    return draft.reading()


def hostile() -> Reading:
    text = f"{ATTACK} It rained in Orlik, {ATTACK} said. \x02\x03\u202e&amp; <b>"
    document = Document(
        HOSTILE_DOCUMENT,
        text,
        f"{ATTACK} title",
        "2031-05-10",
        f"{ATTACK} outlet",
        (f"{ATTACK} author",),
        "javascript:document.title='owned'",
        'en"><script>',
    )
    draft = Draft(document)
    at = draft.place((f"{ATTACK} town", "geonames:<i>", 49.0, 37.0, PlaceKind.SETTLEMENT, 1000), "Orlik")
    told = draft.said(ATTACK, "said", "It rained in Orlik", name=f"{ATTACK} source", side='"><script>')
    draft.happened(HappeningType.DAMAGE, "rained", at=at, day="2031-05-10", statement=told)
    return draft.reading()


def all_readings() -> list[Reading]:
    """Every reading, in order of publication but for the edited one's second version, which comes last."""
    out, back = Effect(service="power", extent="total"), Effect(service="power", extent="partial")
    return [
        capture_claimed(),
        capture_denied(),
        capture_echoed(),
        outage(
            1,
            "Duby lost all power at nightfall, the grid's own log shows.",
            "2031-05-08",
            HappeningType.OUTAGE,
            "lost all power",
            out,
        ),
        edited(False),
        right_to_left(),
        count(1, 4, "2031-05-09", "Wire Desk"),
        count(2, 9, "2031-05-10", "Northern Herald"),
        outage(2, "Power is back in most of Duby.", "2031-05-10", HappeningType.RESTORATION, "back", back),
        capture_conceded(),
        told_by_a_capital(),
        hostile(),
        edited(True),
    ]


def weigh_all(store: Store) -> None:
    """Put every stale claim with its standing, as the cross-check does."""
    made = {
        name: claim_of(spoken, {"north": "the North", "south": "the South"})
        for name, spoken in store.voices(store.stale_claims(limit=100_000)).items()
    }
    weighed = []
    for name, claim in made.items():
        near = store.neighbours(name, sorted(RIVAL_TYPES), RIVAL_DAYS)
        rivals = [made[n] for n in near if n in made and cannot_both_be(claim, made[n])]
        weighed.append(weigh(claim, rivals, parties=frozenset({"north", "south"})))
    store.put_claims(weighed, made_by="test 1")


def small_casebook(path: Path, *, extra: int = 0, judged: bool = False) -> Path:
    """Write the casebook into a new file; `extra` adds that many plain documents, for lists that fill pages.

    `judged` adds what people decided.
    """
    with open_store(path, create=True) as store:
        with store.transaction():
            for number, reading in enumerate([*all_readings(), *(_plain(n) for n in range(extra))]):
                store.put_reading(reading, voices(reading), added_at=f"2031-05-11T00:{number % 60:02d}:00+00:00")
        weigh_all(store)
        claim = next(c for c in store.all_claims() if c.type is HappeningType.CAPTURE)
        for side, code in (("north", "NO"), ("south", "SO")):
            store.put_setting(f"side.code.{side}", code)
            store.put_setting(f"side.name.{side}", f"the {side.title()}")
        store.put_control(
            [
                ControlSpan("geonames:1001", "Orlik", 49.46, 36.85, "2031-05-01", "2031-05-07", "SO", (), "baseline"),
                ControlSpan(
                    "geonames:1001", "Orlik", 49.46, 36.85, "2031-05-08", "2031-05-09", "CONTESTED", (claim.id,), "third-party"
                ),
                ControlSpan(
                    "geonames:1001",
                    "Orlik",
                    49.46,
                    36.85,
                    "2031-05-10",
                    "2031-12-31",
                    "NO",
                    (claim.id,),
                    "adverse-acknowledgement",
                ),
                ControlSpan("geonames:1009", "Selo", 49.7, 36.5, "2031-05-01", "2031-12-31", "NO", (), "baseline"),
                ControlSpan("geonames:1002", "Duby", 49.98, 36.26, "2031-05-01", "2031-12-31", "SO", (), "baseline"),
            ]
        )
        store.put_stories(dict.fromkeys(("herald-1", "monitor-1", "wire-1", "monitor-2", "wire-9"), "st-orlik"))
        store.put_relations(
            [
                Relation("herald-1", "monitor-1", "dispute", ("whether",), False, (claim.id,)),
                Relation("herald-1", "wire-1", "agree", (), True, (claim.id,)),
                Relation("herald-1", "monitor-2", "update", ("toll", "what"), None, (claim.id,)),
            ]
        )
        for judgement in judgements(claim.id) if judged else ():
            store.put_judgement(judgement)
        lost = next(c for c in store.all_claims() if c.type is HappeningType.OUTAGE)
        store.put_outages([OutageSpan("geonames:1002", "Duby", 49.98, 36.26, "power", "total", "2031-05-08", None, (lost.id,))])
    return path


def judgements(claim: str) -> list[Judgement]:
    """One about a claim, one about hostile words, and one that was undone; they are recorded and change nothing here."""
    reading = hostile()
    said = anchor(reading.statements[0].id, reading, reading.statements[0].id)
    undone = Undoing(f"{ATTACK} undoer", "2031-05-13T09:00:00+00:00", ATTACK)
    about = (reading.statements[0].id,)
    return [
        Judgement(JudgementKind.GRADE, (claim,), "Ada", "2031-05-12T07:00:00+00:00", "two photos fit", "2"),
        Judgement(JudgementKind.WRONG_TIME, about, ATTACK, "2031-05-12T08:00:00+00:00", ATTACK, "2031-05-09", anchors=(said,)),
        Judgement(JudgementKind.MISREAD, about, "Ben", "2031-05-12T09:00:00+00:00", "", anchors=(said,), undone=undone),
    ]


def _plain(number: int) -> Reading:
    day = f"2031-04-{number % 28 + 1:02d}"
    reading = count(1000 + number, 1 + number % 7, day, f"Outlet {number % 30}")
    shifted = tuple(replace(h, time=Time((), TimeType.DATE, day, day, None, Precision.DAY)) for h in reading.happenings)
    return replace(reading, happenings=shifted)


__all__ = ["ATTACK", "EDITED_DOCUMENT", "HOSTILE_DOCUMENT", "all_readings", "small_casebook", "span"]
