"""Which column a box belongs in, and in which order a column stands. Knows names and links; knows no sizes.

Boxes go into columns by the longest way to them. A line that passes a column gets a point in it, so that it has a place
of its own there; then the columns are sorted by the mean place of their neighbours, to and fro, until few lines cross.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import fmean

import networkx as nx

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
    net = _net(names, links)
    return [
        ([name for name in net if name in group], [link for link in net.edges if link[0] in group])
        for group in nx.weakly_connected_components(net)
    ]


def _depths(names: Sequence[str], links: Sequence[Link]) -> Mapping[str, int]:
    generations = nx.topological_generations(_net(names, links))
    return {name: depth for depth, generation in enumerate(generations) for name in generation}


def _net(names: Iterable[str], links: Iterable[Link]) -> "nx.DiGraph[str]":
    net: nx.DiGraph[str] = nx.DiGraph()
    net.add_nodes_from(names)
    net.add_edges_from(links)
    return net


def _sort(layers: Layers) -> None:
    place = {item: index for column in layers.columns for index, item in enumerate(column)}
    for number in range(_ROUNDS):
        forward = number % 2 == 0
        neighbours = layers.before if forward else layers.after
        for column in layers.columns if forward else reversed(layers.columns):
            mean = {item: fmean(place[near] for near in neighbours.get(item, (item,))) for item in column}
            column.sort(key=mean.__getitem__)
            place.update({item: index for index, item in enumerate(column)})
