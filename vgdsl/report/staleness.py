"""Why a saved plan is not carried out, in words: what is not as it was planned. Decides nothing."""

from collections.abc import Iterable

from vgdsl.plan.freshness import Reason, Why
from vgdsl.plan.saved import Kind, Stale
from vgdsl.report.summary import reason_text


def refusal_text(file: str, found: Iterable[str], again: str) -> str:
    """The whole refusal, ending with a line break; `again` is the command that makes a new plan."""
    lines = "".join(f"  {line}\n" for line in found)
    return f"{file} is out of date, and nothing was bought:\n{lines}to plan anew: {again}\n"


def stale_text(stale: Stale) -> str:
    """One line: the job or cut, and what is another than in the plan."""
    return f"{stale.id}: {_what(stale)}" if stale.id else _what(stale)


def _what(stale: Stale) -> str:
    why = ", ".join(reason_text(reason) for reason in stale.reasons)
    match stale.kind:
        case Kind.CHANGED:
            return f"{', and it '.join(_sentences(stale.reasons)) or 'changed'} since the plan was made"
        case Kind.ADDED:
            return "is not in the plan"
        case Kind.REMOVED:
            return "is in the plan, and no longer in the film"
        case Kind.UNPLANNED:
            return "would be bought now, which is not in the plan" + (f" ({why})" if why else "")
        case Kind.RISEN:
            return f"its price has risen to {stale.now} from the {stale.was} of the plan"
        case Kind.OUTPUT:
            return f"is written to {stale.now}" + (f", in the plan to {stale.was}" if stale.was else "")
        case Kind.PROVIDER:
            return f"the plan is for {stale.was}, and this is {stale.now}"


def _sentences(reasons: Iterable[Reason]) -> Iterable[str]:
    for reason in reasons:
        yield f"uses {reason.node}, which changed" if reason.why is Why.AFTER else reason_text(reason)
