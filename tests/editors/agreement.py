"""The law that all highlighters are held to: what they say of a character is what vgdsl says of it."""

import re

from roles import UNREAD, roles, tokens

from vgdsl.source import Source, Span
from vgdsl.syntax.grammar import tables
from vgdsl.syntax.parser import parse

ALSO = {
    "name": {"reference", "attribute"},  # of what no declaration is known by
    "escape": {"template string"},
    "template": {"template word"},  # `raw` stands in the token that opens it
}
"""What else may be said of a character of a role."""

PLAIN = {"string", "comment", "quantity"}
"""What can be told without the grammar, also of a broken text."""

HEAD = re.compile(
    r"^ *(?:shot|transition|upscale|cut|scene|film|element|location|style|profile) \w+.*\{$", re.MULTILINE
)

Kinds = dict[int, set[str]]
"""What a highlighter's colour of each character may stand for, in the words of `roles`."""

CODE = {"attribute", "reference", "keyword", "clip name", "thing name", "member", "call", "name", "other"}

NOTHING = {"nothing"}


def disagreements(text: str, got: Kinds) -> list[tuple[str, str, set[str]]]:
    """The place, what vgdsl says and what the highlighter says, character by character."""
    source = Source("film.vg", text)
    return [
        (f"{source.position(at)}: {text[max(0, at - 12) : at + 12]!r}", role, said)
        for at, role in roles(text).items()
        if role != UNREAD and not {role, *ALSO.get(role, ())} & (said := got.get(at, NOTHING))
    ]


def strays(text: str, got: Kinds) -> list[tuple[str, str, set[str]]]:
    """The same of a broken text: texts, comments and quantities, everywhere but in the lines of a mistake.

    Nothing of a text with a block text that is never closed, which has a law of its own.
    """
    source = Source("film.vg", text)
    found = parse(source).diagnostics
    trouble = {
        line
        for each in found
        for span in (each.span, *(edit.span for edit in each.edits))
        for line in range(source.position(span.start).line, source.position(span.end).line + 1)
    }
    if "VG109" in {each.code for each in found}:
        return []
    return [
        (text[at : at + 12], role, got.get(at, NOTHING))
        for at, role in roles(text).items()
        if role in PLAIN
        and source.position(at).line not in trouble
        and not _plain(got.get(at, NOTHING), role)
    ]


def plain_disagreements(text: str, got: Kinds) -> list[tuple[str, str, set[str]]]:
    """Where a text, a comment or a quantity is not said to be one, or something else is."""
    return [
        (text[at : at + 12], role, said)
        for at, role in roles(text).items()
        for said in [got.get(at, NOTHING)]
        if (not _plain(said, role) if role in PLAIN else role in CODE and said & PLAIN)
    ]


def _plain(said: set[str], role: str) -> bool:
    """Whether something is said to be of that role; what stands in a text is text, if nothing better is known of it."""
    inside = role == "string" and any(
        each in {"escape", "mention"} or each.startswith("template") for each in said
    )
    return inside or role in said


def block_texts(text: str) -> list[Span]:
    source = Source("film.vg", text)
    block = tables().terminals.index("BLOCK_STRING")
    return [Span(source, piece.at, piece.stop) for piece in tokens(source) if piece.lastindex == block]


def unclosed(text: str) -> list[tuple[str, int]]:
    """The text without the closing quotes of one of its block texts, and where the next declaration begins."""
    return [
        (f"{text[: span.end - 3]}   {text[span.end :]}", head.start())
        for span in block_texts(text)
        if (head := HEAD.search(text, span.end))
    ]
