"""A language model's answers as attributions: only words that are in the text count."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.basics.spans import Span
from onrecord.cli.commands import run
from onrecord.errors import ItemError, UsageError
from onrecord.model.endpoint import Chat, Endpoint
from onrecord.records import Document
from onrecord.tag import Reader, load_reader
from onrecord.tag.asking import LONGEST, PART, Answer, parsed, placed
from tests.support.chat import ChatServer, chat_server, says, statements

TEXT = '"The ferry will sail," harbour master Ida Brandt said,\n"unless the wind turns." Crew members doubt that it will sail.'
FERRY = ("harbour master Ida Brandt", "said", ['"The ferry will sail,"', '"unless the wind turns."'])


def reader(server: ChatServer) -> Reader:
    return load_reader("endpoint", Endpoint(server.url, "tiny"))


def words(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [span.of(text) for span in spans]


def test_answers_become_spans_of_the_text() -> None:
    """Source, cue and a content in two pieces; words, sentences and names are those of the trained reader."""
    with chat_server(statements(FERRY, ("Crew members", "doubt", ["that it will sail"]))) as server:
        tagging = reader(server).tag(Document("d", TEXT))
    first, second = tagging.attributions
    assert [words(TEXT, part) for part in (first.source, first.cue, first.content)] == [[FERRY[0]], ["said"], FERRY[2]]
    assert words(TEXT, second.content) == ["that it will sail"]
    assert tagging.refused == 0
    assert tagging.made_by.startswith("tag:endpoint:tiny@1+careful@")
    trained = load_reader("careful").tag(Document("d", TEXT))
    assert (tagging.tokens, tagging.mentions) == (trained.tokens, trained.mentions)


@pytest.mark.parametrize(
    "row",
    [
        ("harbour master Ida Brand", "said", FERRY[2]),
        ("Harbour master Ida Brandt", "said", FERRY[2]),
        (FERRY[0], "says", FERRY[2]),
        (FERRY[0], "said", ['"The ferry will not sail,"']),
        (FERRY[0], "said", [*reversed(FERRY[2])]),
        (FERRY[0], "said", []),
        (FERRY[0], "said", [""]),
        ("Ida Bran", "said", FERRY[2]),
    ],
)
def test_words_that_are_not_in_the_text_are_refused_and_counted(row: tuple[str, str, list[str]]) -> None:
    """Altered letters, another case, another tense, pieces out of order, no content, half a name; the others still count."""
    with chat_server(statements(row, ("Crew members", "doubt", ["that it will sail"]))) as server:
        tagging = reader(server).tag(Document("d", TEXT))
    assert [words(TEXT, a.source) for a in tagging.attributions] == [["Crew members"]]
    assert tagging.refused == 1


def test_broken_json_is_asked_for_once_more() -> None:
    """The second answer counts; its question says what was wrong."""
    with chat_server(says("Sure! Here they are:"), says('```json\n{"statements": []}\n```')) as server:
        tagging = reader(server).tag(Document("d", TEXT))
    assert (tagging.attributions, tagging.refused) == ((), 0)
    assert "not JSON of that form" in server.asked[1]["messages"][0]["content"]


@pytest.mark.parametrize(
    "answer", ["no", "[]", "{}", {"statements": {}}, {"statements": [1]}, {"statements": [{"content": [1]}]}]
)
def test_answers_in_no_asked_form_fail_the_document(answer: object) -> None:
    """After the second one."""
    with chat_server(says(answer)) as server, pytest.raises(ItemError) as caught:
        reader(server).tag(Document("d", TEXT))
    assert (caught.value.code, len(server.asked)) == ("endpoint-answer", 2)


def test_a_long_text_is_asked_about_in_parts_of_whole_sentences() -> None:
    """Every word is asked about once, and a part's answer is looked for in that part alone."""
    sentence = "The warden said that the sluice had been open since noon. "
    text = (sentence * (2 * PART // len(sentence))).strip()
    with chat_server(statements(("The warden", "said", ["that the sluice had been open since noon"]))) as server:
        tagging = reader(server).tag(Document("d", text))
    parts = [asked["messages"][1]["content"] for asked in server.asked]
    assert len(parts) >= 2
    assert " ".join(parts) == text
    assert all(len(part) <= PART for part in parts)
    assert len(tagging.attributions) == len(parts)


def test_a_document_of_a_hundred_questions_is_refused() -> None:
    """Before anything is sent."""
    with chat_server(says("")) as server, pytest.raises(ItemError, match="another reader") as caught:
        reader(server).tag(Document("d", "word " * LONGEST))
    assert (caught.value.code, server.asked) == ("too-long-to-ask", [])


def test_repeated_words_are_taken_where_source_cue_and_content_are_nearest() -> None:
    """The same answer a second time means the second place."""
    text = "Bo said it rains. Ann left. Ann said it rains."
    part = Span(0, len(text))
    first = placed(text, part, Answer("Bo", "said", ("it rains",)))
    second = placed(text, part, Answer("Ann", "said", ("it rains",)))
    assert first is not None
    assert second is not None
    assert first.content[0].start < 20 < second.source[0].start
    again = placed(text, part, Answer("", "", ("it rains",)), taken=[first.content[0]])
    assert again is not None
    assert again.content == second.content


@given(st.text(alphabet='ab "\n.', max_size=30), st.lists(st.text(alphabet='ab "\n.', max_size=6), min_size=3, max_size=4))
def test_whatever_is_answered_the_words_of_a_placed_answer_stand_in_the_text(text: str, phrases: list[str]) -> None:
    """White space apart, each span holds the answer's words, and no two overlap."""
    answer = Answer(phrases[0], phrases[1], tuple(phrases[2:]))
    found = placed(text, Span(0, len(text)), answer) if text else None
    if found is None:
        return
    spans = (*found.source, *found.cue, *found.content)
    given_words = [phrase.split() for phrase in phrases if phrase.split()]
    assert [span.of(text).split() for span in spans] == given_words
    assert not any(a.overlaps(b) for n, a in enumerate(spans) for b in spans[n + 1 :])


def test_parsed_takes_one_string_for_a_content_of_one_piece() -> None:
    """Models write either; missing source and cue are empty."""
    assert parsed('{"statements": [{"content": "it rains"}]}') == [Answer("", "", ("it rains",))]


def test_the_reader_needs_an_address_and_a_model() -> None:
    """One clear error, before any text is read."""
    with pytest.raises(UsageError, match="--endpoint and --endpoint-model") as caught:
        load_reader("endpoint")
    assert caught.value.code == "no-endpoint"


def test_the_command_reads_with_an_endpoint_and_reports_what_was_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the options to the published form; the key comes from the environment and is printed nowhere."""
    monkeypatch.setenv("ONRECORD_ENDPOINT_KEY", "sesame")
    file = tmp_path / "note.txt"
    file.write_text(TEXT, "utf8")
    with chat_server(statements(FERRY, ("The pilot", "says", ["nothing"]))) as server:
        arguments = ["read", str(file), "--json", "--reader", "endpoint", "--endpoint", server.url, "--endpoint-model", "tiny"]
        assert run(arguments) == 0
    out, err = capsys.readouterr()
    assert '"refused":1' in out
    assert '"name":"Ida Brandt"' in out
    assert "1 statement of the model left out" in err
    assert "sesame" not in out + err
    assert server.headers[0]["authorization"] == "Bearer sesame"


def test_a_chat_can_be_asked_for_many_documents() -> None:
    """One client, kept open."""
    with chat_server(says("Yes.")) as server:
        chat = Chat(Endpoint(server.url, "tiny"))
        assert [chat.ask("Answer.", "?") for _ in range(3)] == ["Yes."] * 3
