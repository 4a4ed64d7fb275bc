"""Finds cycles in a graph and an order that respects its arrows, in one walk. Knows nothing of what the nodes are."""

from collections.abc import Iterable, Iterator, Mapping

import msgspec


class Walk(msgspec.Struct, frozen=True):
    """`order`: every node after those it needs. `cycles`: paths that come back to where they began, first node last too."""

    order: tuple[str, ...]
    cycles: tuple[tuple[str, ...], ...]


def walk(needs: Mapping[str, Iterable[str]]) -> Walk:
    """Depth first without recursion: a chain of 100,000 nodes is an ordinary film.

    A cycle that shares a node with one already found is not told again. Needed nodes that are no keys are ignored.
    """
    order: dict[str, None] = {}
    cycles: list[tuple[str, ...]] = []
    told: set[str] = set()
    for root in needs:
        path: dict[str, Iterator[str]] = {} if root in order else {root: iter(needs[root])}
        while path:
            name = next(reversed(path))
            for needed in path[name]:
                if needed in path:
                    if needed not in told and name not in told:
                        cycles.append(_loop(list(path), needed))
                        told.update(cycles[-1])
                elif needed in needs and needed not in order:
                    path[needed] = iter(needs[needed])
                    break
            else:
                del path[name]
                order[name] = None
    return Walk(tuple(order), tuple(cycles))


def _loop(path: list[str], start: str) -> tuple[str, ...]:
    return (*path[path.index(start) :], start)
