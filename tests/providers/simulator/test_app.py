"""A client sees what it would see of the real API: statuses, bodies, headers, limits and links."""

import asyncio

import httpx
import jsonschema_rs
import pytest

from vgdsl.providers.simulator.app import create
from vgdsl.providers.simulator.simulation import Simulation

TEXT = {
    "model": "wan-2.2-a14b-text-to-video",
    "prompt": "a boat",
    "duration": "5s",
    "aspect_ratio": "16:9",
    "resolution": "480p",
}
LINKED = {**TEXT, "model": "grok-imagine-text-to-video"}
UPSCALE = {"model": "topaz-video-upscale", "video_url": "https://a.com/a.mp4"}


def schema(openapi, path, status, media="application/json", method="post"):
    """The published schema of one answer, able to find the components that it refers to."""
    found = openapi["paths"][path][method]["responses"][str(status)]["content"][media]["schema"]
    return {**found, "components": openapi["components"]}


def conforms(openapi, path, answer, method="post"):
    found = schema(openapi, path, answer.status_code, method=method)
    jsonschema_rs.Draft4Validator(found).validate(answer.json())


async def bought(caller, body=TEXT, **headers):
    answer = await caller.post("/video/queue", json=body, headers=headers)
    assert answer.status_code == 200, answer.text
    return answer.json()


def ticket(job):
    return {"model": job["model"], "queue_id": job["queue_id"]}


async def finished(caller, job, clock):
    """The answer once the clip's time has passed and it is drawn."""
    clock.now += 1000
    while True:
        answer = await caller.post("/video/retrieve", json=ticket(job))
        if answer.headers["content-type"] == "video/mp4" or answer.json().get("status") != "PROCESSING":
            return answer
        clock.now += 1
        await asyncio.sleep(0.05)


async def test_the_answers_have_the_published_shapes(openapi, caller, stranger, clock):
    quote = await caller.post("/video/quote", json=TEXT)
    queue = await caller.post("/video/queue", json=TEXT)
    linked = await caller.post("/video/queue", json=LINKED)
    pending = await caller.post("/video/retrieve", json=ticket(queue.json()))
    invalid = await caller.post("/video/queue", json={**TEXT, "duration": "7"})
    unpaid = await stranger.post("/video/queue", json=TEXT)
    for path, answer in (
        ("/video/quote", quote),
        ("/video/queue", queue),
        ("/video/queue", linked),
        ("/video/retrieve", pending),
        ("/video/queue", invalid),
        ("/video/queue", unpaid),
    ):
        conforms(openapi, path, answer)
    assert (invalid.status_code, unpaid.status_code) == (400, 402)
    assert pending.json()["status"] == "PROCESSING"
    done = await finished(caller, linked.json(), clock)
    conforms(openapi, "/video/retrieve", done)
    assert done.json()["status"] == "COMPLETED"


async def test_the_catalogue_has_the_published_shape(openapi, stranger):
    answer = await stranger.get("/models", params={"type": "video"})
    conforms(openapi, "/models", answer, "get")
    assert len(answer.json()["data"]) > 100


async def test_a_clip_comes_as_a_file_and_again_when_asked_again(caller, clock):
    job = await bought(caller)
    first, second = [await finished(caller, job, clock) for _ in range(2)]
    assert first.headers["content-type"] == "video/mp4"
    assert first.content[4:8] == b"ftyp"
    assert first.content == second.content


async def test_a_poll_tells_the_usual_and_the_passed_time(caller, clock):
    job = await bought(caller)
    clock.now += 10
    answer = (await caller.post("/video/retrieve", json=ticket(job))).json()
    assert answer == {"status": "PROCESSING", "average_execution_time": 115_000, "execution_duration": 10_000}


async def test_media_can_be_deleted_with_the_poll_that_delivers_it(caller, clock):
    job = await bought(caller)
    await finished(caller, job, clock)
    body = {**ticket(job), "delete_media_on_completion": True}
    assert (await caller.post("/video/retrieve", json=body)).content[4:8] == b"ftyp"
    assert (await caller.post("/video/retrieve", json=ticket(job))).status_code == 404


