"""A project whose film is bought from a served simulator, by `vgdsl` in processes of their own, as from the real API."""

import json
import os
import re
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vgdsl.providers.simulator.account.ledger import read_bookings

ROOT = Path(__file__).parents[2]
FILM = """\
film pier {
  model        = "pixverse-v5.6"
  aspect_ratio = 16:9
  resolution   = 360p
  duration     = 5s
}

shot gulls { prompt = "Gulls over a wooden pier." }
shot waves { prompt = "Waves against the piles." }
shot walker {
  start  = gulls.last_frame
  prompt = "A walker with a red umbrella."
}
"""
RUN = ("run", "film.vg", "--yes")
CLIPS = ("gulls", "waves", "walker")


HASTY = """
import sys
from vgdsl.run.pacing import polling
polling.UNKNOWN = 0.4  # the served clips are made four hundred times faster than life
sys.argv[0] = "vgdsl"
{first}
from vgdsl.cli import main
main()
"""


class Place:
    """A folder in which people type, and the account that pays."""

    def __init__(self, folder: Path, speed: float = 400.0) -> None:
        self.film = folder / "film"
        self.film.mkdir(parents=True)
        (self.film / "film.vg").write_text(FILM, encoding="utf-8")
        self.account = folder / "account"
        self.speed = speed
        self.environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("VENICE_", "VGDSL_"))
        } | {"PYTHONPATH": str(ROOT), "VGDSL_CACHE": str(folder / "cache"), "PYTHONUNBUFFERED": "1"}

    def start(self, *words: str, first: str = "") -> subprocess.Popen[str]:
        """`vgdsl ...` in a process of its own, which does `first` (Python) before it begins."""
        return subprocess.Popen(
            [sys.executable, "-c", HASTY.format(first=first), *words], cwd=self.film, env=self.environment, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def finish(self, *words: str) -> tuple[int, str, str]:
        """What a command said: its exit code, what it printed, and its errors."""
        with self.start(*words) as process:
            out, err = process.communicate(timeout=120)
        return process.returncode, out, err

    @contextmanager
    def serving(self) -> Iterator[None]:
        """The API on a port of this machine, with a key for it in the surroundings."""
        with self.start(
            "simulate", "--port", "0", "--folder", str(self.account), "--speed", str(self.speed)
        ) as process:
            try:
                address = re.search(r"http://127\.0\.0\.1:\d+/api/v1", process.stdout.readline()).group()
                self.environment |= {
                    "VENICE_BASE_URL": address,
                    "VENICE_API_KEY": "key-of-the-tests-0123456789",
                }
                yield
            finally:
                process.terminate()
                process.communicate(timeout=30)

    def bought(self) -> Counter[str]:
        """How often each request was charged."""
        return Counter(
            each.request for each in read_bookings(self.account / "ledger.jsonl") if each.kind == "charge"
        )

    @property
    def lock(self) -> Path:
        return self.film / ".vgdsl" / "lock"

    def whole(self) -> bool:
        return all((self.film / "out" / f"{name}.mp4").exists() for name in CLIPS)

    def finish_film(self) -> tuple[int, int]:
        """Run until the film is whole, as a person would; jobs bought twice, jobs lost. Orders that were cut off are settled."""
        for _ in range(4):
            code, out, err = self.finish(*RUN)
            if code == 4:
                self.settle_by_the_account()
            elif code == 0:
                break
        assert code == 0, (code, out, err)
        assert self.whole(), out
        bought = self.bought()
        twice = sum(count > 1 for count in bought.values())
        assert not twice, bought
        return twice, max(0, len(CLIPS) - len(bought))

    def settle_by_the_account(self) -> None:
        """Say of each uncertain order what the simulated account's ledger says of it."""
        _, out, _ = self.finish("settle", "film.vg", "--json")
        charged = {b.queue_id: b for b in read_bookings(self.account / "ledger.jsonl") if b.kind == "charge"}
        known = set(self.tickets())
        for name, found in json.loads(out)["orders"].items():
            at = found["purchase"]["ordered_at"]
            mine = [b for b in charged.values() if b.queue_id not in known and b.at >= at - 1]
            mine = [b for b in mine if prompt_of(self, b.queue_id) == name.partition("~")[0]]
            if mine:
                code, out, err = self.finish("settle", "film.vg", name, "--ticket", mine[0].queue_id)
            else:
                code, out, err = self.finish("settle", "film.vg", name, "--resubmit", "--not-charged")
            assert code == 0, (out, err)

    def tickets(self) -> list[str]:
        db = sqlite3.connect(self.film / ".vgdsl" / "journal.db")
        try:
            return [
                number for (number,) in db.execute("SELECT queue_id FROM purchase WHERE queue_id IS NOT NULL")
            ]
        finally:
            db.close()


def prompt_of(place: Place, number: str) -> str:
    """The shot that an order of the simulated account was for."""
    text = next(place.account.rglob(f"{number}.json")).read_text(encoding="utf-8")
    prompts = {"Gulls over": "gulls", "Waves against": "waves", "A walker": "walker"}
    return next(shot for prompt, shot in prompts.items() if prompt in text)


def read_until(process: subprocess.Popen[str], lines: int) -> list[str]:
    """So many lines of what a process prints, or all there are."""
    heard = []
    while len(heard) < lines and (line := process.stdout.readline()):
        heard.append(line)
    return heard
