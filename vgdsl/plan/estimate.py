"""How much, how long: prices from the catalogue's dated tiers, the time that a run takes, the length of a cut.

Knows no provider and no history. Estimates only: a quote decides what a purchase costs, and the provider's own average
how long it takes.
"""

from collections.abc import Mapping
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum
from fractions import Fraction
from heapq import heappop, heappush

import msgspec

from vgdsl.plan.graph import Graph
from vgdsl.plan.job import Assembly, FileInput, Job
from vgdsl.program.entities import Dissolve, Part, Program
from vgdsl.program.model import Mode, Model, PriceTier
from vgdsl.program.values import Clip, Media, Rate

USUAL_RATE = Rate(24)
CENT = Decimal("0.01")
"""Quotes are in whole cents; what bounds one is rounded up to them."""
FAST_RATE = 48
"""Frames a second from which upscalers of the Topaz suite cost double (Venice enhancement guide, autumn 2026)."""


class Sort(StrEnum):
    """What kind of figure a price is."""

    QUOTED = "quoted"
    ESTIMATE = "estimate"
    AT_MOST = "at most"
    AT_LEAST = "at least"


class Price(msgspec.Struct, frozen=True):
    """US dollars, and how sure they are."""

    usd: Decimal
    sort: Sort


def most(price: Price | None) -> Decimal | None:
    """The most that a purchase may turn out to cost, in US dollars; None where that cannot be said."""
    return None if price is None or price.sort is Sort.AT_LEAST else price.usd


def price(job: Job, model: Model | None) -> Price | None:
    """What a job probably costs; None where the catalogue knows no price or nobody knows the length."""
    if model is None or not model.prices or job.expected.seconds is None:
        return None
    if model.mode is Mode.UPSCALE:
        return _upscale_price(job, model)
    tier = _tier(job, model)
    if tier is None:
        return None
    footage = job.quote.get("reference_video_total_duration", 0)
    seconds = Decimal(str(job.expected.seconds)) + Decimal(str(footage))
    return Price(Decimal(str(tier.usd)) * seconds, Sort.AT_LEAST if tier.lowest else Sort.ESTIMATE)


def _tier(job: Job, model: Model) -> PriceTier | None:
    """The tier of the job's resolution and sound; sound is on where nobody says otherwise."""
    resolution, audio = job.body.get("resolution"), job.body.get("audio", model.audio)
    fits = [t for t in model.prices if t.resolution in {None, resolution} and t.audio in {None, audio}]
    return max(fits, key=lambda tier: (tier.resolution is not None, tier.usd), default=None)


def _upscale_price(job: Job, model: Model) -> Price:
    """By seconds and height of the output. A bound where the source is yet to be made, or its height is not known."""
    height = job.expected.height
    tiers = [t for t in model.prices if height is None or t.max_height is None or height <= t.max_height]
    rate = Decimal(str(tiers[0].usd if height is not None else max(t.usd for t in tiers)))
    usd = rate * Decimal(str(job.expected.seconds)) * _speed(job, model)
    known = height is not None and isinstance(job.body.get("video_url"), FileInput)
    return Price(usd, Sort.ESTIMATE) if known else Price(usd.quantize(CENT, ROUND_CEILING), Sort.AT_MOST)


def _speed(job: Job, model: Model) -> Decimal:
    """Interpolation is priced at 60 frames a second and scales with them; the others double when fast."""
    rate = job.body.get("target_fps")
    rate = rate if isinstance(rate, int) else (model.enhancement.default_fps if model.enhancement else None)
    if rate is None:
        return Decimal(1)
    if model.factors:
        return Decimal(2) if rate >= FAST_RATE else Decimal(1)
    return Decimal(rate) / 60


def total(prices: list[Price]) -> Price:
    """The sum, as sure as its least sure part; a sum with both bounds in it is an estimate."""
    sorts = {each.sort for each in prices}
    if {Sort.AT_MOST, Sort.AT_LEAST} <= sorts:
        sort = Sort.ESTIMATE
    else:
        order = (Sort.AT_LEAST, Sort.AT_MOST, Sort.ESTIMATE)
        sort = next((each for each in order if each in sorts), Sort.QUOTED)
    return Price(sum((each.usd for each in prices), Decimal(0)), sort)


def makespan(graph: Graph, seconds: Mapping[str, float], places: int) -> float:
    """How long the tasks take together, at most `places` at once, those with the longest way ahead first."""
    longest = graph.remaining(seconds)
    missing = {name: len(needs) for name, needs in graph.needs.items()}
    ready: list[tuple[float, str]] = []
    busy: list[tuple[float, str]] = []
    now = 0.0
    for name, count in missing.items():
        if not count:
            heappush(ready, (-longest[name], name))
    while ready or busy:
        while ready and len(busy) < places:
            name = heappop(ready)[1]
            heappush(busy, (now + seconds.get(name, 0.0), name))
        now, done = heappop(busy)
        for user in graph.needed_by[done]:
            missing[user] -= 1
            if not missing[user]:
                heappush(ready, (-longest[user], user))
    return now


class Length(msgspec.Struct, frozen=True):
    """How long a cut is; whole frames at its own rate."""

    frames: int
    seconds: float


def length(assembly: Assembly, jobs: Mapping[str, Job], program: Program) -> Length | None:
    """The length of a cut; None where a clip's length is not known before it is made."""
    cut = assembly.cut
    rate = (cut.fps or program.film.fps or USUAL_RATE).fraction
    frames = -len(assembly.seams)
    for item in cut.sequence:
        if isinstance(item, Dissolve):
            frames -= round(item.duration.seconds * rate)
            continue
        shown = _shown(item, assembly, jobs, program)
        if shown is None:
            return None
        frames += round(shown * rate)
    return Length(frames, float(frames / rate))


def _shown(part: Part, assembly: Assembly, jobs: Mapping[str, Job], program: Program) -> Fraction | None:
    whole = _whole(part.clip, assembly, jobs, program)
    end = part.end.seconds if part.end is not None else whole
    start = part.start.seconds if part.start is not None else Fraction(0)
    return None if end is None else max(Fraction(0), end - start)


def _whole(
    clip: Clip | Media, assembly: Assembly, jobs: Mapping[str, Job], program: Program
) -> Fraction | None:
    if isinstance(clip, Clip):
        seconds = jobs[assembly.jobs[clip.node]].expected.seconds
    else:
        facts = program.media.get(clip.path or "")
        seconds = facts.seconds if facts else None
    return None if seconds is None else Fraction(seconds).limit_denominator(1_000_000)
