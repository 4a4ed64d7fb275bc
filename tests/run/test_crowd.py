"""A thousand jobs in flight in one process, as a simulator in another one sees them."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
A_JOB = 12_000
"""Bytes of memory that a job in flight may take."""
PIECES = 4 << 20
"""Bytes by which memory grows at a time, whatever is asked for."""


def test_a_thousand_jobs_come_home_within_the_limits_and_in_little_memory():
    played = subprocess.run(
        [sys.executable, ROOT / "tests/benchmarks/crowd.py", "1000", "240", "9000"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert played.returncode == 0, played.stderr
    crowd = json.loads(played.stdout)
    assert crowd["home"] == 1000
    assert crowd["asked"]["queue"] == 1000
    # In flight at one time: all of them, unless ordering them takes longer than making the first.
    assert crowd["most"] > 500
    assert crowd["busiest"]["queue"] <= 40
    assert crowd["busiest"]["retrieve"] <= 120
    assert crowd["refused"] == {}
    memory = {int(jobs): used for jobs, used in crowd["memory"].items()}
    most = max(memory)
    assert memory[most] - memory[200] <= PIECES + A_JOB * (most - 200)
    assert crowd["asked"]["retrieve"] < crowd["fixed"] / 50
