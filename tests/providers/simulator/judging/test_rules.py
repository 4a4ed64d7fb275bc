"""A request that the API would refuse is refused with the API's own words, and no other request is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vgdsl.program.editions import load
from vgdsl.providers.simulator.judging.fields import FIELDS, QUOTE_FIELDS
from vgdsl.providers.simulator.judging.refusal import invalid
from vgdsl.providers.simulator.judging.rules import queue_issues, quote_issues

TEXT = {"model": "wan-2-7-text-to-video", "prompt": "a boat", "duration": "5s", "aspect_ratio": "16:9"}
IMAGE = {
    "model": "wan-2-7-image-to-video",
    "prompt": "a boat",
    "duration": "5s",
    "image_url": "https://a.com/a.png",
}
KLING = {
    "model": "kling-o3-pro-reference-to-video",
    "prompt": "@Element1",
    "duration": "5s",
    "aspect_ratio": "16:9",
}
SEEDANCE = {
    "model": "seedance-2-0-reference-to-video-basic",
    "prompt": "<Image 1>",
    "duration": "5s",
    "aspect_ratio": "16:9",
    "reference_image_urls": ["https://a.com/a.png"],
}
SEEDANCE_25 = {**SEEDANCE, "model": "seedance-2-5-reference-to-video-basic"}
TOPAZ = {"model": "topaz-video-upscale", "video_url": "https://a.com/a.mp4"}
PRECISION = {**TOPAZ, "model": "topaz-video-precision"}
EDIT = {"model": "wan-2-7-video-to-video", "prompt": "rain", "video_url": "https://a.com/a.mp4"}
A = "https://a.com/a.png"
ORBIT = {"model": "minimax-h3-max-multi-angle", "image_url": "https://a.com/a.png"}
PINNED = {"model": "gemini-omni-flash-text-to-video", "prompt": "x", "duration": "4s", "aspect_ratio": "16:9"}
C1 = {"model": "pixverse-c1-reference-to-video", "prompt": "@a", "duration": "5s", "aspect_ratio": "16:9"}
FRONT = {"frontal_image_url": A}


def moves(*steps, distance=1):
    return [{"time": time, "azimuth": turn, "elevation": 0, "distance": distance} for time, turn in steps]


def pins(*indices):
    return [{"image_url": A, "frame_index": index} for index in indices]


ACCEPTED = [
    TEXT,
    IMAGE,
    {**KLING, "image_url": A},
    {
        **KLING,
        "elements": [FRONT, {"video_url": "https://a.com/a.mp4"}],
        "scene_image_urls": [A],
        "audio": False,
    },
    SEEDANCE,
    {**SEEDANCE, "bitrate_mode": "high"},
    {**SEEDANCE, "aspect_ratio": "adaptive", "reference_video_urls": ["https://a.com/a.mp4"]},
    {**SEEDANCE_25, "duration": "auto", "reference_video_urls": [A], "omni_reference_task_type": "edit"},
    TOPAZ,
    {**TOPAZ, "upscale_factor": 4, "duration": "9.96", "prompt": "upscale"},
    {**PRECISION, "enhancement_model": "Rhea", "grain": 0.05, "target_fps": 60, "h264_output": True},
    EDIT,
    {**EDIT, "duration": "12.5"},
    {**TEXT, "anon_user_id": "viewer 7"},
    {**ORBIT, "camera_trajectory": moves((0, 0), (1, 11520))},
    {**PINNED, "keyframes": pins(0, 96)},
    {**SEEDANCE, "reference_audio_urls": [A] * 2, "audio_url": A},
    {**C1, "image_references": [{"image_url": A}] * 7},
]

REFUSED = [
    # What is published or was observed, word for word.
    (
        {**TEXT, "duration": "8"},
        "duration",
        "Invalid enum value. Expected '5s' | '10s' | '15s', received '8'",
    ),
    ({**TEXT, "duration": 5}, "duration", "Expected string, received number"),
    ({**TEXT, "seed": 7, "fps": 24}, "", "Unrecognized key(s) in object: 'seed', 'fps'"),
    ({**IMAGE, "aspect_ratio": "16:9"}, "aspect_ratio", "This model does not support aspect_ratio"),
    ({**IMAGE, "end_image_url": A}, "end_image_url", None),
    ({**TEXT, "audio": True}, "audio", "This model does not support audio configuration"),
    ({**KLING, "resolution": "720p", "image_url": A}, "resolution", "This model does not support resolution"),
    (
        {**KLING, "reference_image_urls": [A]},
        "",
        "At least one visual input is required: image_url, elements, or scene_image_urls",
    ),
    ({**TOPAZ, "resolution": "2x"}, "resolution", "Use upscale_factor instead of resolution"),
    (
        {key: value for key, value in SEEDANCE.items() if key != "reference_image_urls"},
        "",
        "At least one reference is required for this model",
    ),
    (
        {
            "model": "minimax-h3-reference-to-video",
            "prompt": "x",
            "duration": "5s",
            "aspect_ratio": "16:9",
            "image_url": A,
            "reference_image_urls": [A],
        },
        None,
        None,
    ),
    # What follows from the models' published limits.
    (
        {**TEXT, "resolution": "720P"},
        "resolution",
        "Invalid enum value. Expected '1080p' | '720p', received '720P'",
    ),
    ({**TEXT, "image_url": A}, "image_url", "This model does not support image_url"),
    ({"model": TEXT["model"], "prompt": "x", "duration": "5s"}, "aspect_ratio", "Required"),
    ({"model": TEXT["model"], "aspect_ratio": "16:9", "duration": "5s"}, "prompt", "Required"),
    ({**TEXT, "prompt": "x" * 30_000}, "prompt", "String must contain at most 20000 character(s)"),
    ({**TEXT, "prompt": ""}, "prompt", "String must contain at least 1 character(s)"),
    ({**TOPAZ, "upscale_factor": 3}, "upscale_factor", None),
    ({**TOPAZ, "duration": "Auto"}, "duration", None),
    ({**EDIT, "duration": "Auto"}, "duration", None),
    ({**EDIT, "duration": "301"}, "duration", None),
    ({"model": "topaz-video-upscale"}, "video_url", "Required"),
    ({**PRECISION, "creativity": 0.5}, "creativity", "This model does not support creativity"),
    ({**PRECISION, "enhancement_model": "Nyx"}, "enhancement_model", None),
    ({**PRECISION, "target_fps": 120}, "target_fps", "Number must be less than or equal to 60"),
    ({**TOPAZ, "noise": 0.5}, "noise", "This model does not support noise"),
    ({**KLING, "elements": [FRONT] * 5}, "elements", None),
    ({**KLING, "elements": [{}]}, "elements.0", None),
    ({**KLING, "elements": [{**FRONT, "video_url": A}]}, "elements.0", None),
    ({**SEEDANCE, "reference_image_urls": [A] * 10}, "reference_image_urls", None),
    ({**SEEDANCE, "duration": "auto", "reference_video_urls": [A]}, "duration", None),
    ({**SEEDANCE, "aspect_ratio": "adaptive"}, "aspect_ratio", None),
    ({**SEEDANCE_25, "omni_reference_task_type": "edit"}, "omni_reference_task_type", None),
    ({**TEXT, "camera_trajectory": [{}] * 2}, None, None),
    ({**TEXT, "bitrate_mode": "high"}, "bitrate_mode", "This model does not support bitrate_mode"),
    (
        {**ORBIT, "camera_trajectory": moves((0, 0), (0, 90))},
        "camera_trajectory",
        "Times must be strictly increasing",
    ),
    (
        {**ORBIT, "camera_trajectory": moves((0, 0), (1, 11521))},
        "camera_trajectory",
        "Total rotation must not exceed 32 turns",
    ),
    (
        {**ORBIT, "camera_trajectory": moves((0, 0), (1, 90), distance=0)},
        "camera_trajectory",
        "Distance must be greater than 0",
    ),
    ({**PINNED, "keyframes": pins(24, 24)}, "keyframes", "frame_index must be unique"),
    ({**PINNED, "keyframes": pins(97)}, "keyframes", "frame_index must not exceed duration x 24"),
    ({**TEXT, "anon_user_id": "a||b"}, "anon_user_id", "Must be printable ASCII without '||'"),
    ({**TEXT, "anon_user_id": "città"}, "anon_user_id", "Must be printable ASCII without '||'"),
    ({**SEEDANCE, "reference_audio_urls": [A] * 3, "audio_url": A}, "reference_audio_urls", None),
    ({**C1, "image_references": [{"image_url": A}] * 8}, "image_references", None),
    ({**IMAGE, "image_url": "http://127.0.0.1/a.png"}, "image_url", None),
    ({**IMAGE, "image_url": "http://127.1/a.png"}, "image_url", None),
    ({**IMAGE, "image_url": "http://169.254.169.254/latest"}, "image_url", None),
    ({**IMAGE, "image_url": "https://nas.local/a.png"}, "image_url", None),
    ({**IMAGE, "image_url": "file:///a.png"}, "image_url", None),
    ({**IMAGE, "image_url": "data:video/mp4;base64,AAAA"}, "image_url", None),
    ({**IMAGE, "image_url": "data:image/png;base64,/9j/4AAQ..."}, "image_url", None),
]


def issues_of(body):
    return queue_issues(load().models[body["model"]], body)


@pytest.mark.parametrize("body", ACCEPTED, ids=lambda body: body["model"])
def test_a_sound_request_is_accepted(body):
    assert issues_of(body) == []


@pytest.mark.parametrize(("body", "field", "message"), REFUSED)
def test_a_request_the_model_does_not_take_is_refused(body, field, message):
    issues = issues_of(body)
    assert issues
    if field is not None:
        assert field in {".".join(map(str, issue["path"])) for issue in issues}
    if message is not None:
        assert message in {issue["message"] for issue in issues}


def test_a_list_of_values_is_told_as_clients_parse_it():
    (issue,) = issues_of({**TEXT, "duration": "8s"})
    assert issue["code"] == "invalid_enum_value"
    assert issue["expected"] == "'5s' | '10s' | '15s'"
    assert issue["received"] == "8s"


def test_the_body_of_a_refusal_tells_each_issue_twice():
    refusal = invalid(issues_of({**KLING, "elements": [{}], "seed": 1}))
    assert refusal.status == 400
    assert refusal.body["error"] == "Invalid request parameters"
    assert refusal.body["details"]["_errors"] == ["Unrecognized key(s) in object: 'seed'"]
    assert refusal.body["issues"][0]["keys"] == ["seed"]


def test_every_model_accepts_a_request_made_from_its_own_lists():
    for model in load().models.values():
        body = {"model": model.id, "prompt": "x"} if model.prompt != "refused" else {"model": model.id}
        if model.durations and "Auto" not in model.durations:
            body["duration"] = model.durations[0]
        if model.aspect_ratios:
            body["aspect_ratio"] = model.aspect_ratios[0]
        if model.resolutions:
            body["resolution"] = model.resolutions[-1]
        if model.start_image == "required":
            body["image_url"] = A
        if model.end_image == "required":
            body["end_image_url"] = A
        if model.mode in {"video-to-video", "motion-control", "upscale"}:
            body["video_url"] = "https://a.com/a.mp4"
        if model.mode == "reference-to-video":
            body |= {"elements": [FRONT]} if model.elements else {"reference_image_urls": [A]}
        assert issues_of(body) == [], model.id


def test_a_quote_passes_over_what_an_order_may_not_say():
    model = load().models["wan-2-7-image-to-video"]
    assert (
        quote_issues(
            model, {"model": model.id, "duration": "5s", "aspect_ratio": "16:9", "seed": 1, "prompt": 7}
        )
        == []
    )


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"duration": "8s"}, "duration"),
        ({}, "duration"),
        ({"duration": "5s", "resolution": "4k"}, "resolution"),
    ],
)
def test_a_quote_still_looks_at_length_and_resolution(body, field):
    model = load().models["wan-2-7-text-to-video"]
    assert [issue["path"] for issue in quote_issues(model, body)] == [[field]]


def test_a_quote_for_the_length_of_a_source_needs_that_length():
    model = load().models["seedance-2-5-reference-to-video-basic"]
    assert quote_issues(model, {"duration": "auto"})
    assert not quote_issues(model, {"duration": "auto", "reference_video_total_duration": 12.2})
    assert quote_issues(model, {"duration": "5s", "reference_video_total_duration": 31})


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 400) | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(sorted(FIELDS)), inner, max_size=3)
    ),
    max_leaves=6,
)
NEAR = st.sampled_from(
    [A, [A], [FRONT], "5s", "auto", "16:9", "720p", 2, True, {"seedance": {}}, "data:image/png;base64,AA=="]
)


@settings(max_examples=300, deadline=None)
@given(
    model=st.sampled_from(sorted(load().models)),
    body=st.dictionaries(
        st.sampled_from([*sorted(FIELDS), *sorted(QUOTE_FIELDS), "seed"]), NEAR | JSON, max_size=7
    ),
)
def test_no_request_is_too_odd_for_an_answer(model, body):
    for issues in (queue_issues(load().models[model], body), quote_issues(load().models[model], body)):
        if issues:
            assert invalid(issues).body["issues"] == issues
            assert all(issue["message"] and isinstance(issue["path"], list) for issue in issues)
