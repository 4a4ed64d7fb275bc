"""The simulated upscalers take what the real ones are said to take, and deliver what was ordered."""

from base64 import b64encode
from decimal import Decimal
from fractions import Fraction

import httpx
import pytest
from click.testing import CliRunner

from vgdsl.cli import simulate
from vgdsl.media.probe import MediaInfo, probe
from vgdsl.media.slate.render import Slate, render
from vgdsl.program.editions import load
from vgdsl.providers.simulator.app import create
from vgdsl.providers.simulator.judging.refusal import Refusal
from vgdsl.providers.simulator.judging.upscaling import encoding_of, size_of, source_issues
from vgdsl.providers.simulator.simulation import Simulation
from vgdsl.providers.simulator.studio import Studio

OLD = "topaz-video-upscale"


@pytest.fixture
def opened(tmp_path, clock):
    """A studio set up otherwise."""
    studios = []

    def make(**settings):
        studios.append(Studio(Simulation(folder=tmp_path / "other", speed=1.0, clock=clock, **settings)))
        return studios[-1]

    yield make
    for studio in studios:
        studio.close()


def made(studio, job, clock):
    clock.now += job.making
    while (clip := studio.retrieve({"model": job.order.model, "queue_id": job.id}).clip) is None:
        pass
    return clip


async def refused(studio, body) -> list[str]:
    with pytest.raises(Refusal) as caught:
        await studio.queue(body)
    assert caught.value.status == 400
    return [issue["path"][0] if issue["path"] else issue["message"] for issue in caught.value.body["issues"]]


async def test_the_official_dialect_takes_a_video_and_a_factor_and_lets_the_rest_stand(studio, clip):
    await studio.queue({"model": OLD, "video_url": clip, "upscale_factor": 2})
    await studio.queue({"model": OLD, "video_url": clip, "duration": "2.00", "prompt": "upscale"})
    assert await refused(studio, {"model": OLD, "video_url": clip, "duration": "Auto"}) == ["duration"]
    assert await refused(studio, {"model": OLD, "video_url": clip, "resolution": "2x"}) == ["resolution"]


async def test_the_dialect_that_was_seen_demands_words_and_seconds(opened, clip):
    studio = opened(upscaler="observed-2026-07")
    order = {"model": OLD, "video_url": clip, "upscale_factor": 2}
    assert await refused(studio, order) == ["prompt", "duration"]
    assert await refused(studio, {**order, "duration": "Auto", "prompt": "upscale"}) == ["duration"]
    assert await refused(studio, {**order, "duration": 2.0, "prompt": "upscale"}) == ["duration"]
    await studio.queue({**order, "duration": "2.00", "prompt": "upscale"})
    assert await studio.quote({**order, "duration": "Auto"}, keyed=True) > 0


WRONG = [
    ({"model": "topaz-video-precision", "duration": "2.00"}, "duration"),
    ({"model": "topaz-video-precision", "prompt": "sharper"}, "prompt"),
    (
        {"model": "topaz-video-denoise", "enhancement_model": "Nyx Fast", "upscale_factor": 2},
        "upscale_factor",
    ),
    ({"model": "topaz-video-denoise", "enhancement_model": "Nyx HF", "upscale_factor": 4}, "upscale_factor"),
    ({"model": "topaz-video-starlight", "enhancement_model": "Starlight HQ", "softness": 2}, "softness"),
    ({"model": "topaz-video-deblur", "upscale_factor": 1}, "upscale_factor"),
    ({"model": "topaz-video-hyperion", "h264_output": True}, "h264_output"),
    ({"model": "topaz-video-denoise", "target_fps": 60}, "target_fps"),
]


@pytest.mark.parametrize(("body", "field"), WRONG)
async def test_what_the_suite_refuses(studio, clip, body, field):
    assert await refused(studio, {**body, "video_url": clip}) == [field]


SUITE = {
    name: load().models[f"topaz-video-{name}"] for name in ("precision", "astra", "colorize", "hyperion")
}


def source(width=1920, height=1080, seconds=10, frames=240) -> MediaInfo:
    return MediaInfo("video", "video/mp4", 1000, width, height, Fraction(seconds), frames, Fraction(24))


def test_what_it_has_against_a_source():
    def paths(model, body, clip):
        return [issue["path"][0] for issue in source_issues(SUITE[model], body, clip)]

    assert paths("precision", {}, source(seconds=301)) == ["video_url"]
    assert paths("precision", {"h264_output": True, "upscale_factor": 4}, source()) == ["h264_output"]
    assert paths("precision", {"h264_output": True, "upscale_factor": 2}, source()) == []
    assert paths("astra", {"prompt": "sharper"}, source(frames=451)) == ["prompt"]
    assert paths("astra", {"prompt": "sharper"}, source(frames=450)) == []
    assert paths("astra", {}, source(frames=451)) == []


def test_sizes_of_their_own():
    assert size_of(SUITE["astra"], {"upscale_factor": 1}, (1280, 720)) == (3840, 2160)
    assert size_of(SUITE["astra"], {}, (480, 854)) == (2160, 3844)
    assert size_of(SUITE["colorize"], {}, (640, 480)) == (1440, 1080)
    assert size_of(SUITE["colorize"], {}, (2560, 1440)) == (2560, 1440)
    assert size_of(SUITE["precision"], {}, (854, 480)) == (1708, 960)


