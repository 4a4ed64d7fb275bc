"""Changes of the project's scene files that belong together. Knows no protocol, and makes none of them."""

from collections.abc import Iterable, Mapping

import msgspec

from vgdsl.check.passes import Analysis
from vgdsl.diagnostics import Edit, edited
from vgdsl.source import Span


class Change(msgspec.Struct, frozen=True):
    """What stands in `span` of a file becomes `text`. Changes of one answer do not touch each other."""

    file: str
    span: Span
    text: str


class Refusal(msgspec.Struct, frozen=True):
    """Why something is not done, in one sentence for the author."""

    sentence: str


class Changed(msgspec.Struct, frozen=True):
    """Changes, and what they cost.

    `remade` are the nodes whose clips would be made again: none, but where a name gets into a request. `held` are nodes on
    hold that get another name. A clip is found by its request, under any name, but the clip that a hold keeps although the
    request is another one by now is found by the node's name, and would be made again too.
    """

    changes: tuple[Change, ...]
    remade: tuple[str, ...] = ()
    held: tuple[str, ...] = ()


def changed(texts: Mapping[str, str], changes: Iterable[Change]) -> dict[str, str]:
    """The texts by file, with the changes made."""
    by_file: dict[str, list[Edit]] = {}
    for one in changes:
        by_file.setdefault(one.file, []).append(Edit(one.span, one.text))
    return {**texts, **{file: edited(texts[file], edits) for file, edits in by_file.items()}}


def texts(analysis: Analysis) -> dict[str, str]:
    """The texts of a film, by file."""
    return {module.path: module.source.text for module in analysis.modules}


class Shift:
    """Where a place of a text is after changes."""

    def __init__(self, changes: Iterable[Change]) -> None:
        self._changes: dict[str, list[tuple[int, int]]] = {}
        for one in sorted(changes, key=lambda change: change.span.start):
            grown = len(one.text) - (one.span.end - one.span.start)
            self._changes.setdefault(one.file, []).append((one.span.start, grown))

    def __call__(self, file: str, offset: int) -> tuple[str, int]:
        """The place of what is not within a change, or begins with one."""
        return file, offset + sum(grown for start, grown in self._changes.get(file, ()) if start < offset)
