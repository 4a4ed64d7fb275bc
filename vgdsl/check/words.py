"""Bare words that name nothing of a film, and what they stand for where a type is wanted. Knows no values and no calls."""

from vgdsl.check import quantities, synonyms
from vgdsl.check.findings import Findings
from vgdsl.check.here import Here
from vgdsl.check.resolve import Names
from vgdsl.check.value_types import Type
from vgdsl.program.entities import Dissolve
from vgdsl.program.values import AUTO, Duration
from vgdsl.syntax import tree

_KNOWN: dict[str, object] = {
    "true": True,
    "false": False,
    "auto": AUTO,
    "dissolve(0.5s)": Dissolve(Duration(500)),
}


def stray(node: tree.Reference, type_: Type, here: Here, names: Names, findings: Findings) -> bool:
    """Whether a word is one of another language, as `yes` for `true`, or a text without quotes; then it is reported."""
    name, scope = node.name, names.scopes[here.module]
    if node.steps or name in scope or name in _KNOWN or here.hides(name) or names.excused(name, here.module):
        return False
    meant = next((word for word in synonyms.values(name) if _fits(type_, word)), None)
    if meant is None and not _is_text(type_):
        return False
    if meant is None and findings.nearest(name, (one for one in scope if " " not in one)):
        return False
    findings.add("VG201", here.module.span(node), {"name": name}, write=meant or f'"{name}"')
    return True


def _fits(type_: Type, word: str) -> bool:
    value = _KNOWN[word] if word in _KNOWN else quantities.read(word)
    return type_.convert(value) is not None


def _is_text(type_: Type) -> bool:
    return not type_.choices and not type_.any_word and type_.convert("a text") == "a text"
