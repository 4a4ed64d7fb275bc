"""A place in a file, and what the film says around it: in which block it stands, of which kind, what is wanted there."""

from collections.abc import Mapping

import msgspec

from vgdsl.check.attributes import ARGUMENTS, ATTRIBUTES
from vgdsl.check.declarations import Declaration, Kind, Module
from vgdsl.check.passes import Meaning
from vgdsl.check.value_types import Type
from vgdsl.ide.cursor.place import Place, place
from vgdsl.ide.cursor.slots import Step, Value
from vgdsl.ide.view import View
from vgdsl.source import Span

_KINDS: Mapping[str, Kind] = {kind.value: kind for kind in ATTRIBUTES}


class Site(msgspec.Struct, frozen=True):
    """Where somebody is in a film. `kind` is None outside of blocks, and in one whose keyword means nothing."""

    view: View
    module: Module
    meaning: Meaning
    place: Place
    kind: Kind | None
    declaration: Declaration | None
    in_options: bool

    @property
    def span(self) -> Span:
        """The word that is being typed."""
        return Span(self.place.source, self.place.start, self.place.end)

    @property
    def top(self) -> bool:
        """Whether it is outside of all blocks."""
        return not self.place.blocks

    def wanted(self, value: Value) -> Type | None:
        """The type that is awaited at the innermost place of a value; None where any value may stand."""
        table = {} if self.kind is None or self.in_options else ATTRIBUTES[self.kind]
        type_ = table.get(value.attribute)
        for step in value.steps:
            type_ = argument(step) if step.sign != "[" else type_ and type_.item
        return type_


def site(view: View, offset: int) -> Site | None:
    """What the film says around a character of the view's file; None where the film does not know the file."""
    found, module, meaning = place(view, offset), view.module, view.analysis.meaning
    if found is None or module is None or meaning is None:
        return None
    blocks = found.blocks
    in_options = bool(blocks and blocks[-1]) and blocks[-1][0].text == "options"
    named = blocks[:-1] if in_options else blocks
    head = named[-1] if named else ()
    kind = _KINDS.get(head[0].text) if head else None
    starts = {sign.start for sign in head[1:2]}
    declaration = next(
        (one for one in meaning.names.declared if one.label.start in starts and one.module is module), None
    )
    return Site(view, module, meaning, found, kind, declaration, in_options)


def argument(step: Step) -> Type | None:
    """The type of the argument that is awaited in a call; None for what takes any, or does not exist."""
    signature = ARGUMENTS.get(step.called, {})
    if isinstance(step.argument, str):
        return signature.get(step.argument)
    types = list(signature.values())
    return types[step.argument] if step.argument < len(types) else None
