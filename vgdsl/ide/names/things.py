"""What can be named in a film, and one place that names it. Knows no tree and no text.

Two places name the same thing exactly where their things are equal. A thing is told from others by where it is declared,
so that it stays itself from one analysis to the next while its text does.
"""

from enum import StrEnum

import msgspec

from vgdsl.check.declarations import Kind


class Declared(msgspec.Struct, frozen=True, gc=False):
    """What a block, a `let`, a `param` or an import's prefix names: `start` is where in `file` its name stands."""

    kind: Kind
    name: str
    file: str
    start: int


class Variable(msgspec.Struct, frozen=True, gc=False):
    """The variable of a for-each. Where a `let` or a style uses variables of this name, all of them are one, with no file."""

    name: str
    file: str = ""
    start: int = -1


class Local(msgspec.Struct, frozen=True, gc=False):
    """A name that a template makes for itself."""

    name: str
    file: str
    start: int


class Attribute(msgspec.Struct, frozen=True, gc=False):
    """`duration`, wherever it is said or asked for."""

    name: str


class Path(msgspec.Struct, frozen=True, gc=False):
    """A file of the project, by its path inside it."""

    path: str


Thing = Declared | Variable | Local | Attribute | Path


class Role(StrEnum):
    """What a place does with the thing that it names."""

    DECLARES = "declares"  # it begins here: a block's name, a loop's variable, an attribute that is given
    REFERS = "refers"
    MENTIONS = "mentions"  # after an at-sign
    PRINTS = "prints"  # in a template
    STANDS = "stands"  # `film`, `scene` or `shot` in a template, which stand for one without its name


class Occurrence(msgspec.Struct, frozen=True, gc=False):
    """The characters from `start` up to `end` of a file name a thing."""

    start: int
    end: int
    thing: Thing
    role: Role
