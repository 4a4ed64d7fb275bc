"""Whether the parts of a cut fit together: where dissolves stand, and what they and `in` and `out` take of each clip.

Knows lengths as far as they are known before a run; knows no names and no files.
"""

from collections.abc import Iterator, Sequence

import msgspec

from vgdsl.check.lengths import Lengths
from vgdsl.check.parts import value_of, without_argument, without_item
from vgdsl.diagnostics import Diagnostic, Edit, Label
from vgdsl.program.entities import Dissolve, Part
from vgdsl.program.values import Duration
from vgdsl.source import Span


class Joined(msgspec.Struct, frozen=True):
    """A clip of the sequence, its place, how long it is as shown if that is known, and the places of dissolves beside it."""

    name: str
    place: Span
    shown: int | None
    beside: tuple[tuple[Dissolve, Span], ...]


def joins(
    sequence: Sequence[Part | Dissolve], places: Sequence[Span], lengths: Lengths
) -> Iterator[Diagnostic]:
    """What is wrong with a sequence whose items stand at `places`; several may share one."""
    for index, part in enumerate(sequence):
        if isinstance(part, Dissolve):
            yield from _dissolve(sequence, places, index, lengths)
        elif beyond := _beyond(part, places[index], lengths.clip(part.clip)):
            yield beyond
        else:
            yield from _squeezed(_joined(sequence, places, index, lengths))


def _joined(
    sequence: Sequence[Part | Dissolve], places: Sequence[Span], index: int, lengths: Lengths
) -> Joined | None:
    """The part of that number; None where there is none, or a dissolve."""
    part = sequence[index] if 0 <= index < len(sequence) else None
    if not isinstance(part, Part):
        return None
    around = [(sequence[at], places[at]) for at in (index - 1, index + 1) if 0 <= at < len(sequence)]
    beside = tuple((one, place) for one, place in around if isinstance(one, Dissolve))
    return Joined(str(part.clip), places[index], lengths.of(part), beside)


def _dissolve(
    sequence: Sequence[Part | Dissolve], places: Sequence[Span], index: int, lengths: Lengths
) -> Iterator[Diagnostic]:
    """It stands between two clips, and is longer than neither."""
    last = index + 1 == len(sequence)
    if index == 0 or last or isinstance(sequence[index - 1], Dissolve):
        edge = "start" if index == 0 else "end" if last else "twice"
        alone = places.count(places[index]) == 1 and len(places) > 1
        edits = (without_item(places, index),) if alone else ()
        yield Diagnostic("VG504", places[index], {edge: "yes"}, edits=edits)
        return
    around = (_joined(sequence, places, at, lengths) for at in (index - 1, index + 1))
    known = [one for one in around if one is not None and one.shown is not None]
    shorter = min(known, key=lambda one: one.shown or 0, default=None)
    taken = sequence[index]
    if shorter is not None and isinstance(taken, Dissolve) and _longer(taken, shorter):
        yield _too_long(taken, places[index], shorter)


def _longer(dissolve: Dissolve, part: Joined) -> bool:
    return part.shown is not None and dissolve.duration.ms > part.shown


def _too_long(dissolve: Dissolve, place: Span, part: Joined) -> Diagnostic:
    facts = {"name": part.name, "length": str(Duration(part.shown or 0)), "alone": str(dissolve.duration)}
    at, half = value_of(place, "duration", 0), _half(part)
    facts["legal"] = half
    edits = (Edit(at, half),) if at != place else ()
    return Diagnostic("VG505", at, facts, labels=(Label(part.place, "short"),), edits=edits)


def _squeezed(part: Joined | None) -> Iterator[Diagnostic]:
    """Two dissolves, of which the clip holds either alone and not both."""
    if part is None or part.shown is None or any(_longer(one, part) for one, _ in part.beside):
        return
    needed = sum(one.duration.ms for one, _ in part.beside)
    if needed > part.shown:
        half = _half(part)
        places = [(one, value_of(place, "duration", 0)) for one, place in part.beside]
        facts = {"name": part.name, "needed": str(Duration(needed)), "length": str(Duration(part.shown))}
        labels = tuple(Label(place, "dissolve") for _, place in places)
        edits = tuple(Edit(place, half) for one, place in places if 2 * one.duration.ms > part.shown)
        yield Diagnostic("VG505", part.place, {**facts, "each": half}, labels=labels, edits=edits)


def _half(part: Joined) -> str:
    """A length that leaves room for another on the clip's other side."""
    return str(Duration((part.shown or 0) // 2))


def _beyond(part: Part, place: Span, whole: int | None) -> Diagnostic | None:
    """A part that begins or ends after its clip has ended."""
    if whole is None:
        return None
    facts = {"name": str(part.clip), "length": str(Duration(whole))}
    if part.start is not None and part.start.ms >= whole:
        code, name, index, at = "VG507", "in", 1, part.start
    elif part.end is not None and part.end.ms > whole:
        code, name, index, at = "VG510", "out", 2, part.end
    else:
        return None
    edit = without_argument(place, name)
    edits = () if edit is None else (edit,)
    return Diagnostic(code, value_of(place, name, index), {**facts, "at": str(at)}, edits=edits)
