"""The README is true: its commands and options exist, its scene files check, its files are there, its Python runs."""

import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

import vgdsl
from vgdsl.check.passes import check
from vgdsl.cli import COMMANDS
from vgdsl.cli.app import app
from vgdsl.program.editions import load
from vgdsl.project import Project
from vgdsl.providers.venice import auth
from vgdsl.report.messages import draw
from vgdsl.report.summary import plan_text
from vgdsl.run import outcome

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
GROUP = click.Context(app)


def fenced(language: str) -> list[str]:
    """The fences of a language, or those of none."""
    return [
        text
        for named, text in re.findall(r"^```(\w*)\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)
        if named == language
    ]


def calls() -> list[tuple[str, ...]]:
    """Every `vgdsl ...` of the text as its words: in a fence up to the end of a command, in a sentence up to the quote."""
    spoken = re.findall(r"`[^`\n]*?\bvgdsl ([a-z][^`\n]*)`", re.sub(r"```.*?```", "", TEXT, flags=re.DOTALL))
    typed = [
        each
        for block in fenced("console") + fenced("sh")
        for line in block.splitlines()
        for each in re.findall(r"(?:^|[ /])vgdsl ([^&#]*)", line)
    ]
    return sorted({tuple(each.split()) for each in (*spoken, *typed)})


def options_of(name: str) -> set[str]:
    command = app.get_command(GROUP, name)
    assert command is not None
    parts = [command, *getattr(command, "commands", {}).values()]
    params = [each for part in parts for each in part.params]
    return {"--help", *(option for each in params for option in (*each.opts, *each.secondary_opts))}


def section(title: str) -> str:
    return TEXT.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def quoted(text: str) -> list[str]:
    return re.findall(r"`([^`\n]+)`", text)


def test_it_opens_with_two_lines_that_set_themselves_up():
    first, second = fenced("console")[0].splitlines()
    assert TEXT.index("```console") < 20
    assert all(line.startswith("$ python3 -m venv .venv && ") for line in (first, second))
    assert first.endswith("--simulate")
    assert second.endswith("pytest -q")


@pytest.mark.parametrize("call", calls(), ids=" ".join)
def test_every_call_can_be_made(call):
    name, *words = call
    assert name in COMMANDS
    assert {word.partition("=")[0] for word in words if word.startswith("--")} <= options_of(name)


def test_every_command_has_its_line():
    listed = {
        each.split()[1]
        for each in quoted(section("Commands"))
        if re.match(r"vgdsl \w+ [A-Z[]|vgdsl simulate", each)
    }
    assert listed == set(COMMANDS)


def test_every_option_of_the_commands_exists():
    known = set[str]().union(*map(options_of, COMMANDS))
    assert (
        set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", section("Commands") + section("Money and trust")))
        <= known
    )
    part = set(re.findall(r"--(?:only|exclude|from|until)\b", section("Commands")))
    assert part <= options_of("plan") & options_of("run")
    for name in ("check", "plan", "run", "status", "models"):
        assert "--json" in options_of(name)


def test_every_option_of_the_simulator_is_explained():
    text, options = section("The simulator"), options_of("simulate")
    assert options - {"--help"} <= set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", text))
    assert set(re.findall(r"^\| `(--[a-z-]+)", text, re.MULTILINE)) <= options


def test_exit_codes_are_those_of_the_program():
    codes = dict(re.findall(r"^\| (\d) \| (.*) \|$", section("Commands"), re.MULTILINE))
    assert list(codes) == ["0", "1", "2", "3", "4"]
    assert "limit" in codes[str(outcome.CAPPED)]
    assert "not known" in codes[str(outcome.UNCERTAIN)]


def test_variables_are_those_of_the_program():
    program = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "vgdsl").rglob("*.py"))
    named = [name for name in quoted(section("Where things live")) if name.isupper()]
    assert {auth.KEY_VARIABLE, auth.WALLET_VARIABLE, auth.ADDRESS_VARIABLE, "NO_COLOR"} <= set(named)
    assert all(f'"{name}"' in program for name in named)


@pytest.mark.parametrize("text", fenced("vg"), ids=lambda text: text.split()[1])
def test_every_scene_file_checks(text, tmp_path):
    (tmp_path / "film.vg").write_text(text, encoding="utf-8")
    assert not check("film.vg", Project(tmp_path), load()).diagnostics


def test_the_message_shown_is_the_message(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    line = "  start  = approach.last_frame  # begins where the first shot ends\n"
    text = fenced("vg")[0].replace(line, f"{line}  duration = 20s\n")
    (tmp_path / "film.vg").write_text(text, encoding="utf-8")
    (found,) = check("film.vg", Project(tmp_path), load()).diagnostics
    assert draw(found) == fenced("")[0].rstrip("\n")


def test_the_plan_shown_is_the_plan(tmp_path):
    (tmp_path / "film.vg").write_text(fenced("vg")[0], encoding="utf-8")
    assert (
        plan_text(vgdsl.Film(tmp_path / "film.vg").plan(simulate=True), "film.vg").strip()
        == fenced("")[1].strip()
    )


def test_every_file_named_is_there():
    links = re.findall(r"\]\((?!https:|#)([^)]+)\)", TEXT)
    named = [each for each in quoted(TEXT) if re.fullmatch(r"(vgdsl|grammar|check)/[\w./]+", each)]
    run = re.findall(r"\b(?:tests|examples)/[\w./-]+", TEXT)
    made = "examples/7-gondolier/out/animatic/gondolier.mp4"
    places = {*links, *named, *run} - {made}
    missing = {each for each in places if not ((ROOT / each).exists() or (ROOT / "vgdsl" / each).exists())}
    assert not missing
    assert f'"{Path(made).name}"' in (ROOT / "examples/7-gondolier/film.vg").read_text(encoding="utf-8")


def test_every_folder_of_the_package_is_explained():
    folders = {f"vgdsl/{path.parent.name}" for path in (ROOT / "vgdsl").glob("*/__init__.py")}
    assert {each for each in quoted(section("For developers")) if re.fullmatch(r"vgdsl/\w+", each)} == folders


def test_the_python_example_runs(tmp_path):
    (tmp_path / "film.vg").write_bytes((ROOT / "examples/1-lighthouse/film.vg").read_bytes())
    code, _ = fenced("python")
    code = code.replace("examples/1-lighthouse/film.vg", str(tmp_path / "film.vg"))
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert "('beam',)" in done.stdout
    assert (tmp_path / "out/animatic/lighthouse.mp4").stat().st_size > 0


def test_the_example_of_texts_runs(tmp_path):
    _, code = fenced("python")
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("film lagoon {\n")
    assert "  start  = arrival.last_frame\n" in done.stdout
    assert done.stdout.endswith("3 purchases: arrival island island#2\n")
    assert not list(tmp_path.iterdir())


def test_python_names_are_public():
    lines = re.findall(r"^from vgdsl import (.*)$", TEXT, re.MULTILINE)
    assert {name.strip() for line in lines for name in line.split(",")} <= set(vgdsl.__all__)
