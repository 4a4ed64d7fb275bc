"""Whether a right text is indented as its blocks are nested. Knows tokens and lines; knows no rule of the grammar.

Where a text lacks a brace, its indentation tells which (see braces). Where this holds, no brace would be doubted because
of a mistake elsewhere.
"""

from vgdsl.syntax import lexer
from vgdsl.syntax.grammar import tables


def nested(text: str, start: int, end: int, within: int = -1) -> bool:
    """Whether in each block between two places, the first of which begins a line, and in one around them that is indented so
    far, all lines are further in than its first, and the brace that ends it is not, if it begins a line.
    """
    opening, closing = (tables().terminals.index(name) for name in ("LBRACE", "RBRACE"))
    heads = [within]
    before, indent = start, 0
    for token in lexer.pattern().finditer(text, start, end):
        kind = token.lastindex or 0
        at, stop = token.span(kind)
        line = text.rfind("\n", before, at)
        if line >= 0 or at == start:
            indent = at - text.rfind("\n", 0, at) - 1
            if indent != heads[-1] if kind == closing else indent <= heads[-1]:
                return False
        if kind == opening:
            heads.append(indent)
        elif kind == closing and len(heads) > 1:
            heads.pop()
        before = stop
    return True


def indented(text: str, at: int) -> int:
    """How many characters stand before a place in its line."""
    return at - text.rfind("\n", 0, at) - 1


def leads(text: str, at: int) -> bool:
    """Whether nothing stands before a place in its line."""
    return not text[text.rfind("\n", 0, at) + 1 : at].strip()
