"""Settles orders whose outcome is not known, as a person decides. Knows the journal, the store and who to ask; decides nothing.

An order may be lost (nobody heard the answer), or its clip may have come otherwise than ordered and been set aside.
For the first the account's books are asked; what follows is the person's word, written into the journal.
"""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from vgdsl.providers.base import Delivered, Ticket
from vgdsl.providers.errors import Gone, JobFailed, ProviderError
from vgdsl.run import events as e
from vgdsl.run.memory.evidence import Evidence, Known, weigh, window
from vgdsl.run.memory.past import FORGOTTEN, Open, Past
from vgdsl.run.results import place
from vgdsl.run.store import digest
from vgdsl.run.tools import Tools

TICKET_LIFE = 24 * 3600.0
"""Seconds for which an order can be collected (Venice video skill, September 2026)."""


class SettlingError(Exception):
    """It cannot be settled so; the text says why and what would do."""


class Aside(msgspec.Struct, frozen=True):
    """A clip that is not what was ordered, and is kept aside: of which job, for which request, where."""

    job: str
    key: str
    path: Path


def lost(past: Past, film: str, provider: str) -> dict[str, Open]:
    """A film's orders that wait for a person, or were given up, each by a name of its own."""
    mine = [
        p
        for p in past.open.values()
        if p.film == film and p.provider == provider and p.phase in {"uncertain", "submitting", FORGOTTEN}
    ]
    names = [p.job for p in mine]
    return {p.job if names.count(p.job) == 1 else f"{p.job}~{p.key[:8]}": p for p in mine}


async def evidence(tools: Tools, purchase: Open, others: Sequence[Open]) -> Evidence:
    """What the account says of an order. Books that cannot be read are told in `trouble`."""
    now = tools.clock.now()
    since, until = window(purchase)
    try:
        statement = await tools.provider.statement(since, now)
    except ProviderError as error:
        return Evidence(purchase=purchase, since=since, until=until, trouble=str(error))
    known = [Known(*row) for row in tools.journal.tickets(purchase.provider, since, now)]
    return weigh(purchase, statement, known, others)


def release(tools: Tools, purchase: Open, *, charged: bool) -> None:
    """Let an order be sent again by the next run; with `charged`, the lost one counts as spent."""
    _write(tools, e.Released(at=tools.clock.now(), job=purchase.job, key=purchase.key, charged=charged))


def forget(tools: Tools, purchase: Open, *, charged: bool) -> None:
    """Give an order up: it is not sent again until the request changes or somebody releases it."""
    _write(tools, e.Forgotten(at=tools.clock.now(), job=purchase.job, key=purchase.key, charged=charged))


async def give_ticket(tools: Tools, purchase: Open, queue_id: str, model: str | None) -> None:
    """Say which job an order became, so that it is collected. Raises SettlingError for an id that the provider does not know."""
    began, provider = purchase.intended_at, tools.provider
    ticket = Ticket(
        *(
            provider.name,
            provider.address,
            model or purchase.model,
            queue_id,
            None,
            began,
            began + TICKET_LIFE,
        )
    )
    tools.store.prepare()
    into = tools.store.incoming(purchase.key)
    try:
        answer = await provider.retrieve(ticket, into)
        kept = isinstance(answer, Delivered)
    except JobFailed:
        kept = False  # it is known there; the verdict is told when it is collected
    except Gone as error:
        raise SettlingError(f"{queue_id} is not known for {ticket.model}. {error}") from None
    _write(
        tools,
        e.Submitted(
            at=began, job=purchase.job, key=purchase.key, model=ticket.model, queue_id=queue_id, download_url=None,
            provider=ticket.provider, address=ticket.address, deadline=ticket.deadline,
        ),
    )  # fmt: skip
    if not kept:
        into.unlink(missing_ok=True)


def reopen(tools: Tools, film: str) -> int:
    """Let the jobs that failed at the provider be asked for once more, while their tickets live; how many there are.

    A verdict is recorded there and repeated (Venice video skill, September 2026); but a service that is out of order has
    been seen to answer 500 for jobs that it had made.
    """
    now = tools.clock.now()
    kept = {clip.key for clip in aside(tools, film).values()}
    failed = [
        (job, key) for job, key in tools.journal.failed(film, tools.provider.name, now) if key not in kept
    ]
    for job, key in failed:
        tools.journal.record(e.Reopened(at=now, job=job, key=key))
    tools.journal.flush()
    return len(failed)


def aside(tools: Tools, film: str) -> dict[str, Aside]:
    """A film's clips that came otherwise than ordered and are still kept, by job; the newest of each."""
    found = {}
    for purchase in tools.journal.past().settled:
        if purchase.phase == "failed" and (purchase.film, purchase.provider) == (film, tools.provider.name):
            path = tools.store.rejected(purchase.key)
            job = purchase.node if purchase.take == 1 else f"{purchase.node}#{purchase.take}"
            if path.exists():
                found[job] = Aside(job, purchase.key, path)
    return found


def accept(tools: Tools, clip: Aside) -> None:
    """Take a clip as it came: from now on it is the one of its request."""
    store = tools.store
    store.prepare()
    copy = store.temporary()
    place(clip.path, copy)
    sha256, size = digest(copy), copy.stat().st_size
    store.put(copy, sha256)
    _write(tools, e.Accepted(at=tools.clock.now(), job=clip.job, key=clip.key, sha256=sha256, size=size))
    clip.path.unlink()  # only now: until it is written down, the clip is where it was


def _write(tools: Tools, event: e.Event) -> None:
    tools.journal.record(event)
    tools.journal.flush()
