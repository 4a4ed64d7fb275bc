"""Runs the templates of a text, the simple ones itself. Knows no tree, no scope and no places.

Most templates are no more than `{{ name }}` or `{{ film.title }}`: those are read here by one expression, to the very
same result as by jinja2, which is not even loaded. All others go to templates.py.
"""

import functools
import re

import msgspec

from vgdsl.check.records import LONGEST, Lookup, Record, TemplateError, shown

_SIMPLE = re.compile(r"\{\{[ \t]*([^\W\d]\w*)(?:\.([^\W\d]\w*))?[ \t]*\}\}")
_OPENERS = ("{{", "{%", "{#")
_WORDS = frozenset(
    [
        "true",
        "false",
        "none",
        "True",
        "False",
        "None",
        "and",
        "or",
        "not",
        "in",
        "is",
        "if",
        "else",
        "loop",
        "self",
        "super",
        "caller",
        "varargs",
        "kwargs",
        "range",
    ]
)


class _Pieces(msgspec.Struct, frozen=True):
    """A simple template: texts, and between them names with an attribute or ""."""

    texts: tuple[str, ...]
    names: tuple[tuple[str, str], ...]


def has_template(text: str) -> bool:
    return "{" in text and any(opener in text for opener in _OPENERS)


def render(text: str, lookup: Lookup) -> str:
    """The text with its template run. Raises TemplateError."""
    pieces = _pieces(text)
    quick = None if pieces is None else _fill(pieces, lookup)
    return quick if quick is not None else render_full(text, lookup)


@functools.lru_cache(maxsize=512)
def _pieces(text: str) -> _Pieces | None:
    """The text cut at its `{{ name }}`s, or None where there is more to it."""
    parts = _SIMPLE.split(text)
    texts, names = (
        tuple(parts[0::3]),
        tuple((n, a or "") for n, a in zip(parts[1::3], parts[2::3], strict=True)),
    )
    if "\r" in text or any(n in _WORDS for n, _ in names):
        return None
    if any(opener in piece for piece in texts for opener in _OPENERS):
        return None
    return None if any(piece.endswith("{") for piece in texts[:-1]) else _Pieces(texts, names)


def _fill(pieces: _Pieces, lookup: Lookup) -> str | None:
    built = [pieces.texts[0]]
    for (name, attribute), text in zip(pieces.names, pieces.texts[1:], strict=True):
        value = lookup(name)
        if value is None:
            raise TemplateError("unknown", name=name)
        if isinstance(value, Record):
            if not attribute:
                return None
            record, value = value, value.get(attribute)
            if value is None:
                raise TemplateError("unknown", name=attribute, of=record)
            if isinstance(value, Record):
                return None
        elif attribute:
            return None
        built += (shown(value), text)
    whole = "".join(built)
    return whole if len(whole) <= LONGEST else None


def render_full(text: str, lookup: Lookup) -> str:
    """The same by jinja2, for every template. Raises TemplateError."""
    from vgdsl.check.templates import compiled  # noqa: PLC0415 - jinja2 costs a tenth of a second

    return compiled(text)(lookup)
