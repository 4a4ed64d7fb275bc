"""Asks what one order would cost, and holds the price of an upscale against what is known. Repeats nothing and buys nothing.

An upscale is paid by what it measures, so its source is measured first. Who pays by wallet gets no quote for one (Venice video
skill, September 2026): the most that the known prices make of it then stands in.
"""

from collections.abc import Mapping
from decimal import Decimal
from http import HTTPStatus

import msgspec

from vgdsl.plan.estimate import Price, Sort, upscale_bounds
from vgdsl.plan.job import Expected, Job
from vgdsl.plan.trust import Bounds, trusted, twin, unquoted
from vgdsl.program.editions import load
from vgdsl.program.entities import NodeKind
from vgdsl.providers.base import DataFile
from vgdsl.providers.errors import Unauthorised
from vgdsl.run.studio import Studio
from vgdsl.run.tools import Tools


async def ask(job: Job, quote: Mapping[str, object], source: Expected, tools: Tools) -> Price:
    """The price of a job by its ready `quote`; `source` is what `measured` found. Raises ProviderError."""
    if job.kind is not NodeKind.UPSCALE:
        async with tools.retrievals.attempt(job.model):
            return Price(await tools.provider.quote(quote), Sort.QUOTED)
    bounds = _bounds(job, source)
    try:
        answers = [await _quoted(job, each, tools) for each in (quote, twin(quote)) if each is not None]
    except Unauthorised as error:
        stand_in = unquoted(bounds) if error.reply.status == HTTPStatus.FORBIDDEN else None
        if stand_in is None:
            raise
        return stand_in
    return trusted(answers[0], answers[1] if len(answers) > 1 else None, bounds)


async def measured(job: Job, body: Mapping[str, object], studio: Studio) -> Expected:
    """What the source measures that an upscale will be sent with; nothing is known of a link. Raises StudioError."""
    source = body.get("video_url")
    if job.kind is not NodeKind.UPSCALE or not isinstance(source, DataFile):
        return Expected()
    return await studio.measure(source.path)


async def _quoted(job: Job, quote: Mapping[str, object], tools: Tools) -> Decimal:
    limiter = tools.upscale_quotes
    async with tools.retrievals.attempt(job.model) if limiter is None else limiter.turn(job.model):
        return await tools.provider.quote(quote)


def _bounds(job: Job, source: Expected) -> Bounds:
    model = load().get(job.model)
    if model is None:
        return Bounds()
    smaller = msgspec.structs.replace(job, body={**job.body, "upscale_factor": 2})
    return Bounds(upscale_bounds(job, model, source), upscale_bounds(smaller, model, source))
