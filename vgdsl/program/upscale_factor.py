"""How many times larger an upscale is asked to make its source. Knows no source and no wire."""

from vgdsl.program.entities import Upscale
from vgdsl.program.model import Model

USUAL = 2
"""What the provider takes where nothing is said (Venice upscaling and enhancement guides, autumn 2026)."""


def factor_of(upscale: Upscale, model: Model | None) -> int | None:
    """The factor as written, or the usual one; None for a model that changes no size and refuses even a factor of 1.

    An engine that does not enlarge keeps the size, where nobody says otherwise.
    """
    if model is not None and not model.factors:
        return None
    if upscale.factor is not None:
        return upscale.factor.times
    suite = None if model is None else model.enhancement
    keeps = suite is not None and upscale.settings.get("enhancement") in suite.keeps_size
    return 1 if keeps else USUAL
