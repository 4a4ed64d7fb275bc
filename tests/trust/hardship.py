"""A film made by a forked process in which the world misbehaves from its nth step on, and what is to hold afterwards.

Its steps are what goes to the disk: writes, syncs, links, renames, folders, and the journal's transactions. The
provider stands for another machine: it charges into a ledger of its own, which no misfortune reaches.
"""

import asyncio
import builtins
import errno
import hashlib
import io
import json
import os
import re
import resource
import signal
import sqlite3
import subprocess
import sys
import threading
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any, NamedTuple

import click

from vgdsl.cli.failures import told
from vgdsl.plan.job import Assembly
from vgdsl.program.entities import Cut, Part
from vgdsl.program.values import Clip
from vgdsl.providers.base import Delivered, Progress
from vgdsl.providers.venice.download import save
from vgdsl.run import settling
from vgdsl.run.clock import CompressedClock
from vgdsl.run.lock import Lock
from vgdsl.run.memory.journal import Journal
from vgdsl.run.runner import run
from vgdsl.run.store import Store
from vgdsl.source import Source, Span

FACTOR = 4000.0
"""How many times faster than life the forked runs live."""
PROMPTS = {"a", "b", "c", "c#2"}


def _neighbour(path: Path, name: str) -> Any:
    spec = spec_from_file_location(name, path)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


stages = _neighbour(Path(__file__).parents[1] / "run" / "conftest.py", "stages_of_hardship")


class Summary(NamedTuple):
    """What was tried, how often, and what came of it: jobs bought twice, and jobs paid for that were lost."""

    what: str
    tried: int
    twice: int
    lost: int


class Nature:
    """Counts steps; from step `at` on, or at that one only, `strike` is called before each."""

    def __init__(
        self, at: int = 0, strike: Callable[[str], None] = lambda name: None, *, once: bool = False
    ) -> None:
        self.at, self.strike, self.once = at, strike, once
        self.count = 0
        self.spared = threading.local()
        self.guard = threading.Lock()

    def step(self, name: str) -> None:
        if getattr(self.spared, "depth", 0):
            return
        with self.guard:
            self.count += 1
            struck = self.at and (self.count == self.at if self.once else self.count >= self.at)
        if struck:
            self.strike(name)

    @contextmanager
    def away(self) -> Iterator[None]:
        """On another machine."""
        self.spared.depth = getattr(self.spared, "depth", 0) + 1
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
            self.spared.depth -= 1

    def rule(self) -> None:
        """Make every step of this process one of ours. Never undone: for a forked process."""
        for name in ("fsync", "mkdir", "link", "replace", "sendfile"):
            setattr(os, name, self._before(name, getattr(os, name)))
        io.open = builtins.open = self._opening(io.open)
        nature = self

        class Connection(sqlite3.Connection):
            def execute(self, sql, *rest):
                if sql.startswith(("BEGIN", "COMMIT", "PRAGMA journal_mode")):
                    nature.step("sqlite")
                return super().execute(sql, *rest)

            def executemany(self, sql, *rest):
                nature.step("sqlite")
                return super().executemany(sql, *rest)

            def executescript(self, *rest):
                nature.step("sqlite")
                return super().executescript(*rest)

        connect = sqlite3.connect
        sqlite3.connect = lambda *how, **more: connect(*how, **more, factory=Connection)

    def _before(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*args, **more):
            self.step(name)
            return call(*args, **more)

        return counted

    def _opening(self, original: Callable[..., Any]) -> Callable[..., Any]:
        def opened(file, mode="r", *rest, **more):
            if isinstance(file, int) or not set(mode) & set("wax+"):
                return original(file, mode, *rest, **more)
            self.step("open")
            return _Paper(original(file, mode, *rest, **more), self)

        return opened


class _Paper:
    """A file whose writes are steps."""

    def __init__(self, file: Any, nature: Nature) -> None:
        self._file, self._nature = file, nature

    def write(self, data):
        self._nature.step("write")
        done = self._file.write(data)
        self._file.flush()
        return done

    def __getattr__(self, name):
        return getattr(self._file, name)

    def __enter__(self):
        return self

    def __exit__(self, *how):
        self._file.close()


