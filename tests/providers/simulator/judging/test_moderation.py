"""What does not pass: prompts that ask to be refused, and media with faces of whose consent nothing is known."""

import base64
from dataclasses import replace
from decimal import Decimal

import jsonschema_rs
import pytest

from vgdsl.providers.simulator.judging.moderation import REFUSED, TERMS
from vgdsl.providers.simulator.judging.refusal import Refusal
from vgdsl.providers.simulator.studio import Studio

TEXT = {"model": "wan-2-7-text-to-video", "prompt": "a boat", "duration": "5s", "aspect_ratio": "16:9"}
FACES = {
    "model": "seedance-2-0-reference-to-video",
    "prompt": "A man rows.",
    "duration": "5s",
    "aspect_ratio": "16:9",
}
AGREED = {
    "consents": {
        "seedance": {
            "confirmed_terms_and_privacy": True,
            "confirmed_legal_right": True,
            "confirmed_screening_acknowledged": True,
        }
    }
}


@pytest.fixture
def other(picture):
    """Another picture: the same one in other bytes."""
    head, _, data = picture.partition(",")
    return f"{head},{base64.b64encode(base64.b64decode(data) + b'.').decode()}"


async def refused(studio, body) -> Refusal:
    with pytest.raises(Refusal) as said:
        await studio.queue(body)
    return said.value


async def late(studio, body, clock) -> Refusal:
    job = await studio.queue(body)
    clock.now += 3600
    with pytest.raises(Refusal) as said:
        studio.retrieve({"model": job.order.model, "queue_id": job.id})
    return said.value


async def test_media_with_faces_need_consent_once(studio, picture, other):
    body = {**FACES, "reference_image_urls": [picture]}
    said = await refused(studio, body)
    assert (said.status, said.body) == (
        409,
        {
            "error": {
                "code": "needs_consent",
                "message": "The media shows at least one face. Consent is needed before it can be used.",
            },
            "consent_flow": "seedance",
            "face_media_roles": ["reference_image"],
            "consent": {"consent_version": "v2.0", "policy_text": TERMS},
            "docs_url": "https://docs.venice.ai",
        },
    )
    assert studio.ledger.bookings == ()
    await studio.queue({**body, **AGREED})
    await studio.queue(body)
    partly = {**body, "reference_image_urls": [picture, other]}
    assert (await refused(studio, partly)).status == 409


async def test_a_consent_outlives_the_process(studio, simulation, picture):
    body = {**FACES, "reference_image_urls": [picture]}
    await studio.queue({**body, **AGREED})
    studio.close()
    later = Studio(simulation)
    try:
        await later.queue(body)
    finally:
        later.close()


async def test_each_role_with_new_media_is_named(studio, picture, clip, other):
    body = {**FACES, "reference_image_urls": [picture], "reference_video_urls": [clip]}
    assert (await refused(studio, body)).body["face_media_roles"] == ["reference_image", "reference_video"]
    await studio.queue({**FACES, "reference_image_urls": [picture], **AGREED})
    assert (await refused(studio, body)).body["face_media_roles"] == ["reference_video"]
    frame = {**FACES, "model": "seedance-2-0-image-to-video"}
    framed = {**frame, "image_url": other, "end_image_url": picture}
    assert (await refused(studio, framed)).body["face_media_roles"] == ["image"]


@pytest.mark.parametrize(
    "said",
    [
        {"seedance": {**AGREED["consents"]["seedance"], "consent_version": "v2.0"}},
        {"seedance": {**AGREED["consents"]["seedance"], "confirmed_legal_right": False}},
        {"seedance": {"confirmed_legal_right": True}},
    ],
)
async def test_a_consent_is_the_three_words_and_nothing_else(studio, picture, said):
    body = {**FACES, "reference_image_urls": [picture], "consents": said}
    assert (await refused(studio, body)).status == 400


@pytest.fixture
def with_faces(simulation):
    """A studio with another setting of whose media show faces."""
    opened = []

    def make(faces):
        opened.append(Studio(replace(simulation, faces=faces)))
        return opened[-1]

    yield make
    for studio in opened:
        studio.close()


async def test_without_faces_nobody_is_asked(with_faces, picture):
    await with_faces("none").queue({**FACES, "reference_image_urls": [picture]})


async def test_with_faces_everywhere_the_basic_models_refuse_them_late(with_faces, picture, clock):
    basic = {
        **FACES,
        "model": "seedance-2-0-reference-to-video-basic",
        "reference_image_urls": [picture],
        "resolution": "480p",
    }
    studio = with_faces("all")
    said = await late(studio, basic, clock)
    assert (said.status, said.body["error"]["credits_refunded"]) == (422, True)
    assert studio.ledger.spent == 0
    await with_faces("asked").queue(basic)


async def test_a_prompt_may_ask_to_be_refused(studio):
    said = await refused(studio, {**TEXT, "prompt": "A boat, #refuse, at dawn. #refuse"})
    assert (said.status, said.body) == (422, {"error": REFUSED, "suggested_prompt": "A boat,, at dawn."})
    assert studio.ledger.bookings == ()
    await studio.queue({**TEXT, "prompt": "#refuses and #refuse-latest are other words"})


async def test_a_prompt_may_ask_to_be_refused_late_and_what_is_recommended_takes_it(studio, clock):
    body = {**TEXT, "prompt": "A boat. #refuse-late"}
    said = await late(studio, body, clock)
    recommended = said.body["error"]["recommended_model"]
    assert (said.status, said.body["error"]["credits_refunded"]) == (422, True)
    job = await studio.queue({**body, "model": recommended})
    assert studio.retrieve({"model": recommended, "queue_id": job.id}).job.verdict is None


async def test_runway_keeps_the_money_and_public_grok_a_fee(studio, clock):
    runway = {
        "model": "runway-gen4-5-text",
        "prompt": "A boat. #refuse-late",
        "duration": "5s",
        "aspect_ratio": "16:9",
    }
    said = await late(studio, runway, clock)
    assert said.body["error"]["credits_refunded"] is False
    kept = studio.ledger.spent
    assert kept > 0
    grok = {**TEXT, "model": "grok-imagine-text-to-video", "prompt": "A boat. #refuse", "resolution": "480p"}
    await refused(studio, grok)
    assert studio.ledger.spent - kept == Decimal("0.01")
    await refused(studio, {**grok, "model": "grok-imagine-text-to-video-private"})
    assert studio.ledger.spent - kept == Decimal("0.01")


async def test_the_answers_have_the_published_shapes(openapi, studio, picture):
    consent = await refused(studio, {**FACES, "reference_image_urls": [picture]})
    shape = openapi["paths"]["/video/queue"]["post"]["responses"]["409"]["content"]["application/json"][
        "schema"
    ]
    jsonschema_rs.validate(shape, consent.body)
    early = await refused(studio, {**TEXT, "prompt": "#refuse"})
    jsonschema_rs.validate(openapi["components"]["schemas"]["ContentViolationError"], early.body)
