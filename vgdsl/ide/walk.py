"""Goes through the files of a film and notes what each place names. Knows where names stand; works out no value.

What a name means here is what it means to the checker: the same scopes (check/resolve.py), and the same rules of what
hides what (check/here.py, check/lookup.py). A for-each's variable hides what is declared, in the shot's own block; in a
`let`, a style or a film, templates may use it too, but what is declared comes first. There it is the variable of whatever
shot uses them, so all variables of that name are taken for one, which keeps a rename right.
"""

import msgspec

from vgdsl.check.attributes import ATTRIBUTES, Table
from vgdsl.check.declarations import NODES, VALUES, Declaration, Kind, Module
from vgdsl.check.evaluate import DEEPEST, WORDS
from vgdsl.check.imports import inside
from vgdsl.check.placeholders import has_template
from vgdsl.check.resolve import Names
from vgdsl.check.value_types import Type
from vgdsl.ide.literals import Literal
from vgdsl.ide.template_names import Said, said
from vgdsl.ide.things import Attribute, Declared, Local, Occurrence, Path, Role, Thing, Variable
from vgdsl.program.values import MediaKind
from vgdsl.syntax import lexer, strings, tree

_RECORDS = frozenset({"film", "scene", "shot"})
_LENT = frozenset({Kind.LET, Kind.PARAM, Kind.STYLE, Kind.FILM, Kind.SCENE, Kind.PROFILE})
"""Kinds whose templates are run for the shots that use them, and know their names."""
_MEDIA = frozenset(kind.value for kind in MediaKind)
_NOTHING: Table = {}
_ATTRIBUTES = {name: Attribute(name) for table in ATTRIBUTES.values() for name in table}


class Context(msgspec.Struct, frozen=True):
    """What a value stands in: the declaration whose block it is, and whether the variable of a for-each is known there."""

    owner: Declaration | None = None
    own: bool = False

    @property
    def loop(self) -> tree.Loop | None:
        return self.owner.loop if self.own and self.owner is not None else None


class Walk:
    """One film, and what is noted of it: occurrences by file, and by a text's place in memory the values its template prints."""

    def __init__(self, names: Names, modules: tuple[Module, ...]) -> None:
        self.names = names
        self.found: dict[str, list[Occurrence]] = {module.path: [] for module in modules}
        self.printed: dict[int, list[Declaration]] = {}
        self._declared = {id(one.node): one for one in map(_original, names.declared)}
        self._things: dict[int, Thing] = {}
        self._loops = {one.loop.variable.text for one in names.declared if one.loop is not None}
        self.shared: set[str] = set()
        for module in modules:
            _File(self, module).items(module.items)

    def declaration(self, node: tree.Block | tree.Definition) -> Declaration | None:
        return self._declared.get(id(node))

    def thing(self, declaration: Declaration) -> Thing:
        known = self._things.get(id(declaration))
        if known is None:
            one = _original(declaration)
            known = Declared(one.kind, one.name, one.module.path, one.label.start)
            self._things[id(declaration)] = known
        return known

    def free(self, name: str) -> Thing | None:
        """A name of a template that nothing declares, where it may be the variable of whatever shot uses the template."""
        if name not in self._loops:
            return None
        self.shared.add(name)
        return Variable(name)


