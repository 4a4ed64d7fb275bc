"""Which column a box belongs in, and in which order a column stands. Knows names and links; knows no sizes.

Boxes go into columns by the longest way to them. A line that passes a column gets a point in it, so that it has a place
of its own there; then the columns are sorted by the mean place of their neighbours, to and fro, until few lines cross.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import fmean

Link = tuple[str, str]

_ROUNDS = 6


@dataclass(frozen=True, slots=True)
class Passing:
    """Where a line passes a column on its way."""

    link: Link
    column: int


Item = str | Passing


@dataclass(frozen=True, slots=True)
class Layers:
    """The items of every column in order, their neighbours on both sides, and the items along each link."""

    columns: list[list[Item]]
    paths: dict[Link, list[Item]] = field(default_factory=dict)
    before: dict[Item, list[Item]] = field(default_factory=dict)
    after: dict[Item, list[Item]] = field(default_factory=dict)


def layered(names: Sequence[str], links: Sequence[Link]) -> Layers:
    """The columns of a connected group; links lead from left to right and form no circle."""
    depth = _depths(names, links)
    layers = Layers([[] for _ in range(max(depth.values(), default=-1) + 1)])
    for name in names:
        layers.columns[depth[name]].append(name)
    for link in links:
        source, target = link
        passing = [Passing(link, column) for column in range(depth[source] + 1, depth[target])]
        layers.paths[link] = [source, *passing, target]
        for point in passing:
            layers.columns[point.column].append(point)
        for one, other in pairwise(layers.paths[link]):
            layers.after.setdefault(one, []).append(other)
            layers.before.setdefault(other, []).append(one)
    _sort(layers)
    return layers


def connected(names: Iterable[str], links: Iterable[Link]) -> list[tuple[list[str], list[Link]]]:
    """The groups that hang together, each with its links, in the order of their first names."""
    links = list(links)
    leader = {name: name for name in names}

    def find(name: str) -> str:
        while leader[name] != name:
            leader[name] = name = leader[leader[name]]
        return name

    for source, target in links:
        leader[find(target)] = find(source)
    groups: dict[str, tuple[list[str], list[Link]]] = {}
    for name in leader:
        groups.setdefault(find(name), ([], []))[0].append(name)
    for link in links:
        groups[find(link[0])][1].append(link)
    return list(groups.values())


def _depths(names: Sequence[str], links: Sequence[Link]) -> Mapping[str, int]:
    after: dict[str, list[str]] = {name: [] for name in names}
    missing = dict.fromkeys(names, 0)
    for source, target in links:
        after[source].append(target)
        missing[target] += 1
    depth = dict.fromkeys(names, 0)
    ready = [name for name in names if not missing[name]]
    for name in ready:
        for target in after[name]:
            depth[target] = max(depth[target], depth[name] + 1)
            missing[target] -= 1
            if not missing[target]:
                ready.append(target)
    return depth


def _sort(layers: Layers) -> None:
    place = {item: index for column in layers.columns for index, item in enumerate(column)}
    for number in range(_ROUNDS):
        forward = number % 2 == 0
        neighbours = layers.before if forward else layers.after
        for column in layers.columns if forward else reversed(layers.columns):
            mean = {item: fmean(place[near] for near in neighbours.get(item, (item,))) for item in column}
            column.sort(key=mean.__getitem__)
            place.update({item: index for index, item in enumerate(column)})
