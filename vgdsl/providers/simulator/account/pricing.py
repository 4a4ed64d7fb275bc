"""What a clip costs. Knows the catalogue's prices; knows no account and no request.

Prices are those last seen in Venice's guides and model pages. Where none was seen, a clip costs what most of that
height cost, a little less when it is ordered silent: our own rule.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from math import ceil

from vgdsl.program.catalog import Mode, Model, PriceTier
from vgdsl.program.upscale_price import second

_CENT = Decimal("0.01")
_USUAL = ((480, 0.055), (768, 0.11), (1080, 0.165), (1440, 0.22))
_USUAL_ABOVE = 0.44
_SILENT = 0.8


@dataclass(frozen=True, slots=True)
class Measures:
    """What decides a price: seconds of the clip and of the references that are billed with it, height of the picture
    in pixels, pictures a second, the resolution as ordered, sound, and the engine of an enhancement."""

    seconds: float
    height: int
    fps: float = 24.0
    resolution: str | None = None
    audio: bool = True
    reference_seconds: float = 0.0
    engine: str | None = None


def price(model: Model, clip: Measures) -> Decimal:
    """US dollars, in cents, at least one. Reference footage costs like output (quote reference and Wan guide, autumn 2026)."""
    rate = _upscale_rate(model, clip) if model.mode is Mode.UPSCALE else _rate(model, clip)
    seconds = clip.seconds + (ceil(clip.reference_seconds) if model.video_clips else 0.0)
    return max(_CENT, Decimal(rate * seconds).quantize(_CENT, ROUND_HALF_UP))


def _rate(model: Model, clip: Measures) -> float:
    usual = next((usd for height, usd in _USUAL if clip.height <= height), _USUAL_ABOVE)
    if clip.audio is False and model.audio_configurable:
        usual *= _SILENT
    fitting = [tier for tier in model.prices if _fits(tier, clip)]
    exact = [tier.usd for tier in fitting if not tier.lowest]
    return exact[0] if exact else max([usual, *(tier.usd for tier in fitting)])


def _fits(tier: PriceTier, clip: Measures) -> bool:
    return tier.resolution in {None, clip.resolution} and tier.audio in {None, clip.audio}


def _upscale_rate(model: Model, clip: Measures) -> float:
    """Of what is delivered; where a price is known within bounds only, what the catalogue takes for likely."""
    each = second(model, clip.height, clip.fps, clip.engine, delivered=True)
    return _USUAL_ABOVE if each is None else float(each.usd)
