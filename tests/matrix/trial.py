"""Tries a scene file: what the checker says of it, and what the strict simulator says of the requests that it becomes.

The checker is asked as `vgdsl check` asks it. The requests are those that a run would send, with small real media as
data URLs where files, clips and frames go. The simulator is asked as its /video/queue is, up to the dispatch of the job
to the model's maker; nothing is rendered and nothing travels. Both sides read the same catalogue, so a mistaken fact in
it is not seen here: the published schema and the guides' own examples are there for that.
"""

import base64
import json
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import jsonschema_rs
import msgspec
import stock
from scenes import AROUND, CATALOG, NODE, Scene, usual

from vgdsl.check import passes
from vgdsl.check.rules import RULES
from vgdsl.diagnostics import Diagnostic, Severity
from vgdsl.plan.job import ClipInput, FileInput, FrameInput, Input, Job, LinkInput, PartInput
from vgdsl.plan.lower import lower
from vgdsl.program.entities import Program
from vgdsl.program.model import Model
from vgdsl.project import Project
from vgdsl.providers.simulator.incoming import BODY_LIMIT
from vgdsl.providers.simulator.jobs import Verdict
from vgdsl.providers.simulator.judging import dispatch, upscaling
from vgdsl.providers.simulator.judging.measuring import measure
from vgdsl.providers.simulator.judging.refusal import Issue, Refusal, invalid, too_large
from vgdsl.providers.simulator.judging.rules import queue_issues, quote_issues
from vgdsl.providers.simulator.order import read_order

SHARED = Path(__file__).parents[3] / "shared" / "venice"
Body = dict[str, Any]


class Checked(msgspec.Struct, frozen=True):
    """What the checker found, and the program if it accepts the file."""

    found: tuple[Diagnostic, ...]
    program: Program | None

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        return tuple(one for one in self.found if one.severity is Severity.ERROR)


class Refused(msgspec.Struct, frozen=True):
    """How the simulator said no: the status, its words, and whether it was paid by then."""

    status: int
    said: str
    late: bool = False


class Trial:
    """A project's folder full of small media, in which scene files are tried."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "vgdsl.toml").touch()
        stock.make(folder)
        self._received = folder / "received"
        self._received.mkdir()
        self._urls: dict[tuple[str, str], str] = {}
        self._project = Project(folder)
        self._usual: dict[str, Body] = {}

    def check(self, text: str, rules: Iterable[Any] = RULES) -> Checked:
        """Check a scene file by these of the model rules."""
        (self.folder / "film.vg").write_text(text)
        known, passes.RULES = passes.RULES, tuple(rules)
        try:
            checked = passes.check("film.vg", self._project, CATALOG)
        finally:
            passes.RULES = known
        return Checked(checked.diagnostics, checked.program)

    def body(self, program: Program) -> Body:
        """The request for the tried node, as it would be sent."""
        return self._sent(_job(program).body)

    def quote(self, program: Program) -> Body:
        """What its price is asked with."""
        return self._sent(_job(program).quote)

    def unquoted(self, quote: Body) -> list[Issue]:
        """What the simulator has against being asked for that price."""
        return quote_issues(CATALOG.models[quote["model"]], quote)

    def usual(self, model: Model) -> Body:
        """The request of the least scene of a model."""
        if model.id not in self._usual:
            checked = self.check(usual(model).text)
            assert checked.program is not None, checked.errors
            self._usual[model.id] = self.body(checked.program)
        return dict(self._usual[model.id])

    def answer(self, body: Body) -> Refused | None:
        """The simulator's refusal of an order; None where it would make the clip."""
        try:
            late = self._late(body)
        except Refusal as refusal:
            return Refused(refusal.status, json.dumps(refusal.body))
        return Refused(late.status, json.dumps(late.body), late=True) if late else None

    def _late(self, body: Body) -> Verdict | None:
        if len(json.dumps(body)) > BODY_LIMIT:
            raise too_large()
        model = CATALOG.models[body["model"]]
        if issues := queue_issues(model, body) or upscaling.body_issues(model, body, "guide"):
            raise invalid(issues)
        measure(model, body, self._received)
        order = read_order(model, body, self._received)
        return dispatch.verdict(model, body, order, self._received)

    @cached_property
    def schema(self) -> jsonschema_rs.Draft202012Validator:
        """The published description of an order."""
        document = json.loads((SHARED / "openapi.json").read_text())
        return jsonschema_rs.Draft202012Validator(document["components"]["schemas"]["QueueVideoRequest"])

    def misfits(self, body: Body) -> list[str]:
        """Where an order differs from the published schema."""
        return [error.message for error in self.schema.iter_errors(body)]

    def _sent(self, value: object) -> Any:
        if isinstance(value, Input):
            return self._medium(value)
        if isinstance(value, Mapping):
            return {name: self._sent(inner) for name, inner in value.items()}
        return [self._sent(inner) for inner in value] if isinstance(value, list | tuple) else value

    def _medium(self, source: Input) -> str:
        match source:
            case LinkInput():
                return source.url
            case FileInput():
                return self._url(source.path, source.mime)
            case ClipInput() | PartInput():
                return self._url("clip5.mp4", "video/mp4")
            case FrameInput():
                return self._url("a.png", "image/png")

    def _url(self, name: str, mime: str) -> str:
        if (name, mime) not in self._urls:
            data = base64.b64encode((self.folder / name).read_bytes()).decode()
            self._urls[name, mime] = f"data:{mime};base64,{data}"
        return self._urls[name, mime]


def _job(program: Program) -> Job:
    return next(job for job in lower(program, CATALOG).jobs if job.node == NODE)


def placed(scene: Scene, one: Diagnostic, attribute: str, marked: str | None) -> bool:
    """Whether a diagnostic points at an attribute's value, of a list at any item; `marked` is the part that it points at."""
    begin, end = scene.place(attribute)
    span = one.span
    within = begin <= span.start and span.end <= end
    part = attribute == AROUND or scene.text.startswith("[", begin)
    return within and (span.text == marked if marked else part or (span.start, span.end) == (begin, end))
