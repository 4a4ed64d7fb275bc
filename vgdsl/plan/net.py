"""The graph of a film as a networkx graph, and the parts of a film that are found on it. Knows no selection's words."""

from collections.abc import Callable, Iterable

import networkx as nx

from vgdsl.plan.graph import Graph


def net(graph: Graph) -> "nx.DiGraph[str]":
    """A node for each task, an edge from each to those that need it, with the `labels` of what flows along it."""
    found: nx.DiGraph[str] = nx.DiGraph()
    found.add_nodes_from(graph.order)
    for link in graph.links:
        if link.source in graph.tasks:
            labels = found.get_edge_data(link.source, link.target, {"labels": ()})["labels"]
            found.add_edge(link.source, link.target, labels=(*labels, link.label))
    return found


def upstream(graph: Graph, names: Iterable[str]) -> frozenset[str]:
    """All that the named tasks need, directly or not, without themselves."""
    return _reached(names, reversed(graph.order), net(graph), nx.ancestors)


def downstream(graph: Graph, names: Iterable[str]) -> frozenset[str]:
    """All that needs one of the named tasks, directly or not, without themselves."""
    return _reached(names, graph.order, net(graph), nx.descendants)


def _reached(
    names: Iterable[str],
    order: Iterable[str],
    within: "nx.DiGraph[str]",
    reach: Callable[["nx.DiGraph[str]", str], set[str]],
) -> frozenset[str]:
    """In an order in which what one task reaches need not be walked again from those that it reached."""
    starts, found = frozenset(names), set[str]()
    for name in order:
        if name in starts and name not in found:
            found |= reach(within, name)
    return frozenset(found - starts)
