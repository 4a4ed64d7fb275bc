"""Figures that a film maker plans with: what, how long, and how sure."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from vgdsl.plan.estimate import Doubt, Length, Price, Sort, length, makespan, price, total
from vgdsl.plan.graph import Graph
from vgdsl.plan.job import ClipInput, Job
from vgdsl.plan.lower import lower
from vgdsl.program.editions import load
from vgdsl.program.entities import Cut, Dissolve, NodeKind, Part, Upscale
from vgdsl.program.values import Clip, Duration, Factor, Media, MediaKind, Mention, Prompt, Rate, Resolution

WALK = Media(MediaKind.VIDEO, path="refs/walk.mp4")


@pytest.fixture
def cost(program):
    """The price of the first node of a film of these nodes."""

    def of(*nodes) -> Price | None:
        job = lower(program(*nodes), load()).jobs[0]
        return price(job, load().get(job.model))

    return of


def test_a_shot_costs_its_seconds_at_the_tier_of_its_sound(shot, cost):
    node = shot(
        "a", "kling-o3-pro-reference-to-video", duration=Duration(8000), prompt=Prompt((Mention("marco"),))
    )
    assert cost(replace(node, audio=False)) == Price(Decimal("0.896"), Sort.ESTIMATE)
    assert cost(node) == Price(Decimal("1.120"), Sort.ESTIMATE)


def test_a_shot_costs_its_seconds_at_the_tier_of_its_resolution(shot, cost):
    node = shot("a", "minimax-h3-text-to-video")
    small, large = (cost(replace(node, resolution=Resolution(text))) for text in ("768P", "2K"))
    assert (small.usd, large.usd) == (Decimal("0.50"), Decimal("0.815"))


def test_reference_footage_is_paid_like_output(shot, cost):
    node = shot("a", "wan-3-0-reference-to-video", references=(WALK,), resolution=Resolution("720p"))
    assert cost(node) == Price(Decimal("0.99"), Sort.ESTIMATE)


def test_an_unknown_price_is_none(shot, cost):
    assert cost(shot("a", "veo3.1-fast-text-to-video")) is None
    assert cost(shot("a", "brand-new-model")) is None


def test_the_cheapest_known_price_is_only_a_lower_bound(shot, cost):
    assert cost(shot("a", "minimax-h3-max-multi-angle")).sort is Sort.AT_LEAST


def test_enlarging_a_file_is_an_estimate_and_a_clip_yet_to_be_made_a_bound(shot, cost):
    span = shot().span
    node = Upscale(name="hd", span=span, model="topaz-video-precision", source=WALK, factor=Factor(2))
    assert cost(node) == Price(Decimal("0.3"), Sort.ESTIMATE)
    made = replace(node, source=Clip("a"))
    small = shot("a", resolution=Resolution("720p"))
    assert cost(made, small) == Price(Decimal("0.38"), Sort.AT_MOST, Doubt.SOURCE)


# 0.10 by the guide and 0.12 as once seen; less than Proteus, and nobody says how much; 4K whatever the factor.
@pytest.mark.parametrize(
    ("model", "settings", "usd"),
    [
        ("topaz-video-upscale", {}, "0.48"),
        ("topaz-video-precision", {"enhancement": "Proteus Natural"}, "0.30"),
        ("topaz-video-astra", {}, "2.50"),
    ],
)
def test_what_is_not_known_of_a_price_makes_it_a_bound(shot, cost, model, settings, usd):
    node = Upscale(name="hd", span=shot().span, model=model, source=WALK, factor=Factor(2), settings=settings)
    assert cost(node) == Price(Decimal(usd), Sort.AT_MOST, Doubt.RANGE)


def test_a_clip_made_fast_before_costs_double(shot, cost):
    span = shot().span
    smooth = Upscale(name="smooth", span=span, model="topaz-video-interpolate", source=WALK)
    kept = Upscale(name="kept", span=span, model="topaz-video-deblur", source=Clip("smooth"))
    last = Upscale(
        name="last", span=span, model="topaz-video-precision", source=Clip("kept"), factor=Factor(1)
    )
    assert cost(last, kept, smooth) == Price(Decimal("0.10"), Sort.AT_MOST, Doubt.SOURCE)
    assert cost(last, replace(kept, source=WALK)) == Price(Decimal("0.05"), Sort.AT_MOST, Doubt.SOURCE)


def test_fast_and_slow_clips_of_the_suite_cost_more(shot, cost):
    node = Upscale(name="hd", span=shot().span, model="topaz-video-precision", source=WALK, factor=Factor(1))
    assert cost(node).usd == Decimal("0.05")
    assert cost(replace(node, settings={"fps": Rate(60)})).usd == Decimal("0.10")
    slow = replace(node, model="topaz-video-interpolate", factor=None, settings={"slowdown": Factor(4)})
    assert cost(slow).usd == Decimal("0.6")


def test_a_bound_is_not_passed_by_a_quote_in_whole_cents(shot, cost):
    node = Upscale(
        name="hd", span=shot().span, model="topaz-video-upscale", source=Clip("a"), factor=Factor(1)
    )
    assert cost(node, shot("a", resolution=Resolution("720p"))) == Price(
        Decimal("0.07"), Sort.AT_MOST, Doubt.SOURCE
    )


def test_a_sum_is_as_sure_as_its_least_sure_part():
    def sorts(*given: Sort) -> Sort:
        return total([Price(Decimal(1), sort) for sort in given]).sort

    assert total([]) == Price(Decimal(0), Sort.QUOTED)
    assert sorts(Sort.QUOTED, Sort.ESTIMATE) is Sort.ESTIMATE
    assert sorts(Sort.ESTIMATE, Sort.AT_MOST) is Sort.AT_MOST
    assert sorts(Sort.AT_LEAST, Sort.AT_MOST) is Sort.ESTIMATE


def job(name: str, *needs: str) -> Job:
    body = {"reference_video_urls": [ClipInput(need) for need in needs]}
    return Job(id=name, node=name, take=1, kind=NodeKind.SHOT, model="m", body=body, quote={})


def test_a_run_takes_as_long_as_its_places_allow():
    graph = Graph([job("a"), job("b"), job("c", "a"), job("d")])
    seconds = {"a": 60.0, "b": 60.0, "c": 60.0, "d": 30.0}
    assert makespan(graph, seconds, 1) == 210
    assert makespan(graph, seconds, 2) == 120
    assert makespan(graph, {}, 2) == 0


@given(st.lists(st.floats(0, 100), min_size=1, max_size=9), st.integers(1, 4))
def test_a_run_is_no_shorter_than_its_work_or_its_longest_way(times, places):
    graph = Graph(job(str(n), *([str(n // 2)] if n else [])) for n in range(len(times)))
    seconds = {str(n): time for n, time in enumerate(times)}
    longest = max(graph.remaining(seconds).values())
    took = makespan(graph, seconds, places)
    assert took >= max(longest, sum(times) / places) * (1 - 1e-9)
    assert took <= sum(times) * (1 + 1e-9)


def measured(program, cut: Cut) -> Length | None:
    lowered = lower(program, load())
    return length(lowered.assemblies[0], {each.id: each for each in lowered.jobs}, program)


def test_a_cut_is_its_parts_less_dissolves_and_doubled_frames(chain, program):
    (cut,) = chain.cuts.values()
    assert measured(chain, cut) == Length(4 * 120 - 2, 478 / 24)
    first, *_, fourth = cut.sequence
    trimmed = Part(first.clip, start=Duration(500), end=Duration(2500))
    cut = replace(cut, sequence=(trimmed, Dissolve(Duration(500)), fourth, Part(WALK)), fps=Rate(30))
    assert measured(replace(chain, cuts={"main": cut}), cut) == Length(60 - 15 + 150 + 120, 10.5)


def test_a_cut_of_a_clip_of_unknown_length_has_none(chain):
    (cut,) = chain.cuts.values()
    link = Part(Media(MediaKind.VIDEO, url="https://example.com/a.mp4"))
    assert measured(replace(chain, cuts={"main": replace(cut, sequence=(link,))}), cut) is None
