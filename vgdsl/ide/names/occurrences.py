"""Every place of a film that names something, by file and by what it names. Knows no protocol; works out no value.

    found = occurrences(view.analysis)
    found.at("film.vg", 120)          the Occurrence under the cursor, or None
    found.of(occurrence.thing)        all places of the same thing, as (file, Occurrence)
    found.in_file("film.vg")          all of a file, in the order of the text

It is built once for each analysis, when it is first asked for.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from weakref import WeakKeyDictionary

from vgdsl.check.declarations import Module
from vgdsl.check.passes import Analysis, Meaning
from vgdsl.check.resolve import Names
from vgdsl.ide.names.spoken import mentioned
from vgdsl.ide.names.things import Occurrence, Thing, Variable
from vgdsl.ide.names.walk import walk
from vgdsl.syntax.parser import without_collector

Placed = tuple[str, Occurrence]
"""An occurrence and the file it stands in."""


class Occurrences:
    """All of one film."""

    def __init__(self, files: Mapping[str, tuple[Occurrence, ...]]) -> None:
        self.files = files
        self._starts = {file: [one.start for one in found] for file, found in files.items()}
        self._things: dict[Thing, list[Placed]] | None = None

    def in_file(self, file: str) -> tuple[Occurrence, ...]:
        return self.files.get(file, ())

    def at(self, file: str, offset: int) -> Occurrence | None:
        """What is named where the cursor stands: it may stand within a name, before it or right behind it."""
        found = self.in_file(file)
        place = bisect_right(self._starts.get(file, []), offset) - 1
        for one in reversed(found[max(0, place - 1) : place + 1]):
            if one.start <= offset <= one.end:
                return one
        return None

    def of(self, thing: Thing) -> list[Placed]:
        if self._things is None:
            self._things = {}
            for file, found in self.files.items():
                for one in found:
                    self._things.setdefault(one.thing, []).append((file, one))
        return self._things.get(thing, [])


_NOTHING = Occurrences({})
_KNOWN: WeakKeyDictionary[Meaning, Occurrences] = WeakKeyDictionary()
"""Those of analyses that somebody still holds."""


def occurrences(analysis: Analysis) -> Occurrences:
    """The occurrences of a film; none where its file cannot be read."""
    meaning = analysis.meaning
    if meaning is None:
        return _NOTHING
    known = _KNOWN.get(meaning)
    if known is None:
        known = _KNOWN[meaning] = read(meaning.names, meaning.modules)
    return known


def read(names: Names, modules: tuple[Module, ...]) -> Occurrences:
    """The occurrences of a film of which only the names are known."""
    with without_collector():
        notes = walk(names, modules)
        mentioned(notes, modules)
        return Occurrences({file: _ordered(found, notes.shared) for file, found in notes.found.items()})


def _ordered(found: Iterable[Occurrence], shared: set[str]) -> tuple[Occurrence, ...]:
    """In the order of the text, each place once; variables that a `let` or a style uses as well are one by their name."""
    unique = {(one.start, one.end): one for one in found}
    if shared:
        for place, one in unique.items():
            thing = one.thing
            if isinstance(thing, Variable) and thing.name in shared:
                unique[place] = Occurrence(one.start, one.end, Variable(thing.name), one.role)
    return tuple(sorted(unique.values(), key=_start))


def _start(one: Occurrence) -> int:
    return one.start
