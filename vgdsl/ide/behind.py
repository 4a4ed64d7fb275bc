"""The files that stand behind a name: the pictures of an element, the medium that a `let` holds. Knows no protocol.

behind(view, offset) -> Definition | None
"""

from collections.abc import Iterator

from vgdsl.check.declarations import VALUES
from vgdsl.check.passes import Analysis
from vgdsl.ide.definition import Definition
from vgdsl.ide.names.occurrences import occurrences
from vgdsl.ide.names.things import Declared, Occurrence, Path
from vgdsl.ide.spots import Target, declared
from vgdsl.ide.view import View
from vgdsl.source import Span


def behind(view: View, offset: int) -> Definition | None:
    """In the order in which the block says them, each once; None for what is not declared with any file."""
    module, one = view.module, occurrences(view.analysis).at(view.file, offset)
    if module is None or one is None or not isinstance(one.thing, Declared):
        return None
    paths = dict.fromkeys(_paths(one.thing, view.analysis, set()))
    targets = tuple(Target(path) for path in paths if not path.startswith("../"))
    return Definition(Span(module.source, one.start, one.end), targets) if targets else None


def _paths(thing: Declared, analysis: Analysis, seen: set[Declared]) -> Iterator[str]:
    """What the block names itself, and what stands behind the lets that it names."""
    if thing in seen:
        return
    seen.add(thing)
    for one in _inside(thing, analysis):
        if isinstance(one.thing, Path):
            yield one.thing.path
        elif isinstance(one.thing, Declared) and one.thing.kind in VALUES:
            yield from _paths(one.thing, analysis, seen)


def _inside(thing: Declared, analysis: Analysis) -> Iterator[Occurrence]:
    target = declared(analysis, thing)
    whole = target.whole if target is not None else None
    for one in occurrences(analysis).in_file(thing.file) if whole is not None else ():
        if whole is not None and whole.start <= one.start and one.end <= whole.end:
            yield one
