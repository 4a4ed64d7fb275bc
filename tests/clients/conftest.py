"""Clients that others wrote, each in a process of its own, against `vgdsl simulate` on a port. Only the address is ours."""

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from vgdsl.providers.simulator.account.ledger import read_bookings

ROOT = Path(__file__).parents[2]
OURS = ("VENICE_API_KEY", "VENICE_API_BASE_URL", "VENICE_BASE_URL", "VENICE_WALLET_KEY")
"""Settings of whoever runs the tests, which no client may find."""


@dataclass(frozen=True)
class Served:
    """A simulator on a port: where it is, and its account."""

    address: str
    folder: Path

    @property
    def bookings(self):
        return read_bookings(self.folder / "ledger.jsonl")

    def meets(self, program: str, *words: str):
        """What `program` prints of its dealings with the simulator, as JSON."""
        said = subprocess.run(
            [sys.executable, "-W", "ignore", Path(__file__).with_name(program), self.address, *words],
            env={name: value for name, value in os.environ.items() if name not in OURS},
            capture_output=True,
            cwd=self.folder,
            text=True,
            check=False,
            timeout=600,
        )
        assert said.returncode == 0, said.stderr
        return json.loads(said.stdout)


@pytest.fixture
def serving(tmp_path):
    """Serve with some options, until the `with` ends."""

    @contextmanager
    def serving(*options: str):
        folder = tmp_path / "served"
        line = [sys.executable, "-m", "vgdsl", "simulate", "--port", "0", "--speed", "2000", *options]
        surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "VGDSL_CACHE": str(tmp_path / "cache")}
        with subprocess.Popen(
            [*line, "--folder", folder], cwd=tmp_path, env=surroundings, stdout=subprocess.PIPE, text=True
        ) as server:
            try:
                yield Served(server.stdout.readline().split()[-1], folder)
            finally:
                server.terminate()

    return serving


@pytest.fixture
def served(serving):
    with serving() as simulator:
        yield simulator