async def test_a_linked_clip_is_fetched_without_a_key_until_the_link_is_revoked(caller, stranger, clock):
    job = await bought(caller, LINKED)
    link = job["download_url"]
    assert (await stranger.get(link)).status_code == 404
    await finished(caller, job, clock)
    assert (await stranger.get(link)).content[4:8] == b"ftyp"
    assert (await stranger.delete(link)).json() == {"success": True}
    assert (await stranger.get(link)).status_code == 410
    assert (await stranger.get(f"{link}x")).status_code == 404


async def test_a_link_is_no_place_to_stream_from(caller, stranger, clock):
    job = await bought(caller, LINKED)
    await finished(caller, job, clock)
    statuses = [(await stranger.get(job["download_url"])).status_code for _ in range(22)]
    assert statuses == [200] * 10 + [429] * 10 + [410] * 2


async def test_a_link_is_good_for_a_day(caller, stranger, clock):
    job = await bought(caller, LINKED)
    await finished(caller, job, clock)
    clock.now += 24 * 3600
    assert (await stranger.get(job["download_url"])).status_code == 410


async def test_an_order_with_the_key_of_another_is_another_order(caller, studio):
    """The API knows no such header for video."""
    jobs = [await bought(caller, **{"Idempotency-Key": "one"}) for _ in range(2)]
    assert jobs[0]["queue_id"] != jobs[1]["queue_id"]
    assert studio.ledger.purchases() == 2


async def test_an_id_means_nothing_after_a_day_or_with_another_model(caller, clock):
    job = await bought(caller)
    unknown = {"error": "Request ID is invalid."}
    other = await caller.post("/video/retrieve", json={**ticket(job), "model": "ovi-image-to-video"})
    assert (other.status_code, other.json()) == (400, unknown)
    clock.now += 24 * 3600
    late = await caller.post("/video/retrieve", json=ticket(job))
    assert (late.status_code, late.json()) == (400, unknown)


async def test_a_poll_must_name_its_model_and_nothing_beside(caller):
    job = await bought(caller)
    nameless = await caller.post("/video/retrieve", json={"queue_id": job["queue_id"]})
    assert (nameless.status_code, nameless.json()["error"]) == (404, "Model is required")
    more = await caller.post("/video/retrieve", json={**ticket(job), "wait": True})
    assert more.json()["issues"][0]["keys"] == ["wait"]


async def test_complete_refuses_every_job_as_the_service_does_of_late(caller, clock):
    job = await bought(caller)
    await finished(caller, job, clock)
    answer = await caller.post("/video/complete", json=ticket(job))
    assert (answer.status_code, answer.json()["error"]) == (400, "Request ID is invalid.")


async def test_without_a_key_one_is_told_how_to_pay(stranger):
    for verb in ("queue", "retrieve", "complete"):
        answer = await stranger.post(f"/video/{verb}", json=TEXT)
        assert answer.status_code == 402
        assert answer.json()["authOptions"]["apiKey"]["header"].startswith("Authorization")


async def test_a_quote_needs_no_key_but_for_an_upscale(caller, stranger):
    assert (await stranger.post("/video/quote", json=TEXT)).json()["quote"] > 0
    assert (await stranger.post("/video/quote", json=UPSCALE)).status_code == 403
    assert (await caller.post("/video/quote", json=UPSCALE)).json()["quote"] > 0


async def test_an_account_with_a_key_of_its_own_opens_to_no_other(tmp_path):
    app = create(Simulation(folder=tmp_path, key="the-key"))
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app), base_url="http://simulator"
    ) as client:
        wrong = await client.post("/video/queue", json=TEXT, headers={"Authorization": "Bearer another"})
        right = await client.post("/video/queue", json=TEXT, headers={"Authorization": "Bearer the-key"})
    app.state.studio.close()
    assert (wrong.status_code, right.status_code) == (401, 200)


