"""Finds what is declared and never used. Knows what was referred to; knows nothing of its meaning."""

import re
from collections.abc import Iterator

from vgdsl.check.declarations import NODES, VALUES, Declaration, Kind
from vgdsl.check.resolve import Names
from vgdsl.diagnostics import Diagnostic, Edit, Label, Severity
from vgdsl.source import Span
from vgdsl.syntax import tree

_WATCHED = frozenset({Kind.LET, Kind.PARAM, Kind.STYLE, Kind.ELEMENT, Kind.LOCATION})
_BY_ITSELF = NODES | {Kind.CUT, Kind.FILM, Kind.PROFILE}
"""What no value has to refer to: a profile is chosen on the command line."""


def unused(names: Names, used: set[Declaration]) -> Iterator[Diagnostic]:
    """Of the film's own file: a file that is imported may well offer more than one film needs."""
    for declaration in names.declared:
        if declaration.kind in _WATCHED and _own(declaration, names) and declaration not in used:
            yield _unused(declaration)
    brought = {id(other): other for _, other in names.root.imports}
    for node, other in names.root.imports:
        if node.alias is not None and id(other) in brought and not _matters(names, node.alias, used):
            facts = {"name": node.alias.text, "kind": Kind.IMPORT.value}
            yield Diagnostic("VG223", names.root.span(node.alias), facts, Severity.WARNING)


def _unused(declaration: Declaration) -> Diagnostic:
    """With the place where a text says `{ light }`, if there is one: its author believes it used."""
    facts, span = {"name": declaration.name, "kind": declaration.kind.value}, declaration.span
    single = re.compile(rf"(?<!\{{)\{{ ?{re.escape(declaration.name)} ?\}}(?!\}})").search(span.source.text)
    if single is None or declaration.kind not in VALUES:
        return Diagnostic("VG223", span, facts, Severity.WARNING)
    said = Span(span.source, *single.span())
    edit = Edit(said, f"{{{{ {declaration.name} }}}}")
    return Diagnostic(
        "VG223", span, {**facts, "single": "yes"}, Severity.WARNING, (Label(said, "braces"),), (edit,)
    )


def _own(declaration: Declaration, names: Names) -> bool:
    return (declaration.default or declaration).module is names.root


def _matters(names: Names, alias: tree.Name, used: set[Declaration]) -> bool:
    """Whether something under the prefix is used, or counts by itself."""
    prefix = f"{alias.text}."
    scope = names.scopes[names.root].items()
    under = (d for name, d in scope if name.rpartition(" ")[2].startswith(prefix))
    return any(d in used or d.kind in _BY_ITSELF for d in under)
