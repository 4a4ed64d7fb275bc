"""Pictures given to a model: not too small, not too narrow, not too heavy. Knows nothing of what is in them."""

from collections.abc import Iterator

from vgdsl.check.rules.enclosed import Enclosed, enclosed, facts_of, overweight
from vgdsl.check.rules.finding import finding
from vgdsl.check.rules.phrases import megabytes
from vgdsl.check.rules.pointing import medium
from vgdsl.check.rules.subject import Subject
from vgdsl.diagnostics import Diagnostic, Severity
from vgdsl.program.entities import MediaFacts
from vgdsl.program.model import Model


def picture_sizes(subject: Subject) -> Iterator[Diagnostic]:
    """Every still, frames of video files included: a small one is enlarged by the service, a wrong shape is refused."""
    model = subject.model
    if subject.shot is None or not subject.program.media or not _measures(model):
        return
    for item in enclosed(subject):
        facts = facts_of(item.still, subject.program)
        if facts is not None and facts.width and facts.height:
            yield from _shape(subject, item, facts.width, facts.height)
            yield from _weight(subject, item, facts)


def _measures(model: Model) -> bool:
    return not (model.min_short_side is None and model.min_ratio is None and model.image_megabytes is None)


def _shape(subject: Subject, item: Enclosed, width: int, height: int) -> Iterator[Diagnostic]:
    model = subject.model
    file, size = str(item.still), f"{width}x{height}"
    least, most, side = model.min_ratio, model.max_ratio, model.min_short_side
    if least is not None and most is not None and not least < width / height < most:
        fault = "too narrow" if width < height else "too wide"
        at = medium(subject, item.attribute, item.value)
        yield finding(subject, "VG491", item.attribute, at=at, file=file, size=size, fault=fault)
    elif side is not None and min(width, height) < side:
        at, warning = medium(subject, item.attribute, item.value), Severity.WARNING
        yield finding(
            subject, "VG492", item.attribute, at=at, severity=warning, file=file, size=size, side=side
        )


def _weight(subject: Subject, item: Enclosed, facts: MediaFacts) -> Iterator[Diagnostic]:
    limit = subject.model.image_megabytes
    if limit is not None and item.file is not None and overweight(facts, limit):
        size, most, file = megabytes(facts.size), f"{limit:g} MB", str(item.file)
        at = medium(subject, item.attribute, item.value)
        yield finding(subject, "VG493", item.attribute, at=at, file=file, size=size, most=most)
