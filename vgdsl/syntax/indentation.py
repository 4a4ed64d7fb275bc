"""Whether a right text is indented as its blocks are nested. Knows tokens and lines; knows no rule of the grammar.

Where a text lacks a brace, its indentation tells which (see braces). A text for which this holds is one in which no brace
would be doubted because of a mistake elsewhere.
"""

from vgdsl.syntax import lexer
from vgdsl.syntax.grammar import tables


def nested(text: str) -> bool:
    """Whether in each block all lines are further in than its first, and the brace that ends it, if it begins a line, is not."""
    opening, closing = (tables().terminals.index(name) for name in ("LBRACE", "RBRACE"))
    heads: list[int] = []
    indent = before = 0
    for token in lexer.pattern().finditer(text, lexer.first(text)):
        kind = token.lastindex or 0
        at, end = token.span(kind)
        line = text.rfind("\n", before, at)
        if line >= 0 or not before:
            indent = at - line - 1 if line >= 0 else at
            if heads and (indent != heads[-1] if kind == closing else indent <= heads[-1]):
                return False
        if kind == opening:
            heads.append(indent)
        elif kind == closing and heads:
            heads.pop()
        before = end
    return True
