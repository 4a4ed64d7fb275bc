"""A refactoring on offer, and its trial. Knows no syntax."""

from collections.abc import Iterable
from enum import StrEnum

import msgspec

from vgdsl.ide.changes.change import Change, Changed, Refusal
from vgdsl.ide.changes.trial import trials
from vgdsl.ide.view import View
from vgdsl.report.messages import title as message


class Sort(StrEnum):
    """What it does, in the terms that editors sort by."""

    EXTRACT = "extract"
    INLINE = "inline"
    REWRITE = "rewrite"


class Refactoring(msgspec.Struct, frozen=True):
    """`title` is for a menu; `name` is the new name that it makes up, which an editor may ask about afterwards."""

    title: str
    sort: Sort
    changes: tuple[Change, ...]
    name: str = ""


def carried_out(views: Iterable[View], refactoring: Refactoring) -> Changed | Refusal:
    """The changes, unless a film would have a new mistake or other clips by them."""
    for trial in trials(views, refactoring.changes):
        mistake = next(trial.mistakes(), None)
        if mistake is not None:
            return Refusal(f"the film would have a mistake: {message(mistake)}")
        others = trial.remade() or trial.altered()
        if others:
            return Refusal(f"other clips would be made: {', '.join(others)}")
    return Changed(refactoring.changes)
