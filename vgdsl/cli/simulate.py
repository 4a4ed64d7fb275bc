"""`vgdsl simulate`: the video API on this machine, for any client. Free; nothing leaves the machine."""

from pathlib import Path
from typing import Any

import click

from vgdsl.cli import options
from vgdsl.cli.failures import told


@click.command("simulate")
@click.option(
    "--port", default=8333, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one."
)
@click.option(
    "--speed",
    default=240.0,
    show_default=True,
    type=click.FloatRange(min=0.01),
    help="How many times faster than life clips are made.",
)
@click.option("--balance", default=1000.0, show_default=True, help="US dollars on the simulated account.")
@click.option(
    "--wallet-credit",
    type=float,
    help="US dollars that each new wallet has of its own; without it, wallets draw on the account.",
)
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where jobs, clips and the ledger are kept; nowhere without it.",
)
@click.option(
    "--faces",
    type=click.Choice(["asked", "all", "none"]),
    default="asked",
    show_default=True,
    help="Whose media show faces: that for models which ask for consent, all, or none.",
)
@click.option(
    "--completes", is_flag=True, help="Let /video/complete delete a clip; of late the service refuses it."
)
@click.option(
    "--strictness",
    default="strict",
    show_default=True,
    type=click.Choice(["strict", "schema", "off"]),
    help="What is wrong with a request: all that its model does not take, each field for itself, or nothing.",
)
@click.option(
    "--upscaler",
    default="guide",
    show_default=True,
    type=click.Choice(["guide", "observed-2026-07"]),
    help="Which of its two descriptions the older upscaler follows: the guide's, or what was once seen.",
)
@click.option(
    "--quotes-factor/--ignores-factor",
    default=True,
    show_default=True,
    help="Whether a quote for an upscale minds its factor; an older guide has every one cost what 2 does.",
)
@click.option(
    "--suite-key",
    default="topaz",
    show_default=True,
    type=click.Choice(["topaz", "enhancement"]),
    help="What the list of models calls the settings of the Topaz suite.",
)
@options.faults
def command(port: int, balance: float, wallet_credit: float | None, **settings: Any) -> None:
    """Serve a free copy of the video API on this machine, until Ctrl-C.

    It checks requests as strictly as the real one, answers with the same bodies, and makes real clips. Where sources
    disagree about the real one, it can be either way.

    \b
    Example:
      vgdsl simulate --port 8333
      VENICE_BASE_URL=http://127.0.0.1:8333/api/v1 VENICE_API_KEY=any vgdsl run film.vg --yes
    """
    from decimal import Decimal

    from vgdsl.providers.simulator.serve import serve
    from vgdsl.providers.simulator.simulation import Simulation

    credit = None if wallet_credit is None else Decimal(str(wallet_credit))
    simulation = Simulation(balance=Decimal(str(balance)), wallet_credit=credit, **settings)
    with told():
        serve(
            port,
            simulation,
            lambda address: click.echo(f"the video API, simulated, at {address}\nstop with Ctrl-C"),
        )
