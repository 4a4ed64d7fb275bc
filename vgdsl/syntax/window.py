"""Which part of a changed text has to be read again. Knows the tree of the text before; reads nothing.

The part consists of whole items: of the file, or of one block of it. There is one more of them on either side, which did
not change, wherever the text goes on there; it begins a line, because mending a mistake looks as far as the next line.
All else is blanked, but the head and the end of a block around.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import msgspec

from vgdsl.syntax import lexer, tree
from vgdsl.syntax.indentation import leads

Items = tuple[tree.Item, ...]


class Window(msgspec.Struct, frozen=True):
    """The old items `first` to `last` of `items` are read again: what is from `start` to `end` of the new text.

    What comes after moves `by` so many characters. `number` is that of the block whose items they are, among those of the
    file; None where they are the file's own. `text` is what is to be read.
    """

    number: int | None
    items: Items
    first: int
    last: int
    start: int
    end: int
    by: int
    text: str

    @property
    def begins(self) -> bool:
        """Whether nothing is kept of what comes before it."""
        return not self.first

    @property
    def ends(self) -> bool:
        """Whether nothing is kept of what comes after it."""
        return self.last == len(self.items)


class _Change(msgspec.Struct, frozen=True):
    """What is different: the old characters from `head` to `until`, and how many more or less there are of them now."""

    old: str
    new: str
    head: int
    until: int

    @property
    def by(self) -> int:
        return len(self.new) - len(self.old)


def window(items: Items, old: str, new: str) -> Window:
    """The part around all that differs between two texts, of which the first was read as these items."""
    head = _alike(old, new)
    tail = min(_alike_at_the_end(old, new), min(len(old), len(new)) - head)
    change = _Change(old, new, head, len(old) - tail)
    return _inside(items, change) or _among(items, change)


def _inside(items: Items, change: _Change) -> Window | None:
    """The part within one block; None where more than that changed, or something at the end of the block."""
    number = bisect_left(items, change.head, key=lambda item: item.start) - 1
    block = items[number] if number >= 0 else None
    if not isinstance(block, tree.Block) or not leads(change.old, block.start):
        return None
    brace = lexer.skip(change.old, (block.loop or block.name or block.keyword).end)
    whole = change.old.startswith("{", brace) and change.old.startswith("}", block.end - 1)
    if not whole or not brace < change.head <= change.until < block.end:
        return None
    first, last = _chosen(block.items, change)
    if last == len(block.items):
        return None
    start = block.items[first].start if first else brace + 1
    end, closing = block.items[last - 1].end + change.by, block.end - 1 + change.by
    new = change.new
    text = (
        f"{_blank(new, 0, block.start)}{new[block.start : brace + 1]}{_blank(new, brace + 1, start)}"
        f"{new[start:end]}{_blank(new, end, closing)}}}"
    )
    return Window(number, block.items, first, last, start, end, change.by, text)


def _among(items: Items, change: _Change) -> Window:
    """The part of the file."""
    first, last = _chosen(items, change)
    start = items[first].start if first else 0
    end = items[last - 1].end + change.by if last < len(items) else len(change.new)
    text = _blank(change.new, 0, start) + change.new[start:end]
    return Window(None, items, first, last, start, end, change.by, text)


def _chosen(items: Sequence[tree.Item], change: _Change) -> tuple[int, int]:
    """The items around a change, and one more on either side."""
    first = bisect_left(items, change.head, key=lambda item: item.end) - 1
    after = bisect_right(items, change.until, key=lambda item: item.start)
    while first > 0 and not leads(change.old, items[first].start):
        first -= 1
    while after < len(items) and not leads(change.old, items[after].start):
        after += 1
    return max(0, first), min(after + 1, len(items))


def _alike(a: str, b: str) -> int:
    """How many characters two texts have in common at their start."""
    low, high = 0, min(len(a), len(b))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if a[low:middle] == b[low:middle] else (low, middle - 1)
    return low


def _alike_at_the_end(a: str, b: str) -> int:
    low, high = 0, min(len(a), len(b))
    while low < high:
        middle = (low + high + 1) // 2
        same = a[len(a) - middle : len(a) - low] == b[len(b) - middle : len(b) - low]
        low, high = (middle, high) if same else (low, middle - 1)
    return low


def _blank(text: str, start: int, end: int) -> str:
    """White space in place of a text; where its last line begins, this one begins a line: there a token leads."""
    line = text.rfind("\n", start, end) + 1
    return " " * (line - 1 - start) + "\n" + " " * (end - line) if line else " " * (end - start)
