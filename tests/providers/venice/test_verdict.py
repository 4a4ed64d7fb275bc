"""What each answer allows to be done next, and what it says to a film maker."""

import json
import traceback
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vgdsl.providers.errors import (
    Gone,
    JobFailed,
    NeedsConsent,
    NotSent,
    PaymentNeeded,
    Refused,
    TooLarge,
    Transient,
    Unauthorised,
    Uncertain,
)
from vgdsl.providers.venice.headers import read_headers
from vgdsl.providers.venice.reply import Answer
from vgdsl.providers.venice.verdict import (
    job_failed,
    link_error,
    purchase_error,
    read_error,
    retrieve_error,
    uncertain,
)

PAGE = b"<html><title>oops</title></html>"
SAID = {"error": "because"}


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, Refused),
        (401, Unauthorised),
        (402, PaymentNeeded),
        (403, Unauthorised),
        (404, Refused),
        (408, Uncertain),
        (409, Refused),
        (410, Refused),
        (413, TooLarge),
        (415, Refused),
        (422, Refused),
        (429, NotSent),
        (499, Uncertain),
        (307, Uncertain),
        (500, Uncertain),
        (502, Uncertain),
        (503, Uncertain),
        (504, Uncertain),
        (520, Uncertain),
    ],
)
def test_only_a_definite_4xx_proves_that_nothing_was_bought(answer, status, kind):
    assert type(purchase_error(answer(status, SAID))) is kind
    assert type(purchase_error(answer(status, SAID, retry_after="30"))) is kind


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, JobFailed),
        (401, Unauthorised),
        (402, PaymentNeeded),
        (403, Unauthorised),
        (404, Gone),
        (410, Gone),
        (422, JobFailed),
        (500, JobFailed),
        (429, Transient),
        (502, Transient),
        (503, Transient),
        (504, Transient),
    ],
)
def test_a_job_s_verdict_is_told_from_what_passes(answer, status, kind):
    assert type(retrieve_error(answer(status, SAID))) is kind


@pytest.mark.parametrize(
    ("status", "kind"), [(400, Refused), (404, Refused), (422, Refused), (500, Transient)]
)
def test_a_page_is_no_verdict_on_the_job_and_leaves_its_ticket_good(answer, status, kind):
    assert type(retrieve_error(answer(status, PAGE))) is kind


def test_an_unknown_id_is_no_verdict_on_the_job(answer):
    error = retrieve_error(answer(400, {"error": "Request ID is invalid."}))
    assert type(error) is Gone


@pytest.mark.parametrize(
    ("status", "kind"),
    [(400, Refused), (403, Unauthorised), (429, Transient), (500, Transient), (302, Refused)],
)
def test_a_read_may_be_repeated_unless_it_was_judged(answer, status, kind):
    assert type(read_error(answer(status, SAID))) is kind


@pytest.mark.parametrize(
    ("status", "kind"),
    [(404, Gone), (410, Gone), (429, Transient), (403, Transient), (500, Transient), (200, Transient)],
)
def test_a_link_never_judges_the_job(answer, status, kind):
    assert type(link_error(answer(status, PAGE))) is kind


def test_a_bare_429_page_proves_nothing(answer):
    assert type(purchase_error(answer(429, PAGE))) is Uncertain
    assert type(purchase_error(answer(429, PAGE, retry_after="30"))) is NotSent


@pytest.mark.parametrize(
    ("headers", "text", "seconds"),
    [
        ({"retry_after": "12"}, "slow down", 12),
        ({"x_ratelimit_resets": "1790000021000"}, "slow down", 21),
        ({}, "Too many failed attempts (> 20). Please wait 30s and try again.", 30),
        ({}, "slow down", None),
    ],
)
def test_the_wait_is_taken_from_wherever_it_is_told(answer, headers, text, seconds):
    limited = answer(429, {"error": text}, **headers)
    assert purchase_error(limited).retry_after == seconds
    assert retrieve_error(limited).retry_after == seconds


