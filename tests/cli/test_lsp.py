"""How editors start the server: over standard input and output, at a port where they wait, or at one of its own."""

import re
import socket
import subprocess
from contextlib import closing

import pytest


def greet(connection):
    """Says hello and goodbye over a socket; what the server calls itself."""
    bodies = [
        b'{"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}}',
        b'{"jsonrpc": "2.0", "id": 2, "method": "shutdown"}',
        b'{"jsonrpc": "2.0", "method": "exit"}',
    ]
    with closing(connection), connection.makefile("rwb") as stream:
        for body in bodies:
            stream.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        stream.flush()
        return re.search(rb'"serverInfo": (\{[^}]*\})', stream.read())[1].decode()


def test_an_editor_that_waits_at_a_port_is_called(desk):
    with socket.create_server(("127.0.0.1", 0)) as waiting:
        port = str(waiting.getsockname()[1])
        with desk.start(
            "lsp", f"--socket={port}", "--log", "failures.log", stderr=subprocess.DEVNULL
        ) as process:
            name = greet(waiting.accept()[0])
            assert process.wait(60) == 0
            process.stdout.close()
    assert name.startswith('{"name": "vgdsl"')
    assert (desk.folder / "failures.log").read_text() == ""


def test_the_server_waits_at_a_port_for_an_editor(desk):
    with desk.start("lsp", "--tcp", "0") as process:
        said = process.stderr.readline()
        address, port = re.fullmatch(r"vgdsl lsp waits for an editor at ([\d.]+):(\d+)\n", said).groups()
        assert greet(socket.create_connection((address, int(port)))).startswith('{"name": "vgdsl"')
        assert process.wait(60) == 0
        process.communicate()


def test_where_nobody_waits_it_says_so(desk):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = desk("lsp", "--tcp", str(port))
    assert (said.code, said.err) == (1, f"Error: port {port}: Address already in use\n")


@pytest.mark.parametrize("words", [("--stdio", "--tcp", "1"), ("--socket", "1", "--tcp", "1")])
def test_one_way_to_talk_is_enough(desk, words):
    said = desk("lsp", *words)
    assert said.code == 2
    assert "choose one of --stdio, --socket and --tcp" in said.err


def test_without_its_library_it_says_what_to_install(desk, monkeypatch):
    monkeypatch.setattr("vgdsl.cli.lsp.find_spec", lambda name: None)
    said = desk("lsp")
    assert (said.code, said.err) == (
        1,
        "Error: the language server needs pygls, which comes with: pip install 'vgdsl[lsp]'\n",
    )
