"""Cycles are found as paths, and everything else gets an order."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from vgdsl.check.cycles import walk

GRAPHS = st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdefx"), max_size=3))


@given(GRAPHS)
def test_without_cycles_every_node_comes_after_those_it_needs(graph):
    found = walk(graph)
    assert sorted(found.order) == sorted(graph)
    if not found.cycles:
        place = {name: at for at, name in enumerate(found.order)}
        assert all(place[to] < place[name] for name in graph for to in graph[name] if to in graph)


@given(GRAPHS)
def test_a_cycle_is_a_path_along_arrows_back_to_its_beginning(graph):
    for cycle in walk(graph).cycles:
        assert cycle[0] == cycle[-1]
        assert all(b in graph[a] for a, b in pairwise(cycle))


def test_a_node_that_needs_itself():
    assert walk({"a": ["a"]}).cycles == (("a", "a"),)


def test_a_long_chain_needs_no_deep_stack():
    n = 100_000
    graph = {str(i): [str(i + 1)] for i in range(n)}
    assert len(walk(graph).order) == n
