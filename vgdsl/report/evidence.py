"""What is known of an order whose outcome is not known, in words. Draws no conclusion that a person should draw."""

import time
from collections.abc import Iterator
from decimal import Decimal

from vgdsl.report.summary import money
from vgdsl.run.memory.evidence import Evidence, Leaning
from vgdsl.run.memory.past import FORGOTTEN

_LEANINGS = {
    Leaning.BOUGHT: "It looks bought.",
    Leaning.NOT_BOUGHT: "It does not look bought.",
    Leaning.UNCLEAR: "Whether it was bought cannot be told from this.",
}


def evidence_text(name: str, found: Evidence, now: float) -> str:
    """Several lines about one order, ending with a line break."""
    purchase = found.purchase
    given_up = "   given up" if purchase.phase == FORGOTTEN else ""
    head = f"  {name}   {purchase.model}   {money(purchase.price)}   ordered {_moment(purchase.intended_at)}{given_up}"
    lines = [head, f"    {purchase.message or 'Its outcome is not known.'}", *_books(found), *_balance(found)]
    return "\n".join([*lines, f"    {_LEANINGS[found.leaning(now)]}", ""])


def ways_text(film: str, names: list[str]) -> str:
    """What one can do about these orders."""
    one = names[0] if len(names) == 1 else "NAME"
    rows = (
        ("--ticket ID", "its queue id is known: collect it"),
        ("--resubmit", "order it again with the next run"),
        ("--forget", "give it up: it is not ordered again"),
    )
    lines = [f"  vgdsl settle {film} {one} {option:<12}  {what}" for option, what in rows]
    return "\n".join(
        [
            "settle it with one of",
            *lines,
            "the lost order goes on counting against budgets; with --not-charged it does not",
            "",
        ]
    )


def _books(found: Evidence) -> Iterator[str]:
    if found.trouble is not None:
        yield f"    The account's books cannot be read: {found.trouble}"
        return
    span = f"between {_hour(found.since)} and {_hour(found.until)}"
    charges = len(found.charges)
    if not charges:
        yield f"    {found.source}: no charge that could be this order {span}"
    else:
        counted = f"{charges} charge{'s' * (charges != 1)} that could be this order {span}"
        known = f"{found.explained} belong{'s' * (found.explained == 1)} to purchases known here"
        rest = f", {len(found.left)} to none" + (":" if found.left else "")
        yield f"    {found.source}: {counted}; {known}{rest}"
    for charge in found.left:
        reference = f"   reference {charge.reference}" if charge.reference else ""
        yield f"      {_moment(charge.at)}   {money(charge.usd)}   {charge.model or charge.note or ''}{reference}".rstrip()
    if found.rivals:
        yield f"    {found.rivals} more order{'s' * (found.rivals != 1)} of unknown outcome from the same time may be meant"


def _balance(found: Evidence) -> Iterator[str]:
    if found.unexplained is None or found.before is None or found.now is None:
        return
    yield (
        f"    balance: {_amount(found.before)} before the order, {_amount(found.now)} now; known purchases explain"
        f" {_amount(found.known_since)}, and {_amount(found.unexplained)} is not explained"
    )


def _amount(usd: Decimal) -> str:
    return f"-{money(-usd)}" if usd < 0 else money(usd)


def _moment(at: float) -> str:
    return time.strftime("%d %b %H:%M:%S", time.localtime(at)).removeprefix("0")


def _hour(at: float) -> str:
    return time.strftime("%H:%M", time.localtime(at))