def full(name: str) -> None:
    """As a disk without room says it, to a program and through SQLite."""
    if name == "sqlite":
        raise sqlite3.OperationalError("database or disk is full")
    if name in {"write", "open", "fsync", "mkdir", "link", "replace", "sendfile"}:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def shut(name: str) -> None:
    """As a disk that has become read-only."""
    if name == "sqlite":
        raise sqlite3.OperationalError("attempt to write a readonly database")
    raise OSError(errno.EROFS, os.strerror(errno.EROFS))


def no_more_bytes(name: str) -> None:
    """The system itself takes not one more byte into any file, nor from SQLite; names can still be made."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))


class Provider(stages.LedgerProvider):
    """Charges on another machine, and sends what it made through the download that the real one goes through."""

    nature = Nature()

    def __init__(self, *how, **more) -> None:
        super().__init__(*how, **more)
        self.average = lambda body: self.seconds

    def charges(self):
        with self.nature.away():
            return super().charges()

    async def queue(self, body, node=""):
        work = super().queue(body, node)
        while True:  # its steps without those of others in between
            with self.nature.away():
                try:
                    work.send(None)
                except StopIteration as done:
                    return done.value
            await asyncio.sleep(0)

    async def retrieve(self, ticket, into):
        self.polls += 1
        self.on_retrieve(ticket)
        order = next(line for line in self.charges() if line["id"] == ticket.queue_id)
        elapsed = self.clock.now() - order["at"]
        if elapsed < order["seconds"]:
            return Progress(average_ms=order["average"] * 1000, elapsed_ms=elapsed * 1000)
        data = stages.clip_of(ticket.queue_id)

        async def pieces():
            for start in range(0, len(data), 64):
                yield data[start : start + 64]

        size, digest = await save(pieces(), into)
        return Delivered(into, size, digest, "video/mp4")


def film() -> list:
    job = stages.make_job
    clips = [job("a"), job("b", chain="a"), job("c"), job("c#2")]
    span = Span(Source("film.vg", "cut"), 0, 3)
    cut = Cut(name="main", span=span, sequence=(Part(Clip("a")), Part(Clip("b"))), output="film.mp4")
    return [*clips, Assembly(id="main", cut=cut, jobs={"a": "a", "b": "b"})]


class Said(NamedTuple):
    """How a run ended, and every message that a film maker was shown."""

    code: int
    text: str
    uncertain: tuple[str, ...]
    polls: int
    steps: int


def stage_in(folder: Path, nature: Nature, clock: Any = None) -> Any:
    stage = stages.Stage(folder)
    stage.clock = clock or CompressedClock(FACTOR)
    stage.provider = Provider(folder / "ledger.jsonl", stage.clock)
    stage.provider.nature = nature
    stage.store = Store(folder / ".vgdsl")
    return stage


def perform(
    folder: Path,
    nature: Nature | None = None,
    *,
    clock: Any = None,
    prepare: Callable[[Any], None] | None = None,
) -> Said:
    """One run, as the command line makes one: behind the lock, and with what the world refuses turned into words."""
    nature = nature or Nature()
    heard: list[str] = []

    def hear(event) -> None:
        if message := getattr(event, "message", ""):
            heard.append(f"{event.job}: {message}")

    stage = None

    async def play():
        with Journal(stage.journal_path) as journal:
            return await run(stage.order(film()), stage.tools(journal), [hear])

    try:
        with told():
            stage = stage_in(folder, nature, clock)
            if prepare is not None:
                prepare(stage)
            with Lock(folder / ".vgdsl" / "lock", "vgdsl run film.vg"):
                found = asyncio.run(play())
    except click.ClickException as error:
        polls = 0 if stage is None else stage.provider.polls
        return Said(1, "\n".join([*heard, error.message]), (), polls, nature.count)
    return Said(found.exit_code, "\n".join(heard), found.uncertain, stage.provider.polls, nature.count)


def in_child(work: Callable[[], Said]) -> Said:
    """Do it in a process of its own. A mistake of the program, and not of the world, is raised here."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        with os.fdopen(writing, "wb", closefd=False):
            try:
                answer: Any = list(work())
            except BaseException:  # noqa: BLE001 - told in the parent
                answer = traceback.format_exc()
            os.write(writing, json.dumps(answer).encode())
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        answer = json.loads(pipe.read() or b'"it died"')
    os.waitpid(child, 0)
    if isinstance(answer, str):
        raise AssertionError(answer)  # noqa: TRY004 - it is a traceback
    return Said(*answer)


