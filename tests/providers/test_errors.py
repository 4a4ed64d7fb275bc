"""The tree at the top of the file is the tree, and an error can travel."""

import pickle

import pytest

from vgdsl.providers import errors
from vgdsl.providers.errors import ProviderError, Reply

KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, ProviderError)]


def drawn() -> dict[str, str]:
    """Each name of the drawing, with the name it hangs from."""
    parents, trail = {}, []
    for line in errors.__doc__.splitlines():
        name = line.lstrip("├└─│ ").split(" ")[0]
        if not name or not hasattr(errors, name):
            continue
        depth = (len(line) - len(line.lstrip("├└─│ "))) // 4
        trail[depth:] = [name]
        parents[name] = trail[depth - 1] if depth else "Exception"
    return parents


def test_the_drawing_is_the_tree():
    assert drawn() == {kind.__name__: kind.__base__.__name__ for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_survives_pickling_with_its_facts(kind):
    error = kind("what happened", Reply(status=422, message="no", credits_refunded=True))
    error.retry_after = 3.0
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is kind
    assert (str(again), again.reply, again.retry_after) == ("what happened", error.reply, 3.0)


def test_short_words_are_not_taken_for_secrets():
    assert errors.hide("a shot of a car", ["a", ""]) == "a shot of a car"


def test_an_authorisation_header_is_hidden_even_if_its_key_is_not_known():
    assert "abc" not in errors.hide('{"authorization": "bearer abc"}', [])
