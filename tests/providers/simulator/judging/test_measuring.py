"""Media inside an order is looked at before the order is charged, and once more where the clip is made."""

import base64
import io
import wave

import pytest
from PIL import Image

PICTURE = "https://a.com/a.png"
SEEDANCE = {
    "model": "seedance-2-0-reference-to-video-basic",
    "prompt": "<Image 1>",
    "duration": "5s",
    "aspect_ratio": "16:9",
    "resolution": "480p",
    "reference_image_urls": [PICTURE],
}
WAN = {**SEEDANCE, "model": "wan-3-0-reference-to-video", "prompt": "@Image1"}
SPOKEN = {
    "model": "wan-2-7-text-to-video",
    "prompt": "a boat",
    "duration": "5s",
    "aspect_ratio": "16:9",
    "resolution": "720p",
}


def picture(width, height):
    buffer = io.BytesIO()
    Image.new("RGB", (width, height)).save(buffer, "PNG")
    return f"data:image/png;base64,{base64.b64encode(buffer.getvalue()).decode()}"


def sound(seconds):
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8000)
        file.writeframes(bytes(8000 * seconds))
    return f"data:audio/wav;base64,{base64.b64encode(buffer.getvalue()).decode()}"


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        (
            {**SEEDANCE, "reference_image_urls": [picture(90, 300)]},
            422,
            "Image aspect ratio must be between 0.4 and 2.5, received 0.30.",
        ),
        (
            {**SEEDANCE, "reference_audio_urls": [sound(1)]},
            422,
            "reference_audio_urls: each clip must last 2 to 15 seconds, not 1.",
        ),
        (
            {**SEEDANCE, "reference_audio_urls": [sound(7), sound(9)]},
            422,
            "reference_audio_urls: all clips together must last at most 15 seconds.",
        ),
        (
            {**SPOKEN, "audio_url": sound(2)},
            400,
            "audio_url: Audio duration is too short. Minimum is 3 seconds.",
        ),
        (
            {**SPOKEN, "audio_url": sound(31)},
            400,
            "audio_url: Audio duration is too long. Maximum is 30 seconds.",
        ),
    ],
)
async def test_a_medium_out_of_bounds_is_refused_for_nothing(caller, studio, body, status, said):
    before = studio.ledger.balance
    answer = await caller.post("/video/queue", json=body)
    assert (answer.status_code, said in answer.text) == (status, True)
    assert studio.ledger.balance == before


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        (
            {**WAN, "reference_audio_urls": [sound(7), sound(9)]},
            422,
            "Reference audio is too long. Maximum is 30 seconds.",
        ),
        (
            {**SEEDANCE, "reference_image_urls": ["data:image/png;base64,iVBORw0KGgo="]},
            400,
            "The input media could not be read.",
        ),
    ],
)
async def test_what_only_the_models_maker_finds_is_paid_and_given_back(caller, studio, body, status, said):
    before = studio.ledger.balance
    accepted = await caller.post("/video/queue", json=body)
    assert accepted.status_code == 200
    for _ in range(2):
        answer = await caller.post("/video/retrieve", json=accepted.json())
        assert (answer.status_code, answer.json()["error"]) == (status, said)
    assert studio.ledger.balance == before
    assert [booking.kind for booking in studio.ledger.bookings] == ["charge", "refund"]
