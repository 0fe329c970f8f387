"""The commands, called as a person would call them."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from onrecord.cli import INTERRUPTED
from onrecord.cli.commands import run
from onrecord.records.schema import reading_schema

NOTE = (
    "Mayor Olena Petrenko said on Monday that two bridges in Izium had been damaged. "
    "“We will repair them,” she added.\n\nThe regional council denied that anyone was killed."
)


@pytest.fixture
def note(tmp_path: Path) -> Path:
    file = tmp_path / "note.jsonl"
    file.write_text(json.dumps({"id": "n1", "text": NOTE, "published": "2022-09-14", "publisher": "Example Post"}) + "\n", "utf8")
    return file


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands run in a folder of their own, so that no settings file of the project is read."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal of forty columns."""
    monkeypatch.setenv("COLUMNS", "40")


def test_read_prints_the_published_form(note: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One JSON object a document, valid against the schema, with the text to the letter."""
    assert run(["read", str(note), "--json"]) == 0
    line = capsys.readouterr().out
    reading = json.loads(line)
    Draft202012Validator(reading_schema()).validate(reading)
    assert reading["document"]["text"] == NOTE
    assert reading["document"]["id"] == "n1"
    assert len(reading["statements"]) >= 2


def test_read_shows_a_person_who_said_what(note: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without --json the source, its cue and its words are on the page."""
    assert run(["read", str(note)]) == 0
    page = capsys.readouterr().out
    assert "Olena Petrenko" in page
    assert "two bridges in Izium had been damaged" in " ".join(page.split())
    assert "why: " in page


def test_a_page_for_people_wraps_beside_its_numbers(note: Path, capsys: pytest.CaptureFixture[str], narrow: None) -> None:
    """In a narrow terminal no line is too long, and what continues a statement is indented like its words."""
    assert run(["read", str(note)]) == 0
    lines = capsys.readouterr().out.splitlines()
    first = next(n for n, line in enumerate(lines) if line.startswith("   1  "))
    after = next(n for n, line in enumerate(lines) if line.startswith("   2  "))
    assert max(map(len, lines)) <= 40
    assert after - first > 3
    assert all(line.startswith(" " * 6) or not line.strip() for line in lines[first + 1 : after])


def test_markup_in_a_report_is_shown_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Names with brackets neither break a list nor colour it, and nothing in them reaches the terminal as a command."""
    text = "The army of [/red] Petrania said on Monday that it had retaken Izium. Mayor Olena Petrenko \x1b[2J denied it."
    file = tmp_path / "odd.jsonl"
    file.write_text(json.dumps({"text": text, "title": "[/b] \x1b[2J", "publisher": "[/x]", "published": "2022-09-14"}), "utf8")
    assert run(["add", str(file), "--casebook", "c.db"]) == 0
    assert run(["claims", "--casebook", "c.db"]) == 0
    assert run(["read", str(file)]) == 0
    out = capsys.readouterr().out
    assert "[/x]" in out
    assert "\x1b" not in out


@pytest.mark.parametrize("arguments", [["read", "--help"], ["times", "у вівторок", "--language", "uk"]])
def test_output_is_utf8_whatever_the_locale(tmp_path: Path, arguments: list[str]) -> None:
    """Nothing breaks on a letter that the locale lacks."""
    done = subprocess.run(
        [sys.executable, "-c", "from onrecord.cli import main; main()", *arguments],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    assert not done.stdout.decode("utf-8").isascii()


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_a_reader_that_has_seen_enough_is_no_failure(note: Path, tmp_path: Path, form: list[str]) -> None:
    """Output into a closed pipe, as `head` leaves it, gives status 0 and no message."""
    program = subprocess.Popen(
        [sys.executable, "-c", "from onrecord.cli import main; main()", "read", str(note), *form],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
    )
    assert program.stdout is not None
    program.stdout.close()
    assert program.stderr is not None
    assert (program.stderr.read(), program.wait(timeout=60)) == (b"", 0)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_a_full_disk_behind_standard_output_is_one_line(note: Path, tmp_path: Path) -> None:
    """The run fails with its status and a code, not with a traceback."""
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-c", "from onrecord.cli import main; main()", "read", str(note), "--json"],
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=tmp_path,
        )
    assert done.returncode == 3
    assert done.stderr.count(b"\n") == 1
    assert b"[output-not-written]" in done.stderr


def test_a_bad_input_is_one_line_and_the_rest_is_read(note: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The batch goes on; the status says that something failed; the line names the file and ends with a code."""
    empty = tmp_path / "empty.txt"
    empty.touch()
    assert run(["read", str(empty), str(note), "--json"]) == 1
    out, err = capsys.readouterr()
    assert json.loads(out)["document"]["id"] == "n1"
    assert len(err.splitlines()) == 1
    assert "empty.txt" in err
    assert err.rstrip().endswith("]")


def test_output_file_is_written_whole(note: Path, tmp_path: Path) -> None:
    """--output leaves the file and nothing beside it."""
    target = tmp_path / "out.jsonl"
    assert run(["read", str(note), "--json", "--output", str(target)]) == 0
    assert json.loads(target.read_text("utf8"))["document"]["id"] == "n1"
    assert not target.with_name("out.jsonl.part").exists()


def test_adding_again_changes_nothing(note: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The second run reports every document as unchanged, and the export is the same."""
    assert run(["add", str(note), "--casebook", "c.db", "--json"]) == 0
    first = json.loads(capsys.readouterr().out)
    assert run(["export", "statements", "--casebook", "c.db"]) == 0
    before = capsys.readouterr().out
    assert run(["add", str(note), "--casebook", "c.db", "--json"]) == 0
    second = json.loads(capsys.readouterr().out)
    assert run(["export", "statements", "--casebook", "c.db"]) == 0
    assert (first["added"], second["added"], second["unchanged"]) == (1, 0, 1)
    assert capsys.readouterr().out == before


@pytest.mark.parametrize("kind", ["claims", "statements", "happenings", "control", "outages", "documents", "relations"])
@pytest.mark.parametrize("form", ["csv", "jsonl", "geojson"])
def test_every_export_has_every_form(note: Path, capsys: pytest.CaptureFixture[str], kind: str, form: str) -> None:
    """Each kind is valid CSV, JSON Lines or GeoJSON, even where there is nothing to export."""
    run(["add", str(note), "--casebook", "c.db"])
    capsys.readouterr()
    assert run(["export", kind, "--format", form, "--casebook", "c.db"]) == 0
    out = capsys.readouterr().out
    if form == "csv":
        assert len(out.splitlines()[0].split(",")) > 3
    elif form == "jsonl":
        assert all(isinstance(json.loads(line), dict) for line in out.splitlines())
    else:
        assert json.loads(out)["type"] == "FeatureCollection"


def test_control_as_known_has_the_contract_columns(note: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Other programs read this heading."""
    run(["add", str(note), "--casebook", "c.db"])
    capsys.readouterr()
    assert run(["export", "control", "--as-known", "--format", "csv", "--casebook", "c.db"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "place_id,name,lat,lon,from_date,to_date,holder,claims"


def test_baseline_starts_the_situation(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A place of the baseline is held by whom the file says, until a claim says otherwise."""
    (tmp_path / "b.csv").write_text("place_id,name,lat,lon,date,holder\nx:1,Izium,49.2,37.3,2022-09-01,RU\n", "utf8")
    assert run(["baseline", "b.csv", "--casebook", "c.db"]) == 0
    assert run(["situation", "--casebook", "c.db", "--at", "2022-09-01", "--json"]) == 0
    row = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (row["name"], row["holder"], row["claims"]) == ("Izium", "RU", [])


def test_a_day_after_the_last_report_shows_what_was_known_last(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Asking about a later day does not empty the situation."""
    (tmp_path / "b.csv").write_text("place_id,name,lat,lon,date,holder\nx:1,Izium,49.2,37.3,2022-09-01,RU\n", "utf8")
    run(["baseline", "b.csv", "--casebook", "c.db"])
    capsys.readouterr()
    assert run(["situation", "--casebook", "c.db", "--at", "2023-01-01"]) == 0
    shown = capsys.readouterr().out
    assert "2022-09-01, as known then" in shown
    assert "Izium" in shown


def test_verify_finds_a_changed_byte(note: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A casebook in order gives status 0; one whose text was changed behind its back gives 3 and says where."""
    run(["add", str(note), "--casebook", "c.db"])
    assert run(["verify", "--casebook", "c.db"]) == 0
    with sqlite3.connect(tmp_path / "c.db") as db:
        assert db.execute("UPDATE versions SET text = text || 'x'").rowcount == 1
    capsys.readouterr()
    assert run(["verify", "--casebook", "c.db"]) == 3
    lines = capsys.readouterr().out.splitlines()
    assert "text-digest" in lines[0]
    assert "expected" in lines[0]


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["frob"], 2),
        (["read"], 2),
        (["read", "gopher://example.org/"], 2),
        (["read", "no-such-file.txt"], 1),
        (["export", "gossip", "--casebook", "c.db"], 2),
        (["verify", "--casebook", "no-such.db"], 2),
        (["claims", "--status", "true", "--casebook", "c.db"], 2),
        (["claims", "--since", "today", "--casebook", "c.db"], 2),
        (["situation", "--at", "2022-09-31", "--casebook", "c.db"], 2),
        (["changes", "--from", "2022-09-02", "--to", "2022-09-01", "--casebook", "c.db"], 2),
        (["read", "x.txt", "--published", "yesterday"], 2),
        (["add", "note.jsonl", "--reader", "oracle", "--casebook", "c.db"], 2),
    ],
)
def test_wrong_calls_give_a_documented_status_and_one_message(
    note: Path, arguments: list[str], status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """No traceback, whatever is asked."""
    assert run(arguments) == status
    err = capsys.readouterr().err
    assert err.strip() != ""
    assert "Traceback" not in err


def test_settings_say_where_a_value_comes_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Environment wins over file, file over default."""
    (tmp_path / "onrecord.toml").write_text('port = 9000\nhost = "127.0.0.2"\n', "utf8")
    monkeypatch.setenv("ONRECORD_PORT", "9001")
    assert run(["settings", "--json"]) == 0
    rows = {r["name"]: r for r in map(json.loads, capsys.readouterr().out.splitlines())}
    assert (rows["port"]["value"], rows["port"]["from"]) == ("9001", "environment")
    assert (rows["host"]["value"], rows["host"]["from"]) == ("127.0.0.2", "file")
    assert rows["casebook"]["from"] == "default"


def test_an_unknown_setting_in_the_file_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A misspelt name is said, not ignored."""
    (tmp_path / "onrecord.toml").write_text("prot = 9000\n", "utf8")
    assert run(["settings"]) == 2
    assert "'prot'" in capsys.readouterr().err


def test_interrupting_gives_status_130_and_says_how_to_go_on(note: Path, tmp_path: Path) -> None:
    """Ctrl-C while a command waits for more input: what was read is printed, and one line says what to do."""
    program = subprocess.Popen(
        [sys.executable, "-c", "from onrecord.cli import main; main()", "read", str(note), "-", "--json"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell's background job would ignore it
    )
    assert program.stdout is not None
    assert json.loads(program.stdout.readline())["document"]["id"] == "n1"
    os.kill(program.pid, signal.SIGINT)
    _, err = program.communicate(timeout=60)
    assert program.returncode == 130
    assert err.split("\n") == ["", INTERRUPTED, ""]  # the first line break ends the terminal's ^C


def test_a_location_of_no_known_kind_stops_the_call_before_anything_is_stored(
    note: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong call does nothing, even where it is wrong in its last word only."""
    assert run(["add", str(note), "gopher://example.org/", "--casebook", "c.db"]) == 2
    capsys.readouterr()
    assert run(["export", "documents", "--casebook", "c.db"]) == 0
    assert capsys.readouterr().out == ""


def test_reading_again_replaces_the_records_and_keeps_the_documents(note: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the same methods the record is the same, and the casebook stays whole."""
    run(["add", str(note), "--casebook", "c.db"])
    capsys.readouterr()
    run(["export", "happenings", "--casebook", "c.db"])
    before = capsys.readouterr().out
    assert run(["reread", "--from", "code", "--casebook", "c.db"]) == 0
    assert capsys.readouterr().out.startswith("1 read again, 0 failed")
    run(["export", "happenings", "--casebook", "c.db"])
    assert capsys.readouterr().out == before
    assert run(["verify", "--casebook", "c.db"]) == 0


def test_linking_again_gives_the_same_claims_and_stories(note: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What adding linked step by step is what linking everything makes."""

    def exported(kind: str) -> str:
        run(["export", kind, "--casebook", "c.db"])
        return capsys.readouterr().out

    run(["add", str(note), "--casebook", "c.db"])
    capsys.readouterr()
    before = exported("claims"), exported("documents")
    assert run(["relink", "--casebook", "c.db"]) == 0
    assert capsys.readouterr().out.endswith("claims weighed\n")
    assert (exported("claims"), exported("documents")) == before


@pytest.mark.parametrize(
    "arguments",
    [["reread", "--casebook", "no.db"], ["relink", "--casebook", "no.db"], ["baseline", "no.csv", "--casebook", "no.db"]],
)
def test_a_call_that_is_wrong_makes_no_casebook(arguments: list[str], tmp_path: Path) -> None:
    """Nothing is left behind where nothing was done."""
    assert run(arguments) == 2
    assert not (tmp_path / "no.db").exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nope"], "no such command 'nope'; see 'onrecord --help' [bad-call]"),
        (["read"], "see 'onrecord read --help' [bad-call]"),
        (["serve", "--port", "many"], "see 'onrecord serve --help' [bad-call]"),
        (["claims", "--casebook", "."], "casebook '.' is a folder; expected a file [casebook-missing]"),
    ],
)
def test_a_wrong_call_is_one_line(capsys: pytest.CaptureFixture[str], arguments: list[str], says: str) -> None:
    """It names what is wrong, and the command whose help says more."""
    assert run(arguments) == 2
    told = capsys.readouterr().err
    assert told.startswith("onrecord: ")
    assert told.endswith(f"{says}\n")
    assert told.count("\n") == 1