async def test_an_unknown_model_is_not_found_and_a_near_one_is_named(caller):
    answer = await caller.post("/video/queue", json={**TEXT, "model": "wan-2-7-text-to-vidio"})
    assert answer.status_code == 404
    assert answer.json()["error"].startswith("Specified model not found: wan-2-7-text-to-vidio")
    assert "wan-2-7-text-to-video" in answer.json()["error"]


async def test_a_retired_model_is_gone(caller):
    answer = await caller.post("/video/queue", json={**TEXT, "model": "sora-2-text-to-video"})
    assert answer.status_code == 410
    assert answer.headers["x-venice-model-deprecation-date"] == "2026-09-24"


async def test_every_answer_says_which_it_is_and_what_is_left(caller):
    answer = await caller.post("/video/queue", json=TEXT)
    assert answer.headers["cf-ray"]
    assert answer.headers["x-venice-balance-usd"] == "1000"
    assert answer.headers["x-ratelimit-remaining-requests"] == "39"
    assert int(answer.headers["x-ratelimit-reset-requests"]) == 1_795_000_060_000
    assert answer.headers["x-venice-model-id"] == TEXT["model"]


async def test_a_body_over_the_limit_is_not_taken(caller, studio):
    body = b'{"prompt": "' + b"x" * 35_000_000 + b'"}'
    answer = await caller.post("/video/queue", content=body, headers={"content-type": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (413, "PAYLOAD_TOO_LARGE")
    assert studio.ledger.purchases() == 0


@pytest.mark.parametrize(
    ("content", "kind"), [(b"{", "application/json"), (b"[]", "application/json"), (b"{}", "text/plain")]
)
async def test_what_is_no_json_object_is_refused(caller, content, kind):
    answer = await caller.post("/video/queue", content=content, headers={"content-type": kind})
    assert answer.status_code == 400


async def test_orders_and_polls_have_limits_of_their_own(caller, clock):
    bad = {**TEXT, "model": "none"}
    statuses = [
        (await caller.post("/video/queue", json={**bad, "model": f"none-{n}"})).status_code for n in range(41)
    ]
    assert statuses == [404] * 40 + [429]
    poll = await caller.post("/video/retrieve", json={"model": "x", "queue_id": "y"})
    assert poll.headers["x-ratelimit-limit-requests"] == "120"
    clock.now += 60
    assert (await caller.post("/video/queue", json=bad)).status_code == 404


async def test_who_fails_too_often_has_to_wait(caller, clock):
    poll = {"model": "ovi-image-to-video", "queue_id": "none"}
    statuses = [(await caller.post("/video/retrieve", json=poll)).status_code for _ in range(52)]
    assert statuses == [400] * 51 + [429]
    blocked = await caller.post("/video/retrieve", json=poll)
    assert "Please wait 30s" in blocked.json()["error"]
    assert int(blocked.headers["x-ratelimit-resets"]) == 1_795_000_030_000
    other = await caller.post("/video/retrieve", json={**poll, "model": "wan-2-7-text-to-video"})
    assert other.status_code == 400
    clock.now += 31
    assert (await caller.post("/video/retrieve", json=poll)).status_code == 400


async def test_who_hangs_up_in_the_middle_of_a_request_is_nothing_to_worry_about(app):
    """And has bought nothing."""
    arriving = iter(
        [{"type": "http.request", "body": b'{"model"', "more_body": True}, {"type": "http.disconnect"}]
    )
    sent = []

    async def receive():
        return next(arriving)

    async def send(message):
        sent.append(message)

    headers = [(b"authorization", b"Bearer any"), (b"content-type", b"application/json")]
    scope = {
        "type": "http", "method": "POST", "path": "/api/v1/video/queue", "root_path": "", "query_string": b"",
        "headers": headers, "scheme": "http", "server": ("simulator", 80), "client": ("127.0.0.1", 1),
    }  # fmt: skip
    await app(scope, receive, send)
    assert sent[0]["status"] == 400
    assert app.state.studio.ledger.purchases() == 0
