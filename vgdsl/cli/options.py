"""The options that several commands share, so that they are spelled and explained the same everywhere."""

import os
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, TypeVar

import click

_Function = TypeVar("_Function", bound=Callable[..., Any])


def dollars(value: str) -> Decimal:
    """An amount of money, with or without its sign: `5`, `4.50`, `$4.50`. Raises BadParameter."""
    try:
        amount = Decimal(value.removeprefix("$"))
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or amount < 0:
        raise click.BadParameter(f"{value!r} is no amount of US dollars, such as 5 or 4.50")
    return amount


film = click.argument("film", type=click.Path(path_type=Path))
some_film = click.argument("film", type=click.Path(path_type=Path), required=False)
place = click.argument("where", type=click.Path(path_type=Path), default=".")
json = click.option("--json", "as_json", is_flag=True, help="Answer in JSON, for programs.")
simulate = click.option(
    "--simulate", is_flag=True, help="Use the built-in simulator: free, no key, no network."
)


again = click.option(
    "--again",
    multiple=True,
    metavar="NAME",
    help="Allow these to be bought a second time, though they were paid for or failed before.",
)
clean_up = click.option(
    "--clean-up", is_flag=True, help="Have the provider delete the media of each clip once it is safe here."
)


class _Script(click.Path):
    """A fault script, read. The mistakes in it are mistakes of whoever typed the command."""

    def __init__(self) -> None:
        super().__init__(exists=True, dir_okay=False, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        from vgdsl.providers.simulator.faults.script import ScriptError, read_script

        try:
            return read_script(Path(os.fsdecode(super().convert(value, param, ctx))))
        except (ScriptError, OSError) as error:
            raise click.UsageError(str(error), ctx) from None


faults = click.option(
    "--faults",
    type=_Script(),
    metavar="FILE",
    help="What goes wrong on the simulator: a fault script, in TOML.",
)


def values(function: _Function) -> _Function:
    """--profile and --set: other values than the file's."""
    function = click.option(
        "--set",
        "overrides",
        multiple=True,
        metavar="NAME=VALUE",
        help='Another value for a param (light="blue hour") or an attribute of a shot (opening.takes=3).',
    )(function)
    return click.option("--profile", metavar="NAME", help="Apply a profile of the film.")(function)


def selection(function: _Function) -> _Function:
    """--only, --exclude, --from, --until: a part of the film, by names of nodes or scene:NAME."""
    for name, text in (
        ("--until", "These, and all that they need."),
        ("--from", "These, and all that is made from them."),
        ("--exclude", "Not these, nor what is made from them."),
        ("--only", "Just these; what they need must be there already or is made with them."),
    ):
        variable = {"--from": "from_"}.get(name, name.removeprefix("--"))
        function = click.option(name, variable, multiple=True, metavar="NAME", help=text)(function)
    return function
