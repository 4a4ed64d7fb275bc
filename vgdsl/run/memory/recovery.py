"""What earlier runs left behind. Knows the journal's records; sends nothing and asks nobody."""

from collections.abc import Callable, Collection, Iterable

from vgdsl.providers.base import Ticket
from vgdsl.run.events import Event, NotSent, Submitted, Uncertain
from vgdsl.run.memory.journal import Journal
from vgdsl.run.memory.past import FORGOTTEN, Open, Past

Witness = Callable[[Open], Ticket | None]
"""Says of an order whose outcome is not known whether it was accepted: its ticket, or None for certainly not."""

_LOST = "The program ended while this order was being sent; whether it was accepted is not known."
_NEVER = "The program ended before this order was accepted."


def recovered(journal: Journal, now: float, provider: str = "", witness: Witness | None = None) -> Past:
    """The past, in which no intent is left without an outcome: whoever sent it is gone, and did not tell.

    Only the simulator of this machine has a `witness`, for orders at that `provider`; of a real one nobody knows. For
    whoever holds the project's lock. Raises JournalError.
    """
    past = journal.past()
    lost = [p for p in past.open.values() if p.phase == "submitting" or _settleable(p, provider, witness)]
    for purchase in lost:
        asked = witness if _settleable(purchase, provider, witness) else None
        journal.record(_outcome(purchase, now, asked))
    journal.flush()
    return journal.past() if lost else past


def _settleable(purchase: Open, provider: str, witness: Witness | None) -> bool:
    return witness is not None and purchase.provider == provider and purchase.ticket is None


def _outcome(purchase: Open, now: float, witness: Witness | None) -> Event:
    if witness is None:
        return Uncertain(at=now, job=purchase.job, key=purchase.key, message=_LOST)
    ticket = witness(purchase)
    if ticket is None:
        return NotSent(at=now, job=purchase.job, key=purchase.key, message=_NEVER, retry=False)
    return Submitted(
        at=ticket.submitted_at, job=purchase.job, key=purchase.key, model=ticket.model, queue_id=ticket.queue_id,
        download_url=ticket.download_url, provider=ticket.provider, address=ticket.address, deadline=ticket.deadline,
    )  # fmt: skip


def strays(purchases: Iterable[Open], film: str, provider: str, taken: Collection[str]) -> dict[str, Open]:
    """Purchases of a film at a provider, each by a name that is not taken: that of its job, or `job~key`."""
    found: dict[str, Open] = {}
    for purchase in purchases:
        if purchase.film == film and purchase.provider == provider and purchase.phase != FORGOTTEN:
            free = purchase.job not in taken and purchase.job not in found
            found[purchase.job if free else f"{purchase.job}~{purchase.key[:8]}"] = purchase
    return found
