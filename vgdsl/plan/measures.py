"""What clips will measure, before they are made: read off the orders and the facts of the files. Knows no decoder."""

from collections.abc import Callable, Mapping
from math import ceil

from vgdsl.plan import terms
from vgdsl.plan.inputs import picked
from vgdsl.plan.job import ClipInput, Expected, FileInput, Input
from vgdsl.plan.quoting import reference_videos
from vgdsl.program.catalog import Catalog
from vgdsl.program.entities import Making, Program, Shot
from vgdsl.program.model import Model, lines, model_dimensions
from vgdsl.program.values import Auto, Clip

Body = Mapping[str, object]


class Measures:
    """The measures of one program's clips, each worked out once; `body` gives a node's request."""

    def __init__(self, program: Program, catalog: Catalog, body: Callable[[Making], Body]) -> None:
        self._program = program
        self._catalog = catalog
        self._body = body
        self._nodes = {picked(node): node for node in program.nodes.values()}
        self._known: dict[str, Expected] = {}

    def of(self, node: Making) -> Expected:
        """What the node's clip should measure. Sources are walked by a loop: a chain may be as long as the film."""
        if node.name in self._known:
            return self._known[node.name]
        chain = [node]
        while (source := self._unmeasured_source(chain[-1])) is not None:
            chain.append(source)
        for link in reversed(chain):
            model, body = self._catalog.get(link.model), self._body(link)
            measure = _filmed if isinstance(link, Shot) else _upscaled
            self._known[link.name] = measure(body, model, self._source(body))
        return self._known[node.name]

    def seconds(self, source: Input) -> float | None:
        """How long a clip or a video file is; None where only the making will tell."""
        return self._input(source).seconds

    def source(self, body: Body) -> Expected:
        """What the video measures that a clip is made from, where there is one."""
        return self._input(body.get("video_url"))

    def _unmeasured_source(self, node: Making) -> Making | None:
        followed = node.references if isinstance(node, Shot) and isinstance(node.duration, Auto) else ()
        for clip in (node.source, *followed):
            if isinstance(clip, Clip) and clip.node not in self._known:
                return self._program.nodes[clip.node]
        return None

    def _source(self, body: Body) -> Expected:
        """What a clip is made from, as far as its own measures follow it."""
        if body.get("duration") != terms.MATCH_SOURCE:
            return self._input(body.get("video_url"))
        lengths = [self._input(video).seconds for video in reference_videos(body)]
        known = [length for length in lengths if length is not None]
        return Expected(float(ceil(sum(known)))) if len(known) == len(lengths) else Expected()

    def _input(self, source: object) -> Expected:
        if isinstance(source, ClipInput):
            return self.of(self._nodes[source.job])
        if not isinstance(source, FileInput):
            return Expected()
        facts = self._program.media[source.path]
        return Expected(facts.seconds, facts.width, facts.height, facts.fps)


def _filmed(body: Body, model: Model | None, source: Expected) -> Expected:
    """A size is expected only where the order fixes both height and shape; a length also where the source has one."""
    ordered = terms.seconds(body.get("duration"))
    seconds = source.seconds if ordered is None else ordered
    resolution, ratio = body.get("resolution"), body.get("aspect_ratio")
    if model is None or not isinstance(resolution, str):
        return Expected(seconds)
    try:
        if not isinstance(ratio, str) or ":" not in ratio:
            return Expected(seconds, lines=lines(resolution))
        return Expected(seconds, *model_dimensions(model, resolution, ratio))
    except ValueError:  # a name that only the model knows, where its list is not published
        return Expected(seconds)


def _upscaled(body: Body, model: Model | None, source: Expected) -> Expected:
    slower, times, rate = (
        body.get("slowdown_factor", 1),
        body.get("upscale_factor", 1),
        body.get("target_fps"),
    )
    seconds = source.seconds * slower if source.seconds and isinstance(slower, int) else None
    times = times if isinstance(times, int) and _sizes_exactly(model) else None
    width, height, short = (
        side * times if side and times else None for side in (source.width, source.height, source.lines)
    )
    return Expected(seconds, width, height, float(rate) if isinstance(rate, int) else None, short)


def _sizes_exactly(model: Model | None) -> bool:
    """Astra snaps to sizes of its own and Colorize makes at least 1080 lines (Venice enhancement guide, autumn 2026)."""
    output = None if model is None else model.output
    return model is not None and (output is None or not (output.own_size or output.least_lines))
