"""What is noted of a film on the way through its files, and what a declaration is as a thing. Knows no text."""

import msgspec

from vgdsl.check.attributes import ATTRIBUTES
from vgdsl.check.declarations import Declaration, Module
from vgdsl.check.resolve import Names
from vgdsl.ide.names.things import Attribute, Declared, Occurrence, Thing, Variable
from vgdsl.syntax import tree

WORDS_OF_BLOCKS = {name: Attribute(name) for table in ATTRIBUTES.values() for name in table}
"""All attributes that there are."""


class Context(msgspec.Struct, frozen=True):
    """What a value stands in: the declaration whose block it is, and whether the variable of a for-each is known there."""

    owner: Declaration | None = None
    own: bool = False

    @property
    def loop(self) -> tree.Loop | None:
        return self.owner.loop if self.own and self.owner is not None else None


class Notes:
    """Of one film: occurrences by file; by a text's place in memory the values that its template prints; and the prompts,
    prefixes and suffixes, each with its file and its block.
    """

    def __init__(self, names: Names, modules: tuple[Module, ...]) -> None:
        self.names = names
        self.found: dict[str, list[Occurrence]] = {module.path: [] for module in modules}
        self.printed: dict[int, list[Declaration]] = {}
        self.prompts: list[tuple[tree.Value, Module, Declaration | None]] = []
        self._declared = {id(one.node): one for one in map(_original, names.declared)}
        self._things: dict[int, Thing] = {}
        self._loops = {one.loop.variable.text for one in names.declared if one.loop is not None}
        self.shared: set[str] = set()

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


def _original(declaration: Declaration) -> Declaration:
    """The param as the file declares it, of one that the command line set."""
    return declaration.default or declaration
