"""Leaves out what follows from another mistake, and tells what is used many times once. Knows no passes and no wording."""

import msgspec

from vgdsl.diagnostics import Diagnostic, Label
from vgdsl.source import Source

UNKNOWN = frozenset({"VG201", "VG213", "VG219"})
"""Names that are none: used often, they are still one mistake, be it there or where they should be declared."""

NEEDED = "VG314"
UNFINISHED = frozenset({"VG105", "VG108", "VG109"})
MOST_LABELS = 20


def tidied(found: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Messages in their order, each about a mistake of its own."""
    ends = {
        (edit.span.source, edit.span.start)
        for told in found
        if told.code in UNFINISHED
        for edit in told.edits
        if not edit.span.text
    }
    kept = [told for told in found if told.code < "VG2" or not (ends and _unfinished(told, ends))]
    return _once(_without_escapes(kept))


def _without_escapes(found: list[Diagnostic]) -> list[Diagnostic]:
    """In a path with the backslashes of Windows these are the mistake, not what they would stand for in a text."""
    paths = [told.span for told in found if "slashes" in told.facts]
    return [
        told
        for told in found
        if told.code != "VG118"
        or not any(
            path.source is told.span.source and path.start <= told.span.start < path.end for path in paths
        )
    ]


def _unfinished(told: Diagnostic, ends: set[tuple[Source, int]]) -> bool:
    """Whether a message is about a word that is still being typed: its text or its bracket is open right behind it."""
    span = told.span
    return any(source is span.source and span.start <= at <= span.end + 1 for source, at in ends)


def _mistake(told: Diagnostic) -> tuple[object, ...] | None:
    """What two messages have in common that are about one mistake; None for one that stands for itself."""
    if told.code in UNKNOWN:
        return told.code, told.span.source, told.facts.get("name"), told.facts.get("of")
    if told.code == NEEDED and "model" in told.facts:  # all shots of a film that names none
        return told.code, told.span.source
    return None


def _once(found: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    first: dict[tuple[object, ...], int] = {}
    kept: list[Diagnostic] = []
    for told in found:
        key = _mistake(told)
        at = first.get(key) if key is not None else None
        if at is None:
            if key is not None:
                first[key] = len(kept)
            kept.append(told)
        elif len(kept[at].labels) < MOST_LABELS:
            one = kept[at]
            labels = (*one.labels, Label(told.span, "again"))
            kept[at] = msgspec.structs.replace(one, labels=labels, edits=(*one.edits, *told.edits))
    return tuple(kept)
