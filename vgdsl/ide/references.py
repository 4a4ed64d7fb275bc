"""All places that name what stands under the cursor, in all films that share its file. Knows no protocol.

    references(views, file, offset, declaration=True) -> tuple[Spot, ...]

`views` are films of the project, each as a View of any of its files. A file that several films import is read in each
of them, and what one of them finds is followed in the others: a name that two films use differently is still one name.
"""

from collections.abc import Iterable

from vgdsl.ide.names.occurrences import Placed, occurrences
from vgdsl.ide.names.things import Role, Thing
from vgdsl.ide.spots import Spot, spot
from vgdsl.ide.view import View


def references(
    views: Iterable[View], file: str, offset: int, *, declaration: bool = True
) -> tuple[Spot, ...]:
    """In the order of files and places; `declaration` tells whether those that declare it count."""
    views = tuple(views)
    found = everywhere(views, file, offset)
    wanted = (one for one in found if declaration or one[1].role is not Role.DECLARES)
    ordered = sorted(wanted, key=lambda one: (one[0], one[1].start))
    return tuple(place for one in ordered if (place := _spot(views, one)) is not None)


def everywhere(views: Iterable[View], file: str, offset: int) -> tuple[Placed, ...]:
    """The occurrences of what stands at a place, each once, through all films that have it."""
    films = [occurrences(view.analysis) for view in views]
    waiting, seen = [(file, offset)], dict[tuple[str, int], Placed]()
    followed: set[tuple[int, Thing]] = set()
    while waiting:
        where, at = waiting.pop()
        for number, film in enumerate(films):
            one = film.at(where, at)
            if one is None or (number, one.thing) in followed:
                continue
            followed.add((number, one.thing))
            fresh = {(other, place.start): (other, place) for other, place in film.of(one.thing)}
            waiting += fresh.keys() - seen.keys()
            seen = {**fresh, **seen}
    return tuple(seen.values())


def _spot(views: Iterable[View], placed: Placed) -> Spot | None:
    file, one = placed
    places = (spot(view.analysis, file, one) for view in views)
    return next((place for place in places if place is not None), None)
