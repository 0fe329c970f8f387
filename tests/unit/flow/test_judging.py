"""What people decide is recorded, used, undone and never lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from readings import BALAKLIIA, IZIUM, report

from onrecord.errors import UsageError
from onrecord.flow.crosscheck import Sides, refresh, relink
from onrecord.flow.decisions import Decisions
from onrecord.flow.exports import Format, Kind, export
from onrecord.flow.judging import State, Wanted, bring, judge, listed, undo
from onrecord.link import sketch
from onrecord.records import Claim, HappeningType, JudgementKind, Reading, Span, Stance, Standing, Status, Undoing
from onrecord.store import Store, open_store

SIDES = Sides({"ukraine": "UA", "russia": "RU"}, {"ukraine": "Ukraine", "russia": "Russia"}, frozenset({"ukraine", "russia"}))
NOW = "2022-09-12T08:00:00+00:00"
LATER = "2022-09-13T08:00:00+00:00"


def named(reading: Reading) -> Reading:
    """The reading with ids that are its document's own, as real ones are."""
    name = reading.document.id
    statements = tuple(replace(s, id=f"s-{name}") for s in reading.statements)
    happenings = tuple(replace(h, id=f"h-{name}", statement=f"s-{name}" if h.statement else None) for h in reading.happenings)
    return replace(reading, statements=statements, happenings=happenings)


def put(store: Store, *readings: Reading) -> None:
    """Store readings as adding does, judgements in mind, and cross-check."""
    decisions = Decisions(store)
    for reading in readings:
        spoken = decisions.voices(reading, SIDES, sketch(reading.document.text))
        store.put_reading(reading, spoken, added_at=NOW)
    refresh(store, SIDES)


def decide(store: Store, kind: JudgementKind, *about: str, correction: str | None = None, at: str = NOW, note: str = "") -> str:
    """Record a judgement of Ada's; its id."""
    wanted = Wanted(kind, about, "Ada", note, correction)
    return judge(store, wanted, SIDES, now=lambda: at).id


def places(store: Store) -> list[tuple[str, str | None, int]]:
    """Each claim's place and day, and how many voices it has."""
    return sorted((c.places[0].id or "" if c.places else "", c.start, len(c.voices)) for c in store.all_claims())


