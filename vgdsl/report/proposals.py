"""What a provider proposes in place of what it refused: as a change of the scene file, or as two texts. Draws only."""

import difflib
from collections.abc import Iterator

from vgdsl.edit.proposal import Impossible, Proposal
from vgdsl.edit.trial import edited
from vgdsl.report.messages import PLAIN, Style, draw
from vgdsl.report.problems import problem

_WORDS = {"prompt": "another prompt", "model": "another model"}


def diff(proposal: Proposal) -> str:
    """A unified diff of the scene file, ending with a line break."""
    source = proposal.edit.span.source
    before, after = source.text, edited(source.text, [proposal.edit])
    lines = difflib.unified_diff(_lines(before), _lines(after), source.name, source.name)
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )


def proposal_text(found: Proposal | Impossible, style: Style = PLAIN) -> str:
    """Several lines on one proposal, ending with a line break."""
    if isinstance(found, Proposal):
        lines = [_painted(line, style) for line in diff(found).splitlines()]
        return "\n".join([f"{_WORDS[found.kind]} is proposed:", "", *lines, ""])
    return "\n".join(
        [
            f"{_WORDS[found.kind]} is proposed, and cannot be put into the file: {found.why}",
            *_why(found, style),
            "",
        ]
    )


def as_json(found: Proposal | Impossible, *, written: bool) -> dict[str, object]:
    """One proposal as values: `kind before after`, and the `file diff written` of an edit, or `why errors others`."""
    said: dict[str, object] = {"kind": found.kind, "before": found.before, "after": found.after}
    if isinstance(found, Proposal):
        return {**said, "file": found.edit.span.source.name, "diff": diff(found), "written": written}
    return {
        **said,
        "why": found.why,
        "errors": [problem(each) for each in found.errors],
        "others": list(found.others),
    }


def _why(found: Impossible, style: Style) -> Iterator[str]:
    if found.others:
        yield f"  they are: {', '.join(found.others)}"
    for error in found.errors:
        yield ""
        yield draw(error, style)
    yield ""
    yield from _block("it says now", found.before)
    yield from _block("proposed", found.after)


def _block(head: str, text: str) -> Iterator[str]:
    yield f"  {head}:"
    yield from (f"    {line}".rstrip() for line in text.splitlines() or [""])


def _lines(text: str) -> list[str]:
    """The lines of a text with line feeds alone: a diff for people does not show how a file ends its lines."""
    return text.replace("\r\n", "\n").splitlines(keepends=True)


def _painted(line: str, style: Style) -> str:
    paint = {"-": style.error, "+": style.help, "@": style.note}.get(line[:1], "")
    return f"{paint}{line}{style.reset}" if paint else line
