"""How figures of a film are worded, as `vgdsl plan` words them. Knows no film."""

from decimal import Decimal

from vgdsl.ide.making.figures import Cost
from vgdsl.plan.job import Job
from vgdsl.program.values import Money
from vgdsl.report.summary import price_text, sum_text


def seconds(length: float | None) -> str:
    """`5s`, `7.5s`; nothing where it is not known."""
    return "" if length is None else f"{length:g}s"


def cost(known: Cost) -> str:
    """`~$0.55`, `price not known`: of one clip, as in the table of a plan."""
    return price_text(None if known.unknown else known.price)


def together(known: Cost, budget: Money | None = None, spent: Decimal | None = None) -> str:
    """`about $4.56 of the $12.00 budget, and 2 more whose price is not known`: of several clips, as below that table."""
    return sum_text(known.price, known.unknown, None if budget is None else budget.usd, spent or Decimal(0))


def clips(number: int) -> str:
    """`1 clip`, `2 clips`."""
    return f"{number} clip{'s' * (number != 1)}"


def size(job: Job) -> str:
    """`1280×720`, as far as the order says."""
    expected = job.expected
    if expected.width is not None and expected.height is not None:
        return f"{expected.width}×{expected.height}"
    return f"{expected.lines} lines" if expected.lines is not None else ""


def several(number: int, noun: str) -> str:
    """`2 takes`; nothing for one."""
    return f"{number} {noun}" if number > 1 else ""
