"""What is different between two checks of one film, such as with an older and a newer catalogue. Checks nothing itself."""

from collections import Counter
from collections.abc import Iterator

import msgspec

from vgdsl.check.passes import Checked
from vgdsl.diagnostics import Diagnostic


class Moved(msgspec.Struct, frozen=True):
    """A shot or upscale that is made by another model now: a family's variants are chosen by what the catalogue says."""

    node: str
    before: str
    after: str


def news(before: Checked, after: Checked) -> tuple[Diagnostic, ...]:
    """The diagnostics that were not there before. Two are the same if they say the same of the same place."""
    known = Counter(map(_essence, before.diagnostics))
    found = []
    for diagnostic in after.diagnostics:
        essence = _essence(diagnostic)
        if known[essence]:
            known[essence] -= 1
        else:
            found.append(diagnostic)
    return tuple(found)


def moved(before: Checked, after: Checked) -> Iterator[Moved]:
    """The nodes whose model is another; none where the film has errors in one of the checks."""
    if before.program is None or after.program is None:
        return
    for name, node in after.program.nodes.items():
        old = before.program.nodes.get(name)
        if old is not None and old.model != node.model and old.model and node.model:
            yield Moved(name, old.model, node.model)


def _essence(diagnostic: Diagnostic) -> tuple[str, str, str, int, int]:
    """Facts are left out: dates and alternatives change with every catalogue, and are no news."""
    span = diagnostic.span
    return diagnostic.code, diagnostic.severity, span.source.name, span.start, span.end
