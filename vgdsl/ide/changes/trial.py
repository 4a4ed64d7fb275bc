"""Judges changes by what they do: which names would mean something else, what would be wrong, which clips would be bought.

Theory of operation. Rules of what a new name may collide with would have to say once more what hides what, and would be
wrong somewhere. So the film is read again with the changes made, and compared. Of the names, the comparison asks whether
places that named one thing still do, each place moved by what was written before it: that is all that a name is. Of
mistakes, it asks for those that were not there. Of a film without mistakes, it asks what makes its clips (plan/key.py),
in the order of the film, for the nodes may have got other names.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from vgdsl.check.passes import Analysis
from vgdsl.diagnostics import Diagnostic, errors
from vgdsl.ide.changes.change import Change, Shift
from vgdsl.ide.changes.replay import replayed, requests
from vgdsl.ide.names.occurrences import Occurrences, occurrences
from vgdsl.ide.names.things import Occurrence
from vgdsl.ide.view import View
from vgdsl.program.catalog import Catalog
from vgdsl.program.entities import Making
from vgdsl.source import Span

Place = tuple[str, int]
"""A file, and where in it."""


class Trial(msgspec.Struct, frozen=True):
    """A film before and after changes."""

    before: Analysis
    after: Analysis
    shift: Shift
    catalog: Catalog

    def moved(self) -> Iterator[tuple[Place, Occurrence | None]]:
        """The places, after the changes, that do not name what they named, each with what it names now, if anything."""
        before = {self.shift(*place): self.shift(*first) for place, first in _firsts(self.before).items()}
        after = _firsts(self.after)
        found = occurrences(self.after)
        for place in sorted(before.keys() | after.keys()):
            if before.get(place) != after.get(place):
                yield place, found.at(*place) if place in after else None

    def mistakes(self) -> Iterator[Diagnostic]:
        """The errors that are new: there are more of their code, and none of it stood there."""
        before, after = errors(self.before.checked.diagnostics), errors(self.after.checked.diagnostics)
        grown = Counter(one.code for one in after) - Counter(one.code for one in before)
        known = {(one.code, self.shift(*self.place(one.span))) for one in before}
        for one in after:
            if one.code in grown and (one.code, self.place(one.span)) not in known:
                yield one

    def place(self, span: Span) -> Place:
        """Where the film has what a message shows: messages call files as people do."""
        names = {module.source.name: module.path for module in self.before.modules}
        return names.get(span.source.name, span.source.name), span.start

    def remade(self) -> tuple[str, ...]:
        """The nodes, as they were called, whose clips would be others; none where the film has mistakes."""
        before, after = self.before.checked.program, self.after.checked.program
        if before is None or after is None:
            return ()
        old, new = requests(before, self.catalog), requests(after, self.catalog)
        changed = (name for (name, was), now in zip(old.items(), new.values(), strict=False) if was != now)
        return tuple(dict.fromkeys(name.partition("#")[0].partition("/")[0] for name in changed))

    def held(self) -> tuple[str, ...]:
        """The nodes on hold that are called otherwise, as they were called."""
        before, after = _nodes(self.before), _nodes(self.after)
        return tuple(name for name, node in before.items() if node.hold and name not in after)

    def altered(self) -> tuple[str, ...]:
        """The nodes that say something else, where they kept their names; of a film with mistakes as well."""
        before, after = _said(self.before), _said(self.after)
        return tuple(name for name in before if before[name] != after.get(name))


def _nodes(analysis: Analysis) -> Mapping[str, Making]:
    meaning = analysis.meaning
    return {one.node.name: one.node for one in (meaning.elaborated.made if meaning is not None else ())}


def _said(analysis: Analysis) -> dict[str, dict[str, object]]:
    """What each node says, wherever it is written."""
    nodes = _nodes(analysis).items()
    return {name: {**msgspec.structs.asdict(node), "span": None, "places": None} for name, node in nodes}


def trials(views: Iterable[View], changes: tuple[Change, ...]) -> Iterator[Trial]:
    """Each film with and without changes that it has the files of."""
    touched = {change.file for change in changes}
    for view in views:
        before, catalog = view.analysis, view.catalog
        if any(module.path in touched for module in before.modules):
            yield Trial(before, replayed(before, catalog, changes), Shift(changes), catalog)


def _firsts(analysis: Analysis) -> Mapping[Place, Place]:
    """Each place that names something, and the first place that names the same."""
    found: Occurrences = occurrences(analysis)
    firsts: dict[object, Place] = {}
    places: dict[Place, Place] = {}
    for file in sorted(found.files):
        for one in found.in_file(file):
            place = (file, one.start)
            places[place] = firsts.setdefault(one.thing, place)
    return places
