"""A small film with everything that commands distinguish: a scene, a chain, takes, a param, a profile, a budget, a cut."""

import os
import re
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from vgdsl.providers.simulator.account.ledger import read_bookings

FILM = """\
film pier {
  title        = "The Pier"
  model        = "pixverse-v5.6"
  aspect_ratio = 16:9
  resolution   = 360p
  duration     = 5s
  audio        = false
  budget       = $4.00
}

param light = "dawn"

scene shore {
  shot gulls {
    prompt = "Gulls over a wooden pier, {{ light }}."
  }

  shot walker {
    start  = gulls.last_frame
    prompt = "A walker with a red umbrella."
    takes  = 2
  }
}

shot waves {
  prompt = "Waves against the piles."
}

profile long {
  duration = 8s
}

cut main {
  sequence = [gulls, walker, dissolve(0.5s), waves]
  output   = "pier.mp4"
}
"""


@pytest.fixture
def pier(desk):
    desk.write("film.vg", FILM)
    return desk


@pytest.fixture
def serving():
    """Serves the API on a port of this machine, with its account in a folder; a context that gives the address."""

    @contextmanager
    def serve(desk, account, *options):
        with desk.start("simulate", "--port", "0", "--folder", str(account), *options) as process:
            try:
                first = process.stdout.readline()
                yield re.search(r"http://127\.0\.0\.1:\d+/api/v1", first).group()
            finally:
                process.terminate()
                process.communicate(timeout=30)

    return serve


@pytest.fixture
def service(desk, tmp_path, serving):
    """The API, with its address and a key for it in `desk`; a function that lists the models of all that was bought."""
    account = tmp_path / "account"
    with serving(desk, account) as address:
        desk.environment |= {"VENICE_BASE_URL": address, "VENICE_API_KEY": "key-of-the-tests-0123456789"}
        yield lambda: [
            each.model for each in read_bookings(account / "ledger.jsonl") if each.kind == "charge"
        ]


PAID = """\
film pier {
  model        = "pixverse-v5.6"
  aspect_ratio = 16:9
  resolution   = 360p
  duration     = 5s
}

shot gulls { prompt = "Gulls over a wooden pier." }
shot waves { prompt = "Waves against the piles." }

cut main {
  sequence = [gulls, waves]
  output   = "pier.mp4"
}
"""


@pytest.fixture(scope="module")
def bought_once(tmp_path_factory):
    """A folder whose film is bought at a served simulator, which serves on; its variables, and what it was charged."""
    root, folder = tmp_path_factory.mktemp("paid"), tmp_path_factory.mktemp("film")
    (folder / "film.vg").write_text(PAID)
    world = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "VGDSL_CACHE": str(root / "cache")}
    serve = [
        sys.executable,
        "-m",
        "vgdsl",
        "simulate",
        "--port",
        "0",
        "--speed",
        "100000",
        "--folder",
        str(root),
    ]
    with subprocess.Popen(serve, env=world, stdout=subprocess.PIPE, text=True) as service:
        try:
            address = re.search(r"http://127\.0\.0\.1:\d+/api/v1", service.stdout.readline()).group()
            account = {"VENICE_BASE_URL": address, "VENICE_API_KEY": "key-of-the-tests-0123456789"}
            _order(folder, world | account, clips=2)
            run = [sys.executable, "-m", "vgdsl", "run", "film.vg"]
            subprocess.run(run, cwd=folder, env=world | account, check=True, capture_output=True)
            yield folder, account, root / "ledger.jsonl"
        finally:
            service.terminate()


def _order(folder, world, clips: int) -> None:
    """Run until so many clips are bought: what an earlier run bought is asked for at once, and need not be waited for."""
    run = [sys.executable, "-m", "vgdsl", "run", "film.vg", "--yes"]
    with subprocess.Popen(run, cwd=folder, env=world, stdout=subprocess.PIPE, text=True) as process:
        while clips and (line := process.stdout.readline()):
            clips -= line.endswith("bought, being made\n")
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)


@pytest.fixture
def paid(desk, bought_once):
    """A copy of that folder at the desk; a function that counts what was bought, from now on."""
    folder, account, ledger = bought_once
    shutil.copytree(folder, desk.folder, dirs_exist_ok=True)
    desk.environment |= account

    def charges() -> int:
        return sum(each.kind == "charge" for each in read_bookings(ledger))

    before = charges()
    return lambda: charges() - before
