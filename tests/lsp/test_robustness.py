"""What must not disturb a server: requests that make no sense, texts that make none, editors that vanish."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from vgdsl.lsp import server

EXAMPLE = (Path(__file__).parents[2] / "examples/7-gondolier/film.vg").read_text(encoding="utf-8")
ABOUT_A_PLACE = {
    "textDocument/completion": {},
    "textDocument/hover": {},
    "textDocument/signatureHelp": {},
    "textDocument/definition": {},
    "textDocument/references": {"context": {"includeDeclaration": True}},
    "textDocument/documentHighlight": {},
    "textDocument/prepareRename": {},
    "textDocument/rename": {"newName": "another"},
}
ABOUT_A_FILE = {
    "textDocument/documentSymbol": {},
    "textDocument/foldingRange": {},
    "textDocument/selectionRange": {"positions": [{"line": 3, "character": 9}]},
    "textDocument/semanticTokens/full": {},
    "textDocument/codeLens": {},
    "textDocument/documentLink": {},
    "textDocument/formatting": {"options": {"tabSize": 2, "insertSpaces": True}},
    "textDocument/inlayHint": {
        "range": {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}
    },
    "textDocument/codeAction": {
        "range": {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}},
        "context": {"diagnostics": []},
    },
}
REFUSED = -32803


def ask_all(session, name, position):
    """Every question about a file and a place, and the codes of what is refused."""
    document = {"textDocument": session.file(name)}
    answers = [
        session.answer(method, **document, position=position, **more)
        for method, more in ABOUT_A_PLACE.items()
    ]
    answers += [session.answer(method, **document, **more) for method, more in ABOUT_A_FILE.items()]
    return {answer["error"]["code"] for answer in answers if "error" in answer}


@pytest.mark.parametrize("cut", range(0, len(EXAMPLE), len(EXAMPLE) // 11))
def test_every_question_is_answered_in_a_file_that_is_cut_off(session, cut):
    session.open("film.vg", EXAMPLE[:cut])
    end = session.position("film.vg", cut)
    assert ask_all(session, "film.vg", end) <= {REFUSED}


def test_a_place_outside_of_the_text_is_the_nearest_inside(session):
    session.open("film.vg", EXAMPLE)
    for position in ({"line": 9999, "character": 0}, {"line": 0, "character": 9999}):
        assert ask_all(session, "film.vg", position) <= {REFUSED}


def test_what_is_not_open_has_no_answer(session):
    assert ask_all(session, "nowhere.vg", {"line": 0, "character": 0}) == set()
    session.close("nowhere.vg")
    assert session.open("film.vg", EXAMPLE.replace('import "cast.vg"', "")) != []


def test_a_request_that_cannot_be_read_is_refused_and_the_next_one_is_answered(session):
    assert session.answer("textDocument/hover", nonsense=True)["error"]["code"] == -32602
    assert session.answer("no/such/method")["error"]["code"] == -32601
    session.raw(b"{ this is no JSON")
    session.raw(b"[]")
    session.raw(b'{"jsonrpc": "2.0", "method": "no/such/notification", "params": {}}')
    assert (
        session.answer(
            "textDocument/hover", textDocument=session.file("x.vg"), position={"line": 0, "character": 0}
        )["result"]
        is None
    )


def test_a_failure_is_logged_and_ends_only_its_request(session, monkeypatch, caplog):
    def fails(*_):
        raise ValueError("our mistake")

    monkeypatch.setattr("vgdsl.lsp.features.hover.hover", fails)
    session.open("film.vg", EXAMPLE)
    answer = session.answer("textDocument/hover", **session.at("film.vg", "gondolier {"))
    assert answer["error"]["message"] == "vgdsl could not answer textDocument/hover: our mistake"
    assert "textDocument/hover failed" in caplog.text
    assert session.request("textDocument/documentSymbol", textDocument=session.file("film.vg"))


def test_a_server_whose_editor_is_killed_ends(program):
    program.initialize()
    program.process.stdin.close()
    assert program.process.wait(30) == 1


def test_an_editor_that_leaves_without_goodbye_is_an_error(program):
    program.initialize()
    program.notify("exit")
    assert program.process.wait(30) == 1


def test_a_server_looks_whether_its_editor_lives():
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    assert not server._alive(process.pid)
    assert server._alive(os.getpid())
