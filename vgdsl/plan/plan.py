"""The whole plan: what would be made, why, what it costs, how long it takes. Knows no words, no disk and no network.

A pure function of the program, the history and the prices asked for so far. Its JSON form is `msgspec.to_builtins` of
the records below: every field stands there by its name, money as a decimal text.
"""

from collections.abc import Mapping
from decimal import Decimal

import msgspec

from vgdsl.plan.again import Before
from vgdsl.plan.estimate import Length, Price, length, makespan, price, total
from vgdsl.plan.freshness import Action, Decision, History, Provider, Reason, decide
from vgdsl.plan.inputs import job_id, shown
from vgdsl.plan.job import Assembly, FileInput, Finishing, Job, Silence
from vgdsl.plan.lower import Lowered
from vgdsl.plan.select import Selected
from vgdsl.program.catalog import Catalog
from vgdsl.program.entities import NodeKind, Omission, Program, Shot

PLACES = 8
"""How many jobs are taken to be under way at once when nobody says."""


class Filled(msgspec.Struct, frozen=True):
    """A field that the author left open, and the usual value that the request says."""

    field: str
    value: str


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """What happens to one take of a node.

    `price` is what the purchase costs, and for a clip on hold what it would cost; None is unknown. `length` is the clip's
    in seconds, `minutes` the usual time of its making. `like` is the job whose clip it shares. `needed` tells that it was
    not asked for but comes along. `part` is that of a source which is cut, 0 for a whole. `silent` is why an upscaled
    clip does not get its source's sound back. `before` is what became of its request when it was tried. `omitted` are the film's or scene's defaults that its model does not have.
    """

    id: str
    node: str
    take: int
    part: int = 0
    kind: NodeKind
    scene: str | None
    action: Action
    reasons: tuple[Reason, ...]
    model: str
    length: float | None
    resolution: str | None
    aspect_ratio: str | None
    factor: int | None
    price: Price | None
    minutes: float
    key: str | None = None
    sha256: str | None = None
    like: str | None = None
    needed: bool = False
    omitted: tuple[Omission, ...] = ()
    filled: tuple[Filled, ...] = ()
    left_out: tuple[str, ...] = ()
    in_words: tuple[str, ...] = ()
    silent: Silence = ""
    before: Before | None = None


class Build(msgspec.Struct, frozen=True):
    """A cut that is put together; `length` is None where a clip's is not known yet, `hdr` are its nodes whose clips are HDR."""

    id: str
    output: str
    length: Length | None
    hdr: tuple[str, ...] = ()


class Join(msgspec.Struct, frozen=True):
    """A take's clip that is joined from `parts` that were bought; `sound` names the clip or file whose sound it gets back."""

    id: str
    node: str
    take: int
    parts: tuple[str, ...]
    sound: str | None
    length: float | None


