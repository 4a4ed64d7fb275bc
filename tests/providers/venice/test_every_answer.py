"""Every body in which Venice says no, by the call that it answers: from its bytes to the sentence that a film maker reads.

The shapes are those of the published schema, of the guides, and those that others have seen (error bodies 1 to 9 of our
notes on the API); whole sentences are compared, because they are all that a person has.
"""

import json

import pytest

from vgdsl.providers.base import Progress
from vgdsl.providers.errors import (
    Gone,
    JobFailed,
    NeedsConsent,
    NotSent,
    Refused,
    TooLarge,
    Transient,
    Unauthorised,
    Uncertain,
)
from vgdsl.providers.venice import wire
from vgdsl.providers.venice.headers import read_headers
from vgdsl.providers.venice.reply import Answer
from vgdsl.providers.venice.verdict import link_error, purchase_error, read_error, retrieve_error

PAGE = "<html><head><title>%s</title></head><body>cloudflare</body></html>"
POLICY = "Your prompt violates the content policy of Venice.ai or the model provider"
PROVIDER = "The selected model provider rejected this request due to its content policies."
ENUM = "Invalid enum value. Expected '5s' | '10s', received '7s'"


def answered(call, status, body):
    raw = body.encode() if isinstance(body, str) else json.dumps(body).encode()
    return Answer(read_headers(call, status, {}, 0.0, "wan"), raw)


REJECTED = {"type": "provider_content_policy", "message": PROVIDER, "credits_refunded": True}

ORDERS = [
    # 1: a bare sentence
    (400, {"error": "audio_url: Audio duration is too short. Minimum is 3 seconds."}, Refused,
     "Venice refused the request. It says: audio_url: Audio duration is too short. Minimum is 3 seconds."),
    (401, {"error": "Authentication failed"}, Unauthorised,
     "Venice does not allow this. It says: Authentication failed. Check the key in VENICE_API_KEY."),
    (403, {"error": "API access is disabled", "code": "API_ACCESS_DISABLED"}, Unauthorised,
     "Venice does not allow this. It says: API access is disabled."),
    (415, {"error": "Unsupported media type"}, Refused, "Venice refused the request. It says: Unsupported media type."),
    (429, {"error": "Rate limit exceeded"}, NotSent,
     "Venice takes no more orders at the moment; nothing was bought. It says: Rate limit exceeded."),
    (500, {"error": "Inference processing failed"}, Uncertain,
     ("Venice answered the order with an error (500). It says: Inference processing failed. It may have been bought, so it"
     " is not sent again.")),
    # 2: the objections of a validator, as a list, as a tree, as both, as a plain text
    (400, {"error": "Invalid request parameters", "details": {"_errors": [], "duration": {"_errors": [ENUM]}},
           "issues": [{"code": "invalid_enum_value", "expected": "'5s' | '10s'", "received": "7s", "path": ["duration"],
                       "message": ENUM}]}, Refused,
     f"Venice refused the request. It says: Invalid request parameters. duration: {ENUM}."),
    (400, {"details": {"_errors": [], "image_url": {"_errors": ["This model does not support image_url"]}}}, Refused,
     "Venice refused the request. image_url: This model does not support image_url."),
    (400, {"issues": [{"code": "unrecognized_keys", "keys": ["seed"], "path": [],
                       "message": "Unrecognized key(s) in object: 'seed'"}]}, Refused,
     "Venice refused the request. seed: Unrecognized key(s) in object: 'seed'."),
    (400, {"error": "Invalid request parameters", "details": "The prompt is too long"}, Refused,
     "Venice refused the request. It says: Invalid request parameters. The prompt is too long."),
    # 3, 4, 5: content rules, in three forms
    (422, {"error": REJECTED | {"recommended_model": "wan-2-7-text-to-video"}}, Refused,
     f"The order was refused by the content rules. It says: {PROVIDER}"),
    (422, {"error": POLICY, "suggested_prompt": "A calm sea."}, Refused,
     f"The order was refused by the content rules. It says: {POLICY}."),
    (422, {"error": POLICY}, Refused, f"The order was refused by the content rules. It says: {POLICY}."),
    (422, {"error": "Blocked by content moderation", "credits_refunded": False}, Refused,
     "The order was refused by the content rules. It says: Blocked by content moderation."),
    (422, {"error": "IMAGE_ASPECT_RATIO_OUT_OF_BOUNDS", "message": "image_url: its ratio must be from 0.4 to 2.5"}, Refused,
     "Venice refused the request. It says: image_url: its ratio must be from 0.4 to 2.5."),
    # 6: too large, from the service or from a server in front of it
    (413, {"code": "PAYLOAD_TOO_LARGE", "error": "The payload is too large"}, TooLarge,
     ("The request is too large for Venice. It says: The payload is too large. Put big media on the web and give its https"
     " address, or use smaller images.")),
    (413, PAGE % "413 Request Entity Too Large", TooLarge,
     ("The request is too large for Venice. It says: 413 Request Entity Too Large. Put big media on the web and give its"
     " https address, or use smaller images.")),
    # 7: consent
    (409, {"error": {"code": "needs_consent", "message": "Faces were found."}, "consent_flow": "seedance",
           "face_media_roles": ["image"], "consent": {"consent_version": "v2.0", "policy_text": "x"},
           "docs_url": "https://docs.example"}, NeedsConsent,
     "Venice found faces in the media and asks for a consent. It says: Faces were found."),
    (409, {"error": "Something else is under way"}, Refused,
     "Venice refused the request. It says: Something else is under way."),
    # 9: an inference route's error, a bare detail, pages
    (400, {"error": {"message": "Not valid", "type": "invalid_request_error", "param": None, "code": "bad"}}, Refused,
     "Venice refused the request. It says: Not valid."),
    (400, {"detail": "Not valid"}, Refused, "Venice refused the request. It says: Not valid."),
    (403, PAGE % "Attention Required!", Unauthorised, "Venice does not allow this. It says: Attention Required!"),
    (502, PAGE % "502 Bad Gateway", Uncertain,
     ("Venice answered the order with an error (502). It says: 502 Bad Gateway. It may have been bought, so it is not sent"
     " again.")),
    (429, PAGE % "Slow down", Uncertain,
     "Venice answered the order with an error (429). It says: Slow down. It may have been bought, so it is not sent again."),
    # a model that is not to be had: others are
    (404, {"error": "Specified model not found: wan-2-8. Did you mean wan-2-7-text-to-video?"}, Refused,
     ("Venice does not know this model, or no longer. It says: Specified model not found: wan-2-8. Did you mean"
     " wan-2-7-text-to-video? What there is: `vgdsl models`; what there is today: `vgdsl models --refresh`.")),
    (410, {"error": "Model sora-2 has been retired and is no longer available."}, Refused,
     ("Venice has retired this model. It says: Model sora-2 has been retired and is no longer available. What there is:"
     " `vgdsl models`.")),
    (403, {"error": "This model is unavailable in your region"}, Refused,
     "Venice does not offer this model where you are. It says: This model is unavailable in your region. Take another model."),
    (403, {"error": "Not allowed for this API key", "code": "MODEL_PRIVACY_RESTRICTED"}, Refused,
     ("The key does not allow this model. It says: Not allowed for this API key. Its privacy tier leaves out models that are"
     " not private: take a private one, or change the key's tier on venice.ai.")),
    (401, {"error": "Upgrade to use it", "code": "PRO_ONLY_MODEL"}, Refused,
     ("Venice offers this model to Pro accounts only. It says: Upgrade to use it. Take another model, or a key of such an"
     " account.")),
]  # fmt: skip


