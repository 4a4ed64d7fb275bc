"""Whether a model does this kind of work at all. Knows nothing of what it is told."""

from collections.abc import Iterator

from vgdsl.check.rules.finding import finding, makers
from vgdsl.check.rules.phrases import either
from vgdsl.check.rules.subject import Subject
from vgdsl.check.variants import UPSCALER
from vgdsl.diagnostics import Diagnostic
from vgdsl.program.entities import Shot
from vgdsl.program.model import Mode


def purpose(subject: Subject) -> Iterator[Diagnostic]:
    """Shots come from models that make clips, upscales from models that enlarge or mend them. All else follows."""
    makes = isinstance(subject.node, Shot)
    if makes and subject.model.mode is Mode.UPSCALE:
        yield finding(subject, "VG404", "model", others=makers(subject, lambda _: True))
    elif not makes and subject.model.mode is not Mode.UPSCALE:
        upscalers = (m.id for m in subject.catalog.models.values() if m.factors)
        yield finding(
            subject, "VG405", "model", write=f'"{UPSCALER}"', usual=UPSCALER, others=either(upscalers)
        )
