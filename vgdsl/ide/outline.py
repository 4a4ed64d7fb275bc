"""The outline of a text: what can be folded, and what a selection grows to. Knows the tree and comments, no meaning."""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum

import msgspec

from vgdsl.ide.cursor.around import parts, within
from vgdsl.ide.view import View
from vgdsl.source import Source, Span
from vgdsl.syntax import tree

COMMENTS = re.compile(r"^[ \t]*#[^\n]*(?:\n[ \t]*#[^\n]*)+", re.MULTILINE)
"""Two or more lines of nothing but comments."""

WORD = re.compile(r"\w+")


class FoldKind(StrEnum):
    REGION = "region"
    COMMENT = "comment"
    IMPORTS = "imports"


class Fold(msgspec.Struct, frozen=True):
    """From the line that stays to the last one that is hidden; the line of a closing bracket stays as well."""

    span: Span
    kind: FoldKind = FoldKind.REGION


def folds(view: View) -> tuple[Fold, ...]:
    """All that spans several lines: blocks, lists, calls, texts, comments, and the imports on top."""
    module = view.module
    if module is None:
        return ()
    nodes = [node for item in module.items for node in within(item)]
    shapes = (node for node in nodes if isinstance(node, tree.Block | tree.List | tree.Call | tree.String))
    found = [Fold(_hidden(module.source, node)) for node in shapes]
    found += _comments(module.source, [node for node in nodes if isinstance(node, tree.String)])
    imports = [item for item in module.items if isinstance(item, tree.Import)]
    if len(imports) > 1:
        found.append(Fold(Span(module.source, imports[0].start, imports[-1].end), FoldKind.IMPORTS))
    several = (fold for fold in found if "\n" in fold.span.text)
    return tuple(sorted(several, key=lambda fold: (fold.span.start, -fold.span.end)))


def selections(view: View, offset: int) -> tuple[Span, ...]:
    """What is around a place, each within the next: a word, a text, a value, an attribute, a block, the whole file."""
    module = view.module
    if module is None:
        return ()
    source = module.source
    whole = Span(source, 0, len(source.text))
    around = [whole, *(span for item in module.items for span in _around(source, item, offset))]
    around += _word(around[-1], offset)
    found: list[Span] = []
    for span in reversed(around):
        if not found or (span.start, span.end) != (found[-1].start, found[-1].end):
            found.append(span)
    return tuple(found)


def _around(source: Source, node: tree.Node, offset: int) -> Iterator[Span]:
    """The node and those in it that a place stands in, the outermost first."""
    if not node.start <= offset <= node.end:
        return
    yield node.span(source)
    if isinstance(node, tree.String):
        quotes = 3 if node.block else 1
        if node.start + quotes <= offset <= node.end - quotes:
            yield Span(source, node.start + quotes, node.end - quotes)
    inner = [spans for part in parts(node) if (spans := list(_around(source, part, offset)))]
    yield from inner[-1] if inner else ()  # between two that touch, the one that begins here


def _word(inside: Span, offset: int) -> Iterator[Span]:
    source, text = inside.source, inside.source.text
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    for word in WORD.finditer(text, start, end if end >= 0 else len(text)):
        fits = inside.start <= word.start() and word.end() <= inside.end
        if fits and word.start() <= offset <= word.end():
            yield Span(source, *word.span())
            return


def _hidden(source: Source, node: tree.Node) -> Span:
    """A node up to its last line but the one that only closes it."""
    line = source.text.rfind("\n", node.start, node.end)
    closes = line >= 0 and not source.text[line : node.end].strip().strip('}])"')
    end = line if closes else node.end
    if closes and source.text.startswith("\r", end - 1):
        end -= 1
    return Span(source, node.start, end)


def _comments(source: Source, strings: Iterable[tree.String]) -> list[Fold]:
    """Comments that stand together; what looks like one within a text is none."""
    texts = [(string.start, string.end) for string in strings if "\n" in string.raw]
    found = (match.span() for match in COMMENTS.finditer(source.text))
    return [
        Fold(Span(source, start, end), FoldKind.COMMENT)
        for start, end in found
        if not any(first <= start < last for first, last in texts)
    ]
