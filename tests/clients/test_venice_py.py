"""The community's client venice-py deals with the simulator as with the service; nothing but its address is changed."""

from collections import Counter

import pytest

PROGRAM = "venice_py.py"
WRONG = """
[[fault]]
kind = "refused-late"
at   = 1

[[fault]]
kind = "failed"
at   = 2

[[fault]]
kind = "poisoned"
at   = 3

[[fault]]
kind = "dispatch"
at   = 4

[[fault]]
kind = "undelivered"
at   = 5

[[fault]]
kind = "error-after"
at   = 6

[[fault]]
kind        = "storm"
at          = 7
retry_after = 1

[[fault]]
kind = "reset-after"
at   = 9
"""


def test_it_quotes_orders_waits_and_fetches(served):
    assert served.meets(PROGRAM, "clip") == {"quote": 0.28, "starts": "ftyp"}


def test_it_fetches_from_a_link_and_revokes_it(served):
    assert served.meets(PROGRAM, "linked") == {"starts": "ftyp", "revoked": True}


def test_it_sends_pictures_and_clips_inside_its_orders(served):
    assert served.meets(PROGRAM, "chained") == {"quote": 0.5, "starts": "ftyp"}


def test_it_cleans_up_where_the_service_lets_it(serving):
    with serving("--completes") as served:
        assert served.meets(PROGRAM, "tidy") == {
            "starts": "ftyp",
            "again": "API request failed with status 400: Request ID is invalid.",
        }


def test_it_finds_the_models_and_compares_their_prices(served):
    found = served.meets(PROGRAM, "catalogue")
    assert found.pop("models") > 100
    assert found == {"durations": ["5s"], "cheapest": "minimax-h3-max-turbo-text-to-video", "usd": 0.04}


def test_it_reads_the_account_page_by_page(served):
    assert served.meets(PROGRAM, "books") == {
        "lines": 12 + 2,
        "usd": 996.64,
        "entries": 12,
        "total": -3.36,
        "skus": ["wan-2.2-a14b-text-to-video-video-unit"],
    }


def test_it_reads_the_limits_of_its_key(served):
    told = served.meets(PROGRAM, "limits")
    assert told.pop("models") > 100
    assert told == {"permitted": True, "usd": 1000.0, "log": 0}


def test_it_is_told_that_transcription_is_gone(served):
    gone = "API request failed with status 410: Video transcription has been removed."
    assert served.meets(PROGRAM, "transcription") == f"ModelGoneError: {gone}"


@pytest.mark.parametrize("chain", ["base", "solana"])
def test_its_wallets_sign_in_pay_and_read_their_ledger(served, chain):
    assert served.meets(PROGRAM, "wallet", chain) == {
        "starts": "ftyp",
        "usd": 999.72,
        "entries": [["CHARGE", -0.28]],
        "known": True,
    }


def test_its_wallet_pays_into_its_credit(serving):
    """It pays the least that is asked for, whatever sum its user names."""
    with serving("--wallet-credit", "0") as served:
        assert served.meets(PROGRAM, "topped_up", "base") == {
            "before": "PaymentRequiredError: 402",
            "credited": [5.0, 5.0],
            "after": "done",
            "entries": [["CHARGE", -0.28, 4.72], ["TOP_UP", 5.0, 5.0]],
        }


def test_it_is_told_how_to_pay(served):
    assert served.meets(PROGRAM, "asked_for", "base") == [
        "eip155:8453",
        "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp",
    ]


def test_it_is_told_what_is_wrong_with_an_order(served):
    assert served.meets(PROGRAM, "refused") == [
        "NotFoundError: 404",
        "InvalidRequestError: 400",
        "InvalidRequestError: 400",
        "InvalidRequestError: 400",
    ]
    assert served.bookings == []


def test_it_understands_what_goes_wrong(serving, tmp_path):
    """And pays for each order once: two orders are charged whose answers it never sees."""
    script = tmp_path / "faults.toml"
    script.write_text(WRONG)
    with serving("--faults", str(script)) as served:
        assert served.meets(PROGRAM, "outcomes") == [
            "failed: API request failed with status 422: The request was refused by the provider's content policy.",
            "failed: The video could not be generated.",
            "InternalServerError: 500",
            "failed: API request failed with status 400: The provider could not read the input media.",
            "done",
            "InternalServerError: 500",
            "RateLimitError: 429",
            "done",
            "APIConnectionError: None",
        ]
        assert Counter(booking.kind for booking in served.bookings) == {"charge": 8, "refund": 3}
