"""Finds what prompts mention: `@marco`, `@cast.marco`, `@opening.last_frame`. Knows how a text gets into a prompt; runs none.

A mention counts where it is spoken: in a prompt, prefix or suffix, and in every `let` and list that one of these names or
prints. It means what it means in the file of that prompt, which need not be the file in which the text stands.
"""

from collections.abc import Iterator
from functools import partial
from itertools import accumulate

import msgspec

from vgdsl.check import mentions
from vgdsl.check.declarations import VALUES, Declaration, Module
from vgdsl.check.prompts import extends
from vgdsl.ide.names.literals import Literal
from vgdsl.ide.names.notes import Notes
from vgdsl.ide.names.things import Occurrence, Role
from vgdsl.syntax import tree


class _Text(msgspec.Struct, frozen=True):
    """A value that is spoken: the file it stands in, the file whose names it speaks, and whether it is the prompt itself."""

    value: tree.Value
    module: Module
    speaker: Module
    whole: bool = True
    owner: Declaration | None = None


def mentioned(notes: Notes, modules: tuple[Module, ...]) -> None:
    """Notes the mentions of a film beside what else was noted of it."""
    if not any("@" in module.source.text or "\\" in module.source.text for module in modules):
        return
    waiting = [_Text(value, module, module, owner=owner) for value, module, owner in notes.prompts]
    known: set[tuple[int, str]] = set()
    while waiting:
        text = waiting.pop()
        mark = (id(text.value), text.speaker.path)
        if mark not in known:
            known.add(mark)
            waiting += _spoken(text, notes)


def _spoken(text: _Text, notes: Notes) -> Iterator[_Text]:
    """Notes what one text mentions; the answer is what else is spoken with it."""
    node = text.value
    if type(node) is tree.String:
        _note(node, text, notes)
        for declaration in notes.printed.get(id(node), ()):
            yield _of(declaration, text, whole=False)
    elif type(node) is tree.List:
        for item in node.items:
            yield _Text(item, text.module, text.speaker, whole=False)
    elif type(node) is tree.Reference and not node.steps:
        loop = text.owner.loop if text.owner is not None else None
        if loop is not None and loop.variable.text == node.name:
            yield _Text(loop.values, text.module, text.speaker, whole=False)
        else:
            found = notes.names.find(node, text.module)
            if found is not None and not found.steps and found.declaration.kind in VALUES:
                yield _of(found.declaration, text, whole=text.whole)


def _of(declaration: Declaration, text: _Text, *, whole: bool) -> _Text:
    """The values of a for-each, or the value of a `let`; one that is the whole prompt speaks the names of its own file."""
    module = declaration.module
    loop = declaration.loop
    value = loop.values if loop is not None else declaration.value
    return _Text(value, module, module if whole else text.speaker, whole=whole)


def _note(node: tree.String, text: _Text, notes: Notes) -> None:
    if "@" not in node.raw and "\\" not in node.raw:
        return
    scope = notes.names.scopes[text.speaker]
    literal = Literal(node, text.module.source)
    for start, end, name in mentions.found(literal.text, partial(extends, scope)):
        at, names = start + 1, accumulate(name.split("."), "{}.{}".format)
        parts = literal.text[at:end].split(".")
        for part, whole in zip(parts, names, strict=True):
            if whole not in scope:
                break
            thing = notes.thing(scope[whole])
            place = literal.place(at, at + len(part))
            notes.found[text.module.path].append(Occurrence(*place, thing, Role.MENTIONS))
            at += len(part) + 1
