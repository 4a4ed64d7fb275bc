"""A scene file as written: blocks, attributes, values, each with its place. Knows nothing of what any of them means.

The tree is deliberately generous. A block keeps whatever keyword was typed and a quantity keeps its letters, so that
`shto opening {}` and `duration = 5sec` reach the checker, which can say better than a parser what is wrong with them.
Nodes hold character offsets, not spans, and the garbage collector does not follow them (a tree has no cycles): a film
of 100,000 shots has a million of them.
"""

from collections.abc import Iterator

import msgspec

from vgdsl.source import Source, Span


class Node(msgspec.Struct, frozen=True, gc=False):
    """A piece of the file, from character `start` up to `end`."""

    start: int

    @property
    def end(self) -> int:
        raise NotImplementedError

    def span(self, source: Source) -> Span:
        return Span(source, self.start, self.end)


class Name(Node, frozen=True, gc=False):
    """An identifier where something is named or declared. It ends where its text does: half of a tree are names."""

    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


class Spelling(Name, frozen=True, gc=False):
    """A name that is written longer than it is compared, each accent being a letter of its own."""

    length: int

    @property
    def end(self) -> int:
        return self.start + self.length


def named(start: int, end: int, text: str) -> Name:
    """The name that is written there; `text` is how it is compared."""
    return Name(start, text) if end - start == len(text) else Spelling(start, text, end - start)


class Piece(Node, frozen=True, gc=False):
    """What does not tell by itself where it ends."""

    end: int


class Quantity(Piece, frozen=True, gc=False):
    """A number with or without a unit or ratio, as written: `5`, `-30`, `1.5s`, `16:9`, `720p`, `2x`, `24fps`, `$4.50`."""

    text: str


class String(Piece, frozen=True, gc=False):
    """A quoted text. `raw` is what stands between the quotes; syntax.strings decodes it and maps places back."""

    raw: str
    block: bool


class Member(Piece, frozen=True, gc=False):
    """The `.last_frame` of `opening.last_frame`; the place is the name without its dot."""

    name: str


class Index(Piece, frozen=True, gc=False):
    """The `["Rome"]` of `postcard["Rome"]`; the place includes the brackets."""

    value: "Value"


class Reference(Piece, frozen=True, gc=False):
    """A name and what follows it: `opening`, `auto`, `opening.last_frame`, `postcard["Rome"].first_frame`."""

    name: str
    steps: tuple[Member | Index, ...] = ()


class Argument(Piece, frozen=True, gc=False):
    """A value handed to a call, named (`in = 0.5s`) or by position (`name` is None)."""

    name: Name | None
    value: "Value"


class Call(Piece, frozen=True, gc=False):
    """`image("refs/marco.png")`, `opening.frame(2.5s)`, `clip(opening, in = 0.5s)`."""

    function: "Reference | Selection"
    arguments: tuple[Argument, ...]


class Selection(Piece, frozen=True, gc=False):
    """What is taken of something made on the spot: `video("plate.mp4").last_frame`; at least one step."""

    of: Call
    steps: tuple[Member | Index, ...]


class List(Piece, frozen=True, gc=False):
    items: tuple["Value", ...]


Value = Quantity | String | Reference | Call | Selection | List


class Attribute(Piece, frozen=True, gc=False):
    """`duration = 5s`."""

    name: Name
    value: Value


class Definition(Piece, frozen=True, gc=False):
    """`param light = "golden hour"` or `let cities = [...]`; `keyword` is the word as written."""

    keyword: Name
    name: Name
    value: Value


class Import(Piece, frozen=True, gc=False):
    """`import "cast.vg"` or `import "cast.vg" as cast`."""

    path: String
    alias: Name | None


class Loop(Piece, frozen=True, gc=False):
    """The `[city in cities]` of a shot made once for each value."""

    variable: Name
    values: Value


class Block(Piece, frozen=True, gc=False):
    """`shot opening { ... }`: a keyword as written, a name (`options` blocks have none), perhaps a loop, and items."""

    keyword: Name
    name: Name | None
    loop: Loop | None
    items: tuple["Item", ...]

    @property
    def attributes(self) -> Iterator[Attribute]:
        return (item for item in self.items if isinstance(item, Attribute))

    def attribute(self, name: str) -> Attribute | None:
        """What the block itself says for it, the first time that it does."""
        return next((each for each in self.attributes if each.name.text == name), None)


Item = Attribute | Definition | Import | Block


class File(msgspec.Struct, frozen=True):
    """All items of one scene file, in the order of the text; what could not be read is left out and reported."""

    source: Source
    items: tuple[Item, ...]
