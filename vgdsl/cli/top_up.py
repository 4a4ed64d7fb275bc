"""`vgdsl wallet top-up`: pays USDC into a wallet's credit, once somebody has typed how much; and finds out what became of it."""

import asyncio
import sys
import time
from decimal import Decimal
from pathlib import Path

import click
import msgspec

from vgdsl.cli import options, terminal
from vgdsl.cli.counter import Counter, counter
from vgdsl.cli.failures import told
from vgdsl.project import root_of
from vgdsl.providers.venice.chains import Chain
from vgdsl.providers.venice.x402.terms import MOST
from vgdsl.report import wallet as report
from vgdsl.report.summary import money
from vgdsl.run.lock import Lock, LockedError
from vgdsl.run.outcome import CAPPED, DONE, UNCERTAIN
from vgdsl.settings import settings
from vgdsl.wallet.book import Book, BookError, folder
from vgdsl.wallet.paying import Outcome, Till

LIMIT = Decimal(50)
"""US dollars of one top-up, where nobody has said otherwise."""

_CENT = -2
"""The power of ten of the finest amount that is taken."""

_PROBLEM = 1


def _cents(_ctx: click.Context, _param: click.Parameter, value: str | None) -> Decimal | None:
    amount = None if value is None else options.dollars(value)
    if amount is not None and int(amount.normalize().as_tuple().exponent) < _CENT:
        raise click.BadParameter(f"{value!r} is finer than a cent")
    return amount


@click.command("top-up", short_help="Pay USDC into the wallet's credit.")
@click.argument("amount", required=False, callback=_cents)
@click.option(
    "--limit",
    metavar="AMOUNT",
    callback=_cents,
    help="US dollars that a top-up may be at most; $50, unless vgdsl.toml says otherwise.",
)
@click.option(
    "--pay",
    metavar="AMOUNT",
    callback=_cents,
    help="The same amount once more: agrees to it where nobody can be asked.",
)
@options.json
@click.pass_context
def command(
    ctx: click.Context, amount: Decimal | None, limit: Decimal | None, pay: Decimal | None, *, as_json: bool
) -> None:
    """Pay AMOUNT US dollars, in USDC on Base, into the wallet's credit.

    What is asked for is shown first, and the amount has to be typed again. The wallet then signs a payment that is good once
    and for minutes. Where its answer is lost, the same command finds out what became of it before anything else is signed.

    \b
    Example:
      vgdsl wallet top-up 10
      vgdsl wallet top-up 20 --pay 20 --json
      vgdsl wallet top-up
    """
    asked = _Asked(amount, pay, asking=not as_json and terminal.answering(), as_json=as_json)
    with told():
        asked.make_sense(_limit(limit))
        ctx.exit(asyncio.run(asked.carry_out()))


def _limit(given: Decimal | None) -> Decimal:
    if given is not None:
        return given
    found = settings(root_of(Path.cwd() / "film.vg")).wallet_limit
    return LIMIT if found is None else found


class _Asked:
    """What somebody typed."""

    def __init__(self, usd: Decimal | None, pay: Decimal | None, *, asking: bool, as_json: bool) -> None:
        self.usd, self.pay, self.asking, self.as_json = usd, pay, asking, as_json

    def make_sense(self, limit: Decimal) -> None:
        """Raises UsageError, and ends the command where the amount is over the limit."""
        if self.usd is None:
            if self.pay is not None:
                raise click.UsageError("--pay repeats an amount: vgdsl wallet top-up 10 --pay 10")
            return
        if self.usd > limit:
            text = f"{money(self.usd)} is over the limit of {money(limit)} for one top-up; to raise it: --limit, or limit under [wallet] in vgdsl.toml"
            click.echo(text, err=True)
            raise click.exceptions.Exit(CAPPED)
        if self.usd > MOST:
            raise click.UsageError(f"Venice takes {money(MOST)} at most at a time")
        if self.pay is not None and self.pay != self.usd:
            raise click.UsageError(
                f"--pay says {money(self.pay)} and the amount is {money(self.usd)}; they must be the same"
            )
        if self.pay is None and not self.asking:
            raise click.UsageError(
                f"this would pay {money(self.usd)}, and nobody is there to type it again; agree with --pay {self.usd}"
            )

    async def carry_out(self) -> int:
        """Top up, or find out what became of the last one; the exit code."""
        async with counter() as at:
            if at.wallet.chain is not Chain.BASE:
                return await self._elsewhere(at)
            book = Book(folder() / "topups.jsonl")
            folder().mkdir(mode=0o700, parents=True, exist_ok=True)
            try:
                with Lock(folder() / "topups.lock", terminal.called()) as lock:
                    till = Till(at.address, at.wallet, at.teller, book, time.time, asyncio.sleep, lock.insist)
                    return await self._settle_or_pay(till)
            except BookError as error:
                raise click.ClickException(str(error)) from None
            except LockedError as error:
                raise click.ClickException(_busy(error)) from None

    async def _settle_or_pay(self, till: Till) -> int:
        if (top_up := till.open()) is not None:
            self._say(report.open_text(top_up))
            return self._tell(till, await till.resume(top_up), of=top_up.usd)
        if self.usd is None:
            raise click.UsageError("no top-up is open; say how much to pay: vgdsl wallet top-up 10")
        offer = await till.offer(self.usd)
        if self.usd < offer.terms.least:
            raise click.UsageError(f"Venice takes {money(offer.terms.least)} at least")
        self._say(report.offer_text(offer, till.wallet.wallet, till.address))
        if self.pay is None:
            self._have_it_typed(self.usd)
        return self._tell(till, await till.pay(offer))

    def _have_it_typed(self, usd: Decimal) -> None:
        """Ends the command unless somebody types the amount."""
        typed = click.prompt("type the amount to pay it", default="", show_default=False)
        try:
            agreed = options.dollars(typed.strip()) == usd
        except click.BadParameter:
            agreed = False
        if not agreed:
            raise click.UsageError("that is not the amount; nothing was signed")

    def _tell(self, till: Till, outcome: Outcome, of: Decimal | None = None) -> int:
        """Say what became of it, or of an earlier one `of` so many dollars; then write down that somebody was told."""
        other = self.usd is not None and of not in {None, self.usd}
        if other and outcome.state == "credited":
            more = f"That was the one before. Nothing else was paid; to pay {money(self.usd or Decimal(0))}, run again."
            outcome = msgspec.structs.replace(outcome, message=more)
        if self.as_json:
            click.echo(msgspec.json.format(msgspec.json.encode(outcome), indent=2).decode())
        else:
            click.echo(report.outcome_text(outcome), err=outcome.state != "credited")
        sys.stdout.flush()
        till.told()
        done = _PROBLEM if other else DONE
        return {"credited": done, "open": UNCERTAIN}.get(outcome.state, _PROBLEM)

    async def _elsewhere(self, at: Counter) -> int:
        """Say how else a wallet is topped up that cannot be from here."""
        asked = await at.teller.elsewhere()
        raise click.ClickException(report.elsewhere_text(at.address, asked))

    def _say(self, text: str) -> None:
        if not self.as_json:
            click.echo(text)


def _busy(error: LockedError) -> str:
    holder = error.holder
    if holder is None:
        return "Another top-up is at work, or has been meanwhile. Run again."
    return f"Another top-up is at work: `{holder.command}` (process {holder.pid} on {holder.host}). Wait for it to end."