@pytest.mark.parametrize(("status", "body", "kind", "said"), ORDERS)
def test_an_order(status, body, kind, said):
    error = purchase_error(answered("queue", status, body))
    assert (type(error), str(error)) == (kind, said)


QUESTIONS = [
    (400, {"error": "Invalid request parameters",
           "issues": [{"path": ["resolution"], "message": "Invalid enum value", "expected": "'720p' | '1080p'"}]}, Refused,
     "Venice refused the request. It says: Invalid request parameters. resolution: Invalid enum value (one of 720p, 1080p)."),
    (403, {"error": "An API key is required to quote this model"}, Unauthorised,
     "Venice does not allow this. It says: An API key is required to quote this model."),
    (403, {"error": "This model is unavailable in your region"}, Refused,
     "Venice does not offer this model where you are. It says: This model is unavailable in your region. Take another model."),
    (404, {"error": "Specified model not found: x"}, Refused,
     ("Venice does not know this model, or no longer. It says: Specified model not found: x. What there is: `vgdsl models`;"
     " what there is today: `vgdsl models --refresh`.")),
    (410, {"error": "Model x has been retired and is no longer available."}, Refused,
     ("Venice has retired this model. It says: Model x has been retired and is no longer available. What there is: `vgdsl"
     " models`.")),
    (413, {"code": "PAYLOAD_TOO_LARGE", "error": "Too large"}, TooLarge,
     ("The request is too large for Venice. It says: Too large. Put big media on the web and give its https address, or use"
     " smaller images.")),
    (429, {"error": "Rate limit exceeded"}, Transient,
     "Venice cannot answer at the moment (429). It says: Rate limit exceeded."),
    (503, PAGE % "503 Service Unavailable", Transient,
     "Venice cannot answer at the moment (503). It says: 503 Service Unavailable."),
]  # fmt: skip


@pytest.mark.parametrize(("status", "body", "kind", "said"), QUESTIONS)
def test_a_question_for_a_price(status, body, kind, said):
    error = read_error(answered("quote", status, body))
    assert (type(error), str(error)) == (kind, said)


