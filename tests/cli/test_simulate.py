"""`vgdsl simulate`: each of its switches reaches the service that it serves."""

import base64
from contextlib import contextmanager
from fractions import Fraction

import httpx
import pytest

from vgdsl.media.slate.render import Slate, render

CLIP = {"model": "wan-2-7-text-to-video", "prompt": "Fog.", "duration": "5s", "aspect_ratio": "16:9"}
UPSCALE = {"model": "topaz-video-upscale", "video_url": "https://example.com/a.mp4"}


@pytest.fixture
def served(desk):
    """A client of the service, with a key, for as long as it is served."""

    @contextmanager
    def served(*options):
        with desk.start("simulate", "--port", "0", *options) as server:
            address = server.stdout.readline().split()[-1]
            try:
                with httpx.Client(base_url=address, headers={"Authorization": "Bearer any"}) as client:
                    yield client
            finally:
                server.terminate()

    return served


def suite(client):
    """What the settings of an enhancement model are called."""
    rows = client.get("/models", params={"type": "video"}).json()["data"]
    told = next(row for row in rows if row["id"] == "topaz-video-precision")
    return {"topaz", "enhancement"} & told["model_spec"]["constraints"].keys()


@pytest.fixture
def dearer(tmp_path):
    """Whether a clip of 360 lines costs more to enlarge four times than twice."""
    clip = tmp_path / "clip.mp4"
    render(Slate("clip", "", "", Fraction(1), 640, 360, Fraction(24)), clip)
    source = f"data:video/mp4;base64,{base64.b64encode(clip.read_bytes()).decode()}"

    def dearer(client):
        asked = ({**UPSCALE, "video_url": source, "upscale_factor": factor} for factor in (2, 4))
        two, four = (client.post("/video/quote", json=body).json()["quote"] for body in asked)
        return four > two

    return dearer


def test_without_switches_it_is_the_service_of_today(served):
    with served() as client:
        assert client.post("/video/queue", json={**CLIP, "duration": "7s"}).status_code == 400
        assert client.post("/video/queue", json=UPSCALE).status_code == 200
        assert suite(client) == {"topaz"}
        assert client.get("/billing/balance").json()["balances"]["usd"] < 1000


def test_each_switch_makes_it_another(served, dearer):
    switches = ("--balance", "2", "--upscaler", "observed-2026-07", "--suite-key", "enhancement")
    with served(*switches, "--ignores-factor", "--faces", "all") as client:
        assert client.get("/billing/balance").json()["balances"]["usd"] == 2
        missed = client.post("/video/queue", json=UPSCALE).json()["issues"]
        assert [issue["path"] for issue in missed] == [["prompt"], ["duration"]]
        assert suite(client) == {"enhancement"}
        assert not dearer(client)
    with served("--strictness", "off") as client:
        assert client.post("/video/queue", json={**CLIP, "duration": "7s"}).status_code == 200
        assert dearer(client)
