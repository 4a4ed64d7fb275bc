"""Reads what the command line sets: `light=blue hour`, `boarding.takes=1`, `scene:harbor.duration=5s`.

Knows how such a text is read; knows no precedence. Its mistakes are shown in the text as typed, as if it were a file.
"""

from collections.abc import Iterable, Mapping

import msgspec

from vgdsl.check.declarations import NODES, Declaration, Kind, Module
from vgdsl.check.evaluate import WORDS, Evaluator
from vgdsl.check.findings import Findings
from vgdsl.check.here import Here
from vgdsl.check.resolve import Names
from vgdsl.check.value_types import Type, describe
from vgdsl.source import Source, Span
from vgdsl.syntax import tree
from vgdsl.syntax.parser import parse

_OPTION = "--set "
_LET = "let v="
_SCENE = "scene:"


class Override(msgspec.Struct, frozen=True):
    """`target.attribute=value`, or `param=value` where the attribute is "". `said` is the value where it reads as one."""

    target: str
    attribute: str
    module: Module
    said: tree.Value | None
    text: tree.String

    @property
    def span(self) -> Span:
        """Where the name stands."""
        left = self.module.source.text.partition("=")[0].rstrip()
        return Span(self.module.source, len(_OPTION), len(left))

    def value(self, type_: Type | None = None) -> tree.Value:
        """The value, for that type: a text where it wants one, with or without quotes."""
        if self.said is None or (isinstance(self.said, tree.String)):
            return self.said or self.text
        return self.text if type_ is not None and type_.convert("x") is not None else self.said


class Applied(msgspec.Struct, frozen=True):
    """The names with their params replaced, and the other overrides by target."""

    names: Names
    by_target: Mapping[str, tuple[Override, ...]]


def apply(names: Names, texts: Iterable[str], findings: Findings) -> Applied:
    """Sort the overrides; what names nothing is reported."""
    scopes = dict(names.scopes)
    replaced: dict[Declaration, Declaration] = {}
    by_target: dict[str, tuple[Override, ...]] = {}
    for text in texts:
        one = _read(text, names, findings)
        if one is None:
            continue
        scopes[one.module] = names.scopes[names.root]
        declaration = names.scopes[names.root].get(one.target)
        if not one.attribute and declaration is not None:
            replaced[declaration] = _replaced(declaration, one)
        else:
            by_target[one.target] = (*by_target.get(one.target, ()), one)
    if not replaced:
        return Applied(msgspec.structs.replace(names, scopes=scopes), by_target)
    scopes = {m: {n: replaced.get(d, d) for n, d in scope.items()} for m, scope in scopes.items()}
    declared = tuple(replaced.get(d, d) for d in names.declared)
    return Applied(msgspec.structs.replace(names, declared=declared, scopes=scopes), by_target)


def _replaced(param: Declaration, one: Override) -> Declaration:
    """A param with another value: a text stays a text, whatever the new one looks like."""
    value = one.text if isinstance(param.value, tree.String) and not _quoted(one) else one.value()
    node = tree.Definition(value.start, value.end, param.label, param.label, value)
    return Declaration(Kind.PARAM, param.name, param.label, node, one.module, default=param)


def _quoted(one: Override) -> bool:
    return isinstance(one.said, tree.String)


def _read(given: str, names: Names, findings: Findings) -> Override | None:
    text = given.encode(
        errors="replace"
    ).decode()  # where an option's bytes are no UTF-8, Python keeps them apart
    source = Source("--set", _OPTION + text)
    root = names.root
    module = Module(path=root.path, folder=root.folder, source=source)
    left, equals, right = text.partition("=")
    name = left.strip()
    whole = Span(source, len(_OPTION), len(source.text))
    if not equals or not name:
        findings.add("VG220", whole, {"text": text, "form": "yes"})
        return None
    if text != given:
        findings.add("VG220", whole, {"text": text, "encoding": "yes"})
        return None
    start = len(_OPTION) + len(left) + 1
    said = _value(right, start, names)
    literal = tree.String(start - 1, len(source.text), right.replace("\\", "\\\\"), block=False)
    target, attribute = _target(name, names)
    if target is None:
        if not names.root.incomplete:
            span = Span(source, len(_OPTION), len(_OPTION) + len(left.rstrip()))
            _report(name, attribute, names, span, findings)
        return None
    return Override(target, attribute, module, said, literal)


def _value(text: str, start: int, names: Names) -> tree.Value | None:
    """The text as a value of the language, its places as in the option; None where it does not read as one."""
    parsed = parse(Source("--set", " " * (start - len(_LET)) + _LET + text))
    items = parsed.file.items
    if parsed.diagnostics or len(items) != 1 or not isinstance(items[0], tree.Definition):
        return None
    value = items[0].value
    unknown = (
        isinstance(value, tree.Reference) and value.name not in WORDS and not names.find(value, names.root)
    )
    return None if unknown else value


def _target(name: str, names: Names) -> tuple[str | None, str]:
    """What is set: a param; or a node, shots of a for-each or a scene, and the attribute."""
    scope = names.scopes[names.root]
    if name in scope and scope[name].kind is Kind.PARAM:
        return name, ""
    target, _, attribute = name.rpartition(".")
    if not target:
        return None, ""
    if target.startswith(_SCENE):
        scenes = {f"{_SCENE}{scene.name}" for scene in names.of(Kind.SCENE)}
        return (target, attribute) if target in scenes else (None, attribute)
    declaration = scope.get(target.partition("[")[0])
    if declaration is None or declaration.kind not in NODES:
        return None, attribute
    return declaration.name + target[len(target.partition("[")[0]) :], attribute


def _report(name: str, attribute: str, names: Names, span: Span, findings: Findings) -> None:
    kinds = NODES if attribute else {Kind.PARAM}
    known = [declaration.name for declaration in names.of(*kinds)]
    known += [f"{_SCENE}{scene.name}" for scene in names.of(Kind.SCENE)] if attribute else []
    target = name.removesuffix(f".{attribute}") if attribute else name
    near = findings.nearest(target, known)
    write = f"{near}.{attribute}" if near and attribute else near
    facts = {"name": target, "param": "" if attribute else "yes", "known": ", ".join(known[:8])}
    findings.add("VG220", span, facts, write=write)


def check_params(evaluator: Evaluator) -> None:
    """A param that the command line sets keeps the type of its default."""
    for param in evaluator.names.of(Kind.PARAM):
        default = param.default
        if default is None:
            continue
        wanted = evaluator.value(default.value, Here(default.module))
        given = evaluator.declared(param, Here(param.module))
        if wanted is None or given is None or describe(wanted) == describe(given):
            continue
        facts = {"name": param.name, "expected": describe(wanted), "found": describe(given)}
        text = default.module.span(default.value).text
        evaluator.findings.add("VG320", param.module.span(param.value), {**facts, "default": text})
