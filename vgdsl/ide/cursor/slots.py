"""What may be awaited at a place of a scene file. Knows nothing of what is there, and nothing of meanings."""

import msgspec

from vgdsl.ide.cursor.reading import Sign


class Nothing(msgspec.Struct, frozen=True):
    """A comment, a place where a new name is thought up, or one where only a sign could stand."""


class Item(msgspec.Struct, frozen=True):
    """An attribute or a declaration may begin. `said` are the attributes that the block has already."""

    said: tuple[str, ...]


class Step(msgspec.Struct, frozen=True):
    """A bracket of a value: a list `[`, what is between the brackets of an index `["`, or the arguments of a call `(`.

    Of a call, `head` is what is called, as written (`clip`, `opening.frame`), `argument` the name or the number of the argument, and
    `said` the arguments that have names already. Of an index, `head` is what it is taken of; of a list, `said` is what is in it.
    """

    sign: str
    head: tuple[Sign, ...] = ()
    argument: str | int = 0
    said: tuple[str, ...] = ()

    @property
    def called(self) -> str:
        """The name of what is called: `frame` of `opening.frame(`; empty for lists and indexes."""
        return self.head[-1].text if self.sign == "(" and self.head else ""


class Value(msgspec.Struct, frozen=True):
    """A value may begin: of an attribute, of a `let` or `param` (`attribute` is empty), or of what a for-each goes over.

    `steps` are the brackets around it, outermost first. `named` says whether an argument has its name already.
    """

    attribute: str = ""
    steps: tuple[Step, ...] = ()
    named: bool = True
    loop: bool = False

    @property
    def index(self) -> Step | None:
        """The index that the place is in."""
        return self.steps[-1] if self.steps and self.steps[-1].sign == '["' else None

    @property
    def call(self) -> Step | None:
        """The call whose argument the place is."""
        return self.steps[-1] if self.steps and self.steps[-1].sign == "(" else None

    @property
    def listed(self) -> bool:
        """Whether the place is in a list."""
        return bool(self.steps) and self.steps[-1].sign == "["


class Member(msgspec.Struct, frozen=True):
    """Something may be taken of a value, behind its dot."""

    of: tuple[Sign, ...]
    value: Value


class Text(msgspec.Struct, frozen=True):
    """Inside the quotes of a value; `inside` is where its characters begin, and `block` whether it has several lines."""

    value: Value
    inside: int
    block: bool
    closed: bool


class Path(msgspec.Struct, frozen=True):
    """The path of an import, in its quotes or still without."""

    inside: int | None


class Word(msgspec.Struct, frozen=True):
    """One word of the language, and nothing else, may stand here."""

    word: str


Slot = Nothing | Item | Value | Member | Text | Path | Word
