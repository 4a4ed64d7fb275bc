"""A small film with everything that commands distinguish: a scene, a chain, takes, a param, a profile, a budget, a cut."""

import re
from contextlib import contextmanager

import pytest

from vgdsl.providers.simulator.ledger import read_bookings

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
