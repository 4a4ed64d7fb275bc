"""A plan answers what, why, how much and how long, in one record that any program can read."""

import json
import time
from decimal import Decimal

import msgspec
import pytest
from msgspec.structs import replace

from vgdsl.plan.estimate import Price, Sort
from vgdsl.plan.freshness import Action
from vgdsl.plan.graph import Graph
from vgdsl.plan.lower import lower
from vgdsl.plan.plan import Filled, Known, plan
from vgdsl.plan.select import Selection, select
from vgdsl.program.editions import load
from vgdsl.program.entities import Film, Omission, Part, Scene, Upscale
from vgdsl.program.values import Clip, Duration, Factor, Mention, Money, Prompt, Resolution


class Nothing:
    """The history of a film that was never run."""

    def before(self, key: str) -> None:
        return None

    def under_way(self, key: str) -> str | None:
        return None

    def by_key(self, key: str) -> None:
        return None

    def last(self, node: str, take: int) -> None:
        return None


KNOWN = Known(history=Nothing())


def planned(program, known: Known = KNOWN, **selection: tuple[str, ...]):
    catalog = load()
    lowered = lower(program, catalog)
    graph = Graph((*lowered.jobs, *lowered.assemblies))
    selected = select(graph, Selection(**selection)) if selection else None
    return plan(program, lowered, catalog, known, selected)


@pytest.fixture
def film(chain):
    """The chain with a budget, a scene, prices that are known, and an enlarged copy of one shot."""
    nodes = {
        name: replace(
            node,
            model="minimax-h3-text-to-video",
            prompt=Prompt((name,)),
            start=None,
            resolution=Resolution("768P"),
            scene="harbor",
        )
        for name, node in chain.nodes.items()
    }
    upscale = Upscale(
        name="hd",
        span=chain.nodes["opening"].span,
        model="topaz-video-upscale",
        source=Clip("opening"),
        factor=Factor(2),
    )
    return replace(
        chain,
        film=Film("gondolier", "The Gondolier", budget=Money(Decimal(2))),
        scenes={"harbor": Scene("harbor", Money(Decimal(6)))},
        nodes={**nodes, "hd": upscale},
    )


def test_a_plan_adds_up(film):
    found = planned(film)
    assert found.purchases == 5
    assert found.price == Price(Decimal("2.6"), Sort.AT_MOST)
    assert [(scene.name, scene.price.usd, scene.budget) for scene in found.scenes] == [("harbor", 2, 6)]
    assert found.over_budget
    assert found.critical == ("opening", "hd")
    assert found.minutes == pytest.approx((130 + 390) / 60)
    assert found.builds[0].length.frames == 480


def test_a_quote_replaces_the_estimate(film):
    found = planned(
        film,
        Known(
            history=Nothing(), quotes={"opening": Price(Decimal("0.61"), Sort.QUOTED)}, spent=Decimal("0.10")
        ),
    )
    assert found.steps[0].price == Price(Decimal("0.61"), Sort.QUOTED)
    assert found.spent == Decimal("0.10")


def test_what_has_no_known_price_is_named(chain):
    found = planned(replace(chain, nodes={n: replace(s, model="brand-new") for n, s in chain.nodes.items()}))
    assert set(found.unpriced) == {"opening", "boarding", "crossing", "postcard"}
    assert found.price == Price(Decimal(0), Sort.QUOTED)


def test_a_selection_is_planned_with_what_it_needs(chain):
    found = planned(chain, only=("boarding",))
    assert [(step.id, step.needed) for step in found.steps] == [("opening", True), ("boarding", False)]
    assert found.builds == ()
    assert planned(chain, exclude=("opening",)).dropped == ("boarding", "crossing", "main")


def test_defaults_left_out_and_filled_in_are_said(shot, program):
    omission = Omission("aspect_ratio", "16:9")
    (step,) = planned(program(shot("a", omitted=(omission,), duration=Duration(5000)))).steps
    assert step.omitted == (omission,)
    assert step.filled == (Filled("aspect_ratio", "16:9"), Filled("resolution", "720p"))
    assert (step.action, step.length, step.resolution) == (Action.MAKE, 5.0, "720p")


def test_who_is_sent_in_words_only_is_said(shot, program):
    prompt = Prompt((Mention("marco"), " in ", Mention("fog")))
    assert planned(program(shot("a", prompt=prompt))).steps[0].in_words == ("marco",)
    assert (
        planned(program(shot("a", "kling-o3-pro-reference-to-video", prompt=prompt))).steps[0].in_words == ()
    )


def test_a_plan_is_json_with_the_same_names(film):
    found = json.loads(json.dumps(msgspec.to_builtins(planned(film))))
    assert found["price"] == {"usd": "2.60", "sort": "at most"}
    assert found["steps"][0]["reasons"] == [{"why": "new", "attribute": "", "place": "", "node": ""}]
    assert found["steps"][4]["kind"] == "upscale"
    assert found["builds"][0]["output"] == "gondolier.mp4"


def test_ten_thousand_shots_are_planned_in_seconds(shot, program):
    catalog = load()
    film = program(*(shot(f"s{n}", prompt=Prompt((f"Shot {n}.",))) for n in range(10_000)))
    start = time.process_time()
    plan(film, lower(film, catalog), catalog, KNOWN)
    assert time.process_time() - start < 5


def test_a_cut_knows_its_hdr_clips(film):
    glow = Upscale(name="glow", span=film.nodes["hd"].span, model="topaz-video-hyperion", source=Clip("hd"))
    (cut,) = film.cuts.values()
    longer = replace(cut, sequence=(*cut.sequence, Part(Clip("glow"))))
    glowing = replace(film, nodes={**film.nodes, "glow": glow}, cuts={cut.name: longer})
    assert [build.hdr for build in planned(glowing).builds] == [("glow",)]
    assert [build.hdr for build in planned(film).builds] == [()]
