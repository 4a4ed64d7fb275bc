"""`vgdsl settle`: shows what is known of lost orders, and takes a person's word on them. Settles nothing by itself."""

import asyncio
import time
from pathlib import Path

import click
import msgspec

from vgdsl.cli import options
from vgdsl.cli.failures import told
from vgdsl.cli.place import Place
from vgdsl.cli.terminal import called
from vgdsl.report.evidence import evidence_text, ways_text
from vgdsl.report.summary import money, path_text
from vgdsl.run import settling
from vgdsl.run.lock import Lock
from vgdsl.run.memory.evidence import Evidence
from vgdsl.run.memory.past import FORGOTTEN, Open
from vgdsl.run.memory.recovery import recovered
from vgdsl.run.outcome import DONE, UNCERTAIN
from vgdsl.run.tools import Tools
from vgdsl.toolbox import toolbox


@click.command("settle")
@options.place
@click.argument("name", required=False)
@click.option("--ticket", metavar="ID", help="The queue id of the job it became: it is collected.")
@click.option(
    "--model", metavar="MODEL", help="With --ticket: the model that took it, if not the one ordered."
)
@click.option("--resubmit", is_flag=True, help="Let the next run order it again.")
@click.option("--forget", is_flag=True, help="Give it up: it counts as spent and is not ordered again.")
@click.option("--accept", is_flag=True, help="Take a clip that was set aside because it is not as ordered.")
@click.option("--not-charged", is_flag=True, help="With --resubmit or --forget: the lost order cost nothing.")
@options.simulate
@options.json
@click.pass_context
def command(
    ctx: click.Context,
    where: Path,
    name: str | None,
    ticket: str | None,
    model: str | None,
    *,
    resubmit: bool,
    forget: bool,
    accept: bool,
    not_charged: bool,
    simulate: bool,
    as_json: bool,
) -> None:
    """Show what is known of orders whose outcome is not known, or decide on one.

    WHERE is a film, which need not be there any more, or a folder of the project; NAME is the clip. The evidence is the
    order, the account's books around its moment, and its balance. Nothing is settled by itself.

    \b
    Example:
      vgdsl settle film.vg
      vgdsl settle film.vg boarding --ticket 019f2c4e-8a11-7d3b-9c55-0d6f1e2a3b4c
      vgdsl settle film.vg boarding --resubmit --not-charged
    """
    ways = {"ticket": ticket is not None, "resubmit": resubmit, "forget": forget, "accept": accept}
    word = _Word([way for way, given in ways.items() if given], ticket, model, charged=not not_charged)
    word.make_sense(name)
    with told():
        place = Place.of(where)
        if not place.films:
            place.say_empty(where, as_json=as_json)
            return
        with Lock(place.project.state / "lock", called()):
            codes = [
                asyncio.run(_film(place, film, name, word, simulate=simulate, as_json=as_json))
                for film in place.films
            ]
    ctx.exit(max(codes, default=DONE))


class _Word:
    """What a person says about one order."""

    def __init__(self, ways: list[str], ticket: str | None, model: str | None, *, charged: bool) -> None:
        self.ways, self.ticket, self.model, self.charged = ways, ticket, model, charged

    def make_sense(self, name: str | None) -> None:
        """Raises UsageError."""
        if len(self.ways) > 1:
            raise click.UsageError(
                f"an order can be settled in one way only, not --{' and --'.join(self.ways)}"
            )
        if self.ways and name is None:
            raise click.UsageError(f"say which clip to settle: vgdsl settle FILM NAME --{self.ways[0]}")
        if not self.charged and self.ways not in (["resubmit"], ["forget"]):
            raise click.UsageError("--not-charged goes with --resubmit or --forget")
        if self.model is not None and self.ticket is None:
            raise click.UsageError("--model goes with --ticket")

    async def carry_out(self, tools: Tools, purchase: Open) -> str:
        """Settle an order; what to say of it."""
        if self.ticket is not None:
            await settling.give_ticket(tools, purchase, self.ticket, self.model)
            return f"{purchase.job} has its ticket now; to collect it: vgdsl collect"
        if self.ways == ["resubmit"]:
            settling.release(tools, purchase, charged=self.charged)
            return f"{purchase.job} is ordered again by the next run; {self._money(purchase)}"
        settling.forget(tools, purchase, charged=self.charged)
        return f"{purchase.job} is given up; {self._money(purchase)}"

    def _money(self, purchase: Open) -> str:
        counting = "goes on counting" if self.charged else "no longer counts"
        return f"the lost order {counting} ({money(purchase.price)})"


