"""What a user relies on: what the service tells of a key is read, and what it tells otherwise breaks nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vgdsl.providers.venice.headers import read_headers
from vgdsl.providers.venice.reply import Answer
from vgdsl.providers.venice.standing import Standing, read_hits, read_standing

TOLD = {
    "data": {
        "accessPermitted": True,
        "apiTier": {"id": "paid", "isCharged": True},
        "balances": {"USD": 50.23, "DIEM": 100.023},
        "keyExpiration": "2027-06-01 00:00:00+00:00",
        "nextEpochBegins": "2026-05-07 00:00:00+00:00",
        "modelPrivacy": "PRIVATE_ONLY",
        "rateLimits": [
            {"apiModelId": "some-text-model", "rateLimits": [{"amount": 100, "type": "RPM"}]},
            {"apiModelId": "wan-2-7-text-to-video", "rateLimits": [{"amount": 40, "type": "RPM"}]},
            {
                "apiModelId": "ovi-image-to-video",
                "rateLimits": [{"amount": 40, "type": "RPM"}, {"amount": 5, "type": "RPD"}],
            },
        ],
    }
}
MODELS = {"wan-2-7-text-to-video", "ovi-image-to-video"}


def test_what_is_told_of_a_key(answer):
    assert read_standing(answer(200, TOLD), MODELS) == Standing(
        permitted=True,
        tier="paid",
        privacy="PRIVATE_ONLY",
        expires=1_811_808_000.0,
        limits={"40 RPM": 2, "5 RPD": 1},
    )


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"data": None},
        {"data": {"rateLimits": {}, "apiTier": "paid", "accessPermitted": "yes", "keyExpiration": 7}},
        {
            "data": {
                "rateLimits": [None, {"apiModelId": "ovi-image-to-video", "rateLimits": [{"amount": "9"}, 3]}]
            }
        },
        {"data": {"apiTier": {"id": "x\n" * 30}}},
        [],
    ],
)
def test_what_cannot_be_read_is_left_out(answer, told):
    assert read_standing(answer(200, told), MODELS) == Standing(None, None, None, None, {})


def test_how_often_it_ran_into_a_limit(answer):
    assert read_hits(answer(200, {"data": [{}, {}], "object": "list"})) == 2
    assert read_hits(answer(200, {"data": {}})) is None
    assert read_hits(answer(404, {"data": []})) is None


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_can_break_it(body):
    answer = Answer(read_headers("limits", 200, {}, 0.0), body)
    assert read_standing(answer, MODELS).limits == {}
    read_hits(answer)
