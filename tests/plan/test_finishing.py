"""What an upscale is made of: which parts are bought, and what is finished from them by which name."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from vgdsl.plan.freshness import Made, Provider, standing
from vgdsl.plan.graph import Graph
from vgdsl.plan.job import ClipInput, Expected, FileInput, Finishing, FrameInput, PartInput
from vgdsl.plan.key import finished, key
from vgdsl.plan.lower import lower
from vgdsl.plan.recipe import recipes
from vgdsl.plan.select import Selection, select
from vgdsl.program.editions import load
from vgdsl.program.entities import MediaFacts, Upscale
from vgdsl.program.values import Clip, Edge, Factor, Frame, Media, MediaKind, Rate

OLD = Media(MediaKind.VIDEO, path="old.mp4")
FACTS = MediaFacts(
    "video/mp4", 80_000_000, "d" * 64, 640, 360, 60.0, 24.0, 1440, has_audio=True,
    cut_points=tuple((24 * second, 80_000_000 * second // 60) for second in range(61)),
)  # fmt: skip
FILE = FileInput("old.mp4", "video/mp4", "d" * 64, 80_000_000)
SMALL = replace(FACTS, size=8_000_000)


@pytest.fixture
def lowered(shot, program):
    """Lower some upscales, with the facts of `old.mp4` and of clips that exist already."""

    def run(*nodes, facts=FACTS, known=None):
        return lower(program(*nodes, media={"old.mp4": facts}), load(), known or {})

    return run


@pytest.fixture
def hd(shot):
    return lambda **values: Upscale(
        **{"name": "hd", "span": shot().span, "model": "topaz-video-upscale", "source": OLD, **values}
    )


def test_each_part_is_a_job_with_its_own_pictures_quote_and_measures(lowered, hd):
    found = lowered(hd(factor=Factor(4)))
    assert [job.id for job in found.jobs] == ["hd/1", "hd/2", "hd/3", "hd/4"]
    first, *_, last = found.jobs
    assert first.body == {
        "model": "topaz-video-upscale",
        "video_url": PartInput(FILE, 0, 360),
        "upscale_factor": 4,
    }
    assert first.quote["video_url"] == PartInput(FILE, 0, 360)
    assert (last.piece, last.part, last.node) == ("hd/4", 4, "hd")
    assert last.expected == Expected(15.0, 2560, 1440, frames=360)
    assert last.source == Expected(15.0, 640, 360, 24.0)
    assert found.finishings == (
        Finishing(
            id="hd/whole", node="hd", take=1, parts=("hd/1", "hd/2", "hd/3", "hd/4"), sound=FILE,
            expected=Expected(60.0, 2560, 1440),
        ),
    )  # fmt: skip


def test_at_another_rate_a_part_has_as_many_pictures_as_fit(lowered, hd):
    smooth = hd(model="topaz-video-interpolate", settings={"fps": Rate(60), "slowdown": Factor(2)})
    assert {job.expected.frames for job in lowered(smooth).jobs} == {1800}
    assert {job.expected.frames for job in lowered(hd(model="topaz-video-interpolate")).jobs} == {None}


def test_the_key_of_a_part_is_that_of_its_source_and_its_pictures(lowered, hd):
    first, second, *_ = lowered(hd()).jobs
    components = key(second, {}, "venice").components
    assert components["request"]["video_url"] == f"sha256:{'d' * 64} 360-720"
    assert key(first, {}, "venice") != key(second, {}, "venice")
    renamed, *_ = lowered(hd(name="attic")).jobs
    assert key(renamed, {}, "venice") == key(first, {}, "venice")


def test_takes_are_bought_and_finished_apart(lowered, hd):
    found = lowered(hd(takes=2, parts=5))
    assert [job.id for job in found.jobs] == [
        *(f"hd/{part}" for part in range(1, 6)), *(f"hd/{part}#2" for part in range(1, 6)),
    ]  # fmt: skip
    assert found.finishings[1].id == "hd/whole#2"
    assert found.finishings[1].parts == tuple(f"hd/{part}#2" for part in range(1, 6))


def test_what_is_small_and_silent_is_bought_as_ever(lowered, hd):
    found = lowered(hd(), facts=replace(SMALL, has_audio=False))
    assert [job.id for job in found.jobs] == ["hd"]
    assert found.finishings == ()
    assert found.jobs[0].silent == ""


@pytest.mark.parametrize(
    ("values", "silent"),
    [
        ({"model": "topaz-video-interpolate", "settings": {"slowdown": Factor(2)}}, "slowed"),
        ({"source": Media(MediaKind.VIDEO, url="https://example.com/old.mp4")}, "linked"),
    ],
)
def test_where_no_sound_can_be_put_back_the_job_says_why(lowered, hd, values, silent):
    found = lowered(hd(**values), facts=SMALL)
    assert ([job.silent for job in found.jobs], found.finishings) == ([silent], ())


def test_who_uses_the_pictures_alone_needs_no_sound(lowered, hd, shot):
    larger = hd(name="larger", source=Clip("hd"))
    still = shot("still", model="wan-2-7-image-to-video", start=Frame(Clip("hd"), Edge.LAST))
    whole = lowered(hd(), larger, still, facts=SMALL)
    assert [job.needs for job in whole.jobs] == [(), ("hd",), ("hd",)]
    assert whole.jobs[2].body["image_url"] == FrameInput(ClipInput("hd"), Edge.LAST)
    assert [each.needs for each in whole.finishings] == [("hd",), ("larger", "hd/whole")]
    parts = lowered(hd(), larger, still)
    assert [job.needs for job in parts.jobs[-2:]] == [("hd/whole",), ("hd/whole",)]


def test_a_made_clip_is_cut_by_what_it_became(lowered, hd, shot):
    nodes = shot(), hd(source=Clip("opening"))
    assert [job.id for job in lowered(*nodes).jobs] == ["opening", "hd"]
    found = lowered(*nodes, known={"opening": FACTS})
    assert [job.id for job in found.jobs] == ["opening", "hd/1", "hd/2", "hd/3", "hd/4"]
    assert found.jobs[1].body["video_url"] == PartInput(ClipInput("opening"), 0, 360)
    assert found.finishings[0].sound == ClipInput("opening")


def test_what_is_to_be_cut_later_and_what_cannot_be_is_marked(lowered, hd, shot):
    later = lowered(shot(), hd(source=Clip("opening"), parts=2)).jobs[1]
    assert (later.id, later.open, later.stuck) == ("hd", True, False)
    never = lowered(
        shot(), hd(source=Clip("opening")), known={"opening": replace(FACTS, cut_points=())}
    ).jobs[1]
    assert (never.id, never.open, never.stuck) == ("hd", False, True)


def test_a_finished_clip_is_known_by_what_it_is_made_of(lowered, hd):
    (whole,) = lowered(hd()).finishings
    clips = {part: f"{number}" * 64 for number, part in enumerate(whole.parts, 1)}
    assert finished(whole, clips) == finished(replace(whole, id="x", node="x"), clips)
    assert finished(whole, clips) != finished(replace(whole, sound=None), clips)
    assert finished(whole, clips) != finished(whole, {**clips, "hd/2": "9" * 64})
    turned = replace(whole, parts=whole.parts[::-1])
    assert finished(whole, clips) != finished(turned, clips)


def test_recipes_go_through_finished_clips(lowered, hd, shot):
    after = shot("after", model="kling-o3-pro-video-to-video", source=Clip("hd"))
    before, now = lowered(hd(), after), lowered(hd(factor=Factor(4)), after)
    assert before.jobs[-1].needs == ("hd/whole",)
    found, other = (recipes(Graph(each.tasks), "venice") for each in (before, now))
    assert found["after"] != other["after"]


class Bought:
    """A history in which all jobs but some were bought; each clip has the digest of its key."""

    def __init__(self, graph, *missing):
        found = recipes(graph, "venice")
        self._missing = {found[name].digest for name in missing}

    def by_key(self, digest):
        if digest in self._missing:
            return None
        return Made(digest, digest, {}, "", 1, Decimal(0), "", 0.0)

    def under_way(self, digest):
        return None

    def last(self, node, take):
        return None

    def before(self, digest):
        return None


def test_a_finished_clip_stands_as_soon_as_its_parts_do(lowered, hd):
    found = lowered(hd(), hd(name="larger", source=Clip("hd")))
    graph, (whole, _) = Graph(found.tasks), found.finishings
    clips = standing(graph, Bought(graph), Provider())
    assert clips.keys() == graph.tasks.keys()
    assert clips["hd/whole"] == finished(whole, clips)
    assert standing(graph, Bought(graph, "hd/2"), Provider()).keys() == {"hd/1", "hd/3", "hd/4"}


def test_a_selection_takes_a_node_with_its_parts_and_its_finishing(lowered, hd):
    graph = Graph(lowered(hd(takes=2)).tasks)
    assert select(graph, Selection(only=("hd",))).wanted == graph.tasks.keys()
    assert select(graph, Selection(only=("hd#2",))).wanted == {n for n in graph.tasks if n.endswith("#2")}
    assert select(graph, Selection(only=("hd/3",))).tasks == {"hd/3"}
    assert "hd/whole" not in select(graph, Selection(exclude=("hd/3",))).tasks
