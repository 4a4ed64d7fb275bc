"""A recipe is what a clip is made by, all the way down: it follows every change before it, and nothing else."""

from msgspec.structs import replace

from vgdsl.plan.graph import Graph
from vgdsl.plan.job import ClipInput, FileInput, FrameInput, Job
from vgdsl.plan.key import key
from vgdsl.plan.recipe import recipes
from vgdsl.program.entities import NodeKind
from vgdsl.program.values import Edge

FRONT = FileInput("refs/front.png", "image/png", "a" * 64, 10)


def job(name: str, *, start: str = "", **body: object) -> Job:
    body = {"model": "wan", "prompt": f"A {name}.", **body}
    if start:
        body["image_url"] = FrameInput(ClipInput(start), Edge.LAST)
    return Job(id=name, node=name, take=1, kind=NodeKind.SHOT, model="wan", body=body, quote={})


FILM = (job("opening", elements=[FRONT]), job("boarding", start="opening"), job("crossing", start="boarding"))


def digests(*jobs: Job) -> list[str]:
    return [found.digest for found in recipes(Graph(jobs), "venice").values()]


def test_a_job_that_needs_no_other_has_its_key_for_a_recipe():
    assert recipes(Graph(FILM), "venice")["opening"] == key(FILM[0], {}, "venice")


def test_a_change_shows_in_all_that_is_made_from_it():
    before = digests(*FILM)
    other_file = replace(FRONT, sha256="b" * 64)
    for changed, unchanged in (
        ((replace(FILM[0], take=2), *FILM[1:]), 0),
        ((job("opening", elements=[other_file]), *FILM[1:]), 0),
        ((FILM[0], job("boarding", start="opening", model="kling"), FILM[2]), 1),
        ((*FILM[:2], job("crossing", start="boarding", prompt="Another.")), 2),
    ):
        same = [old == new for old, new in zip(before, digests(*changed), strict=True)]
        assert same == [True] * unchanged + [False] * (3 - unchanged)


def test_names_and_order_are_not_in_it():
    renamed = (
        replace(FILM[2], id="z", node="z", body={**FILM[2].body, "image_url": FrameInput(ClipInput("y"), Edge.LAST)}),
        replace(FILM[1], id="y", node="y", body={**FILM[1].body, "image_url": FrameInput(ClipInput("x"), Edge.LAST)}),
        replace(FILM[0], id="x", node="x"),
    )  # fmt: skip
    assert sorted(digests(*renamed)) == sorted(digests(*FILM))


def test_a_chain_may_be_as_long_as_the_film():
    chain = [job("s0"), *(job(f"s{n}", start=f"s{n - 1}") for n in range(1, 3000))]
    assert len(set(digests(*chain))) == 3000
