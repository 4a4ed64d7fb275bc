"""The benchmarks run, each with next to nothing to do; how fast anything is, is not asserted here."""

import json
import subprocess
import sys
from pathlib import Path

RUN = Path(__file__).with_name("benchmarks") / "run.py"


def test_every_row_of_the_table_can_be_measured():
    done = subprocess.run(
        [sys.executable, RUN, "--quick", "--json"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    readings = [json.loads(line) for line in done.stdout.splitlines()]
    rows = "P1 P2 P3 P4 P5 S1 S2 E1 E2 E3 E4 H1 H2 H3 H4 J1 K1 M1 M2 M3 T1 T2 U1"
    assert {reading["row"] for reading in readings} == set(rows.split())
    assert all(reading["measured"]["middle"] > 0 for reading in readings)
