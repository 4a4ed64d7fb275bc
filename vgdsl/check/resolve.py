"""Gives every declaration its name and every file its scope. Knows no attributes, no values and no models.

Theory of operation. A program is a handful of files (see imports.py) whose declarations are collected once, each under
a qualified name: its own name, after the prefix of the import that brought its file in. `import "cast.vg"` brings in
names as they are, `import "cast.vg" as cast` brings them in as `cast.marco`. Shots that stand inside a scene are named
like all others; the scene only lends them its defaults.

Each file has a scope of its own: what it declares, and what it imports, and what a file that it imports flat can see.
It does not see what the files that import it declare, so a file means the same whoever imports it. Scopes are plain
dictionaries from the name as written (dots included) to the declaration; nothing else is looked up anywhere. Films,
scenes and profiles are never named by a value, so they are kept apart under keys that no name can equal, and a scene
may be called like a shot.

Nothing here depends on the order of declarations: all are collected before the first reference is followed. What a
reference means is worked out where it is used (evaluate.py), on demand: a `let` may name one that stands below it.

Mistakes that lose a name must not be told again wherever the name is used. A block with a misspelt keyword is taken
for the kind it most resembles. Names whose kind cannot be guessed are kept in `lost`, and so are names that the text
declares at a place which the parser could not read. A file that imports one which cannot be read may mean anything by
a name that it does not know.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from vgdsl.check import synonyms
from vgdsl.check.attributes import ATTRIBUTES
from vgdsl.check.declarations import APART, NODES, VALUES, Declaration, Kind, Module
from vgdsl.check.findings import Findings
from vgdsl.diagnostics import Edit, Label
from vgdsl.source import Span
from vgdsl.syntax import tree
from vgdsl.syntax.control import CONTROL

MOST_ALIKE = 50  # declarations of one name; more have no suggestions for others

Scope = Mapping[str, Declaration]

_DECLARES = re.compile(rf"\b(?:{'|'.join(Kind)}|as)\s+(\w+)")
_VALUES = {kind.value: kind for kind in Kind if kind in VALUES}
_BLOCKS = {kind.value: kind for kind in Kind if kind not in VALUES and kind is not Kind.IMPORT}
RESERVED = frozenset({"auto", "true", "false"})


class Found(msgspec.Struct, frozen=True):
    """The declaration that a reference begins with, what follows it, and where its name ends."""

    declaration: Declaration
    steps: tuple[tree.Member | tree.Index, ...]
    end: int


class Names(msgspec.Struct, frozen=True):
    """All declarations in the order of the text, imported files first, and what each file can see."""

    declared: tuple[Declaration, ...]
    scopes: Mapping[Module, Scope]
    root: Module
    lost: frozenset[str] = frozenset()

    @property
    def film(self) -> Declaration | None:
        """The one film: that of the program's own file, if it has one."""
        films = list(self.of(Kind.FILM))
        return next((film for film in films if film.module is self.root), films[0] if films else None)

    def of(self, *kinds: Kind) -> Iterator[Declaration]:
        return (d for d in self.declared if d.kind in kinds)

    def find(self, reference: tree.Reference, module: Module) -> Found | None:
        """What a reference of that file names; a prefix is followed to the name behind it."""
        scope = self.scopes[module]
        name, end = reference.name, reference.start + len(reference.name)
        declaration = scope.get(name)
        for taken, step in enumerate(reference.steps):
            if declaration is None or declaration.kind is not Kind.IMPORT:
                return None if declaration is None else Found(declaration, reference.steps[taken:], end)
            if not isinstance(step, tree.Member):
                return Found(declaration, reference.steps[taken:], end)
            name, end = f"{name}.{step.name}", step.end
            declaration = scope.get(name)
        return None if declaration is None else Found(declaration, (), end)

    def excused(self, name: str, module: Module) -> bool:
        """Whether the name may be declared, but where it could not be read: that was reported already."""
        return module.incomplete or name in self.lost


def resolve(modules: tuple[Module, ...], findings: Findings) -> Names:
    """Collect the declarations of all modules, of which the last is the film's own file."""
    scopes: dict[Module, dict[str, Declaration]] = {}
    declared: list[Declaration] = []
    lost: set[str] = set()
    for module in modules:
        if module.broken:
            lost.update(_DECLARES.findall(module.source.text))
        scope = _imported(module, scopes, findings)
        for declaration in _declarations(module, lost, findings):
            if declaration.label.text:
                _enter(scope, _key(declaration, declaration.label.text), declaration, findings)
            declared.append(declaration)
        scopes[module] = scope
    names = Names(tuple(declared), scopes, modules[-1], frozenset(lost))
    _one_film(names, findings)
    return names


def _imported(module: Module, scopes: Mapping[Module, Scope], findings: Findings) -> dict[str, Declaration]:
    """The names that a file gets from others."""
    scope: dict[str, Declaration] = {}
    for node, other in module.imports:
        prefix = ""
        if node.alias is not None:
            prefix = f"{node.alias.text}."
            alias = Declaration(Kind.IMPORT, module.prefix + node.alias.text, node.alias, node, module)
            _enter(scope, node.alias.text, alias, findings)
        for name, declaration in scopes[other].items():
            _enter(scope, f"{prefix}{name}" if declaration.kind not in APART else name, declaration, findings)
    return scope


def _key(declaration: Declaration, name: str) -> str:
    return f"{declaration.kind} {declaration.name}" if declaration.kind in APART else name