def test_a_refusal_names_fields_and_values_and_keeps_what_is_proposed(answer):
    issues = [{"path": ["duration"], "message": "Not offered", "expected": ["5s", "10s"]}]
    error = purchase_error(
        answer(
            400, {"error": "Invalid request parameters", "issues": issues, "suggested_prompt": "a calm sea"}
        )
    )
    assert str(error) == (
        "The order was refused by the content rules. It says: Invalid request parameters. "
        "duration: Not offered (one of 5s, 10s)."
    )
    assert (error.reply.fields, error.reply.suggested_prompt) == (("duration",), "a calm sea")


@pytest.mark.parametrize(
    ("data", "policy", "refunded", "words"),
    [
        (
            {"error": {"message": "no", "type": "provider_content_policy", "credits_refunded": True}},
            True,
            True,
            "The job was refused by the content rules. It says: no.",
        ),
        (
            {"error": {"message": "no", "type": "provider_content_policy", "credits_refunded": False}},
            True,
            False,
            "The job was refused by the content rules. It says: no.",
        ),
        (
            {"error": "Our content policies forbid it", "credits_refunded": True},
            True,
            True,
            "The job was refused by the content rules. It says: Our content policies forbid it.",
        ),
        (
            {"error": {"message": "Not this.", "recommended_model": "kling-o3"}},
            True,
            None,
            "The job was refused by the content rules. It says: Not this.",
        ),
        (
            {"error": "It broke", "credits_refunded": True, "hint": "Try again."},
            False,
            True,
            "The job failed at the provider. It says: It broke. Try again.",
        ),
        ({"error": "It broke"}, False, None, "The job failed at the provider. It says: It broke."),
    ],
)
def test_a_failed_job_says_whose_fault_and_what_became_of_the_money(answer, data, policy, refunded, words):
    error = retrieve_error(answer(422, data))
    assert (error.policy, error.reply.credits_refunded) == (policy, refunded)
    assert str(error) == words


def test_the_violation_header_counts(answer):
    assert retrieve_error(answer(422, {"error": "no"}, x_venice_is_content_violation="true")).policy


def test_consent_brings_the_policy_and_the_media_it_is_about(answer):
    error = purchase_error(
        answer(
            409,
            {
                "error": {"code": "needs_consent", "message": "Faces found"},
                "consent_flow": "seedance",
                "face_media_roles": ["image", "reference_video"],
                "consent": {"consent_version": "v2.0", "policy_text": "I have the right."},
                "docs_url": "https://docs.example",
            },
        )
    )
    assert type(error) is NeedsConsent
    assert str(error) == "Venice found faces in the media and asks for a consent. It says: Faces found."
    assert (error.flow, error.terms, error.version, error.link) == (
        "seedance",
        "I have the right.",
        "v2.0",
        "https://docs.example",
    )
    assert error.reply.fields == ("image_url", "reference_video_urls")


def test_terms_are_kept_whole_and_without_what_a_terminal_would_obey(answer):
    body = {"error": {"code": "needs_consent"}, "consent": {"policy_text": "One.\n\x1b[2JTwo.\n"}}
    error = purchase_error(answer(409, body))
    assert (error.flow, error.terms, error.version, error.link) == ("seedance", "One.\n[2JTwo.", "", None)


def test_a_wallet_that_is_short_is_told_what_it_has_and_needs(answer):
    body = {
        "error": "Payment required",
        "code": "PAYMENT_REQUIRED",
        "reason": "insufficient_balance",
        "currentBalanceUsd": 0.05,
        "minimumTopUpUsd": 5,
    }
    error = purchase_error(answer(402, body))
    assert (type(error), error.balance, error.minimum) == (PaymentNeeded, Decimal("0.05"), Decimal(5))
    assert str(error) == (
        "Venice needs payment first. It says: Payment required. The balance is $0.05. "
        "Top up the wallet's credit with USDC (at least $5.00): vgdsl wallet top-up 5; then run again."
    )


@pytest.mark.parametrize(
    ("headers", "way"),
    [
        ({}, "Add credit to the account on venice.ai, or raise the key's spending limit; then run again."),
        (
            {"x_balance_remaining": "0.230000"},
            "The balance is $0.23. Top up the wallet's credit with USDC: vgdsl wallet top-up AMOUNT; then run again.",
        ),
    ],
)
def test_a_bare_word_of_too_little_is_for_who_pays(answer, headers, way):
    body = {"error": "Insufficient USD or Diem balance to complete request."}
    error = purchase_error(answer(402, body, **headers))
    assert type(error) is PaymentNeeded
    assert str(error) == f"Venice needs payment first. It says: {body['error']} {way}"


