"""Where the key, the wallet and the address come from."""

import sys

import keyring
import pytest

from vgdsl.providers.errors import Unauthorised
from vgdsl.providers.venice import ring as keyrings
from vgdsl.providers.venice import wallet
from vgdsl.providers.venice.auth import (
    ADDRESS,
    BearerKey,
    base_address,
    payer,
    require_payer,
    require_wallet,
    who_pays,
)
from vgdsl.providers.venice.wallet import Wallet

SECRET = "0x" + "1f" * 32


@pytest.fixture(autouse=True)
def ring(monkeypatch):
    """The system's keyring, with nothing in it: secrets by service and name."""
    held: dict[tuple[str, str], str] = {}
    monkeypatch.setattr(keyring, "get_password", lambda *name: held.get(name))
    return held


def test_the_key_of_the_environment_becomes_the_header():
    auth = payer({"VENICE_API_KEY": " vk-123456 \n"})
    assert auth.headers("POST", "https://any") == {"Authorization": "Bearer vk-123456"}
    assert auth.wallet is None


@pytest.mark.parametrize("environment", [{}, {"VENICE_API_KEY": ""}, {"VENICE_WALLET_KEY": "  "}])
def test_with_neither_key_nor_wallet_nor_keyring_the_message_says_how_to_get_one_and_what_needs_none(
    environment,
):
    assert payer(environment) is None
    with pytest.raises(Unauthorised) as refused:
        require_payer(environment)
    assert str(refused.value) == (
        "Nobody to pay: VENICE_API_KEY is not set. Create a key in the API settings of your account on venice.ai, "
        "then: export VENICE_API_KEY=<the key>. To let a wallet pay: export VENICE_WALLET_KEY=<its private key>. "
        "The system's keyring can hold either under that name (pip install 'vgdsl[keyring]'): "
        "keyring set vgdsl VENICE_API_KEY. "
        "A trial run with --simulate needs no key."
    )


def test_the_key_wins_over_the_wallet():
    assert payer({"VENICE_API_KEY": "vk-123456", "VENICE_WALLET_KEY": SECRET}) == BearerKey("vk-123456")
    assert payer({"VENICE_API_KEY": " ", "VENICE_WALLET_KEY": f" {SECRET}\n"}) == Wallet(SECRET)
    require_payer({"VENICE_WALLET_KEY": SECRET})


@pytest.mark.parametrize("key", ["two words", "line\nbreak", "clé-secrète"])
def test_what_cannot_be_a_key_is_refused_without_being_shown(key):
    with pytest.raises(Unauthorised) as refused:
        payer({"VENICE_API_KEY": key})
    assert key not in str(refused.value)


@pytest.mark.parametrize("secret", ["0x1234", "a wallet of mine", "0x" + "1g" * 32, "1f" * 50, "é" * 64])
def test_what_cannot_be_a_wallets_key_is_refused_without_being_shown(secret):
    with pytest.raises(Unauthorised, match="VENICE_WALLET_KEY does not hold a wallet's key") as refused:
        payer({"VENICE_WALLET_KEY": secret})
    assert secret not in str(refused.value)


def test_a_wallet_without_what_signs_is_told_what_to_install(monkeypatch):
    monkeypatch.setattr(wallet, "installed", lambda: False)
    with pytest.raises(Unauthorised) as refused:
        payer({"VENICE_WALLET_KEY": SECRET})
    assert str(refused.value) == (
        "A wallet signs with libraries that are not installed. To install them: pip install 'vgdsl[x402]'"
    )
    assert payer({"VENICE_API_KEY": "vk-123456", "VENICE_WALLET_KEY": SECRET}) == BearerKey("vk-123456")


def test_where_the_environment_names_nobody_the_keyring_does(ring):
    assert who_pays({}) is None
    ring["vgdsl", "VENICE_WALLET_KEY"] = f"{SECRET}\n"
    assert who_pays({}) == Wallet(SECRET)
    ring["vgdsl", "VENICE_API_KEY"] = "vk-of-the-ring"
    assert who_pays({}) == BearerKey("vk-of-the-ring")
    assert who_pays({"VENICE_WALLET_KEY": SECRET}) == Wallet(SECRET), "what is set is meant"
    assert payer({}) is None
    require_payer({})


def test_a_wallet_is_found_whether_or_not_a_key_pays(ring):
    with pytest.raises(Unauthorised) as refused:
        require_wallet({"VENICE_API_KEY": "vk-123456"})
    assert str(refused.value) == (
        "There is no wallet: VENICE_WALLET_KEY is not set. To name one: export VENICE_WALLET_KEY=<its private key>, or "
        "keep it in the system's keyring (pip install 'vgdsl[keyring]'): keyring set vgdsl VENICE_WALLET_KEY."
    )
    assert require_wallet({"VENICE_API_KEY": "vk-123456", "VENICE_WALLET_KEY": SECRET}) == Wallet(SECRET)
    ring["vgdsl", "VENICE_WALLET_KEY"] = SECRET
    assert require_wallet({}) == Wallet(SECRET)


def test_without_the_library_or_with_a_keyring_that_fails_it_is_as_if_there_were_none(monkeypatch, ring):
    def fails(*_name):
        raise RuntimeError("no desktop")

    ring["vgdsl", "VENICE_API_KEY"] = "vk-of-the-ring"
    with monkeypatch.context() as place:
        place.setattr(keyring, "get_password", fails)
        assert who_pays({}) is None
    monkeypatch.setattr(keyrings, "find_spec", lambda _name: None)
    monkeypatch.delitem(sys.modules, "keyring")
    assert who_pays({}) is None
    assert "keyring" not in sys.modules


def test_a_key_is_never_shown():
    assert "vk-123456" not in repr(BearerKey("vk-123456"))
    assert SECRET[4:] not in repr(Wallet(SECRET))


def test_the_official_address_is_the_default():
    assert base_address({}) == base_address({"VENICE_BASE_URL": ""}) == ADDRESS


def test_another_address_loses_its_last_slash():
    assert (
        base_address({"VENICE_BASE_URL": "http://127.0.0.1:8099/api/v1/"}) == "http://127.0.0.1:8099/api/v1"
    )


@pytest.mark.parametrize("address", ["venice.ai", "ftp://venice.ai", "https://", "https://a/b?c=d"])
def test_what_is_no_address_is_refused(address):
    with pytest.raises(Unauthorised, match="VENICE_BASE_URL"):
        base_address({"VENICE_BASE_URL": address})
