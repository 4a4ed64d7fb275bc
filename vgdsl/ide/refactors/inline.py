"""Puts the value of a `let` wherever its name stands, and takes the `let` away. Knows places; what does not work is tried."""

import re
from collections.abc import Iterator

from vgdsl.check import quantities
from vgdsl.check.declarations import Kind, Module
from vgdsl.check.placeholders import has_template
from vgdsl.check.records import shown
from vgdsl.edit.literal import quoted
from vgdsl.ide.changes.change import Change
from vgdsl.ide.names.occurrences import Placed, occurrences
from vgdsl.ide.names.things import Declared, Role
from vgdsl.ide.refactors import lines
from vgdsl.ide.refactors.refactoring import Refactoring, Sort
from vgdsl.ide.view import View
from vgdsl.source import Source, Span
from vgdsl.syntax import strings, tree

_BEFORE = re.compile(r"\{\{[ \t]*\Z")
_AFTER = re.compile(r"[ \t]*\}\}")


def inline(view: View, module: Module, start: int, end: int) -> Iterator[Refactoring]:
    """For a `let` whose every use can say its value itself, all in the file that declares it."""
    found = occurrences(view.analysis)
    one = found.at(module.path, start)
    thing = one.thing if one is not None else None
    if one is None or not isinstance(thing, Declared) or thing.kind is not Kind.LET or end > one.end:
        return
    home = view.analysis.module(thing.file)
    let = home and next((item for item in home.items if _declares(item, thing)), None)
    if home is None or not isinstance(let, tree.Definition):
        return
    uses = [placed for placed in found.of(thing) if placed[1].role is not Role.DECLARES]
    said = [_said(use, let, home) for use in uses]
    changes = tuple(change for change in said if change is not None)
    if uses and len(changes) == len(uses):
        gone = Span(home.source, *lines.paragraph(home.source, let.start, let.end))
        title = f"Write the value of `{let.name.text}` where it is used, and drop the name"
        yield Refactoring(title, Sort.INLINE, (Change(home.path, gone, ""), *changes))


def _declares(item: tree.Item, thing: Declared) -> bool:
    return isinstance(item, tree.Definition) and item.name.start == thing.start


def _said(use: Placed, let: tree.Definition, home: Module) -> Change | None:
    """The value at one place; None where the place can only hold a name."""
    file, one = use
    source = home.source
    if file != home.path:
        return None
    if one.role is Role.REFERS:
        return Change(file, Span(source, one.start, one.end), home.span(let.value).text)
    whole = _template(source, one.start, one.end) if one.role is Role.PRINTS else None
    words = _words(let.value)
    return Change(file, whole, words) if whole is not None and words is not None else None


def _template(source: Source, start: int, end: int) -> Span | None:
    """The `{{ light }}` that holds nothing but the name."""
    before, after = _BEFORE.search(source.text, max(0, start - 80), start), _AFTER.match(source.text, end)
    return Span(source, before.start(), after.end()) if before is not None and after is not None else None


def _words(value: tree.Value) -> str | None:
    """What a template would print, as it is written in a text."""
    if isinstance(value, tree.String):
        text = strings.decode(value)
        return None if has_template(text) and "\\" in value.raw else quoted(text)[1:-1]
    if isinstance(value, tree.Quantity):
        known = quantities.read(value.text)
        return None if known is None else shown(known)
    return None
