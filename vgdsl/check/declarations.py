"""What a scene file can declare, and one declaration of it. Knows no scopes, no values and no attributes."""

from enum import StrEnum

import msgspec

from vgdsl.source import Source, Span
from vgdsl.syntax import tree


class Kind(StrEnum):
    """The kinds of declaration, by their keyword."""

    FILM = "film"
    IMPORT = "import"
    PARAM = "param"
    LET = "let"
    STYLE = "style"
    ELEMENT = "element"
    LOCATION = "location"
    SCENE = "scene"
    SHOT = "shot"
    TRANSITION = "transition"
    UPSCALE = "upscale"
    PROFILE = "profile"
    CUT = "cut"

    @property
    def phrase(self) -> str:
        """With its article: `a shot`, `an element`."""
        return f"{'an' if self[0] in 'aeiou' else 'a'} {self.value}"


NODES = frozenset({Kind.SHOT, Kind.TRANSITION, Kind.UPSCALE})
"""What makes a clip."""

VALUES = frozenset({Kind.LET, Kind.PARAM})

APART = frozenset({Kind.FILM, Kind.SCENE, Kind.PROFILE})
"""Kinds that no value refers to: their names may equal those of other things."""


class Module(msgspec.Struct, frozen=True, eq=False, kw_only=True):
    """One scene file of the program. `folder` is where its relative paths begin; `broken` are offsets of syntax errors.

    One that is `incomplete` imports a file that could not be read, or one that does: what it lacks may be there.
    """

    path: str
    folder: str
    source: Source
    items: tuple[tree.Item, ...] = ()
    prefix: str = ""
    imports: tuple[tuple[tree.Import, "Module"], ...] = ()
    broken: tuple[int, ...] = ()
    incomplete: bool = False

    def span(self, node: tree.Node) -> Span:
        return Span(self.source, node.start, node.end)

    def damaged(self, node: tree.Node) -> bool:
        """Whether a syntax error lies inside: what seems to be missing there may only be unreadable."""
        return any(node.start <= offset <= node.end for offset in self.broken)


class Declaration(msgspec.Struct, frozen=True, eq=False, gc=False):
    """Something named, by its qualified name.

    `scene` is the scene that a shot stands in; `default` is the param that this one stands for, set from outside.
    """

    kind: Kind
    name: str
    label: tree.Name
    node: tree.Block | tree.Definition | tree.Import
    module: Module
    scene: "Declaration | None" = None
    default: "Declaration | None" = None

    @property
    def span(self) -> Span:
        """Where its name stands."""
        return self.module.span(self.label) if self.default is None else self.default.span

    @property
    def loop(self) -> tree.Loop | None:
        return self.node.loop if isinstance(self.node, tree.Block) else None

    @property
    def block(self) -> tree.Block:
        if not isinstance(self.node, tree.Block):
            raise TypeError(f"{self.kind} {self.name} has no attributes")
        return self.node

    @property
    def value(self) -> tree.Value:
        if not isinstance(self.node, tree.Definition):
            raise TypeError(f"{self.kind} {self.name} has no value")
        return self.node.value
