"""Which attributes of the language a model has no field for. Knows no values, and judges nothing.

Whoever puts a program together leaves a film's or scene's default out of a shot whose model lacks it; what a shot asks
for itself is for the rules to refuse.
"""

from collections.abc import Callable, Mapping

from vgdsl.check.rules.duration import follows_source
from vgdsl.program.model import Mode, Model

_LACKS: Mapping[str, Callable[[Model], bool]] = {
    "duration": lambda model: model.mode is Mode.UPSCALE or follows_source(model),
    "aspect_ratio": lambda model: model.aspect_ratios == (),
    "resolution": lambda model: model.resolutions == (),
    "audio": lambda model: model.audio_configurable is False,
    "prompt": lambda model: model.prompt == "refused",
    "negative_prompt": lambda model: model.negative_prompt is False,
    "soundtrack": lambda model: model.audio_input is False,
    "keyframes": lambda model: model.keyframes is False,
    "task": lambda model: not model.task,
    "camera": lambda model: not model.camera_trajectory,
    "bitrate": lambda model: not model.bitrate_mode,
    "image_strength": lambda model: model.image_strength is False,
    "voice": lambda model: not model.voice,
    "consent": lambda model: model.consent is False,
    "elements": lambda model: model.mode is not Mode.REFERENCE,
    "locations": lambda model: model.mode is not Mode.REFERENCE,
}


def lacks(model: Model, attribute: str) -> bool:
    """Whether the model surely has no such parameter at all; False where that is not known."""
    test = _LACKS.get(attribute)
    return test is not None and test(model)