def standing(claim: Claim | None) -> Standing:
    """How a claim that was weighed stands."""
    assert claim is not None
    assert claim.standing is not None
    return claim.standing


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Two outlets on one capture, the second by quoting the ministry."""
    with open_store(tmp_path / "w.db", create=True) as opened:
        put(opened, named(report("a")), named(report("b", publisher="Other News", source="The Ministry", side="ukraine")))
        yield opened


def test_a_misread_statement_makes_no_claim_and_stays_in_the_record(store: Store) -> None:
    """Its voice goes from the claim; what was read stays as it was read."""
    before = store.reading("b")
    decide(store, JudgementKind.MISREAD, "s-b")
    assert [v.document for c in store.all_claims() for v in c.voices] == ["a"]
    after = store.reading("b")
    assert before is not None
    assert after is not None
    assert (after.statements, after.happenings) == (before.statements, before.happenings)
    assert standing(next(iter(store.all_claims()))).status is Status.REPORTED


def test_undoing_a_judgement_gives_back_what_it_took(store: Store) -> None:
    """The record after undoing is that of before, and the judgement is still listed, with who ended it."""
    before = list(export(store, Kind.CLAIMS, Format.JSONL))
    name = decide(store, JudgementKind.MISREAD, "s-b")
    assert list(export(store, Kind.CLAIMS, Format.JSONL)) != before
    assert undo(store, name, Undoing("Ben", LATER, "it does say so"), SIDES) is True
    assert list(export(store, Kind.CLAIMS, Format.JSONL)) == before
    assert [(j.undone, state) for j, state in listed(store)] == [(Undoing("Ben", LATER, "it does say so"), State.UNDONE)]
    assert undo(store, name, Undoing("Ben", LATER), SIDES) is False


def test_a_wrong_place_moves_the_claim_and_keeps_the_original(store: Store) -> None:
    """The claim is about the right place; the reading still has the one that was read."""
    decide(store, JudgementKind.WRONG_PLACE, "s-b", correction=IZIUM.id)
    assert places(store) == [(IZIUM.id, "2022-09-08", 1), (BALAKLIIA.id, "2022-09-08", 1)]
    assert [span.place_id for span in store.control()] == [IZIUM.id, BALAKLIIA.id]
    kept = store.reading("b")
    assert kept is not None
    assert [p.id for p in kept.places] == [BALAKLIIA.id]


def test_a_wrong_place_without_a_right_one_leaves_none(store: Store) -> None:
    """Nobody knows where: the claim has no place rather than a guess."""
    decide(store, JudgementKind.WRONG_PLACE, "h-b")
    assert ("", "2022-09-08", 1) in places(store)


def test_a_wrong_time_moves_the_claim_to_the_right_day(store: Store) -> None:
    """Judged about a claim, it holds for all of its voices."""
    claim = next(iter(store.all_claims())).id
    decide(store, JudgementKind.WRONG_TIME, claim, correction="2022-09-06")
    assert places(store) == [(BALAKLIIA.id, "2022-09-06", 2)]


def test_of_two_corrections_the_later_one_counts(store: Store) -> None:
    """A person who thinks again need not undo first."""
    decide(store, JudgementKind.WRONG_TIME, "s-b", correction="2022-08-06")
    decide(store, JudgementKind.WRONG_TIME, "s-b", correction="2022-07-07", at=LATER)
    assert (BALAKLIIA.id, "2022-07-07", 1) in places(store)


def test_a_retracted_claim_says_who_judged_so_and_when(store: Store) -> None:
    """What was known before stays in the history."""
    claim = next(iter(store.all_claims()))
    before = standing(claim).history
    decide(store, JudgementKind.RETRACTED, claim.id, note="taken off the air")
    after = standing(store.claim(claim.id))
    assert after.status is Status.RETRACTED
    assert after.history[:-1] == before
    assert (after.history[-1].at, after.history[-1].because) == (NOW, "judged as taken back by Ada: taken off the air")


def test_a_retracted_statement_no_longer_counts_for_its_claim(store: Store) -> None:
    """Of two origins one is left; when that goes too, nobody makes the claim any more."""
    claim = next(iter(store.all_claims()))
    assert standing(claim).status is Status.CORROBORATED
    decide(store, JudgementKind.RETRACTED, "s-b")
    assert standing(store.claim(claim.id)).status is Status.REPORTED
    assert [len(c.voices) for c in store.all_claims()] == [2]
    decide(store, JudgementKind.RETRACTED, "h-a", at=LATER)
    assert standing(store.claim(claim.id)).status is Status.RETRACTED


def test_judgements_survive_reading_a_text_into_other_ids(store: Store) -> None:
    """A newer method names the same words otherwise: the judgement finds them by where they stand."""
    decide(store, JudgementKind.MISREAD, "s-b")
    version = store.versions("b")[0].id
    reading = store.reading(version)
    assert reading is not None
    newer = replace(
        reading,
        statements=tuple(replace(s, id="s-new", content=(Span(3, s.content[0].end),)) for s in reading.statements),
        happenings=tuple(replace(h, id="h-new", statement="s-new") for h in reading.happenings),
    )
    for step in ("attribute", "code"):
        store.replace_step(version, step, newer, Decisions(store).voices(newer, SIDES, ""))
    refresh(store, SIDES)
    assert [v.document for c in store.all_claims() for v in c.voices] == ["a"]
    assert [state for _, state in listed(store)] == [State.IN_FORCE]


def test_a_judgement_whose_words_are_read_as_nothing_is_kept_as_dangling(store: Store) -> None:
    """Nothing is lost: it is listed, and counts again once the words are read again."""
    decide(store, JudgementKind.MISREAD, "s-b")
    version = store.versions("b")[0].id
    reading = store.reading(version)
    assert reading is not None
    bare = replace(reading, statements=(), happenings=())
    for step in ("attribute", "code"):
        store.replace_step(version, step, bare, ())
    assert [state for _, state in listed(store)] == [State.DANGLING]
    for step in ("attribute", "code"):
        store.replace_step(version, step, reading, Decisions(store).voices(reading, SIDES, ""))
    assert [state for _, state in listed(store)] == [State.IN_FORCE]


def test_a_judgement_holds_for_the_same_words_in_a_later_version(store: Store) -> None:
    """An outlet adds a line at the top: the misread sentence is still misread."""
    first = named(report("b", publisher="Other News", source="The Ministry", side="ukraine"))
    decide(store, JudgementKind.MISREAD, "s-b")
    moved = 10
    shift = lambda spans: tuple(Span(s.start + moved, s.end + moved) for s in spans)  # noqa: E731
    later = replace(
        first,
        document=replace(first.document, text="Updated.\n\n" + first.document.text, sha256=""),
        statements=tuple(replace(s, id="s-later", content=shift(s.content)) for s in first.statements),
        happenings=tuple(replace(h, id="h-later", statement="s-later", trigger=shift(h.trigger)) for h in first.happenings),
    )
    put(store, later)
    assert len(store.versions("b")) == 2
    assert [v.document for c in store.all_claims() for v in c.voices] == ["a"]


def test_what_is_exported_is_imported_into_another_casebook(store: Store, tmp_path: Path) -> None:
    """The same decisions give the same claims; a second import changes nothing; unknown words dangle."""
    decide(store, JudgementKind.WRONG_PLACE, "s-b", correction=IZIUM.id, note="one\u2028two\nthree \N{GRINNING FACE}")
    file = tmp_path / "judgements.jsonl"
    file.write_text("".join(export(store, Kind.JUDGEMENTS, Format.JSONL)), "utf8")
    with open_store(tmp_path / "other.db", create=True) as other:
        assert bring(file, other, SIDES).dangling == tuple(j.id for j in store.judgements())
        put(other, named(report("a")), named(report("b", publisher="Other News", source="The Ministry", side="ukraine")))
        assert places(other) == places(store)
        again = bring(file, other, SIDES)
        assert (again.new, again.known, again.dangling) == (0, 1, ())
        assert other.judgements() == store.judgements()


@pytest.mark.parametrize(
    "line",
    [
        "no json",
        "[]",
        "[" * 100_000,
        '{"kind": "same"}',
        '{"kind": "odd", "about": ["x"], "by": "A", "at": "2022-01-01"}',
        '{"kind": "same", "about": ["x"], "by": "A", "at": "2022-01-01"}',
        '{"kind": "misread", "about": ["x"], "by": " ", "at": "2022-01-01"}',
        '{"kind": "misread", "about": ["x"], "by": "A", "at": "yesterday"}',
        '{"kind": "wrong-time", "about": ["x"], "by": "A", "at": "2022-01-01", "correction": "soon"}',
        '{"kind": "wrong-place", "about": ["x"], "by": "A", "at": "2022-01-01", "correction": "geonames:1"}',
        '{"kind": "grade", "about": ["x"], "by": "A", "at": "2022-01-01", "correction": "Z"}',
    ],
)
def test_a_file_with_a_line_that_is_no_judgement_changes_nothing(store: Store, tmp_path: Path, line: str) -> None:
    """File and line are named, and the good lines are not stored either."""
    decide(store, JudgementKind.MISREAD, "s-b")
    good = "".join(export(store, Kind.JUDGEMENTS, Format.JSONL))
    file = tmp_path / "in.jsonl"
    file.write_text(good.replace("Ada", "Eve") + line + "\n")
    with pytest.raises(UsageError, match="line 2") as caught:
        bring(file, store, SIDES)
    assert caught.value.code == "bad-judgement"
    assert store.count_judgements() == 1


@pytest.mark.parametrize(
    ("kind", "about", "correction", "code"),
    [
        (JudgementKind.MISREAD, ("s-none",), None, "nothing-to-judge"),
        (JudgementKind.SAME, ("s-b",), None, "bad-judgement"),
        (JudgementKind.SAME, ("s-b", "s-b"), None, "bad-judgement"),
        (JudgementKind.MISREAD, ("s-b",), "x", "bad-judgement"),
        (JudgementKind.WRONG_PLACE, ("s-b",), "geonames:1", "bad-judgement"),
        (JudgementKind.WRONG_TIME, ("s-b",), "soon", "bad-judgement"),
        (JudgementKind.WRONG_TIME, ("s-b",), "0001-01-01", "bad-judgement"),
        (JudgementKind.GRADE, ("s-b",), "A", "nothing-to-judge"),
        (JudgementKind.GRADE, ("ministry",), "7", "bad-judgement"),
        (JudgementKind.GRADE, ("ministry",), None, "bad-judgement"),
    ],
)
def test_what_does_not_fit_is_refused(
    store: Store, kind: JudgementKind, about: tuple[str, ...], correction: str | None, code: str
) -> None:
    """Nothing is recorded then."""
    with pytest.raises(UsageError) as caught:
        decide(store, kind, *about, correction=correction)
    assert caught.value.code == code
    assert store.count_judgements() == 0


def test_a_judgement_needs_a_name(store: Store) -> None:
    """Nobody decides anonymously."""
    with pytest.raises(UsageError, match="by is"):
        judge(store, Wanted(JudgementKind.MISREAD, ("s-b",), "  "), SIDES)


def test_control_characters_do_not_get_into_a_note(store: Store) -> None:
    """Line breaks stay; what would command a terminal goes."""
    made = judge(store, Wanted(JudgementKind.MISREAD, ("s-b",), "A\x1bda", " one\r\ntwo\x00\x1b[2J "), SIDES)
    assert (made.by, made.note) == ("Ada", "one\ntwo[2J")


def test_same_and_different_become_constraints_of_linking(store: Store) -> None:
    """Two statements are tied or kept apart by their happenings of one type; the newest word counts."""
    put(store, named(report("c", source="Mayor", known="the-mayor", published="2022-09-09")))
    decide(store, JudgementKind.SAME, "s-b", "s-c")
    version = {d: store.versions(d)[0].id for d in "abc"}
    tied = {(version["b"], "h-b"), (version["c"], "h-c")}
    (made,) = Decisions(store).constraints
    assert ({made.a, made.b}, made.same) == (tied, True)
    decide(store, JudgementKind.DIFFERENT, "s-c", "s-b", at=LATER)
    (made,) = Decisions(store).constraints
    assert ({made.a, made.b}, made.same) == (tied, False)


def test_claims_that_differ_are_kept_apart_voice_by_voice(store: Store) -> None:
    """Every voice of the one and every voice of the other."""
    put(store, named(report("c", published="2022-09-15")))
    one, other = sorted(store.all_claims(), key=lambda c: len(c.voices))
    decide(store, JudgementKind.DIFFERENT, one.id, other.id)
    assert sorted(c.same for c in Decisions(store).constraints) == [False, False]


def test_grades_are_given_by_name_and_the_newest_counts(store: Store) -> None:
    """A source by its key, a claim by its id."""
    claim = next(iter(store.all_claims())).id
    decide(store, JudgementKind.GRADE, "ministry", correction="b")
    decide(store, JudgementKind.GRADE, "ministry", correction="C", at=LATER)
    decide(store, JudgementKind.GRADE, claim, correction="2")
    assert {name: j.correction for name, j in Decisions(store).grades.items()} == {"ministry": "C", claim: "2"}


def test_a_misread_claim_takes_only_its_own_place_from_a_happening(store: Store) -> None:
    """A strike on two towns is two claims; the other one stays."""
    two = named(report("d", type_=HappeningType.STRIKE, holder=None))
    both = replace(
        two,
        places=(*two.places, IZIUM),
        happenings=tuple(replace(h, places=(*h.places, (1, h.places[0][1]))) for h in two.happenings),
    )
    put(store, both)
    strikes = {c.places[0].name: c.id for c in store.all_claims() if c.type is HappeningType.STRIKE}
    decide(store, JudgementKind.MISREAD, strikes["Izium"])
    assert [c.places[0].name for c in store.all_claims() if c.type is HappeningType.STRIKE] == ["Balakliia"]


def test_exported_judgements_say_what_became_of_them(store: Store) -> None:
    """One row each, in CSV too."""
    name = decide(store, JudgementKind.MISREAD, "s-b", note="=1+1")
    undo(store, name, Undoing("Ben", LATER), SIDES)
    row = json.loads(next(export(store, Kind.JUDGEMENTS, Format.JSONL)))
    assert (row["state"], row["undone"]["by"]) == ("undone", "Ben")
    head, line = list(export(store, Kind.JUDGEMENTS, Format.CSV))
    assert head.startswith("id,kind,about,correction,note,by,at,state")
    assert "'=1+1" in line


def test_a_denial_that_was_taken_back_no_longer_disputes(store: Store) -> None:
    """Taking back counts for both hands."""
    put(store, named(report("d", source="Army", known="army", side="russia", stance=Stance.DENY)))
    claim = next(c for c in store.all_claims() if len(c.voices) == 3)
    assert standing(claim).status is Status.DISPUTED
    decide(store, JudgementKind.RETRACTED, "s-d", at=LATER)
    assert standing(store.claim(claim.id)).status is Status.CORROBORATED


def joined(store: Store) -> list[list[str]]:
    """The documents of each claim."""
    return sorted(sorted(v.document for v in c.voices) for c in store.all_claims())


def test_what_is_judged_the_same_is_one_claim_until_it_is_undone(store: Store) -> None:
    """However far apart the two are; afterwards linking decides alone again."""
    put(store, named(report("c", place=IZIUM, published="2022-09-20")))
    assert joined(store) == [["a", "b"], ["c"]]
    one, other = (c.id for c in sorted(store.all_claims(), key=lambda c: len(c.voices)))
    name = decide(store, JudgementKind.SAME, one, other)
    assert joined(store) == [["a", "b", "c"]]
    assert [state for _, state in listed(store)] == [State.IN_FORCE]
    relink(store, SIDES)
    assert joined(store) == [["a", "b", "c"]]
    undo(store, name, Undoing("Ben", LATER), SIDES)
    assert joined(store) == [["a", "b"], ["c"]]


def test_what_is_judged_different_is_two_claims_until_it_is_undone(store: Store) -> None:
    """Also where type, place and day are the same."""
    name = decide(store, JudgementKind.DIFFERENT, "s-b", "h-a")
    assert joined(store) == [["a"], ["b"]]
    relink(store, SIDES)
    assert joined(store) == [["a"], ["b"]]
    undo(store, name, Undoing("Ben", LATER), SIDES)
    assert joined(store) == [["a", "b"]]


def test_judgements_survive_linking_everything_anew(store: Store) -> None:
    """The claims after `relink` are those of before."""
    decide(store, JudgementKind.WRONG_PLACE, "s-b", correction=IZIUM.id)
    decide(store, JudgementKind.RETRACTED, "h-a", at=LATER)
    before = list(export(store, Kind.CLAIMS, Format.JSONL))
    relink(store, SIDES)
    assert list(export(store, Kind.CLAIMS, Format.JSONL)) == before


def test_grades_that_a_person_gave_are_exported_beside_the_computed_ones(store: Store) -> None:
    """With who gave it and why; the reasons of the computed one stay."""
    claim = next(iter(store.all_claims())).id
    decide(store, JudgementKind.GRADE, claim, correction="5", note="the photo is of another town")
    decide(store, JudgementKind.GRADE, "ministry", correction="B")
    row = json.loads(next(export(store, Kind.CLAIMS, Format.JSONL)))["grade"]
    assert (row["grade"], row["computed"], row["by"], row["note"]) == ("5", "2", "Ada", "the photo is of another town")
    assert row["because"]
    (source,) = (json.loads(line) for line in export(store, Kind.SOURCES, Format.JSONL))
    assert (source["grade"]["grade"], source["grade"]["computed"], source["record"]["made"]) == ("B", "F", 1)
    head, line = export(store, Kind.SOURCES, Format.CSV)
    cells = dict(zip(head.strip().split(","), line.strip().split(","), strict=True))
    assert (cells["key"], cells["grade"], cells["corroborated"]) == ("ministry", "B", "1")
