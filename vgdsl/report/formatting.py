"""What `vgdsl fmt` did or would do, for people and for programs. Draws only."""

import json
import shlex
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from vgdsl.diagnostics import Diagnostic
from vgdsl.format.layout import Layout
from vgdsl.report.diff import painted, unified
from vgdsl.report.messages import PLAIN, Style
from vgdsl.report.wording import WORDING
from vgdsl.source import Source, Span


class Fate(msgspec.Struct, frozen=True):
    """What became of one file: its layout, none where it could not be read; why not, or why it could not be written."""

    source: Source
    layout: Layout | None = None
    trouble: str = ""
    written: bool = False

    @property
    def changes(self) -> bool:
        return self.layout is not None and self.layout.text != self.source.text

    @property
    def is_done(self) -> bool:
        """Whether all of it is laid out, and kept if that was wanted."""
        return not self.trouble and self.layout is not None and not self.layout.left


def why(diagnostic: Diagnostic) -> str:
    """Why a file cannot be read, on one line."""
    wording = WORDING[diagnostic.code]
    return "; ".join([wording.titled(diagnostic.facts), *wording.helped(diagnostic.facts)])


def text(fates: Sequence[Fate], style: Style = PLAIN, *, check: bool, diff: bool) -> str:
    """What is said on standard output: the diffs, or the files that change and how many there are."""
    changed = [fate for fate in fates if fate.changes and not fate.trouble]
    if diff:
        return "".join(painted(_diff(fate), style) or _ends(fate) for fate in changed)
    verb = "would change" if check else "formatted"
    lines = [f"{verb} {style.bold}{fate.source.name}{style.reset}\n" for fate in changed]
    return "".join([*lines, _sum(fates, check=check)])


def troubles(fates: Iterable[Fate], style: Style = PLAIN) -> Iterator[str]:
    """What is said on standard error, line by line: files that could not be read or written, and lines that were left."""
    for fate in fates:
        name = fate.source.name
        if fate.trouble:
            yield f"{style.error}error{style.reset}: {fate.trouble}"
        elif fate.layout is not None and fate.layout.left:
            lines = ", ".join(map(_lines, fate.layout.left))
            plural = "s" * (len(fate.layout.left) > 1 or "-" in lines)
            yield (
                f"{style.warning}left alone{style.reset}: {name}, line{plural} {lines}: not understood;"
                f" `vgdsl check {shlex.quote(name)}` says why"
            )


def as_json(fates: Iterable[Fate], *, diff: bool) -> str:
    """`file changed written left trouble` of each file, and its `diff` where it is asked for."""
    files = [
        {
            "file": fate.source.name,
            "changed": fate.changes,
            "written": fate.written,
            "left": [_place(span) for span in (fate.layout.left if fate.layout else ())],
            "trouble": fate.trouble or None,
            **({"diff": _diff(fate)} if diff else {}),
        }
        for fate in fates
    ]
    return json.dumps({"files": files}, ensure_ascii=False, indent=2)


def _sum(fates: Sequence[Fate], *, check: bool) -> str:
    """What all of it comes to; nothing where one file's own line says it."""
    read = [fate for fate in fates if not fate.trouble]
    changed, right = sum(fate.changes for fate in read), [fate for fate in read if fate.is_done]
    if not fates:
        return "no scene file there\n"
    if changed and len(read) > 1:
        return f"{changed} of {_files(read)} {'would change' if check else 'formatted'}\n"
    return f"{_files(right)} in order\n" if right and not changed else ""


def _files(fates: Sequence[Fate]) -> str:
    return f"{len(fates)} file{'s' * (len(fates) != 1)}"


def _diff(fate: Fate) -> str:
    return unified(fate.source.name, fate.source.text, fate.layout.text) if fate.layout else ""


def _ends(fate: Fate) -> str:
    """Of a change that a diff does not show."""
    return f"{fate.source.name}: only how its lines end\n"


def _lines(span: Span) -> str:
    first, last = _place(span).values()
    return str(first) if first == last else f"{first}-{last}"


def _place(span: Span) -> dict[str, int]:
    last = max(span.start, span.end - 1)
    return {"line": span.position.line, "end_line": span.source.position(last).line}
