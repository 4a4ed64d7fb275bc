"""Goes through the files of a film and notes what each place names. Knows where names stand; works out no value.

What a name means here is what it means to the checker: the same scopes (check/resolve.py), and the same rules of what
hides what (check/here.py). The walk is taken at each key press: it asks for types by `is`, which is faster than isinstance.
"""

from vgdsl.check.attributes import ATTRIBUTES, Table
from vgdsl.check.declarations import VALUES, Kind, Module
from vgdsl.check.evaluate import DEEPEST, WORDS
from vgdsl.check.imports import inside
from vgdsl.check.layers import TEXTS
from vgdsl.check.placeholders import has_template
from vgdsl.check.resolve import Names
from vgdsl.check.value_types import Type
from vgdsl.ide.names.literals import between_quotes
from vgdsl.ide.names.notes import WORDS_OF_BLOCKS, Context, Notes
from vgdsl.ide.names.printing import printed
from vgdsl.ide.names.things import Occurrence, Path, Role, Thing, Variable
from vgdsl.program.values import MediaKind
from vgdsl.source import Source
from vgdsl.syntax import lexer, strings, tree

_MEDIA = frozenset(kind.value for kind in MediaKind)
_NOTHING: Table = {}


def walk(names: Names, modules: tuple[Module, ...]) -> Notes:
    """All that the files name, but for what their prompts mention (see spoken.py)."""
    notes = Notes(names, modules)
    for module in modules:
        _File(notes, module).items(module.items)
    return notes


class _File:
    """One file of the film."""

    def __init__(self, notes: Notes, module: Module) -> None:
        self.notes = notes
        self.module = module
        self.scope = notes.names.scopes[module]
        self.found = notes.found[module.path]

    def note(self, start: int, end: int, thing: Thing, role: Role) -> None:
        self.found.append(Occurrence(start, end, thing, role))

    def items(self, items: tuple[tree.Item, ...]) -> None:
        for item in items:
            if type(item) is tree.Import:
                self._import(item)
            elif type(item) is tree.Definition:
                self._definition(item)
            elif type(item) is tree.Block:
                self._block(item)
            elif isinstance(item, tree.Attribute):
                self.value(item.value, Context())

    def _import(self, item: tree.Import) -> None:
        self._path(item.path, self.found, self.module.source)
        alias = item.alias
        declaration = self.scope.get(alias.text) if alias is not None else None
        if alias is not None and declaration is not None and declaration.label is alias:
            self.note(alias.start, alias.end, self.notes.thing(declaration), Role.DECLARES)

    def _definition(self, item: tree.Definition) -> None:
        declaration = self.notes.declaration(item)
        if declaration is not None:
            self.note(item.name.start, item.name.end, self.notes.thing(declaration), Role.DECLARES)
        self.value(item.value, Context(declaration))

    def _block(self, block: tree.Block) -> None:
        declaration = self.notes.declaration(block)
        if declaration is not None and block.name is not None:
            self.note(block.name.start, block.name.end, self.notes.thing(declaration), Role.DECLARES)
        if block.loop is not None:
            self._loop(block.loop)
        table = ATTRIBUTES.get(declaration.kind, _NOTHING) if declaration is not None else _NOTHING
        context = Context(declaration, own=True)
        for item in block.items:
            if type(item) is tree.Attribute:
                self._attribute(item, table, context)
            elif type(item) is tree.Block and item.keyword.text == "options":
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
            self.note(name.start, name.end, WORDS_OF_BLOCKS[name.text], Role.DECLARES)
        if name.text in TEXTS:
            self.notes.prompts.append((item.value, self.module, context.owner))
        if name.text == "use":
            context = Context(context.owner)
        self.value(item.value, context, table.get(name.text))

    def _options(self, block: tree.Block, context: Context) -> None:
        for item in block.items:
            if isinstance(item, tree.Attribute):
                self.value(item.value, context)

    def value(self, node: tree.Value, context: Context, type_: Type | None = None) -> None:
        """Whatever is named in a value; words that its type knows are no names."""
        if type(node) is tree.Quantity:
            return
        if type(node) is tree.String:
            if "{" in node.raw or "\\" in node.raw:
                printed(node, context, self.module, self.notes)
        elif type(node) is tree.Reference:
            self._reference(node, node.steps, context, type_)
        elif type(node) is tree.List:
            for item in node.items:
                self.value(item, context, type_.item if type_ is not None else None)
        elif type(node) is tree.Call:
            self._call(node, context)
        elif type(node) is tree.Selection:
            self.value(node.of, context)
            self._indexes(node.steps, context)

    def _indexes(self, steps: tuple[tree.Member | tree.Index, ...], context: Context) -> None:
        for step in steps:
            if type(step) is tree.Index:
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
            self.note(start, end, self.notes.thing(declaration), Role.REFERS)
            if declaration.kind is not Kind.IMPORT or type(step) is not tree.Member:
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
            known = self.notes.names.find(node, module)
            if known is None or known.steps or known.declaration.kind not in VALUES:
                return
            node, module, context = known.declaration.value, known.declaration.module, Context()
        if isinstance(node, tree.String) and module.path in self.notes.found:
            self._path(node, self.notes.found[module.path], module.source)

    def _path(self, node: tree.String, found: list[Occurrence], source: Source) -> None:
        text = strings.decode(node)
        if text and not has_template(text) and "://" not in text:
            place = between_quotes(node, source)
            found.append(Occurrence(*place, Path(inside(self.module.folder, text)), Role.REFERS))


def _called(function: tree.Reference | tree.Selection) -> str:
    return function.name if isinstance(function, tree.Reference) and not function.steps else ""
