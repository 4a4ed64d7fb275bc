"""What scene files have to say otherwise when files or folders of the project move. Knows no disk, and moves nothing.

    moving(views, {"cast.vg": "people/cast.vg", "refs": "pictures"})   -> tuple[Change, ...]

`views` are the films of the project, each as a View of any of its files. The changes are of the files as they are before
the move. A path goes on meaning the same file: those that lead to what moves are changed, and those that stand in what moves.
"""

import posixpath
from collections.abc import Iterable, Iterator, Mapping

from vgdsl.check.declarations import Module
from vgdsl.check.imports import inside
from vgdsl.edit.literal import quoted
from vgdsl.ide.changes.change import Change
from vgdsl.ide.names.occurrences import occurrences
from vgdsl.ide.names.things import Occurrence, Path
from vgdsl.ide.view import View
from vgdsl.source import Span
from vgdsl.syntax import strings, tree


def moving(views: Iterable[View], moves: Mapping[str, str]) -> tuple[Change, ...]:
    """Each place once, in the order of files and places."""
    found: dict[tuple[str, int], Change] = {}
    for view in views:
        for module in view.analysis.modules:
            for one in occurrences(view.analysis).in_file(module.path):
                for change in _changes(one, module, moves):
                    found.setdefault((module.path, one.start), change)
    return tuple(change for _, change in sorted(found.items()))


def _changes(one: Occurrence, module: Module, moves: Mapping[str, str]) -> Iterator[Change]:
    """The path from where the file will be to where its target will be, where what it says no longer leads there."""
    if not isinstance(one.thing, Path) or one.thing.path.startswith("../"):
        return
    span = Span(module.source, one.start, one.end)
    said = strings.decode(tree.String(one.start, one.end, span.text, block=False))
    folder, target = posixpath.dirname(_moved(module.path, moves)), _moved(one.thing.path, moves)
    if inside(folder, said) != target:
        yield Change(module.path, span, quoted(posixpath.relpath(target, folder or "."))[1:-1])


def _moved(path: str, moves: Mapping[str, str]) -> str:
    """Where a file will be: it may move by itself, or with a folder."""
    if path in moves:
        return moves[path]
    folder = posixpath.dirname(path)
    return posixpath.join(_moved(folder, moves), posixpath.basename(path)) if folder else path
