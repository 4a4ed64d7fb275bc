"""What depends on what, quickly even for a very long film."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vgdsl.plan.graph import Graph, Link
from vgdsl.plan.job import ClipInput, Job
from vgdsl.plan.lower import lower
from vgdsl.plan.net import downstream, upstream
from vgdsl.program.editions import load
from vgdsl.program.entities import NodeKind


def job(name: str, *needs: str, after: tuple[str, ...] = ()) -> Job:
    body = {"reference_video_urls": [ClipInput(need) for need in needs]}
    return Job(id=name, node=name, take=1, kind=NodeKind.SHOT, model="m", body=body, quote={}, after=after)


@st.composite
def graphs(draw) -> Graph:
    """Any graph without cycles, told in any order."""
    count = draw(st.integers(0, 12))
    jobs = [
        job(str(n), *(str(m) for m in draw(st.sets(st.integers(0, n - 1), max_size=3)))) if n else job("0")
        for n in range(count)
    ]
    return Graph(draw(st.permutations(jobs)))


def test_links_say_what_flows(chain):
    lowered = lower(chain, load())
    graph = Graph((*lowered.jobs, *lowered.assemblies))
    assert Link("opening", "boarding", "last frame") in graph.links
    assert Link("postcard", "main", "cut") in graph.links
    assert graph.needs["crossing"] == ("boarding",)
    assert graph.needed_by["opening"] == ("boarding", "main")


def test_waiting_for_nothing_but_the_end_is_a_link_too():
    graph = Graph([job("a"), job("b", after=("a",)), job("c", "a", after=("a",))])
    assert graph.links == (Link("a", "b", "after"), Link("a", "c", "clip"))


@given(graphs())
def test_the_order_has_everything_once_and_after_what_it_needs(graph):
    assert sorted(graph.order) == sorted(graph.tasks)
    at = {name: index for index, name in enumerate(graph.order)}
    assert all(at[link.source] < at[link.target] for link in graph.links)


@given(graphs())
def test_upstream_and_downstream_are_two_views_of_one_thing(graph):
    for name in graph.tasks:
        assert all(name in downstream(graph, [other]) for other in upstream(graph, [name]))
        assert name not in upstream(graph, [name])


@given(graphs(), st.lists(st.floats(0, 100), min_size=12, max_size=12))
def test_the_critical_path_is_as_long_as_the_longest_way(graph, times):
    seconds = {name: times[int(name)] for name in graph.tasks}
    path = graph.critical_path(seconds)
    assert sum(seconds[name] for name in path) == pytest.approx(
        max(graph.remaining(seconds).values(), default=0)
    )


def test_a_part_of_a_graph_forgets_the_rest():
    graph = Graph([job("b", "a"), job("c", "b")])
    assert graph.needs == {"b": (), "c": ("b",)}


@pytest.mark.parametrize("shape", ["chain", "wide"])
def test_a_film_may_have_ten_thousand_tasks_in_a_row(shape):
    jobs = [job("0")] + [job(str(n), str(n - 1) if shape == "chain" else "0") for n in range(1, 10_000)]
    graph = Graph(jobs)
    seconds = dict.fromkeys(graph.tasks, 1.0)
    assert len(graph.order) == len(downstream(graph, ["0"])) + 1 == 10_000
    assert len(graph.critical_path(seconds)) == (10_000 if shape == "chain" else 2)
