"""What the service has taken out of use says so, and where to look."""


async def test_transcription_is_gone_and_has_a_limit_of_its_own(stranger, clock):
    answers = [await stranger.post("/video/transcriptions", json={"url": "https://a.com"}) for _ in range(61)]
    assert [answer.status_code for answer in answers] == [410] * 60 + [429]
    assert answers[0].json() == {"error": "Video transcription has been removed."}
    assert answers[0].headers["deprecation"] == "@1788220800"
    assert answers[0].headers["link"].endswith('rel="deprecation"')
    clock.now += 60
    assert (await stranger.post("/video/transcriptions")).status_code == 410


async def test_the_old_usage_names_its_successor(caller):
    answer = await caller.get("/billing/usage")
    assert answer.status_code == 410
    path = answer.headers["link"].partition(">")[0].removeprefix("</api/v1")
    assert (await caller.get(path)).status_code == 200