class _File:
    """One file of the film."""

    def __init__(self, walk: Walk, module: Module) -> None:
        self.walk = walk
        self.module = module
        self.scope = walk.names.scopes[module]
        self.found = walk.found[module.path]

    def note(self, start: int, end: int, thing: Thing, role: Role) -> None:
        self.found.append(Occurrence(start, end, thing, role))

    def items(self, items: tuple[tree.Item, ...]) -> None:
        for item in items:
            if isinstance(item, tree.Import):
                self._import(item)
            elif isinstance(item, tree.Definition):
                self._definition(item)
            elif isinstance(item, tree.Block):
                self._block(item)
            else:
                self.value(item.value, Context())

    def _import(self, item: tree.Import) -> None:
        self._path(item.path, self.found)
        alias = item.alias
        declaration = self.scope.get(alias.text) if alias is not None else None
        if alias is not None and declaration is not None and declaration.label is alias:
            self.note(alias.start, alias.end, self.walk.thing(declaration), Role.DECLARES)

    def _definition(self, item: tree.Definition) -> None:
        declaration = self.walk.declaration(item)
        if declaration is not None:
            self.note(item.name.start, item.name.end, self.walk.thing(declaration), Role.DECLARES)
        self.value(item.value, Context(declaration))

    def _block(self, block: tree.Block) -> None:
        declaration = self.walk.declaration(block)
        if declaration is not None and block.name is not None:
            self.note(block.name.start, block.name.end, self.walk.thing(declaration), Role.DECLARES)
        if block.loop is not None:
            self._loop(block.loop)
        table = ATTRIBUTES.get(declaration.kind, _NOTHING) if declaration is not None else _NOTHING
        context = Context(declaration, own=True)
        for item in block.items:
            if isinstance(item, tree.Attribute):
                self._attribute(item, table, context)
            elif isinstance(item, tree.Block) and item.keyword.text == "options":
                self._options(item, context)
            else:
                self.items((item,))

    def _loop(self, loop: tree.Loop) -> None:
        variable = loop.variable
        thing = Variable(variable.text, self.module.path, variable.start)
        self.note(variable.start, variable.end, thing, Role.DECLARES)
        self.value(loop.values, Context())

    def _attribute(self, item: tree.Attribute, table: Table, context: Context) -> None:
        name = item.name
        if name.text in table:
            self.note(name.start, name.end, _ATTRIBUTES[name.text], Role.DECLARES)
        if name.text == "use":
            context = Context(context.owner)
        self.value(item.value, context, table.get(name.text))

    def _options(self, block: tree.Block, context: Context) -> None:
        for item in block.items:
            if isinstance(item, tree.Attribute):
                self.value(item.value, context)

    def value(self, node: tree.Value, context: Context, type_: Type | None = None) -> None:
        """Whatever is named in a value; words that its type knows are no names."""
        kind = type(node)
        if kind is tree.Quantity:
            return
        if isinstance(node, tree.String):
            if "{" in node.raw or "\\" in node.raw:
                self._template(node, context)
        elif isinstance(node, tree.Reference):
            self._reference(node, node.steps, context, type_)
        elif isinstance(node, tree.List):
            for item in node.items:
                self.value(item, context, type_.item if type_ is not None else None)
        elif isinstance(node, tree.Call):
            self._call(node, context)
        elif isinstance(node, tree.Selection):
            self.value(node.of, context)
            self._indexes(node.steps, context)

    def _indexes(self, steps: tuple[tree.Member | tree.Index, ...], context: Context) -> None:
        for step in steps:
            if isinstance(step, tree.Index):
                self.value(step.value, context)

    def _call(self, node: tree.Call, context: Context) -> None:
        function = node.function
        if isinstance(function, tree.Selection):
            self.value(function, context)
        elif function.steps:
            self._reference(function, function.steps[:-1], context, None)
        for place, argument in enumerate(node.arguments):
            first = argument.name.text == "path" if argument.name is not None else place == 0
            if first and _called(function) in _MEDIA:
                self._media(argument.value, context)
            self.value(argument.value, context)

    def _reference(
        self,
        node: tree.Reference,
        steps: tuple[tree.Member | tree.Index, ...],
        context: Context,
        type_: Type | None,
    ) -> None:
        """Each part of a dotted name that names something: `cast` and `marco` of `cast.marco`."""
        name, end, loop = node.name, self._end(node), context.loop
        if loop is not None and loop.variable.text == name:
            self.note(node.start, end, self._variable(loop), Role.REFERS)
            self._indexes(steps, context)
            return
        if name in WORDS or (type_ is not None and name in type_.choices and not steps):
            return
        start = node.start
        for step in (*steps, None):
            declaration = self.scope.get(name)
            if declaration is None:
                break
            self.note(start, end, self.walk.thing(declaration), Role.REFERS)
            if declaration.kind is not Kind.IMPORT or not isinstance(step, tree.Member):
                break
            name, start, end = f"{name}.{step.name}", step.start, step.end
        self._indexes(steps, context)

    def _end(self, node: tree.Reference) -> int:
        """Where the name itself ends; one that is compared in another spelling may be longer in the file."""
        if node.name.isascii():
            return node.start + len(node.name)
        match = lexer.name().match(self.module.source.text, node.start)
        return match.end() if match is not None else node.start + len(node.name)

    def _variable(self, loop: tree.Loop) -> Thing:
        return Variable(loop.variable.text, self.module.path, loop.variable.start)

    def _media(self, node: tree.Value, context: Context) -> None:
        """A path, or the `let` that holds one: what it means depends on the file that calls, not on the let's."""
        module = self.module
        for _ in range(DEEPEST):
            loop = context.loop
            if not isinstance(node, tree.Reference) or (loop is not None and node.name == loop.variable.text):
                break
            known = self.walk.names.find(node, module)
            if known is None or known.steps or known.declaration.kind not in VALUES:
                return
            node, module, context = known.declaration.value, known.declaration.module, Context()
        if isinstance(node, tree.String) and module.path in self.walk.found:
            self._path(node, self.walk.found[module.path])

    def _path(self, node: tree.String, found: list[Occurrence]) -> None:
        text = strings.decode(node)
        if text and not has_template(text) and "://" not in text:
            start = node.start + (3 if node.block else 1)
            end = max(start, node.end - (3 if node.block else 1))
            found.append(Occurrence(start, end, Path(inside(self.module.folder, text)), Role.REFERS))

    def _template(self, node: tree.String, context: Context) -> None:
        literal = Literal(node, self.module.source)
        if not has_template(literal.text):
            return
        for one in said(literal.text):
            self._said(one, literal, node, context)

    def _said(self, one: Said, literal: Literal, node: tree.String, context: Context) -> None:
        if one.local is not None:
            made = literal.place(one.local, one.local + 1)[0]
            start, end = literal.place(one.start, one.end)
            role = Role.DECLARES if one.makes else Role.PRINTS
            self.note(start, end, Local(one.name, self.module.path, made), role)
            return
        loop, declaration = context.loop, self.scope.get(one.name)
        if loop is not None and loop.variable.text == one.name and context.owner is not None:
            self._printed(one, literal, self._variable(loop))
            self.walk.printed.setdefault(id(node), []).append(context.owner)
        elif declaration is not None:
            self._declared(one, declaration, literal, node)
        elif one.name in _RECORDS:
            self._record(one, literal, context)
        elif context.owner is not None and context.owner.kind in _LENT:
            thing = self.walk.free(one.name)
            if thing is not None:
                self._printed(one, literal, thing)

    def _printed(self, one: Said, literal: Literal, thing: Thing, role: Role = Role.PRINTS) -> None:
        self.note(*literal.place(one.start, one.end), thing, role)

    def _declared(self, one: Said, declaration: Declaration, literal: Literal, node: tree.String) -> None:
        self._printed(one, literal, self.walk.thing(declaration))
        name, found = one.name, declaration
        for step in one.steps:
            if found.kind is not Kind.IMPORT or (name := f"{name}.{step.name}") not in self.scope:
                break
            found = self.scope[name]
            self.note(*literal.place(step.start, step.end), self.walk.thing(found), Role.PRINTS)
        if found.kind in VALUES:
            self.walk.printed.setdefault(id(node), []).append(found)

    def _record(self, one: Said, literal: Literal, context: Context) -> None:
        """`film.title`: the word stands for the film's block, and what is taken of it is an attribute."""
        stands = self._meant(one.name, context.owner)
        if stands is not None:
            self._printed(one, literal, self.walk.thing(stands), Role.STANDS)
        for step in one.steps[:1]:
            if step.name in _ATTRIBUTES:
                place = literal.place(step.start, step.end)
                self.note(*place, _ATTRIBUTES[step.name], Role.PRINTS)

    def _meant(self, word: str, owner: Declaration | None) -> Declaration | None:
        """The block that `film`, `scene` or `shot` stands for, as far as the place alone says."""
        if word == "film":
            return self.walk.names.film
        if owner is None:
            return None
        if word == "scene":
            return owner if owner.kind is Kind.SCENE else owner.scene
        return owner if owner.kind in NODES else None


def _original(declaration: Declaration) -> Declaration:
    """The param as the file declares it, of one that the command line set."""
    return declaration.default or declaration


def _called(function: tree.Reference | tree.Selection) -> str:
    return function.name if isinstance(function, tree.Reference) and not function.steps else ""
