"""How long a failed read waits."""

from hypothesis import given
from hypothesis import strategies as st

from vgdsl.providers.retry import LONGEST_WAIT, TRIES, delay

CHANCE = st.floats(0, 1, exclude_max=True)


@given(st.integers(1, TRIES - 1), CHANCE)
def test_waits_grow_and_stay_within_their_bounds(attempt, random):
    wait = delay(attempt, None, random)
    assert min(0.25 * 2 ** (attempt - 1), LONGEST_WAIT / 2) <= wait <= LONGEST_WAIT


@given(st.integers(1, TRIES - 1), st.floats(0, 3600), CHANCE)
def test_a_provider_is_never_asked_again_before_it_said(attempt, retry_after, random):
    assert delay(attempt, retry_after, random) >= retry_after


def test_there_is_an_end():
    assert delay(TRIES, None, 0.5) is None
    assert delay(TRIES, 30.0, 0.5) is None


def test_two_callers_do_not_return_together():
    assert delay(4, None, 0.1) != delay(4, None, 0.9)
