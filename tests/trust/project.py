"""One project that something is done to: its folder, its account at the simulator, and `vgdsl run` in children of ours.

A child is forked from a process that has everything imported and has started nothing, so a run costs little more than
its work. It calls the real command line; what it is given besides is a clock as hasty as the simulator.
"""

import asyncio
import http.client
import json
import os
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import anyio._backends._asyncio
import httpcore._backends.anyio
from film import TEXT

import vgdsl.cli.app
import vgdsl.cli.run
import vgdsl.media.assemble
from vgdsl.cli import main
from vgdsl.providers.venice import connections
from vgdsl.run.clock import SystemClock

LOADED = (
    anyio._backends._asyncio,
    httpcore._backends.anyio,
    vgdsl.cli.app,
    vgdsl.cli.run,
    vgdsl.media.assemble,
)
"""What a run imports late, and a child need not any more."""

HERE = Path(__file__).parent
SPEED = 50_000.0
"""How many times faster than life clips are made, and waited for."""
STRUCK = "struck.txt"
"""Lies in an account's folder when a fault of its script has struck."""
KEY = "vk-trust-0123456789"
RUN = ("run", "film.vg", "--yes")

Hurt = Callable[[], None]
"""What is done in a child before it begins."""


def nothing() -> None:
    """Let it run."""


@dataclass
class Desk:
    """The simulator's process, and a folder to make projects in."""

    base: Path
    _server: subprocess.Popen[str] = field(init=False)
    port: int = field(init=False, default=0)

    def __enter__(self) -> Self:
        self._server = subprocess.Popen(
            [sys.executable, HERE / "server.py", self.base], stdout=subprocess.PIPE, text=True
        )
        self.port = int(self._server.stdout.readline())
        connections._tls()  # 30 ms, for every child
        _hasten()
        return self

    def __exit__(self, *error: object) -> None:
        self._server.kill()
        self._server.wait()
        self._server.stdout.close()

    def project(self, name: str, faults: str = "") -> "Project":
        folder = self.base / name
        folder.mkdir(parents=True)
        (folder / "vgdsl.toml").touch()
        (folder / "film.vg").write_text(TEXT)
        project = Project(folder, self)
        self.serve(project, faults)
        return project

    def serve(self, project: "Project", faults: str = "") -> None:
        """Let the simulator be this project's, with what goes wrong there."""
        order = json.dumps({"folder": str(project.account), "faults": faults})
        while True:
            with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)) as line:
                try:
                    line.request("POST", "/project", order)
                    answer = line.getresponse()
                except ConnectionError:  # a fault of the project before has closed the port for a moment
                    time.sleep(0.02)
                    continue
                assert answer.status == 200, answer.read()
                return


@dataclass
class Project:
    """A folder with the film."""

    folder: Path
    desk: Desk

    @property
    def account(self) -> Path:
        return self.folder.with_name(f"{self.folder.name}-simulator")

    def run(self, hurt: Hurt = nothing, words: tuple[str, ...] = RUN) -> int:
        """The exit code of a run; below zero, the signal that ended it."""
        _, status = os.waitpid(self.start(hurt, words), 0)
        return os.waitstatus_to_exitcode(status)

    def start(self, hurt: Hurt = nothing, words: tuple[str, ...] = RUN) -> int:
        """The process of a run that has begun."""
        child = os.fork()
        if child:
            return child
        try:
            self._be(hurt, words)
        finally:
            os._exit(70)  # only a mistake of the harness comes here

    def said(self) -> str:
        """What the runs said, all of them."""
        return (self.folder / "said.txt").read_text(encoding="utf-8", errors="replace")

    def _be(self, hurt: Hurt, words: tuple[str, ...]) -> None:
        said = os.open(self.folder / "said.txt", os.O_CREAT | os.O_APPEND | os.O_WRONLY)
        for stream in (1, 2):
            os.dup2(said, stream)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.chdir(self.folder)
        os.environ |= {
            "VENICE_BASE_URL": f"http://127.0.0.1:{self.desk.port}/api/v1",
            "VENICE_API_KEY": KEY,
            "VGDSL_CACHE": str(self.desk.base / "cache"),
        }
        sys.argv = ["vgdsl", *words]
        code = _called(hurt)
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _hasten() -> None:
    """Let all waiting pass as quickly as the simulator's time; the wall clock stays true."""

    async def sleep(_clock: SystemClock, seconds: float) -> None:
        await asyncio.sleep(seconds / SPEED)

    SystemClock.sleep = sleep
    SystemClock.monotonic = lambda _clock: time.monotonic() * SPEED


def _called(hurt: Hurt) -> int:
    try:
        hurt()
        main()
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else int(left.code is not None)
    except BaseException:  # noqa: BLE001 - as Python would end
        traceback.print_exc()
        return 1
    return 0
