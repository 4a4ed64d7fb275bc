"""Whatever is tried to make the program buy twice or lose what is paid for: it holds, and the README says what was tried."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

TABLE = Path(__file__).with_name("table.py")
README = Path(__file__).parents[2] / "README.md"
PARTS = ("kills", "twins", "gone", "orders", "reads", "jobs", "machine")


def table(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, TABLE, *words], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("part", PARTS)
def test_nothing_is_bought_twice_and_nothing_lost(part):
    done = table(part, "--json", "--processes", "2" if part == "kills" else "1")
    assert done.returncode == 0, done.stdout + done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert lines
    for line in lines:
        assert line["tried"] > 0, line
        assert line["charges"] > 0, line
        assert line["twice"] == line["lost"] == line["wrong"] == 0, line


def test_a_program_that_orders_again_what_it_heard_nothing_of_is_found_out():
    done = subprocess.run([sys.executable, TABLE.with_name("careless.py")], check=False)
    assert done.returncode == 0


def test_the_parts_are_the_whole_table():
    assert table(*PARTS, "--lines").stdout == table("--lines").stdout


def test_the_readme_shows_this_table():
    """Its rows, and that they held. How often each was tried varies: a run asks once more or less where its job stands."""
    section = README.read_text(encoding="utf-8").partition("### What was tried")[2].partition("\n##")[0]
    head, _, *rows = [line for line in section.splitlines() if line.startswith("|")]
    shown = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    assert [row[0] for row in shown] == table("--lines").stdout.splitlines()
    named = [
        dict(zip((cell.strip() for cell in head.strip("|").split("|")), row, strict=True)) for row in shown
    ]
    assert {(row["twice"], row["lost"], row["held"]) for row in named} == {("0", "0", "yes")}
