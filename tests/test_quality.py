"""The standing checks: lint, layout and types, so that one command runs everything."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

CHECKS = {
    "lint": ["-m", "ruff", "check", "--quiet", "."],
    "layout": ["-m", "ruff", "format", "--check", "--quiet", "."],
    "types": ["-m", "mypy"],
}


@pytest.mark.parametrize("check", CHECKS)
def test_nothing_to_complain_about(check):
    done = subprocess.run(
        [sys.executable, *CHECKS[check]], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
