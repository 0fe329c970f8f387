"""Asking a chat service: a real server on this machine, and every way in which one can misbehave."""

from __future__ import annotations

import pytest

from onrecord.errors import ItemError, RunError, UsageError
from onrecord.model.endpoint import ATTEMPTS, LONGEST_WAIT, MAX_ANSWER, Chat, Endpoint, is_local
from tests.support.chat import Reply, chat_server, says


def test_ask_sends_task_and_text_and_gives_the_answer_back() -> None:
    """The question has the chat form, at temperature 0, under the base URL; the key goes into its header."""
    with chat_server(says("It is.")) as server:
        answer = Chat(Endpoint(server.url + "/", "tiny", key="sesame")).ask("Answer.", "Is the bridge open?")
    assert answer == "It is."
    asked = server.asked[0]
    assert (asked["path"], asked["model"], asked["temperature"]) == ("/v1/chat/completions", "tiny", 0)
    assert [m["content"] for m in asked["messages"]] == ["Answer.", "Is the bridge open?"]
    assert server.headers[0]["authorization"] == "Bearer sesame"


def test_no_key_sends_no_authorization() -> None:
    """A local model needs none."""
    with chat_server(says("Yes.")) as server:
        Chat(Endpoint(server.url, "tiny")).ask("Answer.", "?")
    assert "authorization" not in server.headers[0]


def test_a_busy_server_is_asked_again_after_the_time_that_it_names() -> None:
    """Status 429 with Retry-After, then 503 without, then an answer."""
    waited: list[float] = []
    replies = Reply(b"", 429, {"Retry-After": "7"}), Reply(b"", 503), says("Yes.")
    with chat_server(*replies) as server:
        assert Chat(Endpoint(server.url, "tiny"), sleep=waited.append).ask("Answer.", "?") == "Yes."
    assert waited == [7, 4]


def test_a_server_that_stays_busy_fails_the_document_and_not_the_run() -> None:
    """After the last attempt the item fails; no wait is longer than the limit, whatever the server asks for."""
    waited: list[float] = []
    with chat_server(Reply(b"", 500, {"Retry-After": "86400"})) as server, pytest.raises(ItemError, match="status 500") as caught:
        Chat(Endpoint(server.url, "tiny"), sleep=waited.append).ask("Answer.", "?")
    assert caught.value.code == "endpoint-busy"
    assert len(server.asked) == ATTEMPTS
    assert waited == [LONGEST_WAIT] * (ATTEMPTS - 1)


@pytest.mark.parametrize(("status", "hint"), [(401, "ONRECORD_ENDPOINT_KEY"), (404, "address and model"), (302, "see its log")])
def test_a_refused_question_stops_the_run_and_shows_no_key(status: int, hint: str) -> None:
    """Another document would fare no better; a redirect is not followed."""
    reply = Reply(b"", status, {"Location": "http://127.0.0.1:1/"})
    with chat_server(reply) as server, pytest.raises(RunError, match=hint) as caught:
        Chat(Endpoint(server.url, "tiny", key="sesame")).ask("Answer.", "?")
    assert caught.value.code == "endpoint-refused"
    assert "sesame" not in f"{caught.value} {caught.value.facts}"
    assert len(server.asked) == 1


@pytest.mark.parametrize("status", [400, 413, 422])
def test_a_text_that_the_service_refuses_fails_alone(status: int) -> None:
    """A text too long for the model, or one that a filter holds back, does not stop the others."""
    with chat_server(Reply(b"", status)) as server, pytest.raises(ItemError, match=f"status {status}") as caught:
        Chat(Endpoint(server.url, "tiny")).ask("Answer.", "?")
    assert caught.value.code == "endpoint-refused"
    assert len(server.asked) == 1


def test_nobody_there_stops_the_run() -> None:
    """One line that says what to check."""
    with chat_server(says("")) as server:
        gone = server.url
    with pytest.raises(RunError, match="cannot be reached") as caught:
        Chat(Endpoint(gone, "tiny"), sleep=lambda _: None).ask("Answer.", "?")
    assert caught.value.code == "endpoint-unreachable"


@pytest.mark.parametrize("reply", [says("late", hangs=True), says("x" * 500, drips=True)], ids=["hangs", "drips"])
def test_an_answer_has_one_deadline(reply: Reply) -> None:
    """A server that says nothing, and one that sends a byte now and then, are both left in time."""
    with chat_server(reply) as server, pytest.raises(ItemError) as caught:
        Chat(Endpoint(server.url, "tiny", timeout=0.3)).ask("Answer.", "?")
    assert caught.value.code == "endpoint-timeout"


def test_an_endless_answer_is_cut_off() -> None:
    """More bytes than any answer needs are not read."""
    with chat_server(says("x" * (MAX_ANSWER + 1))) as server, pytest.raises(ItemError, match=str(MAX_ANSWER)) as caught:
        Chat(Endpoint(server.url, "tiny")).ask("Answer.", "?")
    assert caught.value.code == "endpoint-answer"


@pytest.mark.parametrize(
    "body", [b"<html>", b"{}", b'{"choices": []}', b'{"choices": [{"message": {"content": null}}]}', b"[" * 9999]
)
def test_an_answer_in_another_form_fails_the_document(body: bytes) -> None:
    """A page, an empty object, no choice, no text, brackets without end."""
    with chat_server(Reply(body)) as server, pytest.raises(ItemError) as caught:
        Chat(Endpoint(server.url, "tiny")).ask("Answer.", "?")
    assert caught.value.code == "endpoint-answer"


@pytest.mark.parametrize(
    "url",
    [
        "ftp://127.0.0.1/v1",
        "127.0.0.1:8000",
        "http://",
        "https://name:word@models.example/v1",
        "https://models.example/v1?key=1",
        "http://models.example/v1",
        "http://192.168.1.4/v1",
        "http://localhost.example/v1",
    ],
)
def test_an_address_that_cannot_be_asked_safely_is_refused(url: str) -> None:
    """Another scheme, a password in it, and plain http to any other machine."""
    with pytest.raises(UsageError, match="endpoint") as caught:
        Endpoint(url, "tiny")
    assert caught.value.code == "bad-endpoint"


def test_plain_http_is_for_this_machine() -> None:
    """Loopback addresses and localhost are, private networks are not."""
    assert [is_local(h) for h in ("localhost", "127.0.0.1", "127.9.9.9", "::1")] == [True] * 4
    assert [is_local(h) for h in ("10.0.0.1", "0.0.0.0", "models.example", "local")] == [False] * 4


@pytest.mark.parametrize("key", ["a\nb", "ключ", " "])
def test_a_key_that_no_header_can_carry_is_refused_without_showing_it(key: str) -> None:
    """A line break would be another header."""
    with pytest.raises(UsageError) as caught:
        Endpoint("https://models.example/v1", "tiny", key=key)
    assert key.strip() not in str(caught.value) or not key.strip()


def test_an_endpoint_does_not_show_its_key() -> None:
    """Not in the form that logs print."""
    assert "sesame" not in repr(Endpoint("https://models.example/v1", "tiny", key="sesame"))
