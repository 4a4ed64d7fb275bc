"""Prices are those of the guides where there are any, and never nothing."""

from decimal import Decimal

import pytest

from vgdsl.program.editions import load
from vgdsl.providers.simulator.account.pricing import Measures, price

PUBLISHED = [
    ("kling-o3-pro-reference-to-video", Measures(8, 720, audio=True), "1.12"),
    ("kling-o3-pro-reference-to-video", Measures(8, 720, audio=False), "0.90"),
    ("grok-imagine-reference-to-video", Measures(10, 720, resolution="720p"), "0.88"),
    ("topaz-video-upscale", Measures(10, 960), "0.25"),
    ("topaz-video-upscale", Measures(10, 1440), "1.00"),
    ("topaz-video-upscale", Measures(30, 2160), "3.00"),
    ("topaz-video-upscale", Measures(10, 960, fps=60), "0.50"),
    ("topaz-video-upscale", Measures(10, 960, fps=48), "0.25"),
    ("topaz-video-precision", Measures(10, 1080, fps=48), "0.50"),
    ("topaz-video-precision", Measures(10, 1080, engine="Gaia 2"), "0.13"),
    ("topaz-video-interpolate", Measures(10, 720, fps=30), "0.19"),
    ("minimax-h3-text-to-video", Measures(5, 1440, resolution="2K"), "0.82"),
]


@pytest.mark.parametrize(("model", "clip", "usd"), PUBLISHED)
def test_a_published_price(model, clip, usd):
    assert abs(price(load().models[model], clip) - Decimal(usd)) <= Decimal("0.01")


@pytest.mark.parametrize("name", ["wan-3-0-reference-to-video", "seedance-2-0-reference-to-video-basic"])
def test_reference_footage_is_billed_where_the_guides_say_so(name):
    model = load().models[name]
    alone, beside = (price(model, Measures(5, 720, resolution="720p", reference_seconds=s)) for s in (0, 4.2))
    assert beside == 2 * alone


def test_everything_costs_something_and_more_when_it_is_longer():
    for model in load().models.values():
        short, long = (price(model, Measures(seconds, 720)) for seconds in (1, 10))
        assert Decimal(0) < short <= long
