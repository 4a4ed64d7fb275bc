"""A wallet signs in as the API describes it: verified here by the chains' own libraries, not by the code that signs."""

import base64
import json
import subprocess
import sys

import base58
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.signing import SigningKey, VerifyKey

from vgdsl.providers.errors import Unauthorised
from vgdsl.providers.venice.chains import Chain, _ethereum
from vgdsl.providers.venice.siwx import Proof, SignIn, read_proof, read_sign_in
from vgdsl.providers.venice.wallet import Wallet, wallet_of

Account, encode_defunct = _ethereum().Account, _ethereum().messages.encode_defunct
NOW = 1_795_000_000.25
EVM = "0x" + "1f" * 32
SEED = bytes(range(32))
SOLANA = base58.b58encode(bytes(SigningKey(SEED)) + SigningKey(SEED).verify_key.encode()).decode()
LINES = """\
api.venice.ai wants you to sign in with your {account} account:
{address}

Sign in to Venice API

URI: https://api.venice.ai
Version: 1
Chain ID: {chain}
Nonce: {nonce}
Issued At: 2026-11-18T11:06:40.250Z
Expiration Time: 2026-11-18T11:11:40.250Z"""


def content(secret):
    headers = Wallet(secret, lambda: NOW).headers("POST", "https://api.venice.ai/api/v1/video/queue")
    assert list(headers) == ["SIGN-IN-WITH-X", "X-Sign-In-With-X"]
    assert len(set(headers.values())) == 1
    return json.loads(base64.b64decode(headers["SIGN-IN-WITH-X"]))


def nonce(message):
    return message.partition("Nonce: ")[2].partition("\n")[0]


def test_a_wallet_on_base_signs_the_text_of_eip_4361():
    told = content(EVM)
    message = told["message"]
    assert message == LINES.format(
        account="Ethereum", address=told["address"], chain="8453", nonce=nonce(message)
    )
    assert told["address"] == Account.from_key(EVM).address == Wallet(EVM).wallet
    assert (
        Account.recover_message(encode_defunct(text=message), signature=told["signature"]) == told["address"]
    )
    assert (told["chainId"], told["timestamp"]) == (8453, 1_795_000_000_250)
    assert set(told) == {"address", "message", "signature", "timestamp", "chainId"}


def test_a_wallet_on_solana_signs_with_ed25519():
    told = content(SOLANA)
    message, chain = told["message"], "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp"
    assert message == LINES.format(
        account="Solana", address=told["address"], chain=chain, nonce=nonce(message)
    )
    VerifyKey(base58.b58decode(told["address"])).verify(message.encode(), base58.b58decode(told["signature"]))
    assert (told["chainId"], told["type"]) == (chain, "ed25519")


@pytest.mark.parametrize("secret", [EVM, SOLANA])
def test_every_request_has_a_nonce_and_a_signature_of_its_own(secret):
    signed = [content(secret) for _ in range(20)]
    nonces = {nonce(each["message"]) for each in signed}
    assert len(nonces) == len({each["signature"] for each in signed}) == 20
    assert all(len(each) == 16 and int(each, 16) >= 0 for each in nonces)


@pytest.mark.parametrize(
    "secret",
    [
        SOLANA,
        base58.b58encode(SEED).decode(),
        str(list(SEED)),
        json.dumps([*SEED, *SigningKey(SEED).verify_key.encode()]),
    ],
)
def test_a_wallet_on_solana_may_be_written_in_each_form_in_use(secret):
    assert Wallet(secret).wallet == base58.b58encode(SigningKey(SEED).verify_key.encode()).decode()


@pytest.mark.parametrize(
    "secret",
    [
        "0x" + "00" * 32,
        "0x" + "ff" * 32,
        base58.b58encode(SEED + SEED).decode(),
        base58.b58encode(SEED + b"x").decode(),
        "[1, 2, 3]",
        "[1, 2, 'x']",
        "[300]",
    ],
)
def test_a_secret_that_names_no_wallet_is_refused_without_being_shown(secret):
    with pytest.raises(Unauthorised, match="VENICE_WALLET_KEY does not hold") as refused:
        wallet_of(secret).headers("GET", "https://any")
    assert secret not in f"{refused.value}{refused.value!r}"


SIGN_INS = st.builds(
    SignIn,
    chain=st.sampled_from(Chain),
    address=st.from_regex(r"[0-9A-Za-z]{32,44}", fullmatch=True),
    nonce=st.from_regex(r"[0-9a-f]{16}", fullmatch=True),
    issued=st.integers(1_700_000_000_000, 1_900_000_000_000).map(lambda each: each / 1000),
    expires=st.none() | st.integers(1_700_000_000_000, 1_900_000_000_000).map(lambda each: each / 1000),
    statement=st.sampled_from(["Sign in to Venice API", "Sign in to Venice AI"]),
)


@given(SIGN_INS)
def test_what_is_signed_can_be_read_again(sign_in):
    assert read_sign_in(sign_in.text) == sign_in
    proof = Proof(sign_in.chain, sign_in.address, sign_in.text, "0xsigned", sign_in.issued)
    assert read_proof(proof.header) == proof


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
FIELDS = ("address", "message", "signature", "timestamp", "chainId", "type")


@given(st.dictionaries(st.sampled_from(FIELDS), JSON | st.just(8453)) | JSON, st.text())
def test_a_header_of_any_other_content_is_none(data, text):
    proof = read_proof(base64.b64encode(json.dumps(data).encode()).decode())
    assert proof is None or (isinstance(data, dict) and proof.address == data["address"])
    assert read_proof(text) is None
    assert read_sign_in(text) is None


def test_nothing_that_signs_is_loaded_before_something_is_signed_nor_leaves_python_changed():
    code = (
        "import sys; from vgdsl.providers.venice.auth import payer; "
        f"auth = payer({{'VENICE_WALLET_KEY': {EVM!r}}}); "
        "print({'eth_account', 'nacl', 'base58'} & {*sys.modules}); auth.headers('GET', ''); "
        "print('eth_account' in sys.modules, sys.getrecursionlimit())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("set()\nTrue 1000\n", "")
