"""What a change of a text does, in a line: the title of a quick fix. Knows no mistake and no format."""

from collections.abc import Sequence

from vgdsl.diagnostics import Edit

LONGEST = 40
"""Characters of a text that a title quotes."""


def title(edits: Sequence[Edit]) -> str:
    """`Change \\`duraton\\` to \\`duration\\``; of several changes, what they change, or else what they add."""
    if len(edits) > 1:
        changed = [edit.span.text for edit in edits if edit.span.text.strip()]
        words, texts = ("Change", changed) if changed else ("Add", [edit.text for edit in edits])
        return f"{words} {', '.join(map(_quoted, texts))}"
    edit = edits[0]
    if not edit.span.text.strip():
        return f"Add {_quoted(edit.text)}"
    if not edit.text:
        return f"Remove {_quoted(edit.span.text)}"
    return f"Change {_quoted(edit.span.text)} to {_quoted(edit.text)}"


def _quoted(text: str) -> str:
    """A text as a title can show it: on one line, and not too long."""
    line = " ".join(text.split())
    return f"`{line}`" if len(line) <= LONGEST else f"`{line[: LONGEST - 1]}…`"
