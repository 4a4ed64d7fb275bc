"""The requests that the published guides show are answered as the real API's own contradictions have it."""

import pytest

from vgdsl.providers.simulator.app import create
from vgdsl.providers.simulator.simulation import Simulation

VERDICTS = [
    (200, "sound"),
    (200, "sound"),
    (200, "sound: the picture is on the web"),
    (400, "image_url", "the guide leaves out most of the picture's data with dots, which is no base64"),
    (200, "sound"),
    (200, "sound"),
    (200, "sound"),
    (200, "bitrate_mode is accepted although the schema does not list it"),
    (200, "sound"),
    (200, "sound"),
    (200, "adaptive is allowed beside reference videos"),
    (200, "auto and adaptive are allowed beside reference videos"),
    (400, "duration", "a duration is written with its unit, and image_urls is called scene_image_urls"),
    (
        400,
        "duration",
        "a duration is written with its unit, and referenceImageUrls is called reference_image_urls",
    ),
    (200, "an upscale needs no prompt and no duration"),
    (400, "video_url", "an upscale is quoted by its source; input_height exists nowhere but in this guide"),
    (409, "media for a model that asks for consent shows faces, and nobody has attested it yet"),
]


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    """One simulator for all examples, so that their clips, which nobody fetches, need not all be drawn."""
    app = create(Simulation(folder=tmp_path_factory.mktemp("examples"), speed=1.0))
    yield app
    app.state.studio.close()


@pytest.mark.parametrize("number", range(len(VERDICTS)))
async def test_an_example_of_the_guides(number, examples, caller):
    example, (status, *reasons) = examples[number], VERDICTS[number]
    kind = (
        example["endpoint"]
        if example["endpoint"] != "?"
        else "queue"
        if "prompt" in example["body"]
        else "quote"
    )
    answer = await caller.post(f"/video/{kind}", json=example["body"])
    assert answer.status_code == status, (reasons, answer.text)
    if status == 400:
        assert [reasons[0]] in [issue["path"] for issue in answer.json()["issues"]]


async def test_a_length_without_its_unit_names_the_allowed_ones(examples, caller):
    answer = await caller.post("/video/queue", json=examples[12]["body"])
    codes = {issue["code"]: issue for issue in answer.json()["issues"]}
    assert codes["invalid_enum_value"]["expected"].startswith("'3s' | '4s' | '5s'")
    assert codes["unrecognized_keys"]["keys"] == ["image_urls"]


def test_every_example_has_a_verdict(examples):
    assert len(examples) == len(VERDICTS)
