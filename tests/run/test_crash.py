"""kill -9: whenever the program dies, the next run buys nothing twice and brings home all that was paid for."""

import asyncio
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from vgdsl.run.clock import CompressedClock
from vgdsl.run.journal import Journal
from vgdsl.run.runner import run
from vgdsl.run.store import Store

HERE = Path(__file__)
FACTOR = 4000.0


def conftest():
    spec = spec_from_file_location("stage_of_tests", HERE.with_name("conftest.py"))
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def film(stage):
    job = stage.make_job
    return [job("a"), job("b", chain="a"), job("c"), job("c#2")]


def perform(folder: Path, at_step: int | None = None):
    """One run with real threads, files and time; with `at_step`, it ends itself at the nth step that matters."""
    module = conftest()
    stage = module.Stage(folder)
    stage.clock = stage.provider.clock = CompressedClock(FACTOR)
    stage.store = Store(folder / ".vgdsl")
    if at_step is not None:
        die_at(stage, at_step)

    async def play():
        with Journal(stage.journal_path) as journal:
            return await run(stage.order(film(module)), stage.tools(journal))

    return asyncio.run(play())


def die_at(stage, step):
    """Count the durable steps and those on the network, before and after each, and end the process at one of them."""
    left = [step]

    def count(*_):
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(owner, name):
        method = getattr(owner, name)

        def counted(*args, **kwargs):
            count()
            result = method(*args, **kwargs)
            count()
            return result

        setattr(owner, name, counted)

    provider = stage.provider
    provider.on_quote = provider.before_charge = provider.after_charge = provider.on_retrieve = count
    around(Journal, "_write")
    around(stage.store, "put")
    around(stage.results, "put")


def proved(folder: Path, outcome) -> None:
    """Every job was charged once at most; every charge became a clip, or is uncertain because its answer was lost."""
    ledger = folder / "ledger.jsonl"
    lines = ledger.read_text().splitlines() if ledger.exists() else []
    charges = Counter(json.loads(line)["prompt"] for line in lines)
    assert all(count == 1 for count in charges.values()), charges
    made = {*outcome.finished, *outcome.reused}
    assert set(charges) <= made | set(outcome.uncertain), (charges, outcome)
    assert len(made) + len(outcome.uncertain) + len(outcome.blocked) == 4
    assert len(outcome.uncertain) <= 3
    if not outcome.uncertain:
        assert len(made) == 4


def in_child(folder: Path, step: int | None) -> int:
    child = os.fork()
    if not child:
        os._exit(perform(folder, step).exit_code)
    return os.waitpid(child, 0)[1]


def every_step(base: Path) -> int:
    """Kill a fresh film at its first step, its second, and so on, until one run gets through; how many there were."""
    step = 0
    while True:
        step += 1
        folder = base / str(step)
        folder.mkdir(parents=True)
        if os.WIFEXITED(in_child(folder, step)):
            return step - 1
        in_child(folder, step // 2 + 1)
        outcome = perform(folder)
        proved(folder, outcome)


def test_killed_at_every_step(tmp_path):
    done = subprocess.run(
        [sys.executable, str(HERE), "every", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 30


def test_killed_at_ten_moments_of_chance(tmp_path):
    chance = random.Random(7)
    for _ in range(10):
        with subprocess.Popen(
            [sys.executable, str(HERE), "run", str(tmp_path)], stdout=subprocess.PIPE, text=True
        ) as child:
            child.stdout.readline()
            time.sleep(chance.uniform(0.0, 0.2))
            child.kill()
    outcome = perform(tmp_path)
    proved(tmp_path, outcome)


if __name__ == "__main__":
    folder = Path(sys.argv[2])
    if sys.argv[1] == "every":
        sys.stdout.write(str(every_step(folder)))
    else:
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        perform(folder)
