"""Which models could make one shot of a film as it is written, and what each would lose. Changes nothing and buys nothing.

Each family is tried as somebody would try it: the film is checked and lowered with that shot's model set to it, and what is
said of the shot then is the answer. So it can never disagree with `vgdsl check` and `vgdsl plan`.
"""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from vgdsl import answers
from vgdsl.check.difference import news
from vgdsl.check.passes import Checked, Settings, check
from vgdsl.diagnostics import Diagnostic, Severity, errors
from vgdsl.plan.estimate import Price, price
from vgdsl.plan.lower import lower
from vgdsl.program.catalog import Catalog
from vgdsl.program.entities import Making, Shot
from vgdsl.program.model import Mode, Model
from vgdsl.project import Project


class StandIn(msgspec.Struct, frozen=True):
    """One family, and the model of it that would make the shot. `problems` are what stands in its way.

    Without problems: `doubts` are warnings that the film does not have as it is, `omitted` the film's defaults that it has no setting for, `in_words` what it would
    only be told of, `left_out` media for which it has no room, and `price` what the clip probably costs.
    """

    family: str
    model: str | None
    problems: tuple[Diagnostic, ...] = ()
    doubts: tuple[Diagnostic, ...] = ()
    omitted: tuple[str, ...] = ()
    in_words: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    price: Price | None = None


class Trial(msgspec.Struct, frozen=True):
    """A film as it is, and the node in question; None where it has no such node, or errors that hide it."""

    film: Path
    project: Project
    checked: Checked
    node: Making | None

    @classmethod
    def of(cls, film: Path, node: str, catalog: Catalog) -> "Trial":
        project = Project.of(film, Path(answers.folder()))
        checked = check(project.name(film), project, catalog)
        program = checked.program
        return cls(film, project, checked, None if program is None else program.nodes.get(node))

    def stand_ins(self, catalog: Catalog) -> Iterator[StandIn]:
        """What each family would make of the node: those that mend clips of an upscale, the others of a shot."""
        if self.node is None:
            return
        shot = isinstance(self.node, Shot)
        for family in catalog.families():
            kinds = {model.mode is not Mode.UPSCALE for model in catalog.variants(family) if _there(model)}
            if shot in kinds:
                yield self._with(family, self.node, catalog)
        self.project.remember()

    def _with(self, family: str, node: Making, catalog: Catalog) -> StandIn:
        wanted = Settings(overrides=(f'{node.name}.model="{family}"',))
        checked = check(self.project.name(self.film), self.project, catalog, wanted)
        problems = errors(checked.diagnostics)  # a film with errors of its own is not tried
        doubts = tuple(each for each in news(self.checked, checked) if each.severity is not Severity.ERROR)
        made = None if checked.program is None else checked.program.nodes.get(node.name)
        if problems or checked.program is None or made is None:
            return StandIn(family, None, problems, doubts)
        job = next(job for job in lower(checked.program, catalog).jobs if job.node == node.name)
        return StandIn(
            family,
            made.model,
            doubts=doubts,
            omitted=tuple(each.attribute for each in made.omitted) if isinstance(made, Shot) else (),
            in_words=job.in_words,
            left_out=job.left_out,
            price=price(job, catalog.get(made.model)),
        )


def _there(model: Model) -> bool:
    return model.listed and model.stays
