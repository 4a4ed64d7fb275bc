"""Asks what jobs would cost, for a plan: each different question once. Knows no plan and no limit, and buys nothing.

A plan is looked at by somebody who waits for it. So a question that goes wrong is repeated only while that takes no
longer than a moment; the job's price then stays what is known without asking. Where nobody answers at all, the others are
not asked any more.
"""

import asyncio
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from vgdsl.plan.estimate import Price
from vgdsl.plan.job import Job
from vgdsl.providers.errors import ProviderError
from vgdsl.run.asking import ask, measured
from vgdsl.run.inputs import Darkroom
from vgdsl.run.pacing.retry import reading_again
from vgdsl.run.studio import StudioError
from vgdsl.run.tools import Tools

AT_ONCE = 8
UNANSWERED = 2
"""How often a question that nobody answered is repeated."""
PATIENCE = 5.0
"""Seconds; nobody is made to wait longer for a price that does not come at once."""


async def prices(
    jobs: Iterable[Job], tools: Tools, clips: Mapping[str, str] = MappingProxyType({})
) -> dict[str, Price]:
    """What the provider asks for each job whose price does not hang on a clip yet to be made; without those it refuses.

    `clips` are the digests of those that are there, by job.
    """
    here = {job: digest for job, digest in clips.items() if tools.store.clip(digest).exists()}
    darkroom, slots = Darkroom(tools.project, tools.store, tools.studio), asyncio.Semaphore(AT_ONCE)
    alike: dict[str, tuple[Job, Mapping[str, object], list[str]]] = {}
    for job in jobs:
        try:
            body = await darkroom.ready(job.quote, here)
        except (StudioError, KeyError):
            continue
        alike.setdefault(repr(body), (job, body, []))[2].append(job.id)

    silent = False

    async def question(job: Job, body: Mapping[str, object], names: list[str]) -> dict[str, Price]:
        nonlocal silent
        async with slots:
            price, answered = (None, False) if silent else await _price(job, body, tools)
        silent = silent or not answered
        return {} if price is None else dict.fromkeys(names, price)

    answers = await asyncio.gather(*(question(*each) for each in alike.values()))
    return {name: price for answer in answers for name, price in answer.items()}


async def _price(job: Job, body: Mapping[str, object], tools: Tools) -> tuple[Price | None, bool]:
    """The price, if it can be had, and whether anybody answered."""
    try:
        source = await measured(job, body, tools.studio)
    except StudioError:  # said where the film is checked
        return None, True
    attempt, waited = 0, 0.0
    while True:
        try:
            return await ask(job, body, source, tools), True
        except ProviderError as error:
            attempt += 1
            pause = reading_again(error, attempt, tools.chance())
            answered = error.reply.status is not None
        waited += pause or 0.0
        if pause is None or waited > PATIENCE or (not answered and attempt > UNANSWERED):
            return None, answered
        await tools.clock.sleep(pause)
