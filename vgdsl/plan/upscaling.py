"""The body of the request that enlarges or mends a clip, for both of Topaz's dialects.

Knows the upscalers' fields (Venice upscaling and enhancement guides, autumn 2026); knows no shots and no prices. Neither
duration nor resolution is ever sent: the server measures the video, and refuses both.
"""

from vgdsl.plan.fields import SETTINGS
from vgdsl.plan.inputs import Inputs
from vgdsl.plan.job import Input
from vgdsl.plan.request import Request, plain
from vgdsl.program.entities import Program, Upscale
from vgdsl.program.mentions import described
from vgdsl.program.model import Model
from vgdsl.program.upscale_factor import factor_of
from vgdsl.program.values import Clip, Factor, Media, Rate


def upscale_request(upscale: Upscale, model: Model | None, program: Program, inputs: Inputs) -> Request:
    """The request for one take of an upscale; the same for all its takes."""
    body: dict[str, object] = {"model": upscale.model, "video_url": _source(upscale.source, inputs)}
    factor = factor_of(upscale, model)
    if factor is not None:
        body["upscale_factor"] = factor
    if upscale.prompt is not None and (model is None or model.prompt != "refused"):
        body["prompt"] = described(upscale.prompt, program)[0]
    for name, value in upscale.settings.items():
        body[SETTINGS.get(name, name)] = _setting(value, inputs)
    body.update({name: plain(value, inputs) for name, value in upscale.options.items()})
    filled = ("upscale_factor",) if upscale.factor is None and factor is not None else ()
    return Request(body, filled)


def _source(source: Clip | Media, inputs: Inputs) -> Input:
    """Only the pictures count: what comes back has no sound."""
    linked = isinstance(source, Media) and source.url is not None
    return inputs.of(source) if linked else inputs.pictures(source)


def _setting(value: object, inputs: Inputs) -> object:
    """Rates and factors are whole numbers on the wire."""
    if isinstance(value, Rate):
        return round(value.fraction)
    return value.times if isinstance(value, Factor) else plain(value, inputs)
