"""What a client relies on: a key's limits are told as the API tells them, and so is what it ran into."""

import jsonschema_rs

from vgdsl.providers.simulator.account.limits import A_MINUTE


async def test_the_limits_have_the_published_shape(caller, openapi):
    answer = (await caller.get("/api_keys/rate_limits")).json()
    assert answer["data"]["keyExpiration"] is None
    answer["data"]["keyExpiration"] = "never"  # the schema says "nullable", which only OpenAPI knows
    found = openapi["paths"]["/api_keys/rate_limits"]["get"]["responses"]["200"]["content"]
    jsonschema_rs.Draft4Validator(found["application/json"]["schema"]).validate(answer)


async def test_each_listed_model_may_be_ordered_so_often(caller):
    data = (await caller.get("/api_keys/rate_limits")).json()["data"]
    limits = {row["apiModelId"]: row["rateLimits"] for row in data["rateLimits"]}
    assert limits["wan-2-7-text-to-video"] == [{"amount": A_MINUTE["queue"], "type": "RPM"}]
    assert "seedance-2-5-text-to-video" not in limits
    assert data["balances"]["USD"] == 1000
    assert data["nextEpochBegins"].endswith("T00:00:00.000Z")


async def test_what_was_too_much_is_in_the_log(caller):
    assert (await caller.get("/api_keys/rate_limits/log")).json() == {"data": [], "object": "list"}
    body = {"model": "wan-2-7-text-to-video", "queue_id": "x"}
    for _ in range(A_MINUTE["retrieve"] + 2):
        await caller.post("/video/retrieve", json={**body, "model": f"{_}"})
    rows = (await caller.get("/api_keys/rate_limits/log")).json()["data"]
    assert [(row["modelId"], row["rateLimitType"]) for row in rows] == [("retrieve", "RPM")] * 2


async def test_a_stranger_is_told_nothing(stranger):
    for path in ("/api_keys/rate_limits", "/api_keys/rate_limits/log"):
        assert (await stranger.get(path)).status_code in {401, 402}


async def test_the_list_of_models_says_when_it_was_given(stranger):
    answer = await stranger.get("/models?type=video")
    assert answer.status_code == 200
    assert answer.headers["x-venice-timestamp"].startswith("20")
