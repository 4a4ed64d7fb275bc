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
4. Takes share one body. They are jobs of their own because each is a purchase of its own.
5. A cut becomes an assembly over the picked takes. Where a clip was started from the last frame of the clip before it,
   or a transition ends on the first frame of the clip after it, the frame at the join is there twice: a seam.

Everything here is a function of the program and the catalogue: the same program always lowers to the same jobs, in the
order of declaration, and a name appears in a job only as its id.
"""

from collections.abc import Iterator, Mapping

import msgspec

from vgdsl.plan.cuts import assembly
from vgdsl.plan.fields import attributes
from vgdsl.plan.inputs import Inputs, job_id, picked
from vgdsl.plan.job import Assembly, Job
from vgdsl.plan.measures import Measures
from vgdsl.plan.quoting import quote_body
from vgdsl.plan.request import Request, shot_request
from vgdsl.plan.timing import usual_seconds
from vgdsl.plan.upscaling import upscale_request
from vgdsl.program.catalog import Catalog
from vgdsl.program.entities import Making, Place, Program, Shot


class Lowered(msgspec.Struct, frozen=True):
    """All jobs and assemblies of a program, in the order of declaration."""

    jobs: tuple[Job, ...]
    assemblies: tuple[Assembly, ...]


def lower(program: Program, catalog: Catalog) -> Lowered:
    """Lower every node and every cut."""
    inputs = Inputs(program)
    requests = {node.name: _request(node, program, catalog, inputs) for node in program.nodes.values()}
    measures = Measures(program, catalog, lambda node: requests[node.name].body)
    firsts = [
        _first(node, requests[node.name], program, catalog, measures) for node in program.nodes.values()
    ]
    jobs = tuple(job for first in firsts for job in _takes(first, program.nodes[first.node].takes))
    return Lowered(jobs, tuple(assembly(cut, program) for cut in program.cuts.values()))


def _request(node: Making, program: Program, catalog: Catalog, inputs: Inputs) -> Request:
    model = catalog.get(node.model)
    if isinstance(node, Shot):
        return shot_request(node, model, program, inputs)
    return upscale_request(node, model, program, inputs)


def _first(node: Making, request: Request, program: Program, catalog: Catalog, measures: Measures) -> Job:
    """The job of a node's first take."""
    model = catalog.get(node.model)
    return Job(
        id=job_id(node.name, 1),
        node=node.name,
        take=1,
        kind=node.kind,
        scene=node.scene,
        model=node.model,
        body=request.body,
        quote=quote_body(request.body, model, measures.seconds),
        after=tuple(picked(program.nodes[name]) for name in node.after),
        expected=measures.of(node),
        source=measures.source(request.body),
        seconds=usual_seconds(model),
        hold=node.hold,
        places=_places(request.body, node),
        filled=request.filled,
        left_out=request.left_out,
        in_words=request.in_words,
    )


def _takes(first: Job, takes: int) -> Iterator[Job]:
    yield first
    for take in range(2, takes + 1):
        yield msgspec.structs.replace(first, id=job_id(first.node, take), take=take)


def _places(body: Mapping[str, object], node: Making) -> dict[str, Place]:
    """Where the value of each field was written, as far as somebody wrote it."""
    found = {}
    for field in body:
        place = next((node.places[name] for name in attributes(field) if name in node.places), None)
        if place is not None:
            found[field] = place
    return found
