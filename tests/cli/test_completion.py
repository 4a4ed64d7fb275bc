"""What the Tab key offers: everywhere what fits there, at once, also in a film that is half written; and bash takes it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from vgdsl.cli import COMMANDS
from vgdsl.cli.completing import names
from vgdsl.cli.completing.answer import SHELL
from vgdsl.cli.completing.line import words
from vgdsl.cli.completing.table import table

ROOT = Path(__file__).parents[2]

FILM = """
import "cast.vg" as cast
param light = "dawn"
scene harbor {
  shot opening { prompt = "Fog." }
  shot boarding { prompt = "Fog }
}
shot postcard[city in ["Rome"]] {
upscale hd { source = opening }
profile draft { takes = 1 }
"""

KINDS = {"clips", "profiles", "params", "models", "codes", *SHELL}


@pytest.fixture
def offered(desk):
    """The words that are offered at the end of a line, in a folder with a film that is half written."""
    desk.write("film.vg", FILM)
    desk.write("cast.vg", 'param coat = "red"\nshot portrait { prompt = "A." }\n')

    def offered(line: str) -> list[str]:
        return [each.split("\t")[0] for each in desk("completion", "--line", line).out.splitlines()]

    return offered


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("vgdsl pl", ["plan"]),
        ("vgdsl plan ", [":films"]),
        ("vgdsl plan fi", [":films"]),
        ("vgdsl check a.vg ", [":films"]),
        ("vgdsl run ", [":plans"]),
        ("vgdsl init ", [":folders"]),
        ("vgdsl plan film.vg --on", ["--only"]),
        ("vgdsl plan film.vg --output ", [":files"]),
        ("vgdsl plan film.vg --output=", []),
        ("vgdsl simulate --faces=al", ["--faces=all"]),
        ("vgdsl plan film.vg --only p", ["postcard"]),
        ("vgdsl plan film.vg --only scene:", ["scene:harbor"]),
        ("vgdsl plan --only=o", ["--only=opening"]),
        ("vgdsl run film.vg --profile ", ["draft"]),
        ("vgdsl run film.vg --set ", ["cast.coat=", "light="]),
        ("vgdsl run film.vg --max-cost ", []),
        ("vgdsl accept film.vg hd", ["hd"]),
        ("vgdsl explain VG10", [f"VG10{each}" for each in range(1, 10)]),
        ("vgdsl wallet ", ["balance", "transactions", "top-up"]),
        ("vgdsl simulate --faces a", ["asked", "all"]),
        ("vgdsl completion ", ["bash", "zsh", "fish"]),
        ("vgdsl nonsense --x", []),
    ],
)
def test_what_fits_is_offered(offered, line, expected):
    assert offered(line) == expected


def test_options_and_models_are_offered(offered):
    assert {"--json", "--help"} <= set(offered("vgdsl status film.vg -"))
    first, second, *_ = offered("vgdsl models wan-2-7")
    assert (first, second) == ("wan-2-7", "wan-2-7-enhanced")


def test_every_command_is_offered_with_its_line(desk):
    lines = desk("completion", "--line", "vgdsl ").out.splitlines()
    assert lines == [f"{name}\t{line}" for name, line in COMMANDS.items()]


def test_every_value_is_of_a_known_kind():
    """So that a new option is not forgotten: what only people know is the empty kind."""
    for command in table().commands.values():
        for part in (command, *command.commands.values()):
            kinds = [*(option.kind for option in part.options.values()), *part.arguments]
            assert {kind for kind in kinds if not isinstance(kind, tuple)} <= {None, "", *KINDS}


def test_options_that_name_clips_are_told_so():
    options = table().commands["run"].options
    names = {"--only", "--exclude", "--from", "--until", "--again"}
    assert {name for name, option in options.items() if option.kind == "clips"} == names


def test_without_a_film_no_name_is_offered(desk):
    assert desk("completion", "--line", "vgdsl plan --only ").out == ""


def test_imports_that_go_in_a_ring_end(tmp_path):
    (tmp_path / "a.vg").write_text('import "b.vg"\nshot one { prompt = "x" }\n')
    (tmp_path / "b.vg").write_text('import "a.vg"\nimport "c.vg"\nshot two { prompt = "x" }\n')
    assert [name for name, _ in names.clips(tmp_path / "a.vg")] == ["two", "one"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("vgdsl ", ["vgdsl", ""]),
        ("vgdsl  pl", ["vgdsl", "pl"]),
        ("vgdsl plan 'my fi", ["vgdsl", "plan", "my fi"]),
        ('vgdsl plan "my film.vg" ', ["vgdsl", "plan", "my film.vg", ""]),
        ("vgdsl plan my\\ film.vg", ["vgdsl", "plan", "my film.vg"]),
        ("vgdsl 'a\"", ["vgdsl", 'a"']),
        ("", [""]),
    ],
)
def test_words_of_a_line(line, expected):
    assert words(line) == expected


def test_an_answer_loads_neither_click_nor_the_checker(desk):
    desk.write("film.vg", FILM)
    desk("completion", "--line", "vgdsl ")  # makes the table
    code = (
        "import sys; sys.argv = ['vgdsl', 'completion', '--line', 'vgdsl plan film.vg --only ']\n"
        "from vgdsl.cli import main; main(); print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=desk.folder, env=desk.surroundings | {"VGDSL_CACHE": str(desk.folder.parent / "cache")},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "opening\tshot" in done.stdout
    assert not {"click", "vgdsl.check.passes", "httpx", "av"} & set(done.stderr.split())


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_is_printed_for_each_shell_and_is_none_of_another(desk, shell):
    said = desk("completion", shell)
    assert said.code == 0
    assert f"# Completion of vgdsl for {shell}" in said.out
    if shutil.which(shell):
        script = desk.write("script", said.out)
        subprocess.run([shell, "-n", str(script)], check=True)


def test_bash_completes(desk):
    """In bash itself, which takes colons and equals signs for the ends of words."""
    desk.write("film.vg", FILM)
    program = desk.write("bin/vgdsl", f'#!/bin/sh\nexec "{sys.executable}" -m vgdsl "$@"\n')
    program.chmod(0o755)
    desk.write("film.plan", "{}")
    desk.write("script", desk("completion", "bash").out)
    lines = [
        "vgdsl pl",
        "vgdsl plan film.vg --only scene:h",
        "vgdsl run film.vg --profile=d",
        "vgdsl plan fi",
        "vgdsl run fi",
    ]
    asks = "\n".join(
        f"COMP_LINE='{line}' COMP_POINT={len(line)}; _vgdsl vgdsl; echo \"${{COMPREPLY[*]}}\""
        for line in lines
    )
    done = subprocess.run(
        ["bash", "-c", f"compopt() {{ :; }}; source ./script\n{asks}"],
        cwd=desk.folder, env=desk.surroundings | {"PATH": f"{program.parent}:/usr/bin:/bin"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.splitlines() == ["plan", "harbor", "draft", "film.vg", "film.vg film.plan"]
