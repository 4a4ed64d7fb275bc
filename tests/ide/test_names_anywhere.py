"""Every question about names has an answer in every text; here about some of those that the table asks about."""

import subprocess
import sys
from pathlib import Path

TABLE = Path(__file__).with_name("names_table.py")


def test_nothing_raises():
    done = subprocess.run(
        [sys.executable, TABLE, "--one-in", "60"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("0 wrong\n")
