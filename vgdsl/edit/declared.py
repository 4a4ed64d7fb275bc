"""Finds what a scene file declares, and writes into it: attributes set and taken away, declarations added. Knows no meaning.

Every change is one edit of the text, which leaves everything beside it as it is; how it is laid out comes after.
An address is a name, `opening`, or a keyword and a name, `scene:harbor`; `film` is the film, whatever its name.
"""

from collections.abc import Iterable, Iterator, Sequence

from vgdsl.check.declarations import APART
from vgdsl.diagnostics import Edit
from vgdsl.edit.places import items_within
from vgdsl.format.gaps import gap
from vgdsl.source import Source, Span
from vgdsl.syntax import lexer, tree

Declared = tree.Block | tree.Definition


def found(items: Iterable[tree.Item], address: str) -> Declared:
    """The declaration at an address. Raises KeyError."""
    keyword, colon, name = address.rpartition(":")
    named = [each for each in items_within(items) if isinstance(each, Declared) and each.name is not None]
    if not colon:
        named.sort(key=lambda each: each.keyword.text in APART)  # stable: others first
    for each in named:
        if each.name is not None and each.name.text == name and (not colon or each.keyword.text == keyword):
            return each
    film = next((each for each in named if each.keyword.text == address == "film"), None)
    if film is None:
        raise KeyError(address)
    return film


def attribute(block: tree.Block, path: str) -> tree.Attribute | None:
    """An attribute of a block; `options.seed` is one of the block `options` in it."""
    *blocks, name = path.split(".")
    for each in blocks:
        inner = _inner(block, each)
        if inner is None:
            return None
        block = inner
    return block.attribute(name)


def part(block: tree.Block, path: str) -> tree.Attribute | tree.Block | None:
    """An attribute of a block, or a block in it that has no name."""
    return attribute(block, path) or _inner(block, path)


def set_value(source: Source, declared: Declared, path: str, value: str) -> Edit:
    """An attribute, or with no path the value of a `let` or `param`, says something else; where it is not there, it is added."""
    if isinstance(declared, tree.Definition):
        return Edit(declared.value.span(source), value)
    there = attribute(declared, path)
    if there is not None:
        return Edit(there.value.span(source), value)
    return _new(source, declared, path, value)


def taken_out(source: Source, item: tree.Item) -> Edit:
    """An item goes, with the comment at the end of its line; those above it stay."""
    text = source.text
    start = len(text[: item.start].rstrip(" \t"))
    stop = gap(text, item.end, lexer.skip(text, item.end)).stop
    is_alone = text[start - 1 : start] in {"", "\n"}
    if is_alone and text[stop : stop + 1] in {"", "\n", "\r"}:
        start -= start > 0
        start -= text[start - 1 : start] == "\r"
    return Edit(Span(source, start, stop), "")


def added(
    source: Source, items: tuple[tree.Item, ...], within: tree.Block | None, text: str, keyword: str
) -> Edit:
    """A declaration, behind the last of its kind, or behind everything."""
    siblings = within.items if within else items
    kin = [each for each in siblings if isinstance(each, Declared) and each.keyword.text == keyword]
    place = _behind(source, kin or siblings, within)
    ends = 1 if kin and isinstance(kin[-1], tree.Definition) else 2
    return _lines(source, place, text, ends if place else 0)


def _new(source: Source, block: tree.Block, path: str, value: str) -> Edit:
    """An attribute that is not there yet, behind the others, in a block of its own where the path leads there."""
    first, _, rest = path.partition(".")
    inner = _inner(block, first) if rest else None
    if inner is not None:
        return _new(source, inner, rest, value)
    *blocks, name = path.split(".")
    text = f"{name} = {value}"
    for each in reversed(blocks):
        text = f"{each} {{ {text} }}"
    place = _behind(source, block.items if blocks else list(block.attributes), block)
    return _lines(source, place, text, 1)


def _lines(source: Source, place: int, text: str, ends: int) -> Edit:
    """Lines of their own at a place, so many line ends below it."""
    end = source.line_end
    is_last = not source.text[place:].partition("\n")[0].strip()
    return Edit(Span(source, place, place), f"{end * ends}{text}{'' if is_last else end}")


def _inner(block: tree.Block, keyword: str) -> tree.Block | None:
    inner = (each for each in block.items if isinstance(each, tree.Block) and each.name is None)
    return next((each for each in inner if each.keyword.text == keyword), None)


def _behind(source: Source, items: Sequence[tree.Item], block: tree.Block | None) -> int:
    """Behind the last of these items of a block or file, or where its first would stand; and behind the comment there."""
    text = source.text
    if not items and block is None:
        return len(text.rstrip())
    start = items[-1].end if items or block is None else next(_braces(text, block.start))
    return gap(text, start, lexer.skip(text, start)).stop


def _braces(text: str, start: int) -> Iterator[int]:
    for token in lexer.pattern().finditer(text, start):
        if token[token.lastindex or 0] == "{":
            yield token.end(token.lastindex or 0)
