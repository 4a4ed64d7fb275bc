"""Money moves once for each accepted order, clips are as ordered, and nothing bought is lost with the process."""

import time
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import av
import pytest

from vgdsl.media.probe import probe
from vgdsl.providers.simulator.judging.refusal import Refusal
from vgdsl.providers.simulator.studio import Studio

TEXT = {"model": "wan-2-7-text-to-video", "prompt": "a boat", "duration": "5s", "aspect_ratio": "16:9"}
IMAGE = {
    "model": "wan-2.5-preview-image-to-video",
    "prompt": "a boat",
    "duration": "5s",
    "resolution": "480p",
}
TOPAZ = {"model": "topaz-video-upscale"}
SUITE = "topaz-video-interpolate"


def made(studio, job, clock):
    """The clip of a job whose time has passed."""
    clock.now = max(clock.now, job.queued_at + 3600)
    for _ in range(2000):
        standing = studio.retrieve({"model": job.order.model, "queue_id": job.id})
        if standing.clip:
            return standing.clip
        time.sleep(0.01)
    raise AssertionError("the clip was never drawn")


async def test_an_order_is_charged_once_at_its_quote(studio, clock):
    usd = await studio.quote(TEXT, keyed=False)
    job = await studio.queue(TEXT, "opening")
    made(studio, job, clock)
    made(studio, job, clock)
    assert studio.ledger.balance == Decimal(1000) - usd
    assert (studio.ledger.purchases(), studio.ledger.purchases("opening")) == (1, 1)


async def test_the_same_order_twice_is_two_purchases_of_one_request(studio):
    await studio.queue(TEXT)
    await studio.queue(TEXT)
    first, second = studio.ledger.bookings
    assert first.request == second.request
    assert first.queue_id != second.queue_id


async def test_a_refused_order_costs_nothing(studio):
    with pytest.raises(Refusal):
        await studio.queue({**TEXT, "duration": "8"})
    assert studio.ledger.bookings == ()


async def test_what_the_account_cannot_pay_is_not_sold(studio):
    studio.ledger._opening = Decimal("0.10")
    with pytest.raises(Refusal) as refused:
        await studio.queue(TEXT)
    assert refused.value.status == 402
    assert studio.ledger.bookings == ()


async def test_a_damaged_picture_is_found_out_late_and_refunded(studio, clock):
    job = await studio.queue({**IMAGE, "image_url": "data:image/png;base64,iVBORw0KGgoAAAANSUhEUg=="})
    for _ in range(2):
        with pytest.raises(Refusal) as refused:
            made(studio, job, clock)
        assert (refused.value.status, refused.value.body["credits_refunded"]) == (400, True)
    assert [booking.kind for booking in studio.ledger.bookings] == ["charge", "refund"]
    assert studio.ledger.balance == Decimal(1000)


async def test_a_clip_that_is_none_is_refused_before_it_is_bought(studio):
    with pytest.raises(Refusal) as refused:
        await studio.queue({**TOPAZ, "video_url": "data:video/mp4;base64,AAAA"})
    assert refused.value.body["issues"][0]["path"] == ["video_url"]


async def test_too_much_footage_is_found_out_after_the_charge(studio, clip):
    body = {
        "model": "wan-3-0-reference-to-video",
        "prompt": "a boat",
        "duration": "30s",
        "aspect_ratio": "16:9",
        "resolution": "480p",
        "reference_video_urls": [clip],
    }
    job = await studio.queue(body)
    assert job.verdict.status == 400
    assert [booking.kind for booking in studio.ledger.bookings] == ["charge", "refund"]


@pytest.mark.parametrize(
    ("body", "size", "sound"),
    [
        ({**TEXT, "resolution": "720p"}, (1280, 720), False),
        ({**TEXT, "aspect_ratio": "9:16", "resolution": "720p"}, (720, 1280), False),
        (
            {**TEXT, "model": "pixverse-c1-text-to-video", "aspect_ratio": "21:9", "resolution": "360p"},
            (840, 360),
            True,
        ),
        (
            {**TEXT, "model": "pixverse-c1-text-to-video", "resolution": "360p", "audio": False},
            (640, 360),
            False,
        ),
        ({**TEXT, "model": "kling-2.6-pro-text-to-video", "aspect_ratio": "1:1"}, (720, 720), True),
    ],
)
async def test_a_clip_measures_what_was_ordered(studio, clock, body, size, sound):
    info = probe(made(studio, await studio.queue(body), clock))
    assert (info.width, info.height) == size
    assert (info.frame_count, info.rate, info.duration) == (120, 24, 5)
    assert (info.audio is not None) == sound


