"""What a drawing of a film shows: its nodes as cards, the links between them, the cuts as strips of frames.

Knows jobs, decisions and prices; knows no shapes, no colours and no format. The takes of a node are one card.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal

import msgspec

from vgdsl.plan.estimate import Price, Sort, total
from vgdsl.plan.graph import Graph
from vgdsl.plan.job import Assembly, Finishing, Job
from vgdsl.plan.lower import Lowered
from vgdsl.plan.plan import Plan, Step
from vgdsl.program.entities import Dissolve, NodeKind, Program
from vgdsl.program.values import Clip, Money

_CENT = Decimal("0.01")


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """A node: what it is called, who makes it, how long and large it is, what is said to the model."""

    name: str
    kind: NodeKind
    scene: str | None = None
    model: str = ""
    measures: tuple[str, ...] = ()
    takes: int = 1
    words: str = ""
    ratio: tuple[int, int] | None = None
    action: str | None = None
    price: str | None = None


class Arrow(msgspec.Struct, frozen=True):
    """`target` needs `source`; `label` says what flows (`last frame`, `clip`), or `after` for nothing but order."""

    source: str
    target: str
    label: str


class Frame(msgspec.Struct, frozen=True):
    """One piece of a cut: a clip by its node or file, or a dissolve between two."""

    name: str
    seconds: float | None = None
    dissolve: bool = False


class Strip(msgspec.Struct, frozen=True):
    """A cut: its frames in order, and the file that it becomes."""

    name: str
    output: str
    frames: tuple[Frame, ...]
    nodes: tuple[str, ...]


class Picture(msgspec.Struct, frozen=True):
    """A whole drawing, in the order of declaration."""

    title: str
    cards: tuple[Card, ...]
    arrows: tuple[Arrow, ...]
    strips: tuple[Strip, ...] = ()


def picture(program: Program, lowered: Lowered, plan: Plan | None = None) -> Picture:
    """The drawing of a film; with a plan, of what it would make, and of the planned part only."""
    steps = {step.id: step for step in plan.steps} if plan else {}
    jobs = [job for job in lowered.jobs if plan is None or job.id in steps]
    takes: dict[str, list[Job]] = {}
    for job in jobs:
        takes.setdefault(job.node, []).append(job)
    cuts = {build.id for build in plan.builds} if plan else {each.id for each in lowered.assemblies}
    strips = tuple(_strip(each, lowered.clips) for each in lowered.assemblies if each.id in cuts)
    cards = tuple(_card(several, steps) for several in takes.values())
    arrows = _arrows([*jobs, *(each for each in lowered.finishings if each.node in takes)])
    return Picture(program.film.title or program.film.name, cards, arrows, strips)


def as_json(drawing: Picture) -> bytes:
    """The drawing's facts under the names of these records."""
    return msgspec.json.format(msgspec.json.encode(drawing), indent=2) + b"\n"


def _card(jobs: list[Job], steps: Mapping[str, Step]) -> Card:
    job = jobs[0]
    planned = [steps[each.id] for each in jobs if each.id in steps]
    ratio = job.body.get("aspect_ratio")
    across, _, down = ratio.partition(":") if isinstance(ratio, str) else ("", "", "")
    return Card(
        name=job.node,
        kind=job.kind,
        scene=job.scene,
        model=job.model,
        measures=tuple(_measures(job, max(each.part for each in jobs))),
        takes=len({each.take for each in jobs}),
        words=" ".join(str(job.body.get("prompt", "")).split()),
        ratio=(int(across), int(down)) if down else None,
        action=_action(planned),
        price=_price([step.price for step in planned if step.price is not None]),
    )


def _measures(job: Job, parts: int) -> Iterable[str]:
    if job.kind is NodeKind.UPSCALE:
        factor = job.body.get("upscale_factor")
        yield f"{factor}x" if factor else "same size"
        if parts > 1:
            yield f"{parts} parts"
        return
    if job.expected.seconds is not None:
        yield f"{job.expected.seconds:g}s"
    for field in ("resolution", "aspect_ratio"):
        if field in job.body:
            yield str(job.body[field])


def _action(steps: list[Step]) -> str | None:
    """What happens to a node: the making of one take counts more than the reuse of another."""
    actions = {step.action.value for step in steps}
    return next((name for name in ("make", "hold", "share", "reuse") if name in actions), None)


def _price(prices: list[Price]) -> str | None:
    if not prices:
        return None
    together = total(prices)
    sign = {Sort.AT_MOST: "≤ ", Sort.AT_LEAST: "≥ "}.get(together.sort, "")
    return f"{sign}{Money(together.usd.quantize(_CENT))}"


def _arrows(tasks: list[Job | Finishing]) -> tuple[Arrow, ...]:
    """Between nodes only: how a node's clip comes of what is bought for it is its own business."""
    node = {task.id: task.node for task in tasks}
    links = (link for link in Graph(tasks).links if link.source in node and link.label != "sound")
    found = (Arrow(node[link.source], node[link.target], link.label) for link in links)
    return tuple(dict.fromkeys(arrow for arrow in found if arrow.source != arrow.target))


def _strip(assembly: Assembly, clips: Mapping[str, Job | Finishing]) -> Strip:
    seconds = {name: clip.expected.seconds for name, clip in clips.items()}
    frames = []
    for item in assembly.cut.sequence:
        if isinstance(item, Dissolve):
            frames.append(Frame("dissolve", float(item.duration.seconds), dissolve=True))
            continue
        whole = seconds[assembly.jobs[item.clip.node]] if isinstance(item.clip, Clip) else None
        end = float(item.end.seconds) if item.end else whole
        start = float(item.start.seconds) if item.start else 0.0
        frames.append(Frame(str(item.clip), None if end is None else round(end - start, 3)))
    return Strip(assembly.id, assembly.cut.output, tuple(frames), assembly.cut.clips)
