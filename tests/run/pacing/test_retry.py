"""Reads are repeated with patience; purchases only on proof that nothing was bought."""

import pytest

from vgdsl.providers import errors
from vgdsl.run.pacing.retry import buying_again, collecting_again, reading_again

EVERY = [
    errors.NotSent, errors.Refused, errors.TooLarge, errors.NeedsConsent, errors.PaymentNeeded, errors.Unauthorised,
    errors.Uncertain, errors.Transient, errors.JobFailed, errors.Gone, errors.ProviderError,
]  # fmt: skip


@pytest.mark.parametrize("kind", EVERY)
def test_a_purchase_is_repeated_only_when_it_was_certainly_not_accepted(kind):
    assert (buying_again(kind("no"), 1, 0.5) is not None) is (kind is errors.NotSent)


@pytest.mark.parametrize("kind", EVERY)
def test_a_price_is_asked_again_only_where_that_can_help(kind):
    assert (reading_again(kind("no"), 1, 0.5) is not None) is (kind in {errors.NotSent, errors.Transient})


def test_waits_grow_and_end():
    waits = [reading_again(errors.Transient("no"), attempt, 0.5) for attempt in range(1, 9)]
    assert waits[-1] is None
    assert waits[:-1] == sorted(waits[:-1])


def test_a_paid_result_is_asked_for_as_long_as_it_takes():
    assert 0 < collecting_again(errors.Transient("no"), 10_000, 0.5) <= 30.0


def test_a_providers_wish_to_wait_is_honoured():
    error = errors.NotSent("slow down")
    error.retry_after = 17.0
    assert buying_again(error, 1, 0.0) >= 17.0
