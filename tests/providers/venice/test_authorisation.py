"""What a wallet signs to pay is what the token's contract checks, and travels whole in the envelope."""

import base64
import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vgdsl.providers.venice.chains import _encoded, _ethereum, signed_record, signer
from vgdsl.providers.venice.x402.authorisation import Authorisation, Envelope, read_envelope
from vgdsl.providers.venice.x402.terms import UNITS

SECRET, OTHER = "0x" + "1f" * 32, "0x" + "2e" * 32
PAYER = signer(SECRET).address
ACCEPTED = {"scheme": "exact", "network": "eip155:8453", "maxTimeoutSeconds": 300}
PAID = Authorisation(PAYER, "0x" + "22" * 20, 10 * UNITS, 1_790_000_000, 1_790_000_300, "0x" + "ab" * 32)

DOMAIN = "02fa7265e7c5d81118673727957699e4d68f74cd74b7db77da710fe8a2c7834f"
"""DOMAIN_SEPARATOR of USDC on Base, as its contract answers."""


def test_it_is_signed_for_usdc_on_base():
    encoded = _encoded(_ethereum(), PAID.data)
    assert encoded.header.hex() == DOMAIN


def test_it_has_one_signature_that_can_be_made_again():
    one, again = signer(SECRET).sign_record(PAID.data), signer(SECRET).sign_record(PAID.data)
    assert one == again
    assert signed_record(PAYER, PAID.data, one)


@pytest.mark.parametrize(
    "change",
    [
        {"payer": signer(OTHER).address},
        {"receiver": "0x" + "23" * 20},
        {"value": 11 * UNITS},
        {"valid_after": 0},
        {"valid_before": 1_890_000_000},
        {"nonce": "0x" + "ac" * 32},
    ],
    ids=lambda each: next(iter(each)),
)
def test_every_part_of_it_is_signed(change):
    signature = signer(SECRET).sign_record(PAID.data)
    assert not signed_record(PAYER, msgspec.structs.replace(PAID, **change).data, signature)


@pytest.mark.parametrize("signature", ["", "0x", "x", "0x" + "00" * 65, "ä"])
def test_what_is_no_signature_is_none(signature):
    assert not signed_record(PAYER, PAID.data, signature)


def test_the_envelope_is_that_of_version_two():
    content = json.loads(base64.b64decode(Envelope(PAID, "0xsigned", ACCEPTED).header))
    assert content == {
        "x402Version": 2,
        "payload": {
            "signature": "0xsigned",
            "authorization": {
                "from": PAYER,
                "to": "0x" + "22" * 20,
                "value": "10000000",
                "validAfter": "1790000000",
                "validBefore": "1790000300",
                "nonce": "0x" + "ab" * 32,
            },
        },
        "accepted": ACCEPTED,
    }


ACCOUNT = st.from_regex(r"0x[0-9a-f]{40}", fullmatch=True)
COUNT = st.integers(0, 10**20)
PAYMENTS = st.builds(
    Authorisation,
    ACCOUNT,
    ACCOUNT,
    COUNT,
    COUNT,
    COUNT,
    st.from_regex(r"0x[0-9a-f]{64}", fullmatch=True),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(PAYMENTS, st.text(max_size=9))
def test_what_is_sent_can_be_read_again(paid, signature):
    envelope = Envelope(paid, signature, ACCEPTED)
    assert read_envelope(envelope.header) == envelope


@given(
    st.dictionaries(st.sampled_from(["x402Version", "payload", "accepted"]), JSON | st.just(2)) | JSON,
    st.text(),
)
def test_anything_else_is_none(content, text):
    assert read_envelope(base64.b64encode(json.dumps(content).encode()).decode()) is None
    assert read_envelope(text) is None
