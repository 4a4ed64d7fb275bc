"""Takes the best suggestion of a message blindly, as somebody in a hurry does. Knows no code."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from answers import answer

from vgdsl.diagnostics import Diagnostic, Edit


class Outcome(NamedTuple):
    """A message of a text; whether it had a suggestion, and whether the text without the mistake came of it."""

    code: str
    offered: bool
    mended: bool


def applied(files: Mapping[str, str], edits: Iterable[Edit]) -> dict[str, str]:
    """The files with all edits of one message, which belong together."""
    texts = dict(files)
    for edit in sorted(edits, key=lambda one: (one.span.start, one.span.end), reverse=True):
        name, start, end = edit.span.source.name, edit.span.start, edit.span.end
        texts[name] = texts[name][:start] + edit.text + texts[name][end:]
    return texts


def outcomes(files: Mapping[str, str]) -> list[Outcome]:
    """Each message of a scene, and what becomes of it where its edits alone are made.

    It is mended where the same code is told once less, and no message of another code has come in its place.
    """
    found = answer(files).diagnostics
    return [
        Outcome(one.code, bool(one.edits), bool(one.edits) and _helps(files, found, one)) for one in found
    ]


def _helps(files: Mapping[str, str], found: tuple[Diagnostic, ...], one: Diagnostic) -> bool:
    after = answer(applied(files, one.edits)).diagnostics
    codes = [each.code for each in after]
    before = [each.code for each in found]
    fewer = codes.count(one.code) < before.count(one.code)
    syntax = [code for code in codes if code.startswith("VG1")]
    return fewer and len(syntax) <= sum(code.startswith("VG1") for code in before) - one.code.startswith(
        "VG1"
    )