def test_how_results_are_stored():
    assert encoding_of(load().models[OLD], {}) == "h264"
    assert encoding_of(SUITE["precision"], {}) == "hevc"
    assert encoding_of(SUITE["precision"], {"h264_output": True}) == "h264"
    assert encoding_of(SUITE["hyperion"], {}) == "hdr10"
    assert encoding_of(SUITE["hyperion"], {"output_format": "prores"}) == "prores"


RESULTS = [
    ({"model": OLD}, ("h264", 512, 288, 48, 24)),
    ({"model": "topaz-video-precision", "upscale_factor": 1}, ("hevc", 256, 144, 48, 24)),
    ({"model": "topaz-video-precision", "h264_output": True, "target_fps": 48}, ("h264", 512, 288, 96, 48)),
    ({"model": "topaz-video-interpolate"}, ("hevc", 256, 144, 120, 60)),
    (
        {"model": "topaz-video-interpolate", "slowdown_factor": 4, "target_fps": 24},
        ("hevc", 256, 144, 192, 24),
    ),
    ({"model": "topaz-video-hyperion", "output_format": "prores"}, ("prores", 256, 144, 48, 24)),
    ({"model": "topaz-video-denoise", "enhancement_model": "Nyx HF"}, ("hevc", 256, 144, 48, 24)),
]


@pytest.mark.parametrize(("body", "measures"), RESULTS)
async def test_the_result_is_what_was_ordered(studio, clock, clip, body, measures):
    info = probe(made(studio, await studio.queue({**body, "video_url": clip}), clock))
    assert (info.codec, info.width, info.height, info.frame_count, info.rate) == measures
    assert info.audio is None


async def test_a_prores_result_says_that_it_is_no_mp4(caller, app, clock, clip):
    body = {"model": "topaz-video-hyperion", "video_url": clip, "output_format": "prores"}
    ticket = (await caller.post("/video/queue", json=body)).json()
    made(app.state.studio, app.state.studio.jobs.get(ticket["queue_id"]), clock)
    answer = await caller.post("/video/retrieve", json=ticket)
    assert answer.headers["content-type"] == "video/quicktime"
    assert answer.content[4:12] == b"ftypqt  "


async def quotes(studio, clip, **more) -> list[Decimal]:
    body = {"model": "topaz-video-precision", "video_url": clip, **more}
    return [await studio.quote({**body, "upscale_factor": factor}, keyed=True) for factor in (2, 4)]


async def test_a_quote_may_ignore_the_factor(studio, opened, tmp_path):
    clip = large_clip(tmp_path)
    assert await quotes(studio, clip) == [Decimal("0.05"), Decimal("0.15")]
    assert await quotes(opened(quotes_factor=False), clip) == [Decimal("0.05"), Decimal("0.05")]


async def test_the_older_name_of_a_factor_counts_in_a_quote(studio, tmp_path):
    body = {"model": "topaz-video-precision", "video_url": large_clip(tmp_path), "resolution": "4x"}
    assert await studio.quote(body, keyed=True) == Decimal("0.15")


async def test_upscales_are_quoted_forty_times_a_minute(caller, stranger, clip, clock):
    body = {"model": OLD, "video_url": clip}
    assert (await stranger.post("/video/quote", json=body)).status_code == 403
    assert (await caller.post("/video/quote", json={"model": OLD})).status_code == 400
    statuses = [(await caller.post("/video/quote", json=body)).status_code for _ in range(40)]
    assert (statuses.count(200), statuses.count(429)) == (39, 1)
    clock.now += 61
    assert (await caller.post("/video/quote", json=body)).status_code == 200


@pytest.mark.parametrize("key", ["topaz", "enhancement"])
async def test_the_settings_have_either_name_in_the_list(tmp_path, key):
    app = create(Simulation(folder=tmp_path / "listed", suite_key=key))
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://simulator/api/v1") as client:
        rows = (await client.get("/models?type=video")).json()["data"]
    app.state.studio.close()
    suite = next(row for row in rows if row["id"] == "topaz-video-hyperion")["model_spec"]["constraints"]
    assert {"topaz", "enhancement"} & set(suite) == {key}
    assert {select["param"]: select["options"] for select in suite[key]["selects"]} == {
        "output_format": ["mp4", "prores"]
    }


def large_clip(tmp_path) -> str:
    """Two seconds of 854x480 as a data URL."""
    path = tmp_path / "large.mp4"
    render(Slate("clip", "a clip", "none", Fraction(2), 854, 480, Fraction(24)), path)
    return f"data:video/mp4;base64,{b64encode(path.read_bytes()).decode()}"


@pytest.mark.parametrize(
    ("typed", "dialect", "looks", "key"),
    [
        ([], "guide", True, "topaz"),
        (["--upscaler", "observed-2026-07", "--ignores-factor"], "observed-2026-07", False, "topaz"),
        (["--suite-key", "enhancement"], "guide", True, "enhancement"),
    ],
)
def test_whoever_serves_it_chooses_among_the_sources(monkeypatch, typed, dialect, looks, key):
    served = []
    monkeypatch.setattr(
        "vgdsl.providers.simulator.serve.serve", lambda port, simulation, announce: served.append(simulation)
    )
    assert CliRunner().invoke(simulate.command, ["--port", "0", *typed]).exit_code == 0
    (simulation,) = served
    assert (simulation.upscaler, simulation.quotes_factor, simulation.suite_key) == (dialect, looks, key)
