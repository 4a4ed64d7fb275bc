"""What a film maker pays for an upscale is what the guides say, and what they leave open only widens the bounds."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vgdsl.program.catalog import Mode
from vgdsl.program.editions import load
from vgdsl.program.upscale_price import Second, second

UPSCALERS = [model for model in load().models.values() if model.mode is Mode.UPSCALE]

# Venice enhancement guide, autumn 2026; upscaling guide, summer 2026: dollars a second up to 720 and 1080 lines, and in 4K.
GUIDE = {
    "precision": ("0.0125", "0.025", "0.075"),
    "starlight": ("0.15", "0.15", "0.325"),
    "starlight-fast": ("0.075", "0.075", "0.1625"),
    "astra": ("0.375", "0.375", "0.625"),
    "hyperion": ("0.30", "0.30", "0.6375"),
    "interpolate": ("0.0375", "0.0375", "0.125"),
    "denoise": ("0.025", "0.025", "0.075"),
    "deblur": ("0.0125", "0.0125", "0.0375"),
    "colorize": ("0.0125", "0.0125", "0.0375"),
    "upscale": ("0.013", "0.025", "0.10"),
}


def of(model: str, *measures, **more) -> Second:
    return second(load().models[f"topaz-video-{model}"], *measures, **more)


@pytest.mark.parametrize("model", GUIDE)
def test_the_published_tiers(model):
    rate = 60 if model == "interpolate" else 24
    found = [of(model, lines, rate, delivered=True).usd for lines in (720, 1080, 1081)]
    assert found == [Decimal(usd) for usd in GUIDE[model]]
    assert of(model, 721, rate, delivered=True) == of(model, 1080, rate, delivered=True)
    assert of(model, 4320, rate, delivered=True) == of(model, 1081, rate, delivered=True)


@pytest.mark.parametrize("model", ["precision", "starlight", "starlight-fast", "astra", "denoise"])
def test_the_suite_costs_double_from_48_frames_a_second_on(model):
    slow, fast = (of(model, 720, rate, delivered=True).usd for rate in (47, 48))
    assert fast == 2 * slow


def test_the_older_upscaler_costs_double_above_48():
    assert [of("upscale", 720, rate).usd for rate in (48, 48.5)] == [Decimal("0.013"), Decimal("0.026")]


@pytest.mark.parametrize("model", ["hyperion", "deblur", "colorize"])
def test_what_changes_no_rate_costs_the_same_at_any(model):
    assert of(model, 720, 24) == of(model, 720, 120) == of(model, 720, None)


def test_interpolation_costs_in_proportion_to_its_rate():
    assert [of("interpolate", 1080, rate).usd for rate in (30, 60, 120)] == [
        Decimal("0.01875"), Decimal("0.0375"), Decimal("0.075"),
    ]  # fmt: skip


def test_engines_with_prices_of_their_own():
    assert of("precision", 2160, 24, "Gaia 2").usd * 2 == of("precision", 2160, 24, "Proteus").usd
    assert of("denoise", 720, 24, "Nyx Fast").usd * 2 == of("denoise", 720, 24, "Nyx").usd
    aion, apollo = of("interpolate", 720, 60, "Aion"), of("interpolate", 720, 60, "Apollo")
    assert aion.least < apollo.usd * Decimal("2.7") == aion.usd < aion.most


def test_what_is_not_published_is_a_bound():
    natural, proteus = of("precision", 2160, 24, "Proteus Natural"), of("precision", 2160, 24)
    assert natural.least < natural.usd < natural.most == proteus.usd
    assert of("precision", 1080, 24, "Proteus Natural") == of("precision", 1080, 24)
    assert (of("upscale", 2160, 24).least, of("upscale", 2160, 24).most) == (Decimal("0.1"), Decimal("0.12"))


def test_astra_may_come_out_in_4k_from_any_size():
    assert of("astra", 480, 24) == Second(Decimal("0.375"), Decimal("0.625"), Decimal("0.625"))
    assert of("astra", 480, 24, delivered=True).sure


@given(
    st.sampled_from(UPSCALERS), st.integers(16, 8640), st.floats(1, 120), st.sampled_from([None, "Gaia 2", "Aion"])
)  # fmt: skip
def test_knowing_less_never_narrows_the_bounds(model, height, fps, engine):
    exact = second(model, height, fps, engine, delivered=True)
    assert exact.least <= exact.usd <= exact.most
    vague = [second(model, height, fps, engine), second(model, None, fps, engine)]
    if model.output is None or model.output.priced_at is None:
        vague += [second(model, height, None, engine), second(model, None, None, engine)]
    for bounds in vague:
        assert bounds.least <= exact.least
        assert exact.most <= bounds.most


def test_what_has_no_price_has_no_bounds():
    assert second(load().models["veo3.1-fast-text-to-video"], 720, 24) is None
