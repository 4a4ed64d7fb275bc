"""Ways to say the same film otherwise: offered at a place, tried before they are carried out. Knows no protocol.

    offered(view, start, end)          -> tuple[Refactoring, ...]     what can be done there, quickly found
    carried_out(views, refactoring)    -> Changed | Refusal           the changes, if the film stays what it is

What a refactoring would do is not proved but tried (see vgdsl.ide.changes.trial): one that makes a mistake, in any of the films
that have the file, or that would have a clip made again, is refused.
"""

from vgdsl.ide.refactors.defaults import defaults
from vgdsl.ide.refactors.extract import extract
from vgdsl.ide.refactors.inline import inline
from vgdsl.ide.refactors.refactoring import Refactoring, Sort, carried_out
from vgdsl.ide.view import View

__all__ = ["Refactoring", "Sort", "carried_out", "offered"]

_ALL = (extract, inline, defaults)


def offered(view: View, start: int, end: int) -> tuple[Refactoring, ...]:
    """What can be done with what stands between two characters, or under a cursor where they are one."""
    module = view.module
    if module is None:
        return ()
    return tuple(one for refactor in _ALL for one in refactor(view, module, start, end))
