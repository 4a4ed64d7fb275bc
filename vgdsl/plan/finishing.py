"""What an upscale needs besides its purchases: how its source is cut, and whether it gets its sound back. Knows no bytes.

Upscalers deliver pictures alone. So a clip whose source has sound, or may have (of a clip yet to be made nobody knows), is
finished on this machine; and so is one that was bought in parts. What is made from its pictures alone, a frame or another
upscale, is made from what was bought where that is one piece: the finished clip has the same pictures.
"""

from collections.abc import Iterable, Mapping

import msgspec

from vgdsl.plan.job import ClipInput, Job, Silence
from vgdsl.program.catalog import Catalog
from vgdsl.program.entities import MediaFacts, Program, Upscale
from vgdsl.program.model import Model
from vgdsl.program.splitting import Range, bounds_of, fits, split
from vgdsl.program.values import Clip, Factor, Media

Known = Mapping[str, MediaFacts]
"""The facts of clips that exist already, by the nodes of which they are the pictures."""


class Treatment(msgspec.Struct, frozen=True):
    """How one upscale is done: `parts` is empty where its source goes as it is (one part goes without its sound, and may fit for that), and `facts` are those of the source.

    `stuck` is a source that is too much for one request and cannot be cut; `open` is one that is to be cut, once it is there.
    """

    parts: tuple[Range, ...] = ()
    sound: bool = False
    silent: Silence = ""
    facts: MediaFacts | None = None
    stuck: bool = False
    open: bool = False

    @property
    def finished(self) -> bool:
        """Whether what is bought is not yet the clip."""
        return self.sound or bool(self.parts)


PLAIN = Treatment()


def treatments(program: Program, catalog: Catalog, known: Known) -> Mapping[str, Treatment]:
    """The treatment of every upscale, by its name."""
    upscales = (node for node in program.nodes.values() if isinstance(node, Upscale))
    return {node.name: _treatment(node, catalog.get(node.model), program, known) for node in upscales}


def _treatment(upscale: Upscale, model: Model | None, program: Program, known: Known) -> Treatment:
    source = upscale.source
    if isinstance(source, Media) and source.path is None:
        return Treatment(silent="linked")
    facts = known.get(source.node) if isinstance(source, Clip) else program.media.get(source.path or "")
    sounds = isinstance(source, Clip) or facts is None or facts.has_audio is not False
    slow = slowed(upscale)
    bounds = bounds_of(upscale, model)
    parts = () if facts is None else split(facts, bounds, upscale.parts)
    whole = len(parts) == 1 and facts is not None and fits(facts, bounds)
    return Treatment(
        parts=() if whole else parts,
        sound=sounds and not slow,
        silent="slowed" if sounds and slow else "",
        facts=facts,
        stuck=facts is not None and not parts,
        open=facts is None and (upscale.parts or 1) > 1,
    )


def slowed(upscale: Upscale) -> bool:
    """Whether the pictures are stretched in time, so that no sound fits them."""
    slowdown = upscale.settings.get("slowdown")
    return isinstance(slowdown, Factor) and slowdown.times > 1


def enlarged(jobs: Iterable[Job], program: Program) -> Mapping[str, tuple[str, bool]]:
    """The nodes whose clips go whole into an upscale, each with the task of its pictures: they may be too large for that.

    With it stands whether one of the upscales is to be cut however large they are.
    """
    found = dict[str, tuple[str, bool]]()
    for job in jobs:
        node, source = program.nodes[job.node], job.body.get("video_url")
        if isinstance(node, Upscale) and isinstance(node.source, Clip) and isinstance(source, ClipInput):
            name = node.source.node
            found[name] = source.job, job.open or (name in found and found[name][1])
    return found
