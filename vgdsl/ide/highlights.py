"""The places of one file that name what stands under the cursor. Knows no protocol.

highlights(view, offset) -> tuple[Highlight, ...]
"""

import msgspec

from vgdsl.ide.names.occurrences import occurrences
from vgdsl.ide.names.things import Role
from vgdsl.ide.view import View
from vgdsl.source import Span


class Highlight(msgspec.Struct, frozen=True):
    """A place; `writes` where the thing is given there and not only used."""

    span: Span
    writes: bool


def highlights(view: View, offset: int) -> tuple[Highlight, ...]:
    """In the order of the text; none where nothing is named."""
    module, found = view.module, occurrences(view.analysis)
    one = found.at(view.file, offset)
    if module is None or one is None:
        return ()
    here = (place for file, place in found.of(one.thing) if file == view.file)
    return tuple(
        Highlight(Span(module.source, place.start, place.end), place.role is Role.DECLARES) for place in here
    )
