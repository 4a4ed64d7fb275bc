"""Every shape in which Venice says no."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vgdsl.providers.errors import Issue
from vgdsl.providers.venice.reply import load, read_reply


def read(data, status=400, secrets=()):
    body = data if isinstance(data, bytes) else json.dumps(data).encode()
    return read_reply(status, "ray-1", body, secrets)


@pytest.mark.parametrize(
    ("data", "message", "code"),
    [
        ({"error": "An unknown error occurred"}, "An unknown error occurred", None),
        ({"code": "PAYLOAD_TOO_LARGE", "error": "Too big"}, "Too big", "PAYLOAD_TOO_LARGE"),
        ({"error": {"message": "no", "type": "provider_content_policy"}}, "no", "provider_content_policy"),
        ({"error": {"code": "needs_consent", "message": "consent"}}, "consent", "needs_consent"),
        ({"error": {"message": "m", "type": "t", "param": None, "code": "c"}}, "m", "c"),
        ({"error": "X402_INVALID_PAYMENT", "message": "bad"}, "bad", "X402_INVALID_PAYMENT"),
        (
            {"error": "Payment required", "code": "PAYMENT_REQUIRED", "message": "short of money"},
            "short of money",
            "PAYMENT_REQUIRED",
        ),
        ({"detail": "Not found"}, "Not found", None),
        ({"error": "Bad", "details": "a plain text"}, "Bad. a plain text", None),
        ({"details": "a plain text"}, "a plain text", None),
        ({"status": "FAILED", "error": "out of luck", "error_code": "E1"}, "out of luck", "E1"),
        ({"error": "It broke", "hint": "Try a smaller file."}, "It broke. Try a smaller file.", None),
    ],
)
def test_the_sentence_and_the_code_are_found(data, message, code):
    reply = read(data)
    assert (reply.message, reply.code, reply.request_id) == (message, code, "ray-1")


def test_objections_come_from_the_list_of_issues():
    reply = read(
        {
            "error": "Invalid request parameters",
            "details": {"_errors": [], "duration": {"_errors": ["the same again"]}},
            "issues": [
                {
                    "code": "invalid_enum_value",
                    "path": ["duration"],
                    "message": "Bad",
                    "expected": "'5s' | '10s'",
                },
                {"code": "invalid_type", "path": ["elements", 0, "video_url"], "message": "Required"},
                {
                    "code": "unrecognized_keys",
                    "path": [],
                    "message": "Unrecognized key(s)",
                    "keys": ["seed", "fps"],
                },
            ],
        }
    )
    assert reply.issues == (
        Issue("duration", "Bad", ("5s", "10s")),
        Issue("elements.0.video_url", "Required"),
        Issue("seed", "Unrecognized key(s)"),
        Issue("fps", "Unrecognized key(s)"),
    )


def test_objections_come_from_the_tree_of_details_when_there_is_no_list():
    details = {
        "_errors": ["whole"],
        "elements": {"0": {"frontal_image_url": {"_errors": ["a", "b"]}}},
        "model": "odd",
    }
    assert read({"details": details}).issues == (
        Issue("", "whole"),
        Issue("elements.0.frontal_image_url", "a"),
        Issue("elements.0.frontal_image_url", "b"),
        Issue("model", "odd"),
    )


def test_suggestions_and_refunds_are_found_wherever_they_stand():
    inside = read({"error": {"message": "no", "credits_refunded": False, "recommended_model": "wan"}})
    beside = read({"error": "no", "credits_refunded": True, "suggested_prompt": "a calm sea"})
    assert (inside.credits_refunded, inside.recommended_model) == (False, "wan")
    assert (beside.credits_refunded, beside.suggested_prompt) == (True, "a calm sea")
    assert read({"error": "no"}).credits_refunded is None


def test_a_web_page_is_read_by_its_title():
    page = b"<html><head><title>502 Bad\n gateway</title></head><body>cloud</body></html>"
    assert read(page).message == "502 Bad gateway"
    assert read(b"<b>over</b> capacity").message == "over capacity"
    assert read(b"").message == ""


def test_numbers_are_exact_and_non_numbers_are_no_json():
    assert load(b'{"quote": 0.1}', Decimal) == {"quote": Decimal("0.1")}
    assert load(b'{"quote": NaN}') is None
    assert load(b"[" * 100_000) is None


def test_long_texts_are_cut_and_control_characters_dropped():
    reply = read({"error": "\x1b[31m" + "x" * 5000})
    assert len(reply.message) < 700
    assert "\x1b" not in reply.message


def test_a_body_nested_beyond_sense_is_read_as_far_as_it_goes():
    for depth in (60, 300, 900):
        assert (
            read(b'{"error": "no", "details": ' + b'{"a":' * depth + b"1" + b"}" * depth + b"}").message
            == "no"
        )


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "error",
                    "message",
                    "issues",
                    "details",
                    "path",
                    "keys",
                    "code",
                    "expected",
                    "_errors",
                    "credits_refunded",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@given(JSON)
def test_no_json_body_is_too_strange(data):
    read(data)


@given(st.binary(max_size=200))
def test_no_bytes_are_too_strange(body):
    read(body)


SECRET = st.text("abcdefgh0123456789-_", min_size=12, max_size=30)


@given(SECRET, st.sampled_from(["error", "message", "detail", "suggested_prompt", "hint"]), st.booleans())
def test_a_secret_is_shown_in_no_part_of_a_reply(secret, name, nested):
    told = f'see Bearer {secret}, or "https://share.example/{secret}"'
    data = {"error": {name: told}} if nested else {name: told, secret: [secret]}
    reply = read(data, secrets=(secret,))
    assert secret not in f"{reply!r}{reply.body}"
    assert secret not in repr(read(told.encode(), secrets=(secret,)))
