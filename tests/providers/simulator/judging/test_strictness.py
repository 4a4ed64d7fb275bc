"""How much of what is wrong with a request is minded: all, each field for itself, or nothing."""

import dataclasses

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vgdsl.program.editions import load
from vgdsl.providers.simulator.account.pricing import price
from vgdsl.providers.simulator.app import create
from vgdsl.providers.simulator.judging.fields import FIELDS, QUOTE_FIELDS
from vgdsl.providers.simulator.judging.refusal import Refusal
from vgdsl.providers.simulator.judging.strictness import ordered, quoted
from vgdsl.providers.simulator.order import read_order

MODELS = load().models
GOOD = {
    "model": "wan-2.2-a14b-text-to-video",
    "prompt": "a boat",
    "duration": "5s",
    "aspect_ratio": "16:9",
    "resolution": "480p",
}
UNTAKEN = {**GOOD, "duration": "7s", "image_url": "https://example.com/a.png", "seed": 7}
"""Fields that are sound, but not for this model, and one that no model has."""
MALFORMED = {**GOOD, "duration": 5, "aspect_ratio": "wide", "audio": "yes"}


@pytest.fixture
def ask(simulation):
    """Post a body to a simulator of some strictness; return the status and the fields that are minded."""

    async def ask(strictness, call, body):
        app = create(dataclasses.replace(simulation, strictness=strictness))
        transport, key = httpx.ASGITransport(app=app), {"Authorization": "Bearer any"}
        async with httpx.AsyncClient(transport=transport, base_url="http://simulator", headers=key) as client:
            answer = await client.post(f"/video/{call}", json=body)
        app.state.studio.close()
        minded = {(*issue["path"], *issue.get("keys", []))[0] for issue in answer.json().get("issues", [])}
        return answer.status_code, minded

    return ask


async def test_strict_is_what_the_service_is_seen_to_be(ask):
    assert await ask("strict", "queue", UNTAKEN) == (400, {"seed", "duration"})
    assert await ask("strict", "queue", MALFORMED) == (400, {"duration", "aspect_ratio", "audio"})


async def test_schema_minds_each_field_for_itself(ask):
    assert await ask("schema", "queue", UNTAKEN) == (200, set())
    assert await ask("schema", "queue", MALFORMED) == (400, {"duration", "aspect_ratio", "audio"})


async def test_off_minds_nothing_and_passes_over_what_it_cannot_read(ask):
    assert await ask("off", "queue", UNTAKEN) == (200, set())
    assert await ask("off", "queue", MALFORMED) == (200, set())
    assert await ask("off", "queue", {"model": GOOD["model"]}) == (200, set())


@pytest.mark.parametrize("strictness", ["strict", "schema", "off"])
async def test_without_a_model_there_is_nothing_to_be_done(ask, strictness):
    assert await ask(strictness, "queue", {"prompt": "a boat"}) == (400, {"model"})
    assert await ask(strictness, "queue", {**GOOD, "model": "none"}) == (404, set())


async def test_a_price_is_asked_for_in_the_same_three_ways(ask):
    untaken, malformed = ({"model": GOOD["model"], "duration": value} for value in ("7s", 7))
    assert await ask("strict", "quote", untaken) == (400, {"duration"})
    assert await ask("schema", "quote", untaken) == (200, set())
    assert await ask("schema", "quote", malformed) == (400, {"duration"})
    assert await ask("off", "quote", malformed) == (200, set())


def bodies(fields):
    """Requests of any fields with values right and wrong."""
    values = st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-2, 200),
        st.floats(allow_nan=False, allow_infinity=False),
        st.text(max_size=6),
        st.sampled_from(
            ["5s", "-1", "auto", "0", "300", "9:16", "9:0", "480p", "4K", "1x", "https://a.com/a"]
        ),
        st.lists(
            st.sampled_from(["https://a.com/a", "", 1, {}, {"image_url": "https://a.com/a"}]), max_size=3
        ),
        st.dictionaries(st.sampled_from(["seedance", "image_url"]), st.booleans(), max_size=2),
    )
    return st.dictionaries(st.sampled_from([*fields, "seed"]), values)


@given(st.sampled_from(sorted(MODELS)), bodies(FIELDS))
def test_whatever_is_ordered_is_made_or_refused_in_words(tmp_path_factory, name, body):
    folder = tmp_path_factory.getbasetemp()
    for strictness in ("strict", "schema", "off"):
        try:
            taken = ordered(strictness, MODELS[name], {**body, "model": name})
        except Refusal:
            assert strictness != "off"
        else:
            assert price(MODELS[name], read_order(MODELS[name], taken, folder).measures) > 0


@given(st.sampled_from(sorted(MODELS)), bodies({**FIELDS, **QUOTE_FIELDS}))
def test_whatever_a_price_is_asked_for_is_priced_or_refused_in_words(tmp_path_factory, name, body):
    for strictness in ("strict", "schema", "off"):
        try:
            asked = quoted(strictness, MODELS[name], body)
        except Refusal:
            assert strictness != "off"
        else:
            asked = {field: value for field, value in asked.items() if field in QUOTE_FIELDS}
            order = read_order(MODELS[name], asked, tmp_path_factory.getbasetemp())
            assert price(MODELS[name], order.measures) > 0