class SceneSum(msgspec.Struct, frozen=True):
    """What a scene's purchases cost together, and its budget."""

    name: str
    price: Price
    budget: Decimal | None


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """A film's plan. `price` sums the purchases whose price is known; `unpriced` are the others.

    `spent` is what the film has cost so far. `minutes` is the estimated time of the run and `critical` the jobs on its
    longest way. `dropped` are tasks left out because they need an excluded one. `retiring` is what the provider said of models
    that are on their way out: the day, or its own words.
    """

    film: str
    title: str
    provider: str
    catalog_date: str
    steps: tuple[Step, ...]
    builds: tuple[Build, ...]
    purchases: int
    price: Price
    unpriced: tuple[str, ...]
    budget: Decimal | None
    spent: Decimal
    scenes: tuple[SceneSum, ...]
    minutes: float
    critical: tuple[str, ...]
    joins: tuple[Join, ...] = ()
    dropped: tuple[str, ...] = ()
    retiring: Mapping[str, str] = {}

    @property
    def over_budget(self) -> bool:
        """Whether what was spent and what is planned pass the film's budget."""
        return self.budget is not None and self.spent + self.price.usd > self.budget


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What is known beside the film: earlier clips, who makes new ones, live quotes by job, what was spent.

    `again` are the jobs that may be bought a second time.
    """

    history: History
    provider: Provider = Provider()
    quotes: Mapping[str, Price] = {}
    spent: Decimal = Decimal(0)
    places: int = PLACES
    again: frozenset[str] = frozenset()
    retiring: Mapping[str, str] = {}


def plan(
    program: Program, lowered: Lowered, catalog: Catalog, known: Known, selected: Selected | None = None
) -> Plan:
    """Plan a film, or the selected part of it."""
    graph = lowered.graph
    decisions = decide(graph, known.history, known.provider, known.again)
    chosen = selected or Selected(frozenset(graph.tasks))
    names = chosen.tasks
    steps = tuple(
        _step(job, decisions[job.id], program, catalog, known, needed=job.id in chosen.needed)
        for job in lowered.jobs
        if job.id in names
    )
    bought = [step for step in steps if step.action is Action.MAKE]
    prices = [step.price for step in bought if step.price is not None]
    making = {step.id: step.minutes for step in bought}
    part = graph.part(names)
    budget = program.film.budget
    return Plan(
        film=program.film.name,
        title=program.film.title,
        provider=known.provider.name,
        catalog_date=catalog.date,
        steps=steps,
        builds=_builds(lowered, program, catalog, names),
        joins=tuple(_join(each) for each in lowered.finishings if each.id in names and len(each.parts) > 1),
        purchases=len(bought),
        price=total(prices),
        unpriced=tuple(step.id for step in bought if step.price is None),
        budget=None if budget is None else budget.usd,
        spent=known.spent,
        scenes=_scenes(program, bought),
        minutes=makespan(part, making, known.places),
        critical=part.critical_path(making),
        dropped=tuple(
            name
            for name, task in graph.tasks.items()
            if name in chosen.dropped and not isinstance(task, Finishing)
        ),
        retiring=known.retiring,
    )


def _step(
    job: Job, decision: Decision, program: Program, catalog: Catalog, known: Known, *, needed: bool
) -> Step:
    node = program.nodes[job.node]
    return Step(
        id=job.id,
        node=job.node,
        take=job.take,
        part=job.part,
        kind=job.kind,
        scene=job.scene,
        action=decision.action,
        reasons=decision.reasons,
        model=job.model,
        length=job.expected.seconds,
        resolution=_text(job.body.get("resolution")),
        aspect_ratio=_text(job.body.get("aspect_ratio")),
        factor=factor if isinstance(factor := job.body.get("upscale_factor"), int) else None,
        price=_price(job, decision, catalog, known),
        minutes=job.seconds / 60,
        key=decision.key.digest if decision.key else None,
        sha256=decision.sha256,
        like=decision.like,
        needed=needed,
        omitted=node.omitted if isinstance(node, Shot) else (),
        filled=tuple(Filled(name, str(job.body[name])) for name in job.filled),
        left_out=job.left_out,
        in_words=job.in_words,
        silent=job.silent,
        before=decision.before,
    )


def _price(job: Job, decision: Decision, catalog: Catalog, known: Known) -> Price | None:
    """Only purchases, real or put off, have one."""
    if decision.action not in {Action.MAKE, Action.HOLD}:
        return None
    if job.id in known.quotes:
        return known.quotes[job.id]
    return price(job, catalog.get(job.model))


def _builds(lowered: Lowered, program: Program, catalog: Catalog, names: frozenset[str]) -> tuple[Build, ...]:
    clips = lowered.clips
    return tuple(
        Build(each.id, each.cut.output, length(each, clips, program), _hdr(each, program, catalog))
        for each in lowered.assemblies
        if each.id in names
    )


def _hdr(assembly: Assembly, program: Program, catalog: Catalog) -> tuple[str, ...]:
    """The nodes of a cut whose model makes HDR: those are the ones that let one choose how it is stored."""
    makers = ((name, catalog.get(program.nodes[name].model)) for name in assembly.jobs)
    return tuple(name for name, model in makers if model and model.enhancement and model.enhancement.formats)


def _join(finishing: Finishing) -> Join:
    sound = finishing.sound
    name = None if sound is None else sound.path if isinstance(sound, FileInput) else sound.job
    return Join(
        job_id(finishing.node, finishing.take), finishing.node, finishing.take, finishing.parts,
        name and shown(name),
        finishing.expected.seconds,
    )  # fmt: skip


def _scenes(program: Program, bought: list[Step]) -> tuple[SceneSum, ...]:
    prices: dict[str | None, list[Price]] = {}
    for step in bought:
        if step.price is not None:
            prices.setdefault(step.scene, []).append(step.price)
    return tuple(
        SceneSum(
            scene.name,
            total(prices.get(scene.name, [])),
            scene.budget.usd if scene.budget is not None else None,
        )
        for scene in program.scenes.values()
    )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
