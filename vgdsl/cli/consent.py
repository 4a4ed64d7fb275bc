"""Asks whether a run may spend its sum, once it is known. Knows the terminal and the limits; buys nothing.

Somebody agrees on a terminal, or before with --yes, --max-cost or a saved plan; elsewhere nothing is spent.
"""

from collections.abc import Mapping
from decimal import Decimal

import click

from vgdsl.cli import terminal
from vgdsl.cli.planfile import PlanFile
from vgdsl.plan.estimate import Sort, most
from vgdsl.plan.freshness import Action
from vgdsl.plan.plan import Plan
from vgdsl.report.summary import money
from vgdsl.run.outcome import CAPPED


class Consent:
    """What was agreed to before anything was planned: up to `cap` US dollars, to whatever it costs, or to a saved plan."""

    def __init__(self, *, cap: Decimal | None, agreed: bool, kept: PlanFile | None, asking: bool) -> None:
        """`asking` tells whether a question may be asked."""
        self._cap, self._agreed, self._kept, self._asking = cap, agreed, kept, asking

    def demand(self, plan: Plan, left: Decimal | None) -> None:
        """Ends the command unless somebody agrees to the sum, and it is within the limits; `left` is a saved plan's rest."""
        limits = {
            "--max-cost": self._cap,
            "the film's budget": None if plan.budget is None else plan.budget - plan.spent,
            "the saved plan": left,
        }
        self._hold_to(limits, plan)
        if not (self._agreed or (self._asking and terminal.answering())):
            raise click.UsageError(
                "this run would spend money; agree with --yes, or with --max-cost and an amount"
            )
        self._require_bounds(plan, bounded=any(limit is not None for limit in limits.values()))
        if not self._agreed:
            click.confirm("spend that?", abort=True)

    def _hold_to(self, limits: Mapping[str, Decimal | None], plan: Plan) -> None:
        anew = f"; to plan anew: {self._kept.again}" if self._kept else ""
        for name, limit in limits.items():
            if limit is not None and plan.price.usd > limit and plan.price.sort is not Sort.AT_MOST:
                click.echo(
                    f"this run would cost {money(plan.price.usd)}; {name} leaves {money(limit)}{anew}",
                    err=True,
                )
                raise click.exceptions.Exit(CAPPED)

    def _require_bounds(self, plan: Plan, *, bounded: bool) -> None:
        """Wrong usage where somebody agreed to an amount that nobody knows. A saved plan's prices are those that count."""
        bought = (step for step in plan.steps if step.action is Action.MAKE)
        open_ended = tuple(step.id for step in bought if most(step.price) is None)
        unpriced = self._kept.plan.unpriced if self._kept else open_ended
        if unpriced and (self._cap is None if self._kept else not bounded):
            raise click.UsageError(
                f"the price of {', '.join(unpriced)} is not known before it is made: say with --max-cost how much"
                " this run may spend"
            )