def struck(folder: Path, strike: Callable[[str], None], at: int, *, once: bool = False) -> Said:
    """A run in a process of its own, in which the world strikes at step `at`."""

    def work() -> Said:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        nature = Nature(at, strike, once=once)
        nature.rule()
        return perform(folder, nature)

    return in_child(work)


def charges(folder: Path) -> Counter[str]:
    """How often each job was bought."""
    path = folder / "ledger.jsonl"
    lines = path.read_text().splitlines() if path.exists() else []
    return Counter(json.loads(line)["prompt"] for line in lines)


def numbers(folder: Path) -> dict[str, str]:
    """The provider's number of each order, by job."""
    path = folder / "ledger.jsonl"
    lines = path.read_text().splitlines() if path.exists() else []
    return {json.loads(line)["prompt"]: json.loads(line)["id"] for line in lines}


def whole_store(folder: Path) -> None:
    """What has a name in the store has the bytes of that name."""
    for path in (folder / ".vgdsl" / "store").glob("??/*.mp4"):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        assert path.parent.name + path.stem == digest, path


def settle_by_what_was_said(folder: Path, text: str) -> None:
    """Type `vgdsl settle film.vg JOB --ticket NUMBER` for each number that a message told to note."""
    noted = re.findall(r"(\S+) was bought, but .*?number: (\w+)", text)

    async def work() -> None:
        stage = stage_in(folder, Nature())
        with Journal(stage.journal_path) as journal:
            tools = stage.tools(journal)
            waiting = settling.lost(journal.past(), "film.vg", "venice")
            for job, number in noted:
                if job in waiting and waiting[job].phase == "uncertain":
                    await settling.give_ticket(tools, waiting[job], number, None)

    asyncio.run(work())


def home(folder: Path, said: Said) -> tuple[int, int]:
    """Run again in a world that is well again; how many jobs were bought twice, and how many of the paid ones are lost.

    Orders whose answer never came (none, where the world struck the disk only) would be uncertain for a person to settle.
    """
    whole_store(folder)
    after = perform(folder)
    if after.uncertain:
        settle_by_what_was_said(folder, said.text)
        after = perform(folder)
    whole_store(folder)
    bought = charges(folder)
    with Journal(folder / ".vgdsl" / "journal.db") as journal:
        past = journal.past()
    store = Store(folder / ".vgdsl")
    kept = {
        p.node if p.take == 1 else f"{p.node}#{p.take}"
        for p in past.settled
        if p.phase == "finished" and store.has(p.sha256)
    }
    lost = set(bought) - kept
    twice = sum(count > 1 for count in bought.values())
    assert not twice, (bought, said, after)
    assert not lost, (lost, said, after)
    assert set(bought) == PROMPTS, (bought, said, after)
    assert after.code == 0, after
    assert (folder / "out" / "film.mp4").exists()
    return twice, len(lost)


def every_step(
    base: Path, strike: Callable[[str], None], what: str, *, once: bool = False, stride: int = 1
) -> Summary:
    """Strike a fresh film at its first step, its second, and so on, until a run gets through unharmed."""
    tried = twice = lost = 0
    at = 1
    while True:
        folder = base / str(at)
        folder.mkdir(parents=True)
        said = struck(folder, strike, at, once=once)
        if said.steps < at:
            return Summary(what, tried, twice, lost)
        tried += 1
        if not once:
            assert said.code != 0, (at, said)
            assert says_what_to_do(said.text), (at, said)
        doubled, gone = home(folder, said)
        twice, lost = twice + doubled, lost + gone
        at += stride


def says_what_to_do(text: str) -> bool:
    return bool(re.search(r"[Mm]ake room|run again|vgdsl \w+", text))


def alone(file: str, function: str, folder: Path, seconds: float = 200) -> Summary:
    """Call a function of a file in a process without threads, which may fork."""
    done = subprocess.run(
        [sys.executable, file, function, str(folder)],
        capture_output=True,
        text=True,
        check=False,
        timeout=seconds,
    )
    assert done.returncode == 0, done.stderr
    return Summary(*json.loads(done.stdout))


def main(functions: dict[str, Any]) -> None:
    """What `alone` calls."""
    sys.stdout.write(json.dumps(list(functions[sys.argv[1]](Path(sys.argv[2])))))