GONE = "Venice no longer has this job: its id is unknown or older than a day."
RESULTS = [
    (400, {"error": "Request ID is invalid."}, Gone, f"{GONE} It says: Request ID is invalid."),
    (404, {"error": "Media could not be found."}, Gone, f"{GONE} It says: Media could not be found."),
    (400, {"error": "Total input and output video duration must not exceed 30 seconds."}, JobFailed,
     "The job failed at the provider. It says: Total input and output video duration must not exceed 30 seconds."),
    (422, {"error": REJECTED}, JobFailed, f"The job was refused by the content rules. It says: {PROVIDER}"),
    (422, {"error": "Blocked by content moderation", "credits_refunded": True}, JobFailed,
     "The job was refused by the content rules. It says: Blocked by content moderation."),
    (422, {"error": "The provider failed", "credits_refunded": True, "hint": "Try a shorter clip."}, JobFailed,
     "The job failed at the provider. It says: The provider failed. Try a shorter clip."),
    (500, {"error": "An unknown error occurred"}, JobFailed,
     "The job failed at the provider. It says: An unknown error occurred."),
    (500, PAGE % "500 Internal Server Error", Transient,
     "Venice cannot answer at the moment (500). It says: 500 Internal Server Error."),
    (502, {"error": "The video could not be fetched"}, Transient,
     "Venice cannot answer at the moment (502). It says: The video could not be fetched."),
    (401, {"error": "Authentication failed"}, Unauthorised,
     "Venice does not allow this. It says: Authentication failed. Check the key in VENICE_API_KEY."),
    # of a model, not of the job: its ticket stays good
    (404, {"error": "Specified model not found: wan"}, Refused,
     ("Venice does not know this model, or no longer. It says: Specified model not found: wan. What there is: `vgdsl models`;"
     " what there is today: `vgdsl models --refresh`.")),
    (403, {"error": "This model is unavailable in your region"}, Refused,
     "Venice does not offer this model where you are. It says: This model is unavailable in your region. Take another model."),
]  # fmt: skip


@pytest.mark.parametrize(("status", "body", "kind", "said"), RESULTS)
def test_a_question_for_a_result(status, body, kind, said):
    error = retrieve_error(answered("retrieve", status, body))
    assert (type(error), str(error)) == (kind, said)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"status": "FAILED", "error": "Out of luck", "error_code": "E1"}, "The job failed at the provider. It says: Out of luck."),
        ({"status": "failed"}, "The job failed at the provider."),
        ({"status": "Rejected", "error": "By our content policy"},
         "The job was refused by the content rules. It says: By our content policy."),
    ],
)  # fmt: skip
def test_a_failure_that_is_told_as_a_success(body, said):
    with pytest.raises(JobFailed) as failed:
        wire.read_status(answered("retrieve", 200, body))
    assert str(failed.value) == said


@pytest.mark.parametrize("body", ["", "OK", "[]", '{"state": 1}', '{"status": ""}', PAGE % "Please wait"])
def test_a_success_that_says_nothing_is_asked_again(body):
    with pytest.raises(Transient) as odd:
        wire.read_status(answered("retrieve", 200, body))
    assert str(odd.value) == "Venice answered the question for the result with something unreadable."


def test_a_state_that_nobody_knows_is_waited_for_and_told():
    assert wire.read_status(answered("retrieve", 200, {"status": "Thinking"})) == Progress(
        note="Venice reports a state not known here: Thinking"
    )


@pytest.mark.parametrize(
    ("status", "kind", "said"),
    [
        (404, Gone, "The download link of this job is used up or has expired."),
        (410, Gone, "The download link of this job is used up or has expired."),
        (429, Transient, "The download link did not give the video (429)."),
        (500, Transient, "The download link did not give the video (500)."),
        (200, Transient, "The download link did not give the video (200)."),
    ],
)
@pytest.mark.parametrize("body", [{"error": "no such share"}, PAGE % "no", ""])
def test_a_download_link(status, body, kind, said):
    error = link_error(answered("download", status, body))
    assert (type(error), str(error)) == (kind, said)


@pytest.mark.parametrize(
    ("status", "body", "confirmed"),
    [
        (200, {"success": True}, True),
        (200, {"success": False}, False),
        (200, "", False),
        (400, {"error": "Request ID is invalid."}, False),
    ],
)
def test_a_deletion_is_confirmed_or_not_and_no_trouble(status, body, confirmed):
    assert wire.read_completed(answered("complete", status, body)) is confirmed


@pytest.mark.parametrize(("status", "gone"), [(200, True), (204, True), (404, True), (410, True)])
def test_a_link_that_is_deleted_or_was_not_there_is_gone(status, gone):
    assert wire.read_deleted(answered("delete", status, "")) is gone


def test_a_successor_of_a_model_is_kept_to_be_put_into_the_file():
    error = purchase_error(
        answered(
            "queue", 404, {"error": "Specified model not found: a. Did you mean 'wan-2-7-text-to-video'?"}
        )
    )
    assert (error.reply.recommended_model, error.policy) == ("wan-2-7-text-to-video", False)
    plain = purchase_error(answered("queue", 404, {"error": "Specified model not found. Please try again."}))
    assert plain.reply.recommended_model is None
