"""A key is the identity of a purchase: it follows what is sent, and nothing else."""

import time

from msgspec.structs import replace

from vgdsl.plan.job import ClipInput, FileInput, FrameInput, Job, LinkInput
from vgdsl.plan.key import OFFICIAL, key
from vgdsl.program.entities import NodeKind
from vgdsl.program.values import Duration, Edge
from vgdsl.providers.venice.auth import ADDRESS

FRONT = FileInput("refs/front.png", "image/png", "a" * 64, 10)
JOB = Job(
    id="boarding",
    node="boarding",
    take=1,
    kind=NodeKind.SHOT,
    model="kling-o3-pro-reference-to-video",
    body={
        "model": "kling-o3-pro-reference-to-video",
        "prompt": "@Element1 steps into a gondola.",
        "duration": "8s",
        "image_url": FrameInput(ClipInput("opening"), Edge.LAST),
        "elements": [{"frontal_image_url": FRONT}],
    },
    quote={},
)
CLIPS = {"opening": "c" * 64}


def digest(
    job: Job = JOB, clips: dict[str, str] = CLIPS, provider: str = "venice", address: str = OFFICIAL
) -> str:
    return key(job, clips, provider, address).digest


def sending(**fields: object) -> Job:
    return replace(JOB, body={**JOB.body, **fields})


def test_names_and_the_order_of_fields_are_not_in_it():
    renamed = replace(JOB, id="x", node="x", scene="harbor", after=("y",), quote={"model": "m"}, hold=True)
    assert digest(renamed) == digest()
    assert digest(replace(JOB, body=dict(reversed(JOB.body.items())))) == digest()


def test_a_file_is_its_bytes_not_its_path():
    moved = replace(FRONT, path="elsewhere/marco.png", mime="image/x-png")
    assert digest(sending(elements=[{"frontal_image_url": moved}])) == digest()
    other = replace(FRONT, sha256="b" * 64)
    assert digest(sending(elements=[{"frontal_image_url": other}])) != digest()


def test_a_clip_is_its_bytes_not_its_job():
    renamed = sending(image_url=FrameInput(ClipInput("intro"), Edge.LAST))
    assert digest(renamed, {"intro": "c" * 64}) == digest()
    assert digest(clips={"opening": "d" * 64}) != digest()


def test_all_that_decides_the_clip_is_in_it():
    variants = [
        sending(prompt="Another."),
        sending(duration="9s"),
        sending(image_url=FrameInput(ClipInput("opening"), Edge.FIRST)),
        sending(image_url=FrameInput(ClipInput("opening"), Duration(2500))),
        sending(image_url=ClipInput("opening")),
        sending(image_url=LinkInput("https://example.com/a.png")),
        replace(JOB, take=2),
    ]
    digests = {digest(), *(digest(job) for job in variants)}
    digests |= {digest(provider="simulator"), digest(address="http://127.0.0.1:8000/api/v1")}
    assert len(digests) == len(variants) + 3


def test_the_official_address_is_no_part_of_it():
    assert ADDRESS == OFFICIAL
    assert "address" not in key(JOB, CLIPS, "venice", OFFICIAL + "/").components
    assert key(JOB, CLIPS, "venice", "http://127.0.0.1:1/").components["address"] == "http://127.0.0.1:1"


def test_the_components_are_a_record_that_a_person_can_read():
    components = key(JOB, CLIPS, "venice").components
    assert components == {
        "provider": "venice",
        "take": 1,
        "request": {
            "model": "kling-o3-pro-reference-to-video",
            "prompt": "@Element1 steps into a gondola.",
            "duration": "8s",
            "image_url": f"sha256:{'c' * 64} last",
            "elements": [{"frontal_image_url": f"sha256:{'a' * 64}"}],
        },
    }


def test_ten_thousand_keys_take_no_time():
    body = {
        "model": "m",
        "prompt": "A lagoon at dawn." * 5,
        "duration": "5s",
        "image_url": ClipInput("opening"),
    }
    job = replace(JOB, body=body)
    best = min(_timed(job) for _ in range(5))
    assert best < 20e-6


def _timed(job: Job) -> float:
    start = time.perf_counter()
    for _ in range(2000):
        key(job, CLIPS, "venice")
    return (time.perf_counter() - start) / 2000
