"""`vgdsl doctor`: whether everything is there and in order, and what to do where it is not. Changes and buys nothing."""

import os
import textwrap
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

import click
import msgspec

from vgdsl.cli import options
from vgdsl.cli.terminal import style, width
from vgdsl.doctor.account import account
from vgdsl.doctor.line import Line, State
from vgdsl.doctor.machine import machine
from vgdsl.doctor.project import project_lines
from vgdsl.project import Project
from vgdsl.report.messages import Style

_WIDTH, _INDENT = 100, 11


class _Part(msgspec.Struct):
    """Lines that belong together, looked at only when they are shown: the network may take its time."""

    title: str
    lines: Iterable[Line]


@click.command("doctor")
@click.option("--offline", is_flag=True, help="Only what needs no network.")
@options.json
@click.pass_context
def command(ctx: click.Context, *, offline: bool, as_json: bool) -> None:
    """Look whether everything is there and in order: this computer, this project, the account, the provider.

    Each line is ok, a note or a problem, and says what to do. No key is ever shown. The exit code is 1 where there is a
    problem.

    \b
    Example:
      vgdsl doctor
      vgdsl doctor --offline --json
    """
    project = Project.of(Path.cwd() / "film.vg")
    parts = (
        _Part("this computer", machine(project.root, project.state)),
        _Part("this project", project_lines(project)),
        _Part("the provider", account(os.environ, offline=offline)),
    )
    found = _as_json(parts) if as_json else list(_shown(parts))
    ctx.exit(1 if any(line.state is State.PROBLEM for line in found) else 0)


def _as_json(parts: tuple[_Part, ...]) -> list[Line]:
    found = list(chain.from_iterable(part.lines for part in parts))
    ok = not any(line.state is State.PROBLEM for line in found)
    click.echo(msgspec.json.format(msgspec.json.encode({"ok": ok, "lines": found}), indent=2).decode())
    return found


def _shown(parts: tuple[_Part, ...]) -> Iterator[Line]:
    """Say each line as soon as it is known, and at the end how many are no good."""
    look, count = style(), dict.fromkeys(State, 0)
    for part in parts:
        click.echo(f"{look.bold}{part.title}{look.reset}")
        for line in part.lines:
            click.echo(_text(line, look))
            count[line.state] += 1
            yield line
        click.echo()
    counted = [(count[State.PROBLEM], "problem"), (count[State.NOTE], "note")]
    said = ", ".join(f"{number} {what}{'s' * (number != 1)}" for number, what in counted if number)
    click.echo(said or "everything is in order")


def _text(line: Line, look: Style) -> str:
    colour = {State.OK: look.help, State.NOTE: look.warning, State.PROBLEM: look.error}[line.state]
    first = f"  {colour}{line.state:<8}{look.reset} "
    said = _filled(f"{line.topic:<15} {line.says}")
    return (
        first + said + ("\n" + " " * _INDENT + _filled(f"{'':<15} -> {line.remedy}") if line.remedy else "")
    )


def _filled(text: str) -> str:
    return textwrap.fill(
        text,
        min(_WIDTH, width(_WIDTH)) - _INDENT,
        subsequent_indent=" " * 27,
        drop_whitespace=True,
        break_on_hyphens=False,
    )
