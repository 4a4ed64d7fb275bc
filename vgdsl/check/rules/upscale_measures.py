"""What the source of an upscale will measure, as far as the program says. Knows no rule, and judges nothing."""

import msgspec

from vgdsl.check.rules.enclosed import facts_of
from vgdsl.check.rules.subject import Subject
from vgdsl.program.catalog import Catalog
from vgdsl.program.entities import Program, Shot, Upscale
from vgdsl.program.model import Model, model_dimensions
from vgdsl.program.upscale_factor import factor_of
from vgdsl.program.values import Clip, Duration, Factor, Media, Ratio, Resolution


class Measured(msgspec.Struct, frozen=True):
    """Seconds, pixels and frames; None where only the making will tell."""

    seconds: float | None = None
    width: int | None = None
    height: int | None = None
    frames: int | None = None

    def enlarged(self, times: int | None) -> "Measured":
        """The same, so many times larger; of no known size where that is not known."""
        width = self.width * times if self.width is not None and times is not None else None
        height = self.height * times if self.height is not None and times is not None else None
        return Measured(self.seconds, width, height)


UNKNOWN = Measured()


def source_of(subject: Subject) -> Measured:
    """What the upscale of a subject works on."""
    upscale = subject.upscale
    return UNKNOWN if upscale is None else _source(upscale, subject.program, subject.catalog)


def output_of(subject: Subject) -> Measured:
    """What comes out of it."""
    upscale = subject.upscale
    return UNKNOWN if upscale is None else _upscaled(upscale, subject.model, source_of(subject))


def _source(upscale: Upscale, program: Program, catalog: Catalog) -> Measured:
    """By a loop down to a file or shot, and back up: a chain may be as long as the film. A ring has no measures."""
    chain: list[Upscale] = []
    source: Clip | Media = upscale.source
    while isinstance(source, Clip) and isinstance(node := program.nodes.get(source.node), Upscale):
        if node in chain:
            return UNKNOWN
        chain.append(node)
        source = node.source
    found = _first(source, program, catalog)
    for node in reversed(chain):
        found = _upscaled(node, catalog.get(node.model), found)
    return found


def _first(source: Clip | Media, program: Program, catalog: Catalog) -> Measured:
    """What stands at the beginning of a chain of upscales: a shot's clip, a file, or what nobody knows."""
    if isinstance(source, Clip):
        shot = program.nodes.get(source.node)
        return _filmed(shot, catalog.get(shot.model)) if isinstance(shot, Shot) else UNKNOWN
    facts = facts_of(source, program)
    return UNKNOWN if facts is None else Measured(facts.seconds, facts.width, facts.height, facts.frames)


def _filmed(shot: Shot, model: Model | None) -> Measured:
    seconds = float(shot.duration.seconds) if isinstance(shot.duration, Duration) else None
    ratio = str(shot.aspect_ratio) if isinstance(shot.aspect_ratio, Ratio) else None
    if model is None or ratio is None or not isinstance(shot.resolution, Resolution):
        return Measured(seconds)
    try:
        return Measured(seconds, *model_dimensions(model, str(shot.resolution), ratio))
    except ValueError:  # a name that only the model knows
        return Measured(seconds)


def _upscaled(upscale: Upscale, model: Model | None, source: Measured) -> Measured:
    slower = upscale.settings.get("slowdown")
    seconds = source.seconds
    if seconds is not None and isinstance(slower, Factor):
        seconds *= slower.times
    return msgspec.structs.replace(source.enlarged(_times(upscale, model)), seconds=seconds)


def _times(upscale: Upscale, model: Model | None) -> int | None:
    """How many times larger it becomes, None where the model makes a size of its own."""
    output = None if model is None else model.output
    if model is None or (output is not None and (output.own_size or output.least_lines)):
        return None
    return factor_of(upscale, model) or 1
