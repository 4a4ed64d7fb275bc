"""Turns a program into what must be done: jobs to buy and assemblies to build. Knows no state, no prices and no network.

Theory of operation. A program says what a film maker means; the API takes flat requests. Lowering goes node by node and
asks nothing twice:

1. A reference becomes an input (inputs.py): a file by its digest, a link by its address, a clip by the job of the take
   that its node picked, a frame by one of these and a place in it. So the graph of jobs is not built: it is read off
   the inputs, and what a job waits for can never disagree with what it sends.
2. A node's attributes become the fields of a body (request.py, upscaling.py) in the model's own spelling (terms.py),
   with the `@names` of its prompt lowered for that model's family (program/mentions.py). The body holds inputs where
   the wire wants media; whoever sends it puts bytes or addresses in their place.
3. The quote's body is derived from the queue's (quoting.py), never from the program, so that both speak of one thing.
4. Takes share one body. They are jobs of their own because each is a purchase of its own. So are the parts into which a
   large source of an upscale is cut; what is bought is then finished (finishing.py) before it counts as the node's clip.
5. A cut becomes an assembly over the picked takes. Where a clip was started from the last frame of the clip before it,
   or a transition ends on the first frame of the clip after it, the frame at the join is there twice: a seam.

Everything here is a function of the program and the catalogue: the same program always lowers to the same jobs, in the
order of declaration, and a name appears in a job only as its id.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property
from types import MappingProxyType

import msgspec

from vgdsl.plan.cuts import assembly
from vgdsl.plan.fields import attributes
from vgdsl.plan.finishing import Known, treatments
from vgdsl.plan.graph import Graph
from vgdsl.plan.inputs import Inputs, job_id, whole_id
from vgdsl.plan.job import Assembly, ClipInput, FileInput, Finishing, Job, PartInput, Task
from vgdsl.plan.measures import Measures
from vgdsl.plan.quoting import quote_body
from vgdsl.plan.request import Request, shot_request
from vgdsl.plan.timing import usual_seconds
from vgdsl.plan.upscaling import upscale_request
from vgdsl.program.catalog import Catalog
from vgdsl.program.entities import Making, NodeKind, Place, Program, Shot, Upscale
from vgdsl.program.splitting import LONGEST
from vgdsl.program.values import Clip, Media


class Lowered(msgspec.Struct, frozen=True, dict=True):
    """All jobs, finishings and assemblies of a program, in the order of declaration."""

    jobs: tuple[Job, ...]
    assemblies: tuple[Assembly, ...]
    finishings: tuple[Finishing, ...] = ()

    @property
    def tasks(self) -> tuple[Task, ...]:
        return (*self.jobs, *self.finishings, *self.assemblies)

    @cached_property
    def graph(self) -> Graph:
        """What depends on what: every plan and every run asks it."""
        return Graph(self.tasks)

    @property
    def clips(self) -> Mapping[str, Job | Finishing]:
        """What makes a clip, by its id."""
        clips: tuple[Job | Finishing, ...] = (*self.jobs, *self.finishings)
        return {each.id: each for each in clips}


def lower(program: Program, catalog: Catalog, known: Known = MappingProxyType({})) -> Lowered:
    """Lower every node and every cut. `known` are the facts of clips that exist already, where they are upscaled."""
    return _Lowering(program, catalog, known).all()


class _Lowering:
    """One program on its way to jobs."""

    def __init__(self, program: Program, catalog: Catalog, known: Known) -> None:
        self.program, self.catalog = program, catalog
        self.inputs = inputs = Inputs(program, treatments(program, catalog, known))
        self.requests = {node.name: self._request(node) for node in program.nodes.values()}
        self.measures = Measures(program, catalog, inputs, known, lambda node: self.requests[node.name].body)

    def all(self) -> Lowered:
        nodes = self.program.nodes.values()
        return Lowered(
            tuple(job for node in nodes for job in self._jobs(node)),
            tuple(assembly(cut, self.program, self.inputs) for cut in self.program.cuts.values()),
            tuple(each for node in nodes for each in self._finishings(node)),
        )

    def _request(self, node: Making) -> Request:
        model = self.catalog.get(node.model)
        if isinstance(node, Shot):
            return shot_request(node, model, self.program, self.inputs)
        return upscale_request(node, model, self.program, self.inputs)

    def _jobs(self, node: Making) -> Iterator[Job]:
        firsts = tuple(self._parts(node, self._first(node)))
        for take in range(1, node.takes + 1):
            for first in firsts:
                yield (
                    msgspec.structs.replace(first, id=job_id(first.piece, take), take=take)
                    if take > 1
                    else first
                )

    def _first(self, node: Making) -> Job:
        """The job of a node's first take."""
        model, request = self.catalog.get(node.model), self.requests[node.name]
        treatment, source = self.inputs.treatment(node.name), self.measures.source(request.body)
        too_long = treatment.facts is None and (source.seconds or 0.0) > LONGEST
        return Job(
            id=node.name,
            node=node.name,
            take=1,
            kind=node.kind,
            scene=node.scene,
            model=node.model,
            body=request.body,
            quote=quote_body(request.body, model, self.measures.seconds),
            after=tuple(self.inputs.clip(name).job for name in node.after),
            expected=self.measures.of(node),
            source=source,
            seconds=usual_seconds(model),
            hold=node.hold,
            places=_places(request.body, node),
            filled=request.filled,
            left_out=request.left_out,
            in_words=request.in_words,
            silent=treatment.silent,
            stuck=treatment.stuck,
            open=node.kind is NodeKind.UPSCALE and (treatment.open or too_long),
        )

    def _parts(self, node: Making, whole: Job) -> Iterator[Job]:
        """The jobs that a node's first take is bought with: one, unless its source is cut."""
        treatment, source = self.inputs.treatment(node.name), whole.body.get("video_url")
        if not (treatment.parts and treatment.facts and isinstance(source, ClipInput | FileInput)):
            yield whole
            return
        for number, part in enumerate(treatment.parts, start=1):
            piece = PartInput(source, part.first, part.last, treatment.facts.mime)
            yield msgspec.structs.replace(
                whole,
                id=f"{node.name}/{number}",
                part=number,
                body={**whole.body, "video_url": piece},
                quote={**whole.quote, "video_url": piece},
                expected=self.measures.part(node, piece),
                source=self.measures.source({"video_url": piece}),
            )

    def _finishings(self, node: Making) -> Iterator[Finishing]:
        treatment = self.inputs.treatment(node.name)
        if not (treatment.finished and isinstance(node, Upscale)):
            return
        names = [f"{node.name}/{number + 1}" for number in range(len(treatment.parts))] or [node.name]
        for take in range(1, node.takes + 1):
            yield Finishing(
                id=whole_id(node.name, take),
                node=node.name,
                take=take,
                scene=node.scene,
                parts=tuple(job_id(name, take) for name in names),
                sound=self._sound(node.source) if treatment.sound else None,
                expected=self.measures.of(node),
            )

    def _sound(self, source: Clip | Media) -> ClipInput | FileInput:
        return self.inputs.clip(source.node) if isinstance(source, Clip) else self.inputs.file(source)


def _places(body: Mapping[str, object], node: Making) -> dict[str, Place]:
    """Where the value of each field was written, and the number of parts, as far as somebody wrote it."""
    found = {}
    for field in (*body, "parts"):
        place = next((node.places[name] for name in attributes(field) if name in node.places), None)
        if place is not None:
            found[field] = place
    return found
