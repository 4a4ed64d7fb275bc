"""How one model spells a length, a shape and a size, and what it is told where the author says nothing.

Knows one model's lists; knows no shot and no request. None as an answer means that the field is not sent.
"""

from vgdsl.program.model import Mode, Model, default_aspect, default_resolution
from vgdsl.program.values import Auto, Duration, Ratio, Resolution

USUAL_SECONDS = 5  # what nearly every model of the catalogue can make

MATCH_SOURCE = "auto"
"""As a length: that of the reference videos together."""

_MATCH_SHAPE = ("adaptive", "auto")
"""As a ratio: that of what the model is given, in either spelling."""


def duration(model: Model | None, wanted: Duration | Auto | None) -> str | None:
    """A text like `5s`, as the queue wants it.

    "Auto" in a model's list is never sent: the queue refuses it, and takes the length of the source where nothing is
    said (Venice video skill, September 2026).
    """
    if model is None:
        return str(wanted) if isinstance(wanted, Duration) else f"{USUAL_SECONDS}s"
    if model.mode is Mode.UPSCALE:
        return None
    if model.durations == ("Auto",):
        return None
    by_source = model.mode in {Mode.VIDEO, Mode.MOTION} and not model.durations
    if isinstance(wanted, Duration):
        # The queue's list of lengths has whole seconds with their unit; beside it a source's length stands bare.
        return f"{float(wanted.seconds):g}" if by_source and wanted.ms % 1000 else str(wanted)
    if isinstance(wanted, Auto) and model.source_duration:
        return MATCH_SOURCE
    return None if by_source else _usual(model.durations)


def _usual(ladder: tuple[str, ...] | None) -> str:
    return min(ladder or (f"{USUAL_SECONDS}s",), key=lambda step: abs(_length(step) - USUAL_SECONDS))


def seconds(text: object) -> float | None:
    """The length that a body's duration orders: of `5s` 5, of `12.5` 12.5; None where the source decides."""
    if not isinstance(text, str) or text in {MATCH_SOURCE, "-1"}:
        return None
    return _length(text)


def _length(text: str) -> float:
    return float(text.removesuffix("s"))


def aspect_ratio(model: Model | None, wanted: Ratio | Auto | None) -> str | None:
    """A ratio that the model lists. One is required wherever there is a list (Venice video skill, September 2026)."""
    if model is None or model.aspect_ratios is None:
        return str(wanted) if wanted is not None else None
    if not model.aspect_ratios:
        return None
    if isinstance(wanted, Ratio):
        return str(wanted)
    follows = next((text for text in _MATCH_SHAPE if text in model.aspect_ratios), None)
    if isinstance(wanted, Auto) and (follows or model.source_ratio):
        return follows or _MATCH_SHAPE[0]
    if follows and model.mode is Mode.IMAGE:
        return follows  # the start frame has a shape already
    return default_aspect(model)


def resolution(model: Model | None, wanted: Resolution | Auto | None) -> str | None:
    """The resolution in the model's own spelling, which is case-sensitive: `4k`, `2K`, `768P`."""
    if isinstance(wanted, Auto):
        return None
    if model is None or model.resolutions is None:
        return wanted.text if wanted else None
    if not model.resolutions:
        return None
    if wanted is None:
        return default_resolution(model)
    same = (listed for listed in model.resolutions if listed.lower() == wanted.text.lower())
    return next(same, wanted.text)
