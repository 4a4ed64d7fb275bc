"""Notes what the templates of a text name. Knows what is in scope for a template, and runs none.

What a name means there is what it means to the checker (check/lookup.py). A for-each's variable hides what is declared, in
the shot's own block; in a `let`, a style or a film, templates may use it too, but what is declared comes first. There it is
the variable of whatever shot uses them, so all variables of that name are taken for one, which keeps a rename right.
"""

from vgdsl.check.declarations import NODES, VALUES, Declaration, Kind, Module
from vgdsl.check.placeholders import has_template
from vgdsl.check.template_names import Said, said
from vgdsl.ide.names.literals import Literal
from vgdsl.ide.names.notes import WORDS_OF_BLOCKS, Context, Notes
from vgdsl.ide.names.things import Local, Occurrence, Role, Thing, Variable
from vgdsl.syntax import tree

_RECORDS = frozenset({"film", "scene", "shot"})
_LENT = frozenset({Kind.LET, Kind.PARAM, Kind.STYLE, Kind.FILM, Kind.SCENE, Kind.PROFILE})
"""Kinds whose templates are run for the shots that use them, and know their names."""


def printed(node: tree.String, context: Context, module: Module, notes: Notes) -> None:
    """Notes the names in one text."""
    literal = Literal(node, module.source)
    if has_template(literal.text):
        text = _Text(node, literal, context, module, notes)
        for one in said(literal.text):
            text.said(one)


class _Text:
    """One text with templates, and where it stands."""

    def __init__(
        self, node: tree.String, literal: Literal, context: Context, module: Module, notes: Notes
    ) -> None:
        self.literal = literal
        self.context = context
        self.file = module.path
        self.scope = notes.names.scopes[module]
        self.notes = notes
        self.found = notes.found[module.path]
        self.prints = notes.printed.setdefault(id(node), [])

    def note(self, start: int, end: int, thing: Thing, role: Role = Role.PRINTS) -> None:
        self.found.append(Occurrence(*self.literal.place(start, end), thing, role))

    def said(self, one: Said) -> None:
        owner, loop, declaration = self.context.owner, self.context.loop, self.scope.get(one.name)
        if one.local is not None:
            self._local(one, one.local)
        elif loop is not None and owner is not None and loop.variable.text == one.name:
            self.note(one.start, one.end, Variable(one.name, self.file, loop.variable.start))
            self.prints.append(owner)
        elif declaration is not None:
            self._declared(one, declaration)
        elif one.name in _RECORDS:
            self._record(one)
        elif owner is not None and owner.kind in _LENT:
            variable = self.notes.free(one.name)
            if variable is not None:
                self.note(one.start, one.end, variable)

    def _local(self, one: Said, made: int) -> None:
        at, _ = self.literal.place(made, made + 1)
        role = Role.DECLARES if one.makes else Role.PRINTS
        self.note(one.start, one.end, Local(one.name, self.file, at), role)

    def _declared(self, one: Said, declaration: Declaration) -> None:
        """The name, and what stands under it where it is a prefix."""
        self.note(one.start, one.end, self.notes.thing(declaration))
        name, found = one.name, declaration
        for step in one.steps:
            if found.kind is not Kind.IMPORT or (name := f"{name}.{step.name}") not in self.scope:
                break
            found = self.scope[name]
            self.note(step.start, step.end, self.notes.thing(found))
        if found.kind in VALUES:
            self.prints.append(found)

    def _record(self, one: Said) -> None:
        """`film.title`: the word stands for the film's block, and what is taken of it is an attribute."""
        stands = self._meant(one.name)
        if stands is not None:
            self.note(one.start, one.end, self.notes.thing(stands), Role.STANDS)
        for step in one.steps[:1]:
            if step.name in WORDS_OF_BLOCKS:
                self.note(step.start, step.end, WORDS_OF_BLOCKS[step.name])

    def _meant(self, word: str) -> Declaration | None:
        """The block that `film`, `scene` or `shot` stands for, as far as the place alone says."""
        owner = self.context.owner
        if word == "film":
            return self.notes.names.film
        if owner is None:
            return None
        if word == "scene":
            return owner if owner.kind is Kind.SCENE else owner.scene
        return owner if owner.kind in NODES else None
