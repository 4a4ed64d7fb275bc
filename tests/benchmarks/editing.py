"""P: how long an editor waits, message by message, with the real server in a process of its own over its real protocol."""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

from material import film, folder
from measure import ROOT, VGDSL, Effort, Reading, Spread

TYPED = (
    ('"Aerial view', " slowly,", 12),  # words in a prompt
    (
        "    takes    = ",
        '    seed_note = "abc"\n',
        0,
    ),  # a line of its own: broken nearly all the while, then unknown
    ("    takes    = ", "    hold = true\n", 0),
    ("\n\n  shot s", '\n\n  shot new {\n    prompt = "A gull."\n    duration = 5s\n  }', 0),
    ("duration = 10s", "0", 13),  # a mistake in a value
)
"""Behind the middle of the film: before which words, what is typed there key by key, and how far into those words."""

ASKED: tuple[tuple[str, str, Mapping[str, Any]], ...] = (
    ("completion", "textDocument/completion", {}),
    ("hover", "textDocument/hover", {}),
    ("colours", "textDocument/semanticTokens/full", {}),
    ("outline", "textDocument/documentSymbol", {}),
    ("lenses", "textDocument/codeLens", {}),
)

Place = tuple[int, int]
"""A line and a column, counted from 0."""


class Editor:
    """As much of an editor as types and waits."""

    def __init__(self, place: Path) -> None:
        environment = {"PYTHONPATH": str(ROOT), "VGDSL_CACHE": str(place / "cache"), "PATH": ""}
        pipe = subprocess.PIPE
        command = [sys.executable, *VGDSL, "lsp"]
        self.process = subprocess.Popen(command, cwd=place, env=environment, stdin=pipe, stdout=pipe)
        self.uri = (place / "film.vg").as_uri()
        self.number = 0
        self.version = 1

    def send(self, **message: Any) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def read(self) -> dict[str, Any]:
        length = 0
        while (line := self.process.stdout.readline()).strip():
            if line.startswith(b"Content-Length:"):
                length = int(line.split(b":")[1])
        return json.loads(self.process.stdout.read(length))

    def request(self, method: str, **params: Any) -> Any:
        self.number += 1
        self.send(id=self.number, method=method, params=params)
        while (answer := self.read()).get("id") != self.number:
            pass
        return answer["result"]

    def told(self) -> list[Any]:
        """The diagnostics of the newest version."""
        while True:
            params = self.read().get("params", {})
            if params.get("version") == self.version:
                return params["diagnostics"]

    def open(self, text: str) -> None:
        self.request("initialize", processId=None, rootUri=None, capabilities={})
        self.send(method="initialized", params={})
        item = {"uri": self.uri, "languageId": "vg", "version": 1, "text": text}
        self.send(method="textDocument/didOpen", params={"textDocument": item})
        self.told()

    def change(self, start: Place, end: Place, text: str) -> float:
        """One key; seconds until what is wrong then is there."""
        begun = time.perf_counter()
        self.say(start, end, text)
        self.told()
        return time.perf_counter() - begun

    def say(self, start: Place, end: Place, text: str) -> None:
        """One key."""
        self.version += 1
        place = {end: {"line": at[0], "character": at[1]} for end, at in (("start", start), ("end", end))}
        change = {"range": place, "text": text}
        document = {"uri": self.uri, "version": self.version}
        params = {"textDocument": document, "contentChanges": [change]}
        self.send(method="textDocument/didChange", params=params)

    def busy(self) -> float:
        """Seconds of CPU that the server has used; nothing where the system does not say it so finely."""
        known = Path(f"/proc/{self.process.pid}/schedstat")
        return int(known.read_text(encoding="ascii").split()[0]) / 1e9 if known.exists() else 0.0

    def close(self) -> None:
        self.request("shutdown")
        self.send(method="exit")
        self.process.wait()


@contextmanager
def editor(shots: int) -> Iterator[tuple[Editor, str]]:
    with folder() as place:
        text = film(shots)
        (place / "film.vg").write_text(text, encoding="utf-8")
        one = Editor(place)
        one.open(text)
        yield one, text
        one.close()


def keystroke(effort: Effort) -> Iterator[Reading]:
    """Keys, each until what is wrong then is there; and questions, each right after a key, until they are answered."""
    shots = effort.of(500, 20)
    with editor(shots) as (one, text):
        before = one.busy()
        waits = [
            wait
            for words, keys, inside in TYPED
            for wait in _typed(one, text, words, keys[: effort.of(99, 4)], inside)
        ]
        each = (one.busy() - before) / (one.version - 1)
        beside = (
            f"{len(waits)} keys, half of them in a broken text; {each * 1000:.3g} ms of the server's CPU each"
        )
        yield _reading(f"a key in a film of {shots} shots", waits, 50, beside)
        for what, method, more in ASKED:
            answers = [_asked(one, text, number, method, more) for number in range(effort.of(20, 2))]
            yield _reading(f"{what}, right after a key", answers, 100, f"{len(answers)} times")


def _reading(what: str, waits: list[float], goal: float, beside: str) -> Reading:
    most = statistics.quantiles(waits, n=20)[-1]
    spread = Spread(most, statistics.median(waits), max(waits)).times(1000)
    middle = f"median {spread.low:.3g} ms, {beside}"
    return Reading("P4", f"{what}, 95th percentile", spread, "ms", goal, middle)


def _asked(one: Editor, text: str, number: int, method: str, more: Mapping[str, Any]) -> float:
    """Types a letter into a prompt, asks at once, and takes the letter back."""
    at = text.index("boats", len(text) * (number + 1) // 25)
    line, character = text.count("\n", 0, at), at - text.rfind("\n", 0, at) - 1
    begun = time.perf_counter()
    one.say((line, character), (line, character), "x")
    document = {"textDocument": {"uri": one.uri}}
    one.request(method, **document, position={"line": line, "character": 4}, **more)
    waited = time.perf_counter() - begun
    one.change((line, character), (line, character + 1), "")
    return waited


def _typed(one: Editor, text: str, words: str, keys: str, inside: int) -> Iterator[float]:
    """Types key by key at a place behind the middle, and takes all of it back."""
    at = text.index(words, len(text) // 2) + inside
    line, character = text.count("\n", 0, at), at - text.rfind("\n", 0, at) - 1
    written = [(line, character)]
    for key in keys:
        yield one.change(written[-1], written[-1], key)
        line, character = (line + 1, 0) if key == "\n" else (line, character + 1)
        written.append((line, character))
    for start, end in reversed(list(pairwise(written))):
        one.change(start, end, "")
