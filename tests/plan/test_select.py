"""Part of a film: what is asked for, what comes along, what goes with something left out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vgdsl.plan.graph import Graph
from vgdsl.plan.job import ClipInput, Job
from vgdsl.plan.lower import lower
from vgdsl.plan.net import upstream
from vgdsl.plan.select import Selected, Selection, UnknownName, select
from vgdsl.program.editions import load
from vgdsl.program.entities import NodeKind


def job(name: str, *needs: str, node: str = "", scene: str | None = None) -> Job:
    body = {"reference_video_urls": [ClipInput(need) for need in needs]}
    return Job(
        id=name, node=node or name, take=1, kind=NodeKind.SHOT, scene=scene, model="m", body=body, quote={}
    )


GRAPH = Graph(
    [
        job("a", scene="harbor"),
        job("b", "a", scene="harbor"),
        job("b#2", "a", node="b", scene="harbor"),
        job("c", "b"),
        job('post["Rome"]'),
        job('post["Naples"]', "a"),
    ]
)


def chosen(**selection: tuple[str, ...]) -> Selected:
    found = select(GRAPH, Selection(**selection))
    assert isinstance(found, Selected)
    return found


def test_nothing_asked_is_everything():
    assert chosen().tasks == set(GRAPH.tasks)


def test_only_brings_what_it_needs():
    found = chosen(only=("c",))
    assert (found.wanted, found.needed) == ({"c"}, {"a", "b"})


def test_a_node_is_all_its_takes_and_a_take_is_itself():
    assert chosen(only=("b",)).wanted == {"b", "b#2"}
    assert chosen(only=("b#2",)).wanted == {"b#2"}


def test_a_scene_a_family_of_shots_and_a_pattern():
    assert chosen(only=("scene:harbor",)).wanted == {"a", "b", "b#2"}
    assert chosen(only=("post",)).wanted == {'post["Rome"]', 'post["Naples"]'}
    assert chosen(only=('post["N*',)).wanted == {'post["Naples"]'}


def test_since_takes_dependents_until_takes_needs():
    assert chosen(since=("b",)).wanted == {"b", "b#2", "c"}
    assert chosen(since=("b",)).needed == {"a"}
    assert chosen(until=("b",)).tasks == {"a", "b", "b#2"}
    assert chosen(since=("a",), until=("c",)).tasks == {"a", "b", "c"}


def test_exclude_takes_dependents_away_and_says_which():
    found = chosen(exclude=("b",))
    assert found.tasks == {"a", 'post["Rome"]', 'post["Naples"]'}
    assert found.dropped == {"c"}


def test_a_cut_can_be_chosen_like_anything_else(chain):
    lowered = lower(chain, load())
    graph = Graph((*lowered.jobs, *lowered.assemblies))
    found = select(graph, Selection(only=("main",)))
    assert isinstance(found, Selected)
    assert found.needed == {"opening", "boarding", "crossing", "postcard"}


@pytest.mark.parametrize(
    ("name", "near"),
    [("opning", "opening"), ("scene:hrabor", "scene:harbor"), ("quite something else", None)],
)
def test_an_unknown_name_is_an_answer_with_the_nearest(name, near):
    graph = Graph([job("opening", scene="harbor")])
    assert select(graph, Selection(only=(name,))) == UnknownName(name, near)


NAMES = st.lists(st.sampled_from(sorted(GRAPH.tasks)), max_size=2).map(tuple)


@given(NAMES, NAMES, NAMES, NAMES)
def test_a_selection_can_always_be_run_and_has_nothing_excluded(only, exclude, since, until):
    found = chosen(only=only, exclude=exclude, since=since, until=until)
    assert upstream(GRAPH, found.tasks) <= found.tasks
    assert not found.tasks & {name for name in exclude if name != "b"}
    assert not found.wanted & found.needed
