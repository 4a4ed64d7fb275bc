"""What a run came to, in words: what was made, where it is, what went wrong, and the command that goes on from there."""

import shlex
import time
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Literal

import msgspec

from vgdsl.report.summary import money, path_text, retiring_lines
from vgdsl.report.verdicts import verdict_lines
from vgdsl.run.account import Holding
from vgdsl.run.events import Refused
from vgdsl.run.outcome import Outcome, Waiting

_DONE = {"make": "made", "collect": "collected"}


class Commands(msgspec.Struct, frozen=True):
    """What was called, and what to type next.

    `again` is the command as it was called, `verb` what it does; `film` names the film to `vgdsl collect` and `settle`.
    """

    again: str
    film: str
    simulated: bool = False
    verb: Literal["make", "collect"] = "make"

    def about(self, verb: str, *names: str) -> str:
        """A command about this film, or about clips of it."""
        words = shlex.join([self.film, *names])
        return f"vgdsl {verb} {words}{' --simulate' if self.simulated else ''}"


def outcome_text(outcome: Outcome, films: Iterable[Path], folder: Path, commands: Commands) -> str:
    """Several lines, ending with a line break."""
    lines = [_counts(outcome, commands)]
    lines += [f"  {what}: {', '.join(names)}" for what, names in _trouble(outcome) if names]
    lines += waiting_lines(outcome.running, simulated=commands.simulated)
    said = verdict_lines(outcome.verdicts, lambda name: commands.about("accept", name))
    lines += [*said, ""] if said else []
    lines += retiring_lines(outcome.retiring)
    lines += [f"film: {path_text(path)}" for path in films]
    if outcome.finished or outcome.reused:
        lines.append(f"clips: {path_text(folder)}")
    if outcome.uncertain:
        lines.append(
            "Whether the uncertain ones were bought, only the account's own books can tell. They are not bought again."
        )
        lines.append(f"to see and settle them: {commands.about('settle')}")
    if outcome.running and commands.verb != "collect":
        lines.append(f"to collect what is bought: {commands.about('collect')}")
    unfinished = (
        outcome.running or outcome.problems or outcome.blocked or outcome.interrupted or outcome.capped
    )
    if unfinished and not outcome.uncertain:
        lines.append(f"to go on: {commands.again}")
    lines += _account(outcome, commands)
    return "\n".join(lines) + "\n"


def waiting_lines(waiting: Iterable[Waiting], *, simulated: bool) -> list[str]:
    """What is bought and still to be collected: each with its price and the time until which that is possible."""
    listed = sorted(waiting, key=lambda each: each.deadline)
    if not listed:
        return []
    width = max(len(each.job) for each in listed)
    return ["  bought and still being made:"] + [
        f"    {each.job:<{width}}   {'simulated' if simulated else money(each.price)}   to be collected until"
        f" {_moment(each.deadline)}"
        for each in listed
    ]


def _account(outcome: Outcome, commands: Commands) -> list[str]:
    """What the account holds now, where a run may have changed that."""
    before, after = outcome.balance_before, outcome.balance
    if after is None or commands.simulated or not (outcome.spent or outcome.reserved or outcome.verdicts):
        return []
    was = "" if before is None or before == after else f" (was {holding_text(before)})"
    return [f"account: {holding_text(after)}{was}"]


def holding_text(held: Holding) -> str:
    """What an account holds: `$12.30`, `12.30 DIEM`."""
    return money(held.amount) if held.unit == "USD" else f"{held.amount:.2f} {held.unit}"


def _moment(at: float) -> str:
    """A moment of the coming days, by this machine's clock: `26 Nov 14:05`."""
    return time.strftime("%d %b %H:%M", time.localtime(at)).removeprefix("0")


def _counts(outcome: Outcome, commands: Commands) -> str:
    made, kept = len(outcome.finished), len(outcome.reused) + len(outcome.held)
    if not made and not outcome.running and not any(names for _, names in _trouble(outcome)):
        return f"nothing to {commands.verb}" + (f": {_clips(kept)} there already" if kept else "")
    cost = "simulated, free" if commands.simulated else f"{money(outcome.spent)} spent"
    parts = [f"{_clips(made)} {_DONE[commands.verb]}", f"{kept} reused" if kept else "", cost]
    wasted = sum((each.kept for each in outcome.verdicts), start=Decimal(0))
    if wasted and not commands.simulated:
        parts.append(f"{money(wasted)} for what came to nothing")
    if outcome.reserved and not commands.simulated:
        parts.append(f"{money(outcome.reserved)} under way")
    return ", ".join(part for part in parts if part)


def _clips(count: int) -> str:
    return f"{count} clip{'s' * (count != 1)}"


def _trouble(outcome: Outcome) -> list[tuple[str, tuple[str, ...]]]:
    refused = [verdict.job for verdict in outcome.verdicts if isinstance(verdict, Refused)]
    return [
        ("refused", tuple(job for job in outcome.problems if job in refused)),
        ("failed", tuple(job for job in outcome.problems if job not in refused)),
        ("left, waiting for those", outcome.blocked),
        ("stopped by a limit", outcome.capped),
        ("uncertain", outcome.uncertain),
    ]