def test_a_request_that_does_not_say_who_pays_is_told_the_ways(answer):
    body = {"x402Version": 2, "error": "Payment required", "accepts": [], "authOptions": {"apiKey": {}}}
    error = purchase_error(answer(402, body))
    assert type(error) is Unauthorised
    assert str(error) == (
        "Venice was not told who pays. Set VENICE_API_KEY, or VENICE_WALLET_KEY for a wallet, or keep either in the keyring; "
        "or try with --simulate."
    )


CLOCK = "A wallet's sign-in is good for five minutes: set this computer's clock."
SIGN_IN = "Check the wallet's key in VENICE_WALLET_KEY, and this computer's clock."


@pytest.mark.parametrize(
    ("code", "way"),
    [
        ("X402_INVALID_SIGN_IN", SIGN_IN),
        ("X402_SIGN_IN_EXPIRED", CLOCK),
        (None, "Check the key in VENICE_API_KEY."),
    ],
)
def test_a_sign_in_that_is_refused_bought_nothing(answer, code, way):
    error = purchase_error(answer(401, {"error": "Not valid", **({"code": code} if code else {})}))
    assert type(error) is Unauthorised
    assert str(error) == f"Venice does not allow this. It says: Not valid. {way}"


def test_a_sign_in_that_was_seen_before_means_that_a_copy_of_the_order_arrived_first(answer):
    error = purchase_error(answer(401, {"error": "Nonce used.", "code": "X402_SIGN_IN_NONCE_REUSED"}))
    assert type(error) is Uncertain
    assert str(error) == (
        "Something on the way sent this order twice, and the first may have been accepted. It says: Nonce used. It may"
        " have been bought, so it is not sent again."
    )


SECRET = st.text("abcdefghij0123456789", min_size=16, max_size=30)
STATUS = st.sampled_from([200, 307, 400, 401, 402, 403, 404, 408, 409, 410, 413, 422, 429, 500, 502, 503])


@given(
    SECRET,
    SECRET,
    STATUS,
    st.sampled_from([purchase_error, read_error, retrieve_error, link_error]),
    st.booleans(),
)
def test_no_error_shows_the_key_or_the_link(key, token, status, judge, as_json):
    link = f"https://share.example/v1/share/read/{token}"
    told = f"Bearer {key} may not open {link} nor {token}"
    body = json.dumps({"error": {"message": told, "code": key}, "suggested_prompt": told, "hint": link})
    answer = Answer(
        read_headers("queue", status, {}, 0.0), (body if as_json else told).encode(), (key, link, token)
    )
    error = judge(answer)
    shown = f"{error}{error!r}{error.reply!r}{error.reply.body}{answer!r}{''.join(traceback.format_exception(error))}"
    assert key not in shown
    assert token not in shown


@pytest.mark.parametrize(
    "body",
    [
        b'{"model": "wan", "download_url": "https://share.example/read/s3cr3t"}',
        b'{"download_url": "https://share.example/read/s3cr3t", "queue_id": "01',
        b'{"download_url":"https:\\/\\/share.example\\/read\\/s3cr3t","queue_id',
        b'{"download_url":"https:\\/\\/share.example\\/read\\/s3cr3t"}',
    ],
)
@pytest.mark.parametrize("judge", [uncertain, job_failed])
def test_a_link_in_an_unreadable_success_is_not_shown(answer, body, judge):
    lost = answer(200, body)
    error = judge(lost, "An answer") if judge is uncertain else judge(lost)
    assert "s3cr3t" not in f"{error}{error!r}{error.reply!r}{error.reply.body}"


def test_an_uncertain_purchase_tells_what_venice_said(answer):
    error = purchase_error(answer(500, {"error": "Inference processing failed"}))
    assert str(error) == (
        "Venice answered the order with an error (500). It says: Inference processing failed. "
        "It may have been bought, so it is not sent again."
    )
