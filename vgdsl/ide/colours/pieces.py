"""The pieces of a quoted text that have a colour of their own: escapes, and what stands in templates. Knows no names."""

from collections.abc import Iterator
from functools import lru_cache

from vgdsl.check.placeholders import has_template
from vgdsl.check.template_tokens import Sort, tokens
from vgdsl.ide.colours.kinds import IN_TEMPLATE, Colour
from vgdsl.ide.names.literals import Literal
from vgdsl.source import Source
from vgdsl.syntax import strings, tree

Inner = tuple[int, int, Colour | None]
"""From where to where in the raw text; a name, which has no colour of its own, as None."""

_WORDS = frozenset({"film", "scene", "shot", "loop", "range"})


@lru_cache(maxsize=2048)
def text_pieces(raw: str, block: bool) -> tuple[Inner, ...]:
    """In their order. Kept, for at each key press all texts but one are what they were."""
    if "{" not in raw and "\\" not in raw:
        return ()
    return tuple(sorted((*_escapes(raw), *_templates(raw, block)), key=lambda piece: piece[0]))


def _escapes(raw: str) -> Iterator[Inner]:
    for escape in strings.ESCAPE.finditer(raw):
        width = strings.width(raw, escape.start())
        if width > 1:
            yield escape.start(), escape.start() + width, Colour.ESCAPE


def _templates(raw: str, block: bool) -> Iterator[Inner]:
    quotes = '"""' if block else '"'
    literal = Literal(tree.String(0, 0, raw, block), Source("", quotes))
    if not has_template(literal.text):
        return
    for token in tokens(literal.text):
        start, end = literal.place(token.start, token.end)
        colour = IN_TEMPLATE.get(token.sort)
        if token.sort is Sort.NAME and token.text in _WORDS:
            colour = Colour.WORD
        if colour is not None or token.sort is Sort.NAME:
            yield start - len(quotes), end - len(quotes), colour
