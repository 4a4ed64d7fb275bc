"""Every answer says which it is, also where the API has no such path or method; long ones come packed."""

import dataclasses

import httpx
import pytest

from vgdsl.providers.simulator.app import create
from vgdsl.providers.simulator.faults.faults import Fault, Script

MARKS = {"cf-ray", "x-venice-version", "x-venice-timestamp"}


@pytest.mark.parametrize(
    "path", ["/models", "/video/quote", "/video/queue", "/billing/usage", "/none", "/v1/none"]
)
async def test_every_answer_is_marked(stranger, path):
    answer = await stranger.get(path)
    assert answer.headers.keys() >= MARKS
    assert answer.headers["x-venice-timestamp"] == "2026-11-18T11:06:40+00:00"
    assert ("x-venice-host-name" in answer.headers) == (answer.status_code >= 400)


async def test_no_two_answers_have_one_name(stranger):
    names = [(await stranger.get("/models")).headers["cf-ray"] for _ in range(2)]
    assert names[0] != names[1]


async def test_an_error_of_a_script_is_marked_too(simulation):
    app = create(dataclasses.replace(simulation, faults=Script((Fault(kind="error-before", call="models"),))))
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app), base_url="http://simulator"
    ) as client:
        answer = await client.get("/models")
    app.state.studio.close()
    assert answer.status_code == 500
    assert answer.headers.keys() >= MARKS


async def test_a_path_that_is_not_there_is_not_found(stranger):
    answer = await stranger.get("/video/jobs")
    assert (answer.status_code, answer.json()) == (404, {"error": "Not Found"})


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("GET", "/video/queue", "POST"),
        ("DELETE", "/video/retrieve", "POST"),
        ("POST", "/models", "GET, HEAD"),
        ("PUT", "/billing/balance", "GET, HEAD"),
    ],
)
async def test_a_method_that_a_path_does_not_have_is_not_allowed(stranger, method, path, allowed):
    answer = await stranger.request(method, path)
    assert (answer.status_code, answer.json()) == (405, {"error": "Method Not Allowed"})
    assert ", ".join(sorted(answer.headers["allow"].split(", "))) == allowed


async def test_a_head_tells_what_a_get_would(stranger):
    plainly = {"accept-encoding": "identity"}
    head, whole = [await stranger.request(each, "/models", headers=plainly) for each in ("HEAD", "GET")]
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == str(len(whole.content))


async def test_the_long_list_of_models_comes_packed_to_who_unpacks(stranger):
    packed = await stranger.get("/models", headers={"accept-encoding": "gzip, br"})
    plain = await stranger.get("/models", headers={"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert int(packed.headers["content-length"]) < len(plain.content) / 5
    assert packed.json() == plain.json()
