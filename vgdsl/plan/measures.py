"""What clips will measure, before they are made: read off the orders and the facts of the files. Knows no decoder."""

from collections.abc import Callable, Mapping
from math import ceil

import msgspec

from vgdsl.plan import terms
from vgdsl.plan.finishing import Known
from vgdsl.plan.inputs import Inputs
from vgdsl.plan.job import ClipInput, Expected, FileInput, Input, PartInput
from vgdsl.plan.quoting import reference_videos
from vgdsl.program.catalog import Catalog
from vgdsl.program.entities import Making, MediaFacts, Program, Shot
from vgdsl.program.model import Model, lines, model_dimensions
from vgdsl.program.values import Auto, Clip

Body = Mapping[str, object]


class Measures:
    """The measures of one program's clips, each worked out once; `body` gives a node's request.

    Of clips that are `known` the facts count, not what was ordered.
    """

    def __init__(
        self, program: Program, catalog: Catalog, inputs: Inputs, known: Known, body: Callable[[Making], Body]
    ) -> None:
        self._program = program
        self._catalog = catalog
        self._body = body
        self._nodes = {
            clip.job: node
            for node in program.nodes.values()
            for clip in (inputs.pictures(Clip(node.name)), inputs.clip(node.name))
            if isinstance(clip, ClipInput)
        }
        self._facts = known
        self._known: dict[str, Expected] = {}
        self._paces: dict[str, float | None] = {}

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

    def part(self, node: Making, part: PartInput) -> Expected:
        """What the clip of a part of the node's source should measure."""
        body, source = self._body(node), self._input(part)
        model = self._catalog.get(node.model)
        found = _upscaled(body, model, source)
        paced = model is not None and model.enhancement is not None and model.enhancement.default_fps
        frames = None if paced and found.rate is None else _pictures(part, source, found, body)
        return msgspec.structs.replace(found, frames=frames)

    def _share(self, part: PartInput) -> float:
        """How much of the whole a part is."""
        facts = (
            self._program.media.get(part.of.path)
            if isinstance(part.of, FileInput)
            else self._facts.get(self._nodes[part.of.job].name)
        )
        whole = (facts.frames if facts is not None else None) or part.last
        return (part.last - part.first) / whole

    def seconds(self, source: Input) -> float | None:
        """How long a clip or a video file is; None where only the making will tell."""
        return self._input(source).seconds

    def source(self, body: Body) -> Expected:
        """What the video measures that a clip is made from, where there is one."""
        video = body.get("video_url")
        found = self._input(video)
        return found if found.rate is not None else msgspec.structs.replace(found, rate=self._pace(video))

    def _pace(self, video: object) -> float | None:
        """Frames a second of a clip that keeps those of its source; None for what a shot makes. By a loop, as above."""
        followed, rate = list[str](), None
        while isinstance(video, PartInput | ClipInput):
            of = video.of if isinstance(video, PartInput) else video
            if isinstance(of, FileInput):
                video = of
                break
            node = self._nodes[of.job]
            if node.name in self._paces or (rate := self._paced(node)) is not None:
                rate = self._paces.get(node.name, rate)
                break
            followed.append(node.name)
            video = self._body(node).get("video_url")
        if isinstance(video, FileInput):
            rate = self._program.media[video.path].fps
        self._paces.update(dict.fromkeys(followed, rate))
        return rate

    def _paced(self, node: Making) -> float | None:
        """Frames a second that a node's order or its engine gives the clip."""
        model = self._catalog.get(node.model)
        suite = None if model is None else model.enhancement
        ordered = self.of(node).rate
        return ordered if ordered is not None or suite is None else suite.default_fps

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
            node = self._nodes[source.job]
            facts = self._facts.get(node.name)
            return self.of(node) if facts is None else _measured(facts)
        if isinstance(source, PartInput):
            whole = self._input(source.of)
            seconds = None if whole.seconds is None else whole.seconds * self._share(source)
            return msgspec.structs.replace(whole, seconds=seconds)
        return _measured(self._program.media[source.path]) if isinstance(source, FileInput) else Expected()


def _measured(facts: MediaFacts) -> Expected:
    return Expected(facts.seconds, facts.width, facts.height, facts.fps)


def _pictures(part: PartInput, source: Expected, made: Expected, body: Body) -> int | None:
    """How many pictures are made of a part; None where it becomes slower or smoother and nobody says at which rate."""
    if made.rate is not None:
        return None if made.seconds is None else round(made.seconds * made.rate)
    return (
        part.last - part.first if made.seconds == source.seconds and "slowdown_factor" not in body else None
    )


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
