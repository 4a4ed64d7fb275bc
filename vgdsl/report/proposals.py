"""What a provider proposes in place of what it refused: as a change of the scene file, or as two texts. Draws only."""

from collections.abc import Iterator

from vgdsl.diagnostics import edited
from vgdsl.edit.proposal import Impossible, Proposal
from vgdsl.report.diff import painted, unified
from vgdsl.report.messages import PLAIN, Style, draw
from vgdsl.report.problems import problem

_WORDS = {"prompt": "another prompt", "model": "another model"}


def diff(proposal: Proposal) -> str:
    """A unified diff of the scene file, ending with a line break."""
    source = proposal.edit.span.source
    return unified(source.name, source.text, edited(source.text, [proposal.edit]))


def proposal_text(found: Proposal | Impossible, style: Style = PLAIN) -> str:
    """Several lines on one proposal, ending with a line break."""
    if isinstance(found, Proposal):
        return f"{_WORDS[found.kind]} is proposed:\n\n{painted(diff(found), style)}"
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
