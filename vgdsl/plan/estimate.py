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
from vgdsl.plan.job import Assembly, ClipInput, Expected, Finishing, Job
from vgdsl.program.entities import Dissolve, Part, Program
from vgdsl.program.model import Mode, Model, PriceTier
from vgdsl.program.upscale_price import Second, second
from vgdsl.program.values import Clip, Media, Rate

USUAL_RATE = Rate(24)
CENT = Decimal("0.01")
"""Quotes are in whole cents; what bounds one is rounded up to them."""


class Sort(StrEnum):
    """What kind of figure a price is."""

    QUOTED = "quoted"
    ESTIMATE = "estimate"
    AT_MOST = "at most"
    AT_LEAST = "at least"


class Doubt(StrEnum):
    """Why the price of an upscale is a bound."""

    SOURCE = "source"  # what it is made from is yet to be made
    RANGE = "range"  # its prices are known within bounds only
    LOW = "low"  # it was quoted below every price that is known for it
    FACTOR = "factor"  # it was quoted at 4x like at 2x
    UNQUOTED = "unquoted"  # it is quoted to keys only, not to wallets


class Price(msgspec.Struct, frozen=True, omit_defaults=True):
    """US dollars, and how sure they are; `quoted` is what the provider said, where that is not what counts."""

    usd: Decimal
    sort: Sort
    doubt: Doubt | None = None
    quoted: Decimal | None = None


def most(price: Price | None) -> Decimal | None:
    """The most that a purchase may turn out to cost, in US dollars; None where that cannot be said."""
    return None if price is None or price.sort is Sort.AT_LEAST else price.usd


def price(job: Job, model: Model | None) -> Price | None:
    """What a job probably costs; None where the catalogue knows no price or nobody knows the length."""
    if model is None or not model.prices:
        return None
    if model.mode is Mode.UPSCALE:
        return _upscale_price(job, model)
    if job.expected.seconds is None:
        return None
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


def _upscale_price(job: Job, model: Model) -> Price | None:
    """By what the output measures, as far as that is known before; a bound where anything of it is not."""
    bounds = upscale_bounds(job, model, job.source)
    if bounds is None:
        return None
    made = not isinstance(job.body.get("video_url"), ClipInput)
    if made and bounds.sure:
        return Price(bounds.usd, Sort.ESTIMATE)
    return Price(cents(bounds.most), Sort.AT_MOST, Doubt.RANGE if made else Doubt.SOURCE)


def upscale_bounds(job: Job, model: Model, source: Expected) -> Second | None:
    """What an upscale of a clip of these measures costs in all; None where its length or the price is not known.

    A clip that a shot makes is taken to be slower than what costs double: no model makes clips that fast.
    """
    slower, factor, rate = (
        job.body.get(name) for name in ("slowdown_factor", "upscale_factor", "target_fps")
    )
    fps = float(rate) if isinstance(rate, int) else _rate(job, model, source)
    height = None if source.height is None else source.height * (factor if isinstance(factor, int) else 1)
    engine = job.body.get("enhancement_model")
    each = second(model, height, fps, engine if isinstance(engine, str) else None)
    if each is None or source.seconds is None:
        return None
    return each.times(Decimal(str(source.seconds)) * (slower if isinstance(slower, int) else 1))


def _rate(job: Job, model: Model, source: Expected) -> float | None:
    """Frames a second of the output, where the order does not say: those of the engine, else of the source."""
    if model.enhancement is not None and model.enhancement.default_fps is not None:
        return model.enhancement.default_fps
    if source.rate is None and isinstance(job.body.get("video_url"), ClipInput):
        return float(USUAL_RATE.fraction)
    return source.rate


def cents(usd: Decimal) -> Decimal:
    """Rounded up to whole cents, in which quotes are."""
    return usd.quantize(CENT, ROUND_CEILING)


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


def length(assembly: Assembly, jobs: Mapping[str, Job | Finishing], program: Program) -> Length | None:
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


def _shown(
    part: Part, assembly: Assembly, jobs: Mapping[str, Job | Finishing], program: Program
) -> Fraction | None:
    whole = _whole(part.clip, assembly, jobs, program)
    end = part.end.seconds if part.end is not None else whole
    start = part.start.seconds if part.start is not None else Fraction(0)
    return None if end is None else max(Fraction(0), end - start)


def _whole(
    clip: Clip | Media, assembly: Assembly, jobs: Mapping[str, Job | Finishing], program: Program
) -> Fraction | None:
    if isinstance(clip, Clip):
        seconds = jobs[assembly.jobs[clip.node]].expected.seconds
    else:
        facts = program.media.get(clip.path or "")
        seconds = facts.seconds if facts else None
    return None if seconds is None else Fraction(seconds).limit_denominator(1_000_000)
