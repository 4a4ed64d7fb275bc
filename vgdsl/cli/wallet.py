"""`vgdsl wallet`: a wallet's credit at the service, what moved on it, and how it is topped up."""

import asyncio

import click
import msgspec

from vgdsl.cli import options
from vgdsl.cli.counter import counter
from vgdsl.cli.failures import told
from vgdsl.cli.top_up import command as top_up
from vgdsl.providers.venice.teller import Credit, Ledger
from vgdsl.report import wallet as report


@click.group("wallet")
def command() -> None:
    """Show a wallet's credit and what moved on it, or top it up.

    The wallet is that of VENICE_WALLET_KEY, in the environment or the system's keyring, also where a key pays for films.

    \b
    Example:
      vgdsl wallet balance
      vgdsl wallet transactions --limit 20
      vgdsl wallet top-up 10
    """


@command.command("balance")
@options.json
def balance(*, as_json: bool) -> None:
    """Show what credit the wallet has.

    \b
    Example:
      vgdsl wallet balance --json
    """

    async def work() -> tuple[Credit, report.Whose]:
        async with counter() as opened:
            return await opened.teller.credit(), report.Whose.of(opened.wallet, opened.address)

    with told():
        credit, whose = asyncio.run(work())
    click.echo(_json(report.credit_answer(credit, whose)) if as_json else report.credit_text(credit, whose))


@command.command("transactions")
@click.option(
    "--limit", type=click.IntRange(min=1), metavar="COUNT", help="Only so many, the newest; all without it."
)
@options.json
def transactions(limit: int | None, *, as_json: bool) -> None:
    """List what moved on the wallet's credit, newest first.

    A long list takes a while: the service shows 100 rows at a time, and 20 such pages a minute.

    \b
    Example:
      vgdsl wallet transactions --limit 20
    """

    async def work() -> tuple[Ledger, report.Whose]:
        async with counter() as opened:
            return await opened.teller.ledger(limit), report.Whose.of(opened.wallet, opened.address)

    with told():
        ledger, whose = asyncio.run(work())
    click.echo(_json(report.ledger_answer(ledger, whose)) if as_json else report.ledger_text(ledger, whose))


command.add_command(top_up)


def _json(answer: object) -> str:
    return msgspec.json.format(msgspec.json.encode(answer), indent=2).decode()
