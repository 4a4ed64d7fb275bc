"""The call that somebody is writing: its arguments, and which of them is next. Knows no protocol.

signature(view, offset) -> Signature | None
"""

import msgspec

from vgdsl.check.attributes import ARGUMENTS, OPTIONAL_ARGUMENTS
from vgdsl.ide.cursor.site import site
from vgdsl.ide.cursor.slots import Step
from vgdsl.ide.view import View
from vgdsl.ide.wording.meanings import ARGUMENTS as MEANINGS
from vgdsl.ide.wording.meanings import CALLS


class Parameter(msgspec.Struct, frozen=True):
    """One argument: its name as the label of the signature has it from `start` to `end`, and what it is for."""

    name: str
    start: int
    end: int
    about: str


class Signature(msgspec.Struct, frozen=True):
    """`clip(clip, in, out)`; `active` is the number of the argument that is written, None where the call has no more of them."""

    label: str
    about: str
    parameters: tuple[Parameter, ...]
    active: int | None


def signature(view: View, offset: int) -> Signature | None:
    """The innermost call around a place; None outside of all calls."""
    here = site(view, offset)
    if here is None:
        return None
    calls = [step for step in here.place.steps if step.called in ARGUMENTS]
    return _signature(calls[-1]) if calls else None


def _signature(step: Step) -> Signature:
    name = step.called
    order = list(ARGUMENTS[name])
    label, parameters = f"{name}(", []
    for number, argument in enumerate(order):
        label += ", " * (number > 0)
        shown = f"{argument}?" if argument in OPTIONAL_ARGUMENTS and name != "frame" else argument
        about = MEANINGS.get((name, argument), "")
        parameters.append(Parameter(argument, len(label), len(label) + len(shown), about))
        label += shown
    at = order.index(step.argument) if step.argument in order else step.argument
    active = at if isinstance(at, int) and at < len(order) else None
    return Signature(f"{label})", CALLS[name], tuple(parameters), active)
