"""Nothing is bought twice, and nothing old is shown for new: what is reused, held, shared or made, and why."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from vgdsl.plan.again import Before
from vgdsl.plan.freshness import Action, Made, Provider, Reason, Why, decide
from vgdsl.plan.graph import Graph
from vgdsl.plan.lower import lower
from vgdsl.program.editions import load
from vgdsl.program.entities import Film, Program, Shot
from vgdsl.program.values import Clip, Duration, Edge, Frame, Prompt
from vgdsl.source import Source, Span

VENICE = Provider()


class Shelf:
    """A project's earlier clips: what was made of which film."""

    def __init__(self) -> None:
        self.keys: dict[str, Made] = {}
        self.nodes: dict[tuple[str, int], Made] = {}
        self.lost: set[str] = set()
        self.open: dict[str, str] = {}
        self.tried: dict[str, Before] = {}

    def before(self, key: str) -> Before | None:
        return self.tried.get(key)

    def under_way(self, key: str) -> str | None:
        return self.open.get(key)

    def by_key(self, key: str) -> Made | None:
        return None if key in self.lost else self.keys.get(key)

    def last(self, node: str, take: int) -> Made | None:
        return self.nodes.get((node, take))

    def make(self, program: Program) -> None:
        """Make all that is to be made, one clip after the other, as a run does."""
        graph = Graph(lower(program, load()).jobs)
        for _ in graph.tasks:
            for name, decision in decide(graph, self, VENICE).items():
                if decision.action is Action.MAKE and decision.key:
                    job = graph.tasks[name]
                    made = Made(
                        key=decision.key.digest,
                        sha256=f"bytes of {decision.key.digest}",
                        components=decision.key.components,
                        node=job.node,
                        take=job.take,
                        cost=Decimal(1),
                        model=job.model,
                        at=0.0,
                    )
                    self.keys[made.key] = self.nodes[job.node, job.take] = made


def decisions(program: Program, shelf: Shelf, provider: Provider = VENICE):
    return decide(Graph(lower(program, load()).jobs), shelf, provider)


def actions(program: Program, shelf: Shelf) -> dict[str, str]:
    return {name: decision.action.value for name, decision in decisions(program, shelf).items()}


def edited(program: Program, node: str, **values: object) -> Program:
    return replace(program, nodes={**program.nodes, node: replace(program.nodes[node], **values)})


@pytest.fixture
def shelf(chain) -> Shelf:
    made = Shelf()
    made.make(chain)
    return made


def test_a_new_film_is_made_from_the_start(chain):
    found = decisions(chain, Shelf())
    assert {decision.action for decision in found.values()} == {Action.MAKE}
    assert found["crossing"].reasons == (Reason(Why.NEW),)


def test_a_film_that_did_not_change_is_reused(chain, shelf):
    assert set(actions(chain, shelf).values()) == {"reuse"}


def test_one_changed_prompt_makes_that_shot_and_what_depends_on_it(chain, shelf):
    found = decisions(edited(chain, "boarding", prompt=Prompt(("Fog.",))), shelf)
    assert {name: decision.action.value for name, decision in found.items()} == {
        "opening": "reuse",
        "boarding": "make",
        "crossing": "make",
        "postcard": "reuse",
    }
    assert found["boarding"].reasons == (Reason(Why.CHANGED, "prompt", "harbor.vg:20"),)
    assert found["crossing"].reasons == (Reason(Why.AFTER, node="boarding"),)
    assert found["crossing"].key is None


def test_going_back_to_an_earlier_prompt_costs_nothing(chain, shelf):
    shelf.make(edited(chain, "boarding", prompt=Prompt(("Fog.",))))
    assert set(actions(chain, shelf).values()) == {"reuse"}


def test_a_clip_on_hold_stays_and_so_does_what_uses_it(chain, shelf):
    held = edited(chain, "boarding", prompt=Prompt(("Fog.",)), hold=True)
    found = decisions(held, shelf)
    assert found["boarding"].action is Action.HOLD
    assert found["boarding"].reasons[0].attribute == "prompt"
    assert found["crossing"].action is Action.REUSE


def test_what_was_never_made_cannot_be_on_hold(chain):
    assert actions(edited(chain, "opening", hold=True), Shelf())["opening"] == "make"


def test_a_clip_whose_bytes_are_gone_is_made_again_and_says_so(chain, shelf):
    shelf.lost.add(shelf.nodes["postcard", 1].key)
    found = decisions(chain, shelf)["postcard"]
    assert (found.action, found.reasons) == (Action.MAKE, (Reason(Why.MISSING),))


ELSEWHERE = Before("finished", 0.0, Decimal("0.55"), sha256="bytes elsewhere")
KEPT = Before("failed", 0.0, Decimal("0.55"), "The face was not accepted.")
FREE = Before("failed", 0.0, Decimal(0), "The face was not accepted.", times=2)
DOOMED = replace(FREE, times=3)


def opening_key(chain) -> str:
    return decisions(chain, Shelf())["opening"].key.digest