def _enter(scope: dict[str, Declaration], name: str, declaration: Declaration, findings: Findings) -> None:
    first = scope.setdefault(name, declaration)
    if first is declaration or declaration.kind is Kind.FILM:
        return
    facts = {"name": declaration.name, "kind": declaration.kind.phrase, "first": first.kind.phrase}
    free = next((each for n in range(2, MOST_ALIKE) if (each := f"{name}_{n}") not in scope), None)
    write = free if declaration.kind not in APART and declaration.module is first.module else None
    findings.add("VG202", declaration.span, facts, labels=(Label(first.span, "first"),), write=write)


def _one_film(names: Names, findings: Findings) -> None:
    first = names.film
    for film in names.of(Kind.FILM):
        if first is not None and film is not first:
            findings.add("VG212", film.span, {"name": film.name}, labels=(Label(first.span, "film"),))


def _declarations(module: Module, lost: set[str], findings: Findings) -> Iterator[Declaration]:
    before: tree.Item | None = None
    for item in module.items:
        outside, before = isinstance(before, tree.Attribute), item
        if isinstance(item, tree.Import):
            continue
        if isinstance(item, tree.Attribute):
            lost.add(item.name.text)
            if run_on := _run_on(item.name.text, _VALUES):
                lost.add(run_on[1])
                findings.add(
                    "VG205", module.span(item.name), {"name": item.name.text}, write=" ".join(run_on)
                )
            elif not outside:  # a block without its head makes one mistake, not one a line
                _outside(item, module, findings)
            continue
        lost.update(_misplaced(item))
        declaration = _declaration(item, module, None, lost, findings)
        if declaration is None:
            continue
        yield declaration
        if declaration.kind is Kind.SCENE:
            yield from _nested(declaration, lost, findings)


def _outside(item: tree.Attribute, module: Module, findings: Findings) -> None:
    """An attribute that stands in no block; one that no block has is a value that should have a name."""
    name, span = item.name.text, module.span(item.name)
    facts = {"name": name, "outside": "yes"}
    if any(name in table for table in ATTRIBUTES.values()):
        findings.add("VG208", span, {**facts, "attribute": "yes"})
    else:
        edit = Edit(Span(span.source, span.start, span.start), "let ")
        findings.add("VG208", span, {**facts, "free": "yes"}, edit=edit)


def _misplaced(item: tree.Block | tree.Definition) -> Iterator[str]:
    """The names of values that a block declares, which only a file can, or that stand in a block of an unknown kind."""
    if isinstance(item, tree.Block):
        unknown = item.keyword.text not in _BLOCKS
        for one in item.items:
            if isinstance(one, tree.Definition) or (unknown and isinstance(one, tree.Attribute)):
                yield one.name.text


def _nested(scene: Declaration, lost: set[str], findings: Findings) -> Iterator[Declaration]:
    for item in scene.block.items:
        options = isinstance(item, tree.Block) and item.keyword.text == "options"
        if isinstance(item, tree.Block | tree.Definition) and not options:
            inner = _declaration(item, scene.module, scene, lost, findings)
            if inner is not None:
                yield inner


def _declaration(
    item: tree.Block | tree.Definition,
    module: Module,
    scene: Declaration | None,
    lost: set[str],
    findings: Findings,
) -> Declaration | None:
    kind = _kind(item, module, lost, findings)
    if item.name is None:
        return _nameless(item, kind, module, findings) if kind is not None else None
    if kind is None:
        lost.add(item.name.text)
        return None
    if scene is not None and kind not in NODES:
        findings.add("VG208", module.span(item.keyword), {"kind": kind.phrase, "scene": scene.name})
        lost.add(item.name.text)
        return None
    if isinstance(item, tree.Block) and item.loop is not None and kind is not Kind.SHOT:
        findings.add("VG208", module.span(item.loop), {"kind": kind.phrase, "loop": "yes"})
    if item.name.text in RESERVED:
        findings.add("VG209", module.span(item.name), {"name": item.name.text})
    return Declaration(kind, module.prefix + item.name.text, item.name, item, module, scene)


def _nameless(
    item: tree.Block | tree.Definition, kind: Kind, module: Module, findings: Findings
) -> Declaration | None:
    """A film or scene without a name lends its shots what it says all the same: no value would ever name it."""
    word = module.span(item.keyword)
    edit = Edit(Span(word.source, word.end, word.end), f" {kind.value}_1")
    findings.add("VG207", word, {"kind": kind.phrase, "keyword": kind.value}, edit=edit)
    if kind not in {Kind.FILM, Kind.SCENE}:
        return None
    end = item.keyword.end
    return Declaration(kind, "", tree.named(item.keyword.start, end, ""), item, module)


def _run_on(word: str, kinds: Iterable[str]) -> tuple[str, str] | None:
    """A kind and a name with no space between them: `shotopening`."""
    kind = next((kind for kind in kinds if word.startswith(kind)), None)
    return (kind, word[len(kind) :].lstrip("_")) if kind and word != kind else None


def _kind(
    item: tree.Block | tree.Definition, module: Module, lost: set[str], findings: Findings
) -> Kind | None:
    """What an item declares, by its keyword and its form; for a misspelt keyword, what was probably meant."""
    is_value = isinstance(item, tree.Definition)
    fitting = _VALUES if is_value else _BLOCKS
    word = item.keyword.text
    if word in fitting:
        return fitting[word]
    span = module.span(item.keyword)
    if word in _VALUES or word in _BLOCKS or word == "options":
        findings.add("VG208", span, {"name": word, "value" if is_value else "block": "yes"})
        return None
    if word in CONTROL and not is_value:
        findings.add("VG138", span, {"found": word})
        return None
    if item.name is None and (run_on := _run_on(word, fitting)):
        lost.add(run_on[1])
        findings.add("VG205", span, {"name": word}, write=" ".join(run_on))
        return None
    near = synonyms.keyword(word, fitting)
    findings.add("VG205", span, {"name": word, "known": ", ".join(fitting)}, write=near)
    return fitting[near] if near else None
