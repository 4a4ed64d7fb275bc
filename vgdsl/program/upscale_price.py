"""What a second of an upscaled clip costs, within bounds. Knows the catalogue's tiers; knows no job, no quote and no account.

The output is billed: its seconds, at the tier of its height, more where it is fast (Venice upscaling and enhancement
guides, autumn 2026). Height is meant as written there, so an upright clip pays for its longer side. What is not known, of
the clip or of the price, makes the bounds wider and is never guessed.
"""

from collections.abc import Sequence
from decimal import Decimal

import msgspec

from vgdsl.program.model import Model, Output, PriceTier

_PLAIN = Output()


class Second(msgspec.Struct, frozen=True):
    """US dollars for one second of output: at least, probably and at most."""

    least: Decimal
    usd: Decimal
    most: Decimal

    @property
    def sure(self) -> bool:
        """Whether there is nothing left to be found out."""
        return self.least == self.most

    def times(self, factor: Decimal) -> "Second":
        return Second(self.least * factor, self.usd * factor, self.most * factor)


def second(
    model: Model, height: int | None, fps: float | None, engine: str | None = None, *, delivered: bool = False
) -> Second | None:
    """What a second of output costs that is `height` pixels tall and has `fps` pictures a second; None: not known.

    `height` is the source's times the factor, before the model makes a size of its own; of a `delivered` clip, its own.
    None where no price is known.
    """
    tiers = _tiers(model, engine)
    if not tiers:
        return None
    output = model.output or _PLAIN
    fitting = (
        tiers if height is None or (output.own_size and not delivered) else [_fitting(tiers, height, output)]
    )
    known = Second(
        least=min(_usd(tier.usd if tier.least is None else tier.least) for tier in fitting),
        usd=max(_usd(tier.usd) for tier in fitting),
        most=max(_usd(tier.usd if tier.most is None else tier.most) for tier in fitting),
    )
    return _at_speed(known, fps, output)


def doubles(output: Output, fps: float) -> bool:
    """Whether so fast a clip costs double."""
    at, above = output.doubles_at, output.doubles_above
    return (at is not None and fps >= at) or (above is not None and fps > above)


def _tiers(model: Model, engine: str | None) -> Sequence[PriceTier]:
    """Those of the engine, or of every engine that has none of its own; by height, from below."""
    own = [tier for tier in model.prices if tier.engine is not None and tier.engine == engine]
    return own or [tier for tier in model.prices if tier.engine is None]


def _fitting(tiers: Sequence[PriceTier], height: int, output: Output) -> PriceTier:
    tall = max(height, output.least_lines or 0)
    return next(tier for tier in tiers if tier.max_height is None or tall <= tier.max_height)


def _at_speed(known: Second, fps: float | None, output: Output) -> Second:
    if output.priced_at is not None:
        return known if fps is None else known.times(Decimal(str(fps)) / output.priced_at)
    if fps is not None:
        return known.times(Decimal(2) if doubles(output, fps) else Decimal(1))
    varies = output.doubles_at is not None or output.doubles_above is not None
    return Second(known.least, known.usd, known.most * 2) if varies else known


def _usd(amount: float) -> Decimal:
    return Decimal(str(amount))
