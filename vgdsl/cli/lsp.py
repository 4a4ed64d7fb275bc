"""`vgdsl lsp`: the language server, which editors start by themselves. Writes no file and asks nobody over the network."""

import os
from importlib.util import find_spec
from pathlib import Path

import click

PORT = click.IntRange(1, 65535)


@click.command("lsp")
@click.option("--stdio", is_flag=True, help="Talk over standard input and output: what it does anyway.")
@click.option("--socket", type=PORT, metavar="PORT", help="Talk to the editor that waits at this port.")
@click.option(
    "--tcp",
    type=click.IntRange(0, 65535),
    metavar="PORT",
    help="Wait at this port for one editor; 0 takes a free one.",
)
@click.option("--log", type=click.Path(path_type=Path, dir_okay=False), help="Write failures to this file.")
@click.option(
    "--clientProcessId", "parent", type=int, hidden=True, help="What some editors add; see initialize."
)
@click.pass_context
def command(
    ctx: click.Context,
    *,
    stdio: bool,
    socket: int | None,
    tcp: int | None,
    log: Path | None,
    parent: int | None,  # noqa: ARG001 - the protocol says it again
) -> None:
    """Serve an editor: mistakes as you type, completion, hover, rename, quick fixes and more.

    Editors start it by themselves. README.md says how, for each of them.

    \b
    Example:
      vgdsl lsp
      vgdsl lsp --log /tmp/vgdsl.log
    """
    if stdio + (socket is not None) + (tcp is not None) > 1:
        raise click.UsageError("choose one of --stdio, --socket and --tcp")
    if find_spec("pygls") is None:
        raise click.ClickException(
            "the language server needs pygls, which comes with: pip install 'vgdsl[lsp]'"
        )
    from vgdsl.lsp import running

    running.log_to(log)
    try:
        if socket is not None:
            code = running.over_socket(socket)
        else:
            code = running.over_tcp(tcp) if tcp is not None else running.over_stdio()
    except OSError as error:
        where = f"port {socket if socket is not None else tcp}"
        raise click.ClickException(f"{where}: {os.strerror(error.errno or 0)}") from None
    ctx.exit(code)
