"""Says once for a scene what all of its shots say. Knows which attributes a scene takes; what does not work is tried."""

from collections.abc import Iterator

from vgdsl.check.attributes import ATTRIBUTES
from vgdsl.check.declarations import Kind, Module
from vgdsl.ide.changes.change import Change
from vgdsl.ide.cursor.around import around
from vgdsl.ide.refactors import lines
from vgdsl.ide.refactors.refactoring import Refactoring, Sort
from vgdsl.ide.view import View
from vgdsl.source import Span
from vgdsl.syntax import tree

_LENT = ATTRIBUTES[Kind.SCENE].keys() & ATTRIBUTES[Kind.SHOT].keys()
_TAKERS = frozenset({Kind.SHOT.value, Kind.TRANSITION.value})

Said = dict[str, tree.Attribute]


def defaults(view: View, module: Module, start: int, end: int) -> Iterator[Refactoring]:
    """For the scene under the cursor: each attribute that all its shots give alike, and all of them together."""
    del view, end
    scene = next((node for node in around(module, start) if isinstance(node, tree.Block)), None)
    if scene is None or scene.keyword.text != Kind.SCENE.value or scene.name is None:
        return
    own = {item.name.text for item in scene.attributes}
    shots = [
        _said(item) for item in scene.items if isinstance(item, tree.Block) and item.keyword.text in _TAKERS
    ]
    alike = [name for name in _alike(shots, module) if name not in own]
    if len(shots) > 1 and alike:
        for name in alike:
            yield _lent(f"Say `{name}` once for all of `{scene.name.text}`", [name], scene, shots, module)
        if len(alike) > 1:
            listed = ", ".join(f"`{name}`" for name in alike)
            yield _lent(f"Say {listed} once for all of `{scene.name.text}`", alike, scene, shots, module)


def _said(block: tree.Block) -> Said:
    return {item.name.text: item for item in block.attributes}


def _alike(shots: list[Said], module: Module) -> Iterator[str]:
    for name, first in shots[0].items() if shots else ():
        texts = {module.span(shot[name].value).text if name in shot else "" for shot in shots}
        if name in _LENT and texts == {module.span(first.value).text}:
            yield name


def _lent(title: str, names: list[str], scene: tree.Block, shots: list[Said], module: Module) -> Refactoring:
    source = module.source
    at = source.text.index("{", scene.name.end if scene.name is not None else scene.start) + 1
    first = scene.items[0]
    indent = source.line_end + lines.indentation(source, first.start)
    if "\n" not in source.text[at : first.start]:
        indent = " "  # all on one line
    said = "".join(f"{indent}{module.span(shots[0][name]).text}" for name in names)
    changes = [Change(module.path, Span(source, at, at), said)]
    for shot in shots:
        for name in names:
            span = Span(source, *lines.whole(source, shot[name].start, shot[name].end))
            changes.append(Change(module.path, span, ""))
    return Refactoring(title, Sort.REWRITE, tuple(changes))
