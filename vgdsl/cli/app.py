"""The commands as click knows them, each module loaded only when its command is called. Wires things; decides nothing.

Exit codes: 0 done, 1 the scene or the run has a problem, 2 wrong usage, 3 stopped by a cap, 4 an uncertain purchase
waits for a person.
"""

from importlib import import_module

import click

from vgdsl.cli import COMMANDS, overview


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"vgdsl.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            ctx.fail(_unknown(args[0]))
        return super().resolve_command(ctx, args)

    def get_help(self, ctx: click.Context) -> str:  # noqa: ARG002
        return overview().rstrip()


def _unknown(name: str) -> str:
    from vgdsl.check.spelling import nearest

    if name.endswith(".vg"):
        return f"say what to do with {name}, for instance: vgdsl run {name} --simulate"
    close = nearest(name, COMMANDS)
    return f"there is no command {name!r}" + (f"; did you mean {close!r}?" if close else "")


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
def app() -> None:
    """Scene files for AI video, and the runner that makes films of them."""
