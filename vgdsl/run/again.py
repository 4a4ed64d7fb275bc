"""What to say of a request that was tried before: what became of it, and what may be done. Knows words only."""

import shlex
import time

from vgdsl.plan.again import Before
from vgdsl.program.values import Money

_VERDICTS = {"failed": "failed", "refused": "was refused", "expired": "could not be collected in time"}


def fate(before: Before, *, said: bool = True) -> str:
    """What became of it: `bought on 24 Nov 2026 for $0.55, not on this machine`; with what was `said` then, if anything."""
    if before.sha256 is not None:
        return f"bought on {_day(before.at)} for {Money(before.cost)}, not on this machine"
    times = f" {before.times} times in a row, last" if before.times > 1 else ""
    kept = f" and {Money(before.cost)} was not given back" if before.cost else ""
    message = f": {before.message}" if before.message and said else ""
    return f"{_VERDICTS.get(before.phase, before.phase)}{times} on {_day(before.at)}{kept}{message}".rstrip(
        "."
    )


def told(before: Before, job: str) -> str:
    """Why a job is not bought, with the ways out, as a sentence."""
    again = f"--again {shlex.quote(job)}"
    what = fate(before)
    sentence = f"{what[0].upper()}{what[1:]}."
    if before.sha256 is not None:
        return f"{sentence} Bring it with `vgdsl pull`, or buy it again with {again}."
    return f"{sentence} To buy it again: {again}."


def _day(at: float) -> str:
    return time.strftime("%d %b %Y", time.localtime(at)).removeprefix("0")