async def _film(
    place: Place, film: str, name: str | None, word: _Word, *, simulate: bool, as_json: bool
) -> int:
    """Show or settle one film's orders; the exit code."""
    async with toolbox(place.project, place.results(film), simulate=simulate) as tools:
        past = recovered(tools.journal, tools.clock.now(), tools.provider.name, tools.witness)
        if word.ways == ["accept"]:
            _accept(tools, film, name or "", as_json=as_json)
            if not simulate:
                place.keep_record(film, tools.journal)
            return DONE
        orders = settling.lost(past, film, tools.provider.name)
        if name is not None:
            orders = {name: _named(orders, name)}
        if word.ways:
            (order,) = orders.values()
            said = await word.carry_out(tools, order)
            click.echo(
                msgspec.json.encode({"settled": order.job, "by": word.ways[0]}).decode() if as_json else said
            )
            return DONE
        found = {
            each: await settling.evidence(tools, order, [o for o in orders.values() if o is not order])
            for each, order in orders.items()
        }
        _show(place.shown(film), tools, film, found, as_json=as_json)
    return UNCERTAIN if any(each.phase != FORGOTTEN for each in orders.values()) else DONE


def _named(orders: dict[str, Open], name: str) -> Open:
    if name not in orders:
        known = f"; waiting are: {', '.join(orders)}" if orders else ", and no other is"
        raise settling.SettlingError(f"no order of {name!r} waits to be settled{known}")
    return orders[name]


def _accept(tools: Tools, film: str, name: str, *, as_json: bool) -> None:
    kept = settling.aside(tools, film)
    if name not in kept:
        known = f"; kept aside are: {', '.join(kept)}" if kept else ", and no other is"
        raise settling.SettlingError(f"no clip of {name!r} is kept aside{known}")
    settling.accept(tools, kept[name])
    click.echo(
        msgspec.json.encode({"settled": name, "by": "accept"}).decode()
        if as_json
        else f"{name} is taken as it came"
    )


def _show(shown: str, tools: Tools, film: str, found: dict[str, Evidence], *, as_json: bool) -> None:
    now, kept = time.time(), settling.aside(tools, film)
    if as_json:
        answer = {
            "film": film,
            "orders": {name: {**_plain(each), "leaning": each.leaning(now)} for name, each in found.items()},
            "aside": {name: str(each.path) for name, each in kept.items()},
        }
        click.echo(msgspec.json.format(msgspec.json.encode(answer), indent=2).decode())
        return
    if not found and not kept:
        click.echo(f"{shown}: nothing to settle")
    if found:
        click.echo(f"{shown}: {len(found)} order{'s' * (len(found) != 1)} of unknown outcome\n")
        click.echo("\n".join(evidence_text(name, each, now) for name, each in found.items()))
        click.echo(ways_text(shown, list(found)), nl=False)
    for name, each in kept.items():
        click.echo(
            f"{shown}: {name} came otherwise than ordered and is kept as {path_text(each.path)}\n"
            f"  to take it as it is: vgdsl settle {shown} {name} --accept"
        )


def _plain(found: Evidence) -> dict[str, object]:
    """The evidence as JSON, without what only collecting needs."""
    fields: dict[str, object] = msgspec.to_builtins(found)
    purchase = found.purchase
    fields["purchase"] = {
        "job": purchase.job, "model": purchase.model, "quote": str(purchase.price), "ordered_at": purchase.intended_at,
        "phase": purchase.phase, "message": purchase.message,
    }  # fmt: skip
    return {**fields, "unexplained": None if found.unexplained is None else str(found.unexplained)}
