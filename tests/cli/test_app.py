"""The front door: the overview, the help of every command, and what is said to a slip of the finger."""

import re
import subprocess
import sys

import click
import pytest

from vgdsl import __version__
from vgdsl.cli import COMMANDS
from vgdsl.cli.app import app


def test_the_overview_names_every_command_and_where_to_start(desk):
    for words in ((), ("--help",), ("-h",)):
        said = desk(*words)
        assert said.code == 0
        assert all(f"  {name} " in said.out for name in COMMANDS)
        assert "vgdsl init lagoon" in said.out


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_explains_itself_with_an_example_that_can_be_typed(desk, name):
    said = desk(name, "--help")
    assert said.code == 0
    example = said.out.partition("Example:\n")[2].partition("\n\n")[0]
    calls = re.findall(r"\bvgdsl (\w+)((?: [^\n&]+)?)", example)
    assert any(called == name for called, _ in calls)
    for called, words in calls:
        command = app.get_command(click.Context(app), called)
        parts = [command, *getattr(command, "commands", {}).values()]
        options = {option for part in parts for each in part.params for option in each.opts}
        assert set(re.findall(r"--[a-z-]+", words)) <= options


def test_the_version(desk):
    assert desk("--version").out == desk("-V").out == f"vgdsl {__version__}\n"


def test_it_runs_as_a_module(desk):
    done = desk.finish("--version")
    assert (done.code, done.out) == (0, f"vgdsl {__version__}\n")


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("chekc",), "did you mean 'check'?"),
        (("film.vg",), "vgdsl run film.vg --simulate"),
        (("check", "film.vg", "--jsn"), "--json"),
        (("run", "film.vg", "--simulat"), "--simulate"),
        (("plan", "film.vg", "--only", "wavs"), "did you mean 'waves'?"),
        (("plan", "film.vg", "--from", "scene:shor"), "did you mean 'scene:shore'?"),
        (("run", "film.vg", "--max-cost", "much"), "US dollars"),
        (("run", "film.vg", "--max-cost", "-1"), "US dollars"),
        (("run", "film.vg", "--max-cost", "nan"), "US dollars"),
        (("run", "film.vg", "--jobs", "0"), "0 is not in the range"),
        (("plan",), "Missing argument 'FILM'"),
        (("graph", "film.vg", "--format", "pdf"), "'mermaid', 'dot', 'json', 'svg'"),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, tuple) else "",
)
def test_the_right_word_is_suggested(pier, words, hint):
    said = pier(*words)
    assert said.code == 2
    assert hint in said.err
    assert said.out == ""


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("--profile", "lon"), "write `long`"),
        (("--set", "ligth=dusk"), "write `light`"),
        (("--set", "waves.durration=5s"), "write `duration`"),
        (("--set", "wavs.takes=2"), "write `waves.takes`"),
        (("--set", "light"), "--set name=value"),
        (("--set", "waves.duration=7s"), "makes clips of"),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, tuple) else "",
)
def test_a_value_from_outside_is_checked_like_one_of_the_film(pier, words, hint):
    for command in ("check", "plan", "run"):
        said = pier(command, "film.vg", *words)
        assert said.code == 1
        assert hint in said.out + said.err


@pytest.mark.parametrize("words", ["check film.vg", "check film.vg --json", "fmt -", "explain", "models"])
def test_a_full_disk_is_told_in_a_line(tmp_path, words):
    (tmp_path / "film.vg").write_text("film a {}\n")
    command = f'"{sys.executable}" -m vgdsl {words} < film.vg > /dev/full'
    told = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert told.returncode == 1
    assert told.stderr == "error: the answer cannot be written: No space left on device\n"


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_standard_files_break_nothing(tmp_path, closed):
    (tmp_path / "film.vg").write_text("film a {}\n")
    for words, code in (("check film.vg", 0), ("check --json film.vg", 0), ("fmt -", 0), ("check no.vg", 1)):
        command = f'"{sys.executable}" -m vgdsl {words} {closed}'
        told = subprocess.run(
            ["sh", "-c", command],
            cwd=tmp_path, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        assert (told.returncode, told.stderr) == (code, "")