@pytest.mark.parametrize(
    ("before", "action"), [(ELSEWHERE, "pull"), (KEPT, "lost"), (DOOMED, "lost"), (FREE, "make")]
)
def test_what_cost_something_or_failed_too_often_is_not_made_again_by_itself(chain, before, action):
    shelf = Shelf()
    shelf.tried[opening_key(chain)] = before
    found = decisions(chain, shelf)["opening"]
    assert (found.action, found.before) == (action, before)
    graph = Graph(lower(chain, load()).jobs)
    asked = decide(graph, shelf, VENICE, {"opening"})["opening"]
    assert (asked.action, asked.before) == (Action.MAKE, before)
    assert asked.reasons == (Reason(Why.FAILED if before is FREE else Why.AGAIN),)


def test_what_follows_from_a_clip_that_is_elsewhere_is_known_all_the_same(chain, shelf):
    gone = shelf.nodes["opening", 1]
    shelf.lost.add(gone.key)
    shelf.tried[gone.key] = replace(ELSEWHERE, sha256=gone.sha256)
    assert actions(chain, shelf) == {
        "opening": "pull",
        "boarding": "reuse",
        "crossing": "reuse",
        "postcard": "reuse",
    }
    found = decisions(edited(chain, "boarding", prompt=Prompt(("Fog.",))), shelf)["boarding"]
    assert found.action is Action.MAKE
    assert found.reasons == (Reason(Why.CHANGED, "prompt", "harbor.vg:20"), Reason(Why.AFTER, node="opening"))


def test_a_clip_on_hold_that_is_elsewhere_is_not_replaced(chain, shelf):
    gone = shelf.nodes["postcard", 1]
    shelf.lost.add(gone.key)
    shelf.tried[gone.key] = replace(ELSEWHERE, sha256=gone.sha256)
    held = edited(chain, "postcard", prompt=Prompt(("Fog.",)), hold=True)
    found = decisions(held, shelf)["postcard"]
    assert (found.action, found.key.digest, found.sha256) == (Action.ABSENT, gone.key, gone.sha256)
    assert (
        decide(Graph(lower(held, load()).jobs), shelf, VENICE, {"postcard"})["postcard"].action is Action.MAKE
    )


def test_a_second_shot_of_a_request_that_is_bought_again_shares_it(chain):
    shelf = Shelf()
    shelf.tried[opening_key(chain)] = KEPT
    film = replace(chain, nodes={**chain.nodes, "twin": replace(chain.nodes["opening"], name="twin")})
    graph = Graph(lower(film, load()).jobs)
    found = decide(graph, shelf, VENICE, {"opening"})
    assert (found["opening"].action, found["twin"].action) == (Action.MAKE, Action.SHARE)


def test_equal_requests_are_bought_once(chain):
    twin = replace(chain.nodes["opening"], name="twin")
    after_twin = replace(chain.nodes["boarding"], name="after_twin", start=Frame(Clip("twin"), Edge.LAST))
    film = replace(chain, nodes={**chain.nodes, "twin": twin, "after_twin": after_twin})
    found = decisions(film, Shelf())
    assert (found["twin"].action, found["twin"].like) == (Action.SHARE, "opening")
    assert (found["after_twin"].action, found["after_twin"].like) == (Action.SHARE, "boarding")


def test_takes_are_never_shared(chain):
    assert set(actions(edited(chain, "postcard", takes=3), Shelf()).values()) == {"make"}


def test_another_pick_changes_what_follows_and_buys_no_new_take(chain):
    shelf = Shelf()
    film = edited(chain, "opening", takes=2)
    shelf.make(film)
    found = decisions(edited(film, "opening", pick=2), shelf)
    assert found["opening"].action is found["opening#2"].action is Action.REUSE
    assert found["boarding"].reasons == (Reason(Why.CHANGED, "start", ""),)


def test_a_rehearsal_never_counts_as_the_real_thing(chain, shelf):
    found = decisions(chain, shelf, Provider("simulator"))
    assert {decision.action for decision in found.values()} == {Action.MAKE}


@given(
    st.permutations(["opening", "boarding", "crossing", "postcard"]),
    st.dictionaries(
        st.sampled_from(["opening", "boarding", "crossing", "postcard"]), st.text("xyz", min_size=1)
    ),
)
def test_order_and_names_never_cost_anything(order, names):
    """A film written in another order, with other names, is the same film."""
    film = small_film()
    shelf = Shelf()
    shelf.make(film)
    new = {name: f"{names.get(name, name)}_{index}" for index, name in enumerate(film.nodes)}
    nodes = [renamed(film.nodes[name], new) for name in order]
    other = replace(film, nodes={node.name: node for node in nodes})
    assert set(actions(other, shelf).values()) == {"reuse"}


def renamed(shot: Shot, names: dict[str, str]) -> Shot:
    start = shot.start and Frame(Clip(names[shot.start.of.node]), shot.start.at)
    return replace(shot, name=names[shot.name], start=start)


def small_film() -> Program:
    span = Span(Source("a.vg", ""), 0, 0)
    starts = {"boarding": "opening", "crossing": "boarding"}
    nodes = {}
    for name in ("opening", "boarding", "crossing", "postcard"):
        start = Frame(Clip(starts[name]), Edge.LAST) if name in starts else None
        model = "wan-2-7-image-to-video" if start else "wan-2-7-text-to-video"
        nodes[name] = Shot(
            name=name, span=span, model=model, prompt=Prompt((name,)), start=start, duration=Duration(5000)
        )
    return Program(film=Film("f", "F"), nodes=nodes)
