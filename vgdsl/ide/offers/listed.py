"""What a model lists for an attribute: lengths, shapes, sizes, factors, settings. Knows one model; tries nothing."""

from collections.abc import Callable, Iterator, Mapping

from vgdsl.check.attributes import SLIDERS
from vgdsl.check.rules.phrases import AUTO as AS_SOURCE
from vgdsl.check.rules.phrases import wire_duration
from vgdsl.program.model import Enhancement, Model
from vgdsl.program.values import AUTO, Factor, Rate, Ratio, Resolution

_RATES = (16, 24, 25, 30, 48, 50, 60, 90, 100, 120)
_STEPS = 4  # between the ends of a slider


def settings(model: Model) -> Enhancement:
    """The settings of an upscaler; of any other model, none."""
    return model.enhancement or Enhancement()


def _durations(model: Model) -> Iterator[object]:
    yield from (wire_duration(text) for text in model.durations or () if text != AS_SOURCE)
    yield AUTO


def _ratios(model: Model) -> Iterator[object]:
    for text in model.aspect_ratios or ():
        across, colon, down = text.partition(":")
        if colon:
            yield Ratio(int(across), int(down))
    yield AUTO


def _resolutions(model: Model) -> Iterator[object]:
    yield from map(Resolution, model.resolutions or ())
    yield AUTO


def _rates(model: Model) -> Iterator[object]:
    low, high = settings(model).target_fps or (0, 0)
    return (Rate(frames) for frames in _RATES if low <= frames <= high)


def _slider(name: str) -> Callable[[Model], Iterator[object]]:
    def steps(model: Model) -> Iterator[object]:
        bounds = settings(model).sliders.get(name)
        if bounds is not None:
            low, high = bounds
            yield from (float(low + (high - low) * part / _STEPS) for part in range(_STEPS + 1))

    return steps


def _nothing(_: Model) -> Iterator[object]:
    return iter(())


LISTED: Mapping[str, Callable[[Model], Iterator[object]]] = {
    "duration": _durations,
    "aspect_ratio": _ratios,
    "resolution": _resolutions,
    "audio": _nothing,
    "task": _nothing,
    "bitrate": _nothing,
    "consent": _nothing,
    "image_strength": _nothing,
    "factor": lambda model: map(Factor, model.factors),
    "fps": _rates,
    "slowdown": lambda model: map(Factor, settings(model).slowdown),
    "format": lambda model: iter(settings(model).formats),
    "h264": _nothing,
    **{name: _slider(name) for name in SLIDERS},
}
"""What a model lists for an attribute; where it lists nothing, what the type has is tried."""
