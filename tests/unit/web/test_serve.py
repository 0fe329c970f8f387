"""Serving: the site answers on this machine alone, says where, and says what is in the way."""

import socket
import threading
import urllib.request

import pytest
from small_casebook import small_casebook
from starlette.testclient import TestClient

from onrecord.errors import RunError, UsageError
from onrecord.web import Settings
from onrecord.web.serve import DEFAULT_PORT, Running, serve


def test_serve_says_where_it_answers_and_answers_there(tmp_path):
    """With port 0 a free port is taken and told; the page comes from there, and only this machine can ask for it."""
    found: list[str] = []
    told = threading.Event()
    running = Running(small_casebook(tmp_path / "c.db"), port=0, ready=lambda address: (found.append(address), told.set()))
    thread = threading.Thread(target=running.run)
    thread.start()
    try:
        assert told.wait(20)
        assert found[0].startswith("http://127.0.0.1:")
        with urllib.request.urlopen(f"{found[0]}/api/claims", timeout=10) as answer:
            assert answer.status == 200
    finally:
        running.stop()
        thread.join(10)
    assert not thread.is_alive()


def test_a_taken_port_is_one_clear_error(tmp_path):
    """Another program on the port is named as the reason, with what to do."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(RunError) as caught:
            serve(small_casebook(tmp_path / "c.db"), port=other.getsockname()[1])
    assert caught.value.code == "address-in-use"


@pytest.mark.parametrize("port", [-1, 65_536])
def test_a_port_that_is_none_is_a_wrong_call(tmp_path, port):
    """The message says which ports there are, before the casebook is opened."""
    with pytest.raises(UsageError, match="expected 0 to 65535"):
        serve(tmp_path / "none.db", port=port)


def test_a_missing_casebook_is_told_before_a_server_starts(tmp_path):
    """Nothing is served, and no file is made, where there is no casebook."""
    with pytest.raises(UsageError) as caught:
        serve(tmp_path / "none.db")
    assert caught.value.code == "casebook-missing"
    assert not (tmp_path / "none.db").exists()


def test_only_this_machine_is_answered_unless_told_otherwise():
    """The default host names are those of this machine."""
    assert Settings().hosts == ("127.0.0.1", "localhost", "[::1]")
    assert 1024 < DEFAULT_PORT < 65536


@pytest.mark.parametrize(
    ("given", "asked", "status"),
    [
        ({"host": "0.0.0.0"}, "192.168.1.20", 200),
        ({"host": "0.0.0.0"}, "evil.example", 421),
        ({"host": "::"}, "[fd00::20]", 200),
        ({}, "192.168.1.20", 421),
        ({"names": ("Record.example",)}, "record.example", 200),
        ({"names": ("record.example",)}, "evil.example", 421),
    ],
)
def test_others_may_ask_by_number_or_by_the_names_given(tmp_path, given, asked, status):
    """A site on all addresses is asked by any of them, one behind a proxy by its name; no other name leads to it."""
    running = Running(small_casebook(tmp_path / "c.db"), port=0, **given)
    with running._socket, TestClient(running._server.config.app, base_url=f"http://{asked}") as client:
        assert client.get("/about").status_code == status


@pytest.mark.parametrize(("names", "status"), [((), 200), (("record.example",), 404)])
def test_there_is_no_desk_where_others_ask_by_name(tmp_path, names, status):
    """Behind a proxy this machine's own address no longer means that only this machine asks."""
    running = Running(small_casebook(tmp_path / "c.db"), host="127.0.0.1", port=0, names=names)
    with running._socket, TestClient(running._server.config.app, base_url="http://127.0.0.1") as client:
        about = client.get("/claims").text.partition("/claims/")[2].partition('"')[0]
        assert client.get(f"/desk?about={about}").status_code == status