async def test_a_clip_without_an_ordered_shape_has_that_of_its_picture(studio, clock, picture):
    info = probe(made(studio, await studio.queue({**IMAGE, "image_url": picture}), clock))
    assert (info.width, info.height) == (480, 854)


async def test_an_upscale_really_scales_and_has_no_sound(studio, clock, clip):
    info = probe(made(studio, await studio.queue({**TOPAZ, "video_url": clip, "upscale_factor": 4}), clock))
    assert (info.width, info.height, info.frame_count, info.audio) == (1024, 576, 48, None)


async def test_interpolation_changes_rate_and_length(studio, clock, clip):
    body = {"model": SUITE, "video_url": clip, "target_fps": 60, "slowdown_factor": 2}
    info = probe(made(studio, await studio.queue(body), clock))
    assert (info.rate, info.duration, info.frame_count) == (60, 4, 240)


async def test_an_upscale_costs_what_its_output_measures(studio, clip):
    quotes = [
        await studio.quote({**TOPAZ, "video_url": clip, "upscale_factor": f}, keyed=True) for f in (2, 4)
    ]
    assert quotes == [Decimal("0.03"), Decimal("0.03")]
    web = {**TOPAZ, "video_url": "https://example.com/a.mp4", "upscale_factor": 2}
    assert await studio.quote(web, keyed=True) == Decimal("0.50")


async def test_an_edit_shows_its_source(studio, clock, clip, clip_file):
    body = {"model": "wan-2-7-video-to-video", "prompt": "rain", "video_url": clip, "resolution": "720p"}
    path = made(studio, await studio.queue(body), clock)
    assert probe(path).duration == probe(clip_file).duration == Fraction(2)


async def test_a_reference_on_the_web_is_shown_by_its_host(studio, clock):
    body = {
        "model": "kling-o3-pro-reference-to-video",
        "prompt": "@Element1 waves",
        "duration": "3s",
        "aspect_ratio": "1:1",
        "elements": [{"frontal_image_url": "https://cdn.example.com/marco.png"}],
    }
    job = await studio.queue(body)
    assert job.order.shown[0].name == "cdn.example.com"
    assert probe(made(studio, job, clock)).frame_count == 72


async def test_the_name_of_the_shot_is_on_its_slate_only(studio, clock):
    named, unnamed = await studio.queue(TEXT, "opening"), await studio.queue(TEXT)
    with av.open(str(made(studio, named, clock))) as one, av.open(str(made(studio, unnamed, clock))) as other:
        frames = [next(container.decode(video=0)) for container in (one, other)]
    assert bytes(frames[0].planes[0]) != bytes(frames[1].planes[0])


async def test_another_simulation_of_the_same_folder_knows_jobs_and_account(studio, simulation, clock):
    job = await studio.queue(TEXT, "opening")
    later = Studio(simulation)
    assert later.ledger.purchases("opening") == 1
    assert later.ledger.balance == studio.ledger.balance
    assert made(later, job, clock).exists()
    later.close()


async def test_jobs_are_forgotten_after_a_day_but_not_what_they_cost(studio, simulation, clock):
    await studio.queue(TEXT)
    clock.now += 25 * 3600
    later = Studio(simulation)
    assert list(later.jobs) == []
    assert later.ledger.purchases() == 1
    later.close()


async def test_where_complete_works_it_takes_the_finished_media_away(simulation, clock):
    studio = Studio(replace(simulation, completes=True))
    job = await studio.queue(TEXT)
    named = {"model": job.order.model, "queue_id": job.id}
    with pytest.raises(Refusal, match="Request ID is invalid"):
        studio.complete(named)
    made(studio, job, clock)
    studio.complete(named)
    with pytest.raises(Refusal, match="Media could not be found"):
        studio.retrieve(named)
    studio.close()
