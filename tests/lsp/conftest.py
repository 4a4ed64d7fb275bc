"""An editor as the server meets it: messages in JSON over a pipe, with no library between. Counts columns in UTF-16."""

import json
import queue
import socket
import subprocess
import sys
import threading
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from vgdsl.lsp.running import serve

SECONDS = 30
"""Longer than any answer takes, on however busy a machine; whoever waits so long waits for nothing."""

SEVERITY = {1: "error", 2: "warning", 3: "note"}


@dataclass
class Session:
    """One editor and its server. Texts are named by their path in the folder."""

    folder: Path
    reader: BinaryIO
    writer: BinaryIO
    texts: dict[str, str] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)
    told: dict[str, tuple[int | None, list[dict[str, Any]]]] = field(default_factory=dict)
    asked: list[dict[str, Any]] = field(default_factory=list)
    number: int = 0

    def __post_init__(self):
        self.inbox: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self.listener = threading.Thread(target=self._listen, daemon=True)
        self.listener.start()

    def _listen(self):
        length = 0
        while line := self.reader.readline():
            if line.startswith(b"Content-Length:"):
                length = int(line.split(b":")[1])
            if not line.strip():
                self.inbox.put(json.loads(self.reader.read(length)))
        self.inbox.put(None)

    def send(self, **message):
        self.raw(json.dumps({"jsonrpc": "2.0", **message}).encode())

    def raw(self, body: bytes):
        self.writer.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.writer.flush()

    def notify(self, method: str, **params):
        self.send(method=method, params=params)

    def request(self, method: str, **params):
        """The result; an error is raised as what it says."""
        answer = self.answer(method, **params)
        if "error" in answer:
            raise RuntimeError(answer["error"]["message"])
        return answer["result"]

    def answer(self, method: str, **params):
        self.number += 1
        self.send(id=self.number, method=method, params=params)
        return self.until(lambda message: message.get("id") == self.number and "method" not in message)

    def until(self, wanted):
        """The first message that is wanted; on the way, what the server tells and asks is kept."""
        while True:
            message = self.inbox.get(timeout=SECONDS)
            assert message is not None, "the server has hung up"
            if message.get("method") == "textDocument/publishDiagnostics":
                params = message["params"]
                self.told[self.name(params["uri"])] = (params.get("version"), params["diagnostics"])
            elif "method" in message:
                self.asked.append(message)
                if "id" in message:
                    self.send(id=message["id"], result=None)
            if wanted(message):
                return message

    def initialize(self, **capabilities):
        result = self.request(
            "initialize",
            processId=None,
            rootUri=None,
            workspaceFolders=[{"uri": self.uri(""), "name": "film"}],
            capabilities=capabilities,
        )
        self.notify("initialized")
        return result["capabilities"]

    def uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    def name(self, uri: str) -> str:
        return uri.removeprefix(self.folder.as_uri()).lstrip("/")

    def file(self, name: str) -> dict[str, str]:
        return {"uri": self.uri(name)}

    def open(self, name: str, text: str | None = None) -> list[str]:
        """Opens a text, and returns what is wrong with it."""
        self.texts[name] = (self.folder / name).read_text(encoding="utf-8") if text is None else text
        self.versions[name] = 1
        item = {**self.file(name), "languageId": "vg", "version": 1, "text": self.texts[name]}
        self.notify("textDocument/didOpen", textDocument=item)
        return self.problems(name)

    def type(self, name: str, old: str, new: str) -> list[str]:
        """Replaces a text where it stands first, as a change of that place, and returns what is wrong now."""
        start = self.texts[name].index(old)
        place = {"start": self.position(name, start), "end": self.position(name, start + len(old))}
        self.texts[name] = self.texts[name].replace(old, new, 1)
        self.change(name, {"range": place, "text": new})
        return self.problems(name)

    def change(self, name: str, *changes: dict[str, Any]):
        self.versions[name] += 1
        document = {**self.file(name), "version": self.versions[name]}
        self.notify("textDocument/didChange", textDocument=document, contentChanges=list(changes))

    def close(self, name: str):
        self.notify("textDocument/didClose", textDocument=self.file(name))

    def problems(self, name: str) -> list[str]:
        """What is wrong with the newest version of an open text."""
        while self.told.get(name, (0, []))[0] != self.versions[name]:
            self.until(lambda message: message.get("method") == "textDocument/publishDiagnostics")
        return self.shown(name)

    def becomes(self, name: str, *lines: str):
        """Waits until just this is told of a file."""
        while name not in self.told or self.shown(name) != list(lines):
            self.until(lambda message: message.get("method") == "textDocument/publishDiagnostics")

    def shown(self, name: str) -> list[str]:
        """The diagnostics of a file as lines: place, severity, code, words."""
        return [
            f"{span(each['range'])} {SEVERITY[each['severity']]}[{each['code']}]: {each['message']}"
            for each in self.told[name][1]
        ]

    def position(self, name: str, offset: int) -> dict[str, int]:
        before = self.texts[name][:offset]
        line = before.rpartition("\n")[2]
        return {"line": before.count("\n"), "character": len(line.encode("utf-16-le")) // 2}

    def at(self, name: str, text: str, inside: int = 0) -> dict[str, Any]:
        """The parameters of a question about the place where a text stands first."""
        place = self.position(name, self.texts[name].index(text) + inside)
        return {"textDocument": self.file(name), "position": place}

    def range(self, name: str, text: str, **context: Any) -> dict[str, Any]:
        """The parameters of a question about all of a text, where it stands first."""
        start = self.texts[name].index(text)
        place = {"start": self.position(name, start), "end": self.position(name, start + len(text))}
        return {"textDocument": self.file(name), "range": place, "context": {"diagnostics": [], **context}}

    def applied(self, edit: dict[str, Any]) -> dict[str, str]:
        """The texts after a workspace edit, of the files that it changes."""
        changes = edit.get("changes") or {
            each["textDocument"]["uri"]: each["edits"] for each in edit["documentChanges"]
        }
        return {self.name(uri): self.edited(self.name(uri), edits) for uri, edits in changes.items()}

    def edited(self, name: str, edits: list[dict[str, Any]]) -> str:
        """The text of a file after edits, all of which count from the text as it is."""
        text = self.texts.get(name) or (self.folder / name).read_text(encoding="utf-8")
        placed = [(*offsets(text, edit["range"]), edit["newText"]) for edit in edits]
        for start, end, new in sorted(placed, reverse=True):
            text = text[:start] + new + text[end:]
        return text

    def cut(self, name: str, place: dict[str, Any]) -> str:
        """The text of a range."""
        start, end = offsets(self.texts[name], place)
        return self.texts[name][start:end]


def offsets(text: str, place: dict[str, Any]) -> tuple[int, int]:
    """Where a range begins and ends, in characters."""
    lines = text.split("\n")

    def offset(position: dict[str, int]) -> int:
        line = lines[position["line"]].encode("utf-16-le")[: 2 * position["character"]].decode("utf-16-le")
        return sum(len(before) + 1 for before in lines[: position["line"]]) + len(line)

    return offset(place["start"]), offset(place["end"])


def span(place: dict[str, dict[str, int]]) -> str:
    """A range as people count: `3:5-3:9`, or `3:5-9` within one line."""
    (a, b), (c, d) = ((place[end]["line"] + 1, place[end]["character"] + 1) for end in ("start", "end"))
    return f"{a}:{b}-{d}" if a == c else f"{a}:{b}-{c}:{d}"


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("VGDSL_CACHE", str(tmp_path / "cache"))
    place = tmp_path / "film"
    place.mkdir()
    (place / "vgdsl.toml").touch()
    return place


@pytest.fixture
def session(folder):
    """An editor whose server runs in a thread of this process."""
    here, there = socket.socketpair()
    with ExitStack() as ends:
        ours, theirs = (
            [ends.enter_context(end) for end in (one, one.makefile("rb"), one.makefile("wb"))]
            for one in (here, there)
        )
        server = threading.Thread(target=serve, args=theirs[1:], daemon=True)
        server.start()
        session = Session(folder, *ours[1:])
        try:
            session.initialize()
            yield session
            session.request("shutdown")
            session.notify("exit")
            server.join(SECONDS)
            assert not server.is_alive()
        finally:  # a file cannot be closed while somebody waits for its next line
            for end in (here, there):
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
            session.listener.join(SECONDS)


@pytest.fixture
def program(folder):
    """An editor whose server is a process of its own, as in life; whoever asks for it says goodbye itself."""
    command = [sys.executable, "-m", "vgdsl", "lsp"]
    process = subprocess.Popen(command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    with process:
        session = Session(folder, process.stdout, process.stdin)
        session.process = process
        yield session
        process.kill()
