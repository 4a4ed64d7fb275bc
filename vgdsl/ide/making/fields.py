"""Whether a model has a field for an attribute at all, whatever its value. Knows one model; knows no film."""

from collections.abc import Callable, Mapping

from vgdsl.check.attributes import SETTINGS
from vgdsl.check.rules.lacking import lacks
from vgdsl.check.rules.upscale_settings import settings_of
from vgdsl.program.model import Enhancement, Mode, Model

_HAS: Mapping[str, Callable[[Model], bool]] = {
    "start": lambda model: model.start_image != "refused",
    "end": lambda model: model.end_image != "refused",
    "source": lambda model: model.mode in {Mode.VIDEO, Mode.MOTION, Mode.UPSCALE},
    "references": lambda model: model.mode is Mode.REFERENCE,
    "factor": lambda model: bool(model.factors),
}


def takes(model: Model, attribute: str) -> bool:
    """Whether a request to the model may say it; also true of what is no field of a request, and where nobody knows."""
    if model.mode is Mode.UPSCALE and attribute in SETTINGS:
        return attribute in settings_of(model.enhancement or Enhancement())
    has = _HAS.get(attribute)
    return not lacks(model, attribute) if has is None else has(model)
