"""What earlier runs left behind. Knows the journal's records; sends nothing and asks nobody."""

from collections.abc import Collection, Iterable

from vgdsl.run.events import Uncertain
from vgdsl.run.journal import Journal
from vgdsl.run.past import Open, Past

_LOST = "The program ended while this order was being sent; whether it was accepted is not known."


def recovered(journal: Journal, now: float) -> Past:
    """The past, in which no intent is left without an outcome: whoever sent it is gone, and did not tell.

    For whoever holds the project's lock. Raises JournalError.
    """
    past = journal.past()
    lost = [purchase for purchase in past.open.values() if purchase.phase == "submitting"]
    for purchase in lost:
        journal.record(Uncertain(at=now, job=purchase.job, key=purchase.key, message=_LOST))
    journal.flush()
    return journal.past() if lost else past


def strays(purchases: Iterable[Open], film: str, provider: str, taken: Collection[str]) -> dict[str, Open]:
    """Purchases of a film at a provider, each by a name that is not taken: that of its job, or `job~key`."""
    found: dict[str, Open] = {}
    for purchase in purchases:
        if purchase.film == film and purchase.provider == provider:
            free = purchase.job not in taken and purchase.job not in found
            found[purchase.job if free else f"{purchase.job}~{purchase.key[:8]}"] = purchase
    return found
