"""Where the key and the address come from."""

import pytest

from vgdsl.providers.errors import Unauthorised
from vgdsl.providers.venice.auth import ADDRESS, BearerKey, base_address, bearer_key


def test_the_key_of_the_environment_becomes_the_header():
    auth = bearer_key({"VENICE_API_KEY": " vk-123456 \n"})
    assert auth.headers("POST", "https://any") == {"Authorization": "Bearer vk-123456"}


@pytest.mark.parametrize("environment", [{}, {"VENICE_API_KEY": ""}, {"VENICE_API_KEY": "  "}])
def test_without_a_key_the_message_says_how_to_get_one_and_what_needs_none(environment):
    with pytest.raises(Unauthorised, match=r"VENICE_API_KEY is not set.*venice\.ai.*--simulate"):
        bearer_key(environment)


@pytest.mark.parametrize("key", ["two words", "line\nbreak", "clé-secrète"])
def test_what_cannot_be_a_key_is_refused_without_being_shown(key):
    with pytest.raises(Unauthorised) as refused:
        bearer_key({"VENICE_API_KEY": key})
    assert key not in str(refused.value)


def test_a_key_is_never_shown():
    assert "vk-123456" not in repr(BearerKey("vk-123456"))


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
